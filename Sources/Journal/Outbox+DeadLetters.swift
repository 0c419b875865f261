public import Kernel
public import Store

/// Messages that were given up, for whoever decides about them.
extension Outbox {
  /// One of them, without its words: they are for whoever should have had them.
  public struct DeadLetter: Hashable, Sendable {
    public let position: Int64
    public let part: Int64
    public let destination: String
    public let attempts: Int64
    /// When it would have been tried again.
    public let due: Instant
    public let failure: String
  }

  /// A page of them, those that were given up first before the others.
  /// - Parameter after: the last one of the page before.
  public static func deadLetters(
    after: DeadLetter.Place? = nil, limit: Int, _ reader: any Reading
  ) throws -> [DeadLetter] {
    try reader.rows(
      """
      SELECT position, part, destination, attempts, due, failure FROM outbox
      WHERE state = 'dead' AND due >= ? AND (due, position, part) > (?, ?, ?)
      ORDER BY due, position, part LIMIT ?
      """,
      [
        .integer(after?.due ?? .min), .integer(after?.due ?? .min),
        .integer(after?.position ?? .min), .integer(after?.part ?? .min),
        .integer(Int64(max(1, min(limit, roundMax)))),
      ]
    ).map {
      DeadLetter(
        position: $0.integer(0), part: $0.integer(1), destination: $0.text(2),
        attempts: $0.integer(3), due: Instant(milliseconds: $0.integer(4)),
        failure: $0.text(5))
    }
  }

  /// Puts the dead letters back in the queue, inside a unit of work.
  public static func retryDeadLetters(_ now: Instant, _ writer: any Writing) throws {
    try writer.run(
      "UPDATE outbox SET state = 'waiting', attempts = 0, due = ? WHERE state = 'dead'",
      [.integer(now.milliseconds)])
  }

  /// Takes a dead letter out, inside a unit of work.
  public static func drop(_ position: Int64, _ part: Int64, _ writer: any Writing) throws {
    try writer.run(
      "DELETE FROM outbox WHERE position = ? AND part = ? AND state = 'dead'",
      [.integer(position), .integer(part)])
  }
}

extension Outbox.DeadLetter {
  /// Where it stands in the list, as a page's address carries it.
  public struct Place: Hashable, Sendable {
    public let due: Int64
    public let position: Int64
    public let part: Int64

    /// Reads `1780000000000.12.0`.
    public init?(_ text: String) {
      let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { Int64($0) }
      guard parts.count == 3, let due = parts[0], let position = parts[1], let part = parts[2]
      else { return nil }
      (self.due, self.position, self.part) = (due, position, part)
    }
  }

  public var placeText: String { "\(due.milliseconds).\(position).\(part)" }
}
