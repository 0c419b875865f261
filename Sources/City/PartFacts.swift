import Kernel
import Matters

/// The parts of a matter as programs read them. A device's mark and who asked stay inside.
enum PartFacts {
  static func json(_ parts: MatterParts, _ time: (Instant?) -> JSON) -> [String: JSON] {
    [
      "tasks": .array(parts.tasks.map { task($0, time) }),
      "checks": .array(
        parts.checks.map {
          [
            "number": .integer($0.number), "purpose": .string($0.purpose.rawValue),
            "round": .integer($0.round), "worker": .string($0.worker),
            "condition": .string($0.condition), "holds": JSON($0.holds),
            "note": .string($0.note), "ordered": time($0.orderedAt),
            "reported": time($0.reportedAt),
          ]
        }),
      "requests": .array(
        parts.requests.map {
          [
            "number": .integer($0.number), "about": .string($0.about.rawValue),
            "standing": .string($0.standing.rawValue), "reason": .string($0.reason),
            "decision": .string($0.decision), "approvals": .integer(Int64($0.approvedBy.count)),
          ]
        }),
      "escalations": .array(
        parts.escalations.map {
          [
            "number": .integer($0.number), "tier": .string($0.tier), "unit": .string($0.unit),
            "byItself": .boolean($0.isByItself), "reason": .string($0.reason),
            "decision": .string($0.decision), "owner": .string($0.owner),
            "due": time($0.dueAt),
          ]
        }),
      "callBacks": .array(
        parts.callBacks.map {
          [
            "reached": .boolean($0.isReached), "solved": JSON($0.isSolved),
            "satisfied": JSON($0.isSatisfied), "at": time($0.at),
          ]
        }),
      "ratings": .array(
        parts.ratings.map {
          [
            "grade": .integer($0.grade), "comment": .string($0.comment),
            "poor": .boolean($0.isPoor), "contacted": time($0.contactedAt),
            "rectified": time($0.rectifiedAt), "setAside": .boolean($0.isSetAside),
          ]
        }),
      "publications": .array(
        parts.publications.map {
          [
            "column": .string($0.column.rawValue), "issue": .string($0.issue),
            "text": .string($0.text), "withdrawn": time($0.withdrawnAt),
          ]
        }),
    ]
  }

  private static func task(_ task: MatterTask, _ time: (Instant?) -> JSON) -> JSON {
    [
      "number": .integer(task.number), "round": .integer(task.round), "unit": .string(task.unit),
      "function": .string(task.function), "demand": .string(task.demand),
      "summoned": time(task.summonedAt), "signedIn": time(task.signedInAt),
      "arrived": time(task.arrivedAt), "place": .string(task.place),
      "reported": time(task.reportedAt), "report": .string(task.report),
      "released": time(task.releasedAt), "ground": .string(task.ground),
      "lawful": JSON(task.isRefusalLawful), "grade": JSON(task.grade),
      "answer": .string(task.answer),
    ]
  }
}
