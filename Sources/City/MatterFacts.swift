public import Kernel
public import Matters
import Pack

/// A matter as programs read it.
public enum MatterFacts {
  /// - Returns: an object with the matter's identifier, number, state, place, owner, clocks,
  ///   promises and parts; the caller by surname only, and not at all where the kind is
  ///   confidential.
  public static func json(_ id: Int64, _ matter: Matter, _ city: City) -> JSON {
    let offset = city.pack.offset
    func time(_ instant: Instant?) -> JSON { JSON(instant?.text(offset)) }
    var members: [String: JSON] = [
      "id": .string(Identifier<Matter>(rawValue: id).text), "number": .string(matter.number),
      "kind": .string(matter.kind), "sort": .string(matter.sort), "pack": .string(matter.pack),
      "state": .string(matter.state), "phase": .string(matter.phase.rawValue),
      "light": .string("\(matter.light)"),
      "title": .string(matter.title), "text": JSON(matter.body?.text),
      "reply": JSON(matter.body?.reply),
      "caller": .string(city.matters.publicCaller(matter).chinese),
      "channel": .string(matter.channel), "origin": .string(matter.origin),
      "steward": .string(PublicText.actor(matter.steward)), "against": JSON(matter.against),
      "area": JSON(matter.area), "category": JSON(matter.category), "lead": JSON(matter.lead),
      "rule": .string(matter.rule), "reason": .string(matter.reason),
      "received": time(matter.receivedAt), "accepted": time(matter.acceptedAt),
      "answered": time(matter.answeredAt), "closed": time(matter.closedAt),
      "due": time(matter.dueAt), "suspended": time(matter.suspendedUntil),
      "reopenings": .integer(matter.reopenings), "grade": JSON(matter.grade),
      "publicText": JSON(matter.publicText),
      "mergedInto": JSON(matter.phase == .merged ? matter.parts.merge?.intoNumber : nil),
      "supervision": .integer(matter.parts.supervision),
    ]
    members["clocks"] = .array(matter.clocks.map { clock($0, time) })
    members["promises"] = .array(
      matter.promises.map {
        [
          "number": .integer($0.number), "text": .string($0.text), "due": time($0.dueAt),
          "kept": time($0.keptAt), "isBroken": .boolean($0.isBroken),
        ]
      })
    members.merge(counts(matter)) { first, _ in first }
    members.merge(PartFacts.json(matter.parts, time)) { first, _ in first }
    return .object(members)
  }

  private static func clock(_ clock: MatterClock, _ time: (Instant?) -> JSON) -> JSON {
    [
      "name": .string(clock.name), "task": .integer(clock.task), "round": .integer(clock.round),
      "limit": .string(clock.limit), "started": time(clock.startedAt), "due": time(clock.dueAt),
      "stopped": time(clock.stoppedAt), "light": .string("\(clock.light)"),
      "paused": .boolean(clock.remaining != nil),
      "extensions": .array(clock.extensions.map(JSON.string)),
      "provisional": .boolean(clock.isProvisional), "excused": time(clock.excusedAt),
    ]
  }

  /// Numbers that people ask for first: who was summoned, signed in, on site, late.
  private static func counts(_ matter: Matter) -> [String: JSON] {
    let tasks = matter.parts.tasks
    func count(_ isMeant: (MatterTask) -> Bool) -> JSON {
      .integer(Int64(tasks.count(where: isMeant)))
    }
    let late = Set(matter.clocks.filter { $0.isRunning && $0.light == .red }.map(\.task))
    return [
      "summoned": count { _ in true }, "signedIn": count { $0.signedInAt != nil },
      "onSite": count { $0.arrivedAt != nil }, "reported": count { $0.reportedAt != nil },
      "late": count { late.contains($0.number) },
      "absent": count {
        $0.isOpen && $0.isOnSite && $0.arrivedAt == nil && late.contains($0.number)
      },
      "round": .integer(matter.parts.taskRound),
      "photographs": .integer(Int64(matter.parts.photographs.count)),
      "escalatedTo": JSON(matter.parts.escalations.last?.unit),
    ]
  }
}
