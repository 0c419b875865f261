public import Kernel

/// The lead unit asks for something that others decide.
public struct MatterRequest: MatterPart {
  static let kind = "request"

  /// What may be asked for.
  public enum About: String, Sendable, CaseIterable {
    /// More time on a clock.
    case lengthening
    /// That all clocks stand still until a date.
    case suspension
    /// That overtime be excused.
    case overtime
    /// That a rating be set aside.
    case rating

    /// How many different people must agree.
    public var approvals: Int { self == .suspension ? 2 : 1 }
  }

  /// What became of it.
  public enum Standing: String, Sendable { case asked, granted, rejected }

  public let number: Int64
  public let about: About
  public let unit: String
  /// The clock's run it is about; an empty name where it is about none.
  public let clock: MatterClock.Name
  /// The time asked for, in words; empty where none is.
  public let words: String
  public let until: Instant?
  public let ground: String
  public let reason: String
  public let by: String
  public let at: Instant
  /// Who agreed so far, in order.
  public var approvedBy: [String] = []
  public var standing: Standing = .asked
  public var decision = ""

  public var isOpen: Bool { standing == .asked }
  var concerns: String { unit }

  var json: JSON {
    [
      "number": .integer(number), "about": .string(about.rawValue), "unit": .string(unit),
      "clock": .string(clock.clock), "task": .integer(clock.task),
      "round": .integer(clock.round), "words": .string(words), "until": JSON(until),
      "ground": .string(ground), "reason": .string(reason), "by": .string(by), "at": JSON(at),
      "approvedBy": .array(approvedBy.map(JSON.string)), "standing": .string(standing.rawValue),
      "decision": .string(decision),
    ]
  }
}

extension MatterRequest {
  init(_ body: EventBody) throws {
    guard let about = About(rawValue: try body.text("about")) else {
      throw EventFault(body.name, "about")
    }
    guard let standing = Standing(rawValue: try body.text("standing")) else {
      throw EventFault(body.name, "standing")
    }
    self.init(
      number: try body.integer("number"), about: about, unit: try body.text("unit"),
      clock: MatterClock.Name(
        clock: try body.text("clock"), task: try body.integer("task"),
        round: try body.integer("round")),
      words: try body.text("words"), until: body.instantIfPresent("until"),
      ground: try body.text("ground"), reason: try body.text("reason"), by: try body.text("by"),
      at: try body.instant("at"),
      approvedBy: (body.body["approvedBy"]?.array ?? []).compactMap(\.string),
      standing: standing, decision: try body.text("decision"))
  }
}

/// Somebody looks on the spot.
public struct MatterCheck: MatterPart {
  static let kind = "check"

  /// What the look is for.
  public enum Purpose: String, Sendable, CaseIterable {
    /// Whether it is so, before the matter is filed.
    case filing
    /// Whether it is done, before the matter is closed.
    case closing
  }

  public let number: Int64
  public let purpose: Purpose
  /// The matter's round of work that is checked: 1, one more after each reopening.
  public let round: Int64
  /// The post that checks.
  public let worker: String
  /// What must be found, from the standard.
  public let condition: String
  public let orderedAt: Instant
  public var holds: Bool?
  public var note = ""
  public var reportedAt: Instant?

  public var isOpen: Bool { holds == nil }
  var concerns: String { worker }

  var json: JSON {
    [
      "number": .integer(number), "purpose": .string(purpose.rawValue),
      "round": .integer(round), "worker": .string(worker), "condition": .string(condition),
      "ordered": JSON(orderedAt), "holds": JSON(holds), "note": .string(note),
      "reported": JSON(reportedAt),
    ]
  }
}

extension MatterCheck {
  init(_ body: EventBody) throws {
    guard let purpose = Purpose(rawValue: try body.text("purpose")) else {
      throw EventFault(body.name, "purpose")
    }
    self.init(
      number: try body.integer("number"), purpose: purpose, round: try body.integer("round"),
      worker: try body.text("worker"), condition: try body.text("condition"),
      orderedAt: try body.instant("ordered"), holds: body.body["holds"]?.boolean,
      note: try body.text("note"), reportedAt: body.instantIfPresent("reported"))
  }
}

/// A photograph that shows how it was or how it is; its bytes are kept under their digest.
public struct MatterPhotograph: MatterPart {
  static let kind = "photograph"

  /// Whether it was taken before or after the work.
  public enum Purpose: String, Sendable, CaseIterable { case before, after }

  public let number: Int64
  public let purpose: Purpose
  /// The matter's round of work that it belongs to.
  public let round: Int64
  public let digest: String
  public let mediaType: String
  public let at: Instant

  public var isOpen: Bool { false }
  var concerns: String { "" }

  var json: JSON {
    [
      "number": .integer(number), "purpose": .string(purpose.rawValue),
      "round": .integer(round), "digest": .string(digest), "mediaType": .string(mediaType),
      "at": JSON(at),
    ]
  }
}

extension MatterPhotograph {
  init(_ body: EventBody) throws {
    guard let purpose = Purpose(rawValue: try body.text("purpose")) else {
      throw EventFault(body.name, "purpose")
    }
    self.init(
      number: try body.integer("number"), purpose: purpose, round: try body.integer("round"),
      digest: try body.text("digest"), mediaType: try body.text("mediaType"),
      at: try body.instant("at"))
  }
}
