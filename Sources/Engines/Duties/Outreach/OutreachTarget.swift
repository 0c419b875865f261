public import Kernel

/// A firm, household or place that a programme goes to: who is sent there, and how often somebody
/// came.
public struct OutreachTarget: Sendable, Equatable {
  /// One visitor's time with the target.
  public struct Term: Sendable, Equatable {
    /// 1 for the first visitor, one more for each after.
    public let number: Int64
    public let visitor: String
    public let begun: Instant
    /// Nil while it lasts.
    public var ended: Instant?
  }

  public let program: String
  /// The target's code within the programme; of a stall, where it stood.
  public let code: String
  public let name: String
  /// The unit that ran the programme when the target was named.
  public let unit: String
  public let area: String
  /// The day on which it was named.
  public let openedOn: CivilDate
  public var terms: [Term]
  public var visits: Int64
  public var lastVisit: CivilDate?

  /// Who is sent there now.
  public var visitor: String? { terms.last { $0.ended == nil }?.visitor }

  /// The day from which the wait for the next visit is counted.
  public var waitsSince: CivilDate { lastVisit ?? openedOn }

  /// Who was sent there on a day: of two, the later.
  public func visitor(on date: CivilDate, _ offset: UTCOffset) -> String? {
    terms.last { term in
      term.begun.local(offset).date <= date
        && (term.ended.map { date <= $0.local(offset).date } ?? true)
    }?.visitor
  }
}
