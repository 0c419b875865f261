/// One point of a meeting's agenda.
public struct AgendaItem: Sendable, Equatable {
  /// Why it stands there.
  public enum Cause: String, Sendable, CaseIterable {
    /// A series below left it unsolved too often.
    case sentUp = "sent-up"
    /// An earlier meeting of the series left it open.
    case carried
    /// A matter past its deadline.
    case late
    /// A matter that came back too often.
    case repeated
    /// Somebody put it there.
    case added
  }

  /// A matter by its identifier and the number that people use.
  public struct MatterName: Sendable, Equatable, Hashable {
    public let id: Int64
    public let number: String

    public init(id: Int64, number: String) {
      self.id = id
      self.number = number
    }
  }

  /// 1 for the first item of the meeting.
  public let number: Int64
  public let cause: Cause
  public let matter: MatterName?
  public let text: String
  /// How many meetings left it unsolved; of a repeated matter, how often it was reopened.
  public let times: Int64
  /// What was left open, and in which meeting; nil where the item is new.
  public let source: BusinessPart?
  /// The decision that is still to be carried out; nil where nothing has been decided yet.
  public let decision: DecisionName?
  /// Whether that decision was done or dropped before this meeting began.
  public let isSettled: Bool
  /// Whether it should have gone up, and there is no series above.
  public let isStuck: Bool

  public init(
    number: Int64, cause: Cause, matter: MatterName?, text: String, times: Int64 = 0,
    source: BusinessPart? = nil, decision: DecisionName? = nil, isSettled: Bool = false,
    isStuck: Bool = false
  ) {
    self.number = number
    self.cause = cause
    self.matter = matter
    self.text = text
    self.times = times
    self.source = source
    self.decision = decision
    self.isSettled = isSettled
    self.isStuck = isStuck
  }

  /// How many meetings of this series left it unsolved so far.
  var carries: Int64 { cause == .carried ? times : 0 }
}

/// Something that one meeting leaves to another: an item without a decision, or a decision that is
/// not carried out.
public struct BusinessPart: Sendable, Equatable, Hashable {
  /// Which of the two it is.
  public enum Sort: String, Sendable, CaseIterable { case item, decision }

  public let meeting: Int64
  public let sort: Sort
  public let number: Int64

  public init(meeting: Int64, sort: Sort, number: Int64) {
    self.meeting = meeting
    self.sort = sort
    self.number = number
  }
}

/// A decision by its meeting and its number there.
public struct DecisionName: Sendable, Equatable, Hashable {
  public let meeting: Int64
  public let number: Int64

  public init(meeting: Int64, number: Int64) {
    self.meeting = meeting
    self.number = number
  }
}
