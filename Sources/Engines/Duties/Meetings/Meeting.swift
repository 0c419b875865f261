public import Kernel

/// One meeting of a series: what is on its agenda, what it decided, and what it left to the next.
public struct Meeting: Sendable, Equatable {
  /// What a bounded agenda had no room for, by its cause.
  public struct LeftOut: Sendable, Equatable {
    public let carried: Int64
    public let late: Int64
    public let repeated: Int64

    public static let nothing = LeftOut(carried: 0, late: 0, repeated: 0)

    public init(carried: Int64, late: Int64, repeated: Int64) {
      self.carried = carried
      self.late = late
      self.repeated = repeated
    }
  }

  /// What happens to one thing that is open when the meeting closes.
  public struct Carry: Sendable, Equatable {
    public let sort: BusinessPart.Sort
    public let number: Int64
    /// The series whose next meeting takes it.
    public let series: String
    /// How many meetings of the closing series left it unsolved, this one counted.
    public let times: Int64
    /// Whether it goes to the series above.
    public let isRaised: Bool
    /// Whether it should go up and there is nothing above.
    public let isStuck: Bool
  }

  public let series: String
  /// 1 for the first meeting of the series.
  public let ordinal: Int64
  public let unit: String
  /// The area of the unit when it convened.
  public let area: String
  public let convenedAt: Instant
  public var closedAt: Instant?
  public var items: [AgendaItem]
  public var decisions: [Decision]
  public let leftOut: LeftOut

  /// `weekly-12`.
  public var number: String { "\(series)-\(ordinal)" }

  public func item(_ number: Int64) -> AgendaItem? { items.first { $0.number == number } }

  public func decision(_ number: Int64) -> Decision? { decisions.first { $0.number == number } }

  /// Whether the meeting decided something about an item that still stands.
  public func isDecided(_ item: AgendaItem) -> Bool {
    decisions.contains { $0.item == item.number && $0.state != .dropped }
  }
}

/// What a meeting decided: who does what by when.
public struct Decision: Sendable, Equatable {
  /// What became of a decision.
  public enum State: String, Sendable, CaseIterable { case open, done, dropped }

  /// 1 for the first decision of the meeting.
  public let number: Int64
  public let item: Int64
  public let text: String
  /// The unit that carries it out.
  public let owner: String
  public let madeAt: Instant
  public let dueAt: Instant
  public var state: State
  public var endedAt: Instant?
  /// Whether the date passed while it was open.
  public var isLate: Bool
  /// How it was done, or why it was dropped; empty while it is open.
  public var note: String
}
