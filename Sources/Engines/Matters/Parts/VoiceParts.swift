public import Kernel

/// Somebody called the person back.
public struct CallBackNote: MatterPart {
  static let kind = "call-back"

  public let number: Int64
  public let isReached: Bool
  /// Nil where the person was not reached.
  public let isSolved: Bool?
  public let isSatisfied: Bool?
  public let note: String
  public let at: Instant

  public var isOpen: Bool { false }
  var concerns: String { "" }

  var json: JSON {
    [
      "number": .integer(number), "reached": .boolean(isReached), "solved": JSON(isSolved),
      "satisfied": JSON(isSatisfied), "note": .string(note), "at": JSON(at),
    ]
  }
}

extension CallBackNote {
  init(_ body: EventBody) throws {
    self.init(
      number: try body.integer("number"), isReached: try body.boolean("reached"),
      isSolved: body.body["solved"]?.boolean, isSatisfied: body.body["satisfied"]?.boolean,
      note: try body.text("note"), at: try body.instant("at"))
  }
}

/// What the person thought of how they were served, with what followed from it.
public struct Rating: MatterPart {
  static let kind = "rating"

  public let number: Int64
  public let grade: Int64
  public let comment: String
  /// The unit that was rated.
  public let unit: String
  public let isPoor: Bool
  /// A mark that is the same for the same telephone or browser; empty where none is known.
  public let device: String
  /// From the answer to the rating.
  public let delay: Int64
  public let at: Instant
  public var contactedAt: Instant?
  public var rectifiedAt: Instant?
  public var isSetAside = false

  public var isOpen: Bool { isPoor && rectifiedAt == nil && !isSetAside }
  var concerns: String { unit }

  var json: JSON {
    [
      "number": .integer(number), "grade": .integer(grade), "comment": .string(comment),
      "unit": .string(unit), "poor": .boolean(isPoor), "device": .string(device),
      "delay": .integer(delay), "at": JSON(at), "contacted": JSON(contactedAt),
      "rectified": JSON(rectifiedAt), "setAside": .boolean(isSetAside),
    ]
  }
}

extension Rating {
  init(_ body: EventBody) throws {
    self.init(
      number: try body.integer("number"), grade: try body.integer("grade"),
      comment: try body.text("comment"), unit: try body.text("unit"),
      isPoor: try body.boolean("poor"), device: try body.text("device"),
      delay: try body.integer("delay"), at: try body.instant("at"),
      contactedAt: body.instantIfPresent("contacted"),
      rectifiedAt: body.instantIfPresent("rectified"),
      isSetAside: try body.boolean("setAside"))
  }
}

/// An editor chose the matter for the wall.
public struct Selection: MatterPart {
  static let kind = "selection"

  public let number: Int64
  public let by: String
  public let at: Instant
  /// Whether it was published since, or put back.
  public var isDone = false

  public var isOpen: Bool { !isDone }
  var concerns: String { isDone ? "" : "wall" }

  var json: JSON {
    [
      "number": .integer(number), "by": .string(by), "at": JSON(at), "done": .boolean(isDone),
    ]
  }
}

extension Selection {
  init(_ body: EventBody) throws {
    self.init(
      number: try body.integer("number"), by: try body.text("by"), at: try body.instant("at"),
      isDone: try body.boolean("done"))
  }
}

/// A text on the wall.
public struct Publication: MatterPart {
  static let kind = "publication"

  /// The two columns, which may stand in different issues.
  public enum Column: String, Sendable, CaseIterable { case call, echo }

  public let number: Int64
  public let column: Column
  public let issue: String
  public let text: String
  public let at: Instant
  public var withdrawnAt: Instant?

  public var isOpen: Bool { withdrawnAt == nil }
  /// Its column while it stands, so that the wall finds it.
  var concerns: String { isOpen ? column.rawValue : "" }

  var json: JSON {
    [
      "number": .integer(number), "column": .string(column.rawValue), "issue": .string(issue),
      "text": .string(text), "at": JSON(at), "withdrawn": JSON(withdrawnAt),
    ]
  }
}

extension Publication {
  init(_ body: EventBody) throws {
    guard let column = Column(rawValue: try body.text("column")) else {
      throw EventFault(body.name, "column")
    }
    self.init(
      number: try body.integer("number"), column: column, issue: try body.text("issue"),
      text: try body.text("text"), at: try body.instant("at"),
      withdrawnAt: body.instantIfPresent("withdrawn"))
  }
}
