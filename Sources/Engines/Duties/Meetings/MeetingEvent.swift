public import Kernel

/// What can happen to a meeting.
public enum MeetingEvent: Sendable, Equatable {
  case convened(Convened)
  case itemAdded(AgendaItem)
  case decided(Ruling)
  case decisionDone(number: Int64, note: String)
  case decisionDropped(number: Int64, reason: String)
  /// The date of a decision passed while it was open.
  case decisionLate(number: Int64)
  /// Everything that was open then, with where it goes.
  case closed([Meeting.Carry])

  /// How a meeting begins.
  public struct Convened: Sendable, Equatable {
    public let series: String
    public let ordinal: Int64
    public let unit: String
    public let area: String
    public let items: [AgendaItem]
    public let leftOut: Meeting.LeftOut
  }

  /// What is decided about an item.
  public struct Ruling: Sendable, Equatable {
    public let number: Int64
    public let item: Int64
    public let text: String
    public let owner: String
    public let dueAt: Instant
  }
}
