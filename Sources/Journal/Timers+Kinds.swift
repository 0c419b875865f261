public import Kernel
public import Store

extension Timers {
  /// Deadlines of one kind within a time.
  public struct KindCount: Hashable, Sendable {
    public let kind: String
    public let count: Int64
    public let earliest: Instant
  }

  /// Most rows that are counted, so that looking costs no more on a bad day.
  public static let countMax = 10_000

  /// How many deadlines of each kind fall due between two moments, over the first `countMax`.
  public static func kinds(
    from start: Instant, to end: Instant, _ jurisdiction: Int64, _ reader: any Reading
  ) throws -> [KindCount] {
    try reader.rows(
      Statement(
        """
        SELECT kind, count(*), min(due) FROM (
          SELECT kind, due FROM timer WHERE jurisdiction = ? AND due > ? AND due <= ?
          ORDER BY due LIMIT \(countMax)) AS soon GROUP BY kind ORDER BY kind
        """),
      [.integer(jurisdiction), .integer(start.milliseconds), .integer(end.milliseconds)]
    ).map {
      KindCount(
        kind: $0.text(0), count: $0.integer(1), earliest: Instant(milliseconds: $0.integer(2)))
    }
  }
}
