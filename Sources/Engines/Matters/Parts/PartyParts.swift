public import Kernel
import Pack

/// A lead unit passed the matter on to another.
public struct HandOver: MatterPart {
  static let kind = "hand-over"

  public let number: Int64
  public let from: String
  public let to: String
  /// The state in which it was passed on, to which a return leads back.
  public let state: String
  public let reason: String
  /// Why it came back; nil where it did not.
  public var returned: String?
  /// When whoever passed it on had signed in, which a return leaves as it was.
  public var acceptedAt: Instant?

  public var isOpen: Bool { returned == nil }
  var concerns: String { "" }

  var json: JSON {
    [
      "number": .integer(number), "from": .string(from), "to": .string(to),
      "state": .string(state), "reason": .string(reason), "returned": JSON(returned),
      "accepted": JSON(acceptedAt),
    ]
  }
}

extension HandOver {
  init(_ body: EventBody) throws {
    self.init(
      number: try body.integer("number"), from: try body.text("from"), to: try body.text("to"),
      state: try body.text("state"), reason: try body.text("reason"),
      returned: body.body["returned"]?.string, acceptedAt: body.instantIfPresent("accepted"))
  }
}

/// A lead unit refused the matter on a lawful ground.
public struct Refusal: MatterPart {
  static let kind = "refusal"

  public let number: Int64
  public let unit: String
  public let ground: String
  public let reason: String
  /// Whether the arbiter named the same unit again: it cannot refuse on that ground twice.
  public var isOverruled: Bool

  public var isOpen: Bool { false }
  var concerns: String { "" }

  var json: JSON {
    [
      "number": .integer(number), "unit": .string(unit), "ground": .string(ground),
      "reason": .string(reason), "overruled": .boolean(isOverruled),
    ]
  }
}

extension Refusal {
  init(_ body: EventBody) throws {
    self.init(
      number: try body.integer("number"), unit: try body.text("unit"),
      ground: try body.text("ground"), reason: try body.text("reason"),
      isOverruled: try body.boolean("overruled"))
  }
}

/// Somebody above watches over a matter.
public struct Supervision: MatterPart {
  static let kind = "supervision"

  public let number: Int64
  /// 1 for the kind's first level.
  public let level: Int64
  public let unit: String
  public let ground: String
  public let at: Instant
  public var endedAt: Instant?

  public var isOpen: Bool { endedAt == nil }
  var concerns: String { unit }

  var json: JSON {
    [
      "number": .integer(number), "level": .integer(level), "unit": .string(unit),
      "ground": .string(ground), "at": JSON(at), "ended": JSON(endedAt),
    ]
  }
}

extension Supervision {
  init(_ body: EventBody) throws {
    self.init(
      number: try body.integer("number"), level: try body.integer("level"),
      unit: try body.text("unit"), ground: try body.text("ground"), at: try body.instant("at"),
      endedAt: body.instantIfPresent("ended"))
  }
}

/// A matter went up, by itself or by hand, and what was decided there.
public struct Escalation: MatterPart {
  static let kind = "escalation"

  public let number: Int64
  public let tier: String
  public let unit: String
  public let reason: String
  /// Whether a rule sent it up, not a person.
  public let isByItself: Bool
  public let at: Instant
  /// What was decided; empty until it is.
  public var decision = ""
  public var owner = ""
  public var dueAt: Instant?
  public var decidedAt: Instant?

  public var isOpen: Bool { decidedAt == nil }
  var concerns: String { unit }

  var json: JSON {
    [
      "number": .integer(number), "tier": .string(tier), "unit": .string(unit),
      "reason": .string(reason), "byItself": .boolean(isByItself), "at": JSON(at),
      "decision": .string(decision), "owner": .string(owner), "due": JSON(dueAt),
      "decided": JSON(decidedAt),
    ]
  }
}

extension Escalation {
  init(_ body: EventBody) throws {
    self.init(
      number: try body.integer("number"), tier: try body.text("tier"),
      unit: try body.text("unit"), reason: try body.text("reason"),
      isByItself: try body.boolean("byItself"), at: try body.instant("at"),
      decision: try body.text("decision"), owner: try body.text("owner"),
      dueAt: body.instantIfPresent("due"), decidedAt: body.instantIfPresent("decided"))
  }
}

/// The person asked the unit above to look at the answer again.
public struct Review: MatterPart {
  static let kind = "review"

  public let number: Int64
  /// The unit whose answer is reviewed.
  public let of: String
  public let reason: String
  public let at: Instant

  public var isOpen: Bool { false }
  var concerns: String { "" }

  var json: JSON {
    [
      "number": .integer(number), "of": .string(of), "reason": .string(reason), "at": JSON(at),
    ]
  }
}

extension Review {
  init(_ body: EventBody) throws {
    self.init(
      number: try body.integer("number"), of: try body.text("of"),
      reason: try body.text("reason"), at: try body.instant("at"))
  }
}

/// This matter is the same as another one, which is worked on in its place.
public struct Merge: MatterPart {
  static let kind = "merge"

  public let number: Int64
  public let into: Int64
  /// Number of the other one, for people.
  public let intoNumber: String
  /// Where it stood, to which an undo leads back.
  public let state: String
  public let phase: String
  public var isUndone = false
  /// Whether the other one's answer was given to this one's caller too.
  public var isAnswered = false

  public var isOpen: Bool { !isUndone && !isAnswered }
  /// The other matter, so that it finds those that follow it.
  var concerns: String { isOpen ? String(into) : "" }

  var json: JSON {
    [
      "number": .integer(number), "into": .string(String(into)),
      "intoNumber": .string(intoNumber), "state": .string(state), "phase": .string(phase),
      "undone": .boolean(isUndone), "answered": .boolean(isAnswered),
    ]
  }
}

extension Merge {
  init(_ body: EventBody) throws {
    guard let into = Int64(try body.text("into")) else { throw EventFault(body.name, "into") }
    self.init(
      number: try body.integer("number"), into: into, intoNumber: try body.text("intoNumber"),
      state: try body.text("state"), phase: try body.text("phase"),
      isUndone: try body.boolean("undone"), isAnswered: try body.boolean("answered"))
  }
}
