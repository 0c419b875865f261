public import Kernel
public import Store

/// What was sent to a subscription, and what was given up.
public enum WebhookLog {
  /// One attempt.
  public struct Line: Sendable, Hashable {
    public let number: Int64
    public let position: Int64
    public let event: String
    /// 1 for the first attempt at the event.
    public let attempt: Int64
    public let at: Instant
    /// The receiver's status; 0 where there was no answer.
    public let status: Int64
    public let milliseconds: Int64
    /// Empty where the receiver took it.
    public let failure: String
  }

  /// An event that was given up.
  public struct DeadLetter: Sendable, Hashable {
    public let position: Int64
    public let event: String
    public let at: Instant
    public let attempts: Int64
    public let failure: String
    /// Whether it waits to be sent again.
    public let isWaiting: Bool
  }

  /// The newest attempts, newest first.
  public static func lines(
    of id: Int64, limit: Int = WebhookLimits.logLinesMax, _ reader: any Reading
  ) throws -> [Line] {
    try reader.rows(
      """
      SELECT number, position, event, attempt, at, status, duration, failure
      FROM webhook_delivery WHERE webhook = ? ORDER BY number DESC LIMIT ?
      """, [.integer(id), .integer(Int64(max(1, min(limit, WebhookLimits.logLinesMax))))]
    ).map {
      Line(
        number: $0.integer(0), position: $0.integer(1), event: $0.text(2),
        attempt: $0.integer(3), at: Instant(milliseconds: $0.integer(4)), status: $0.integer(5),
        milliseconds: $0.integer(6), failure: $0.text(7))
    }
  }

  /// The events that were given up, in the order of the journal.
  public static func deadLetters(
    of id: Int64, limit: Int = WebhookLimits.deadLettersMax, _ reader: any Reading
  ) throws -> [DeadLetter] {
    try reader.rows(
      """
      SELECT position, event, at, attempts, failure, again FROM webhook_dead
      WHERE webhook = ? ORDER BY position LIMIT ?
      """, [.integer(id), .integer(Int64(max(1, min(limit, WebhookLimits.deadLettersMax))))]
    ).map {
      DeadLetter(
        position: $0.integer(0), event: $0.text(1), at: Instant(milliseconds: $0.integer(2)),
        attempts: $0.integer(3), failure: $0.text(4), isWaiting: $0.integer(5) == 1)
    }
  }

  static func add(_ line: Line, to id: Int64, _ writer: any Writing) throws {
    try writer.run(
      """
      INSERT INTO webhook_delivery
        (webhook, number, position, event, attempt, at, status, duration, failure)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .integer(id), .integer(line.number), .integer(line.position), .text(line.event),
        .integer(line.attempt), .integer(line.at.milliseconds), .integer(line.status),
        .integer(max(0, line.milliseconds)), .text(line.failure),
      ])
    try writer.run(
      "DELETE FROM webhook_delivery WHERE webhook = ? AND number <= ?",
      [.integer(id), .integer(line.number - Int64(WebhookLimits.logLinesMax))])
  }

  /// Keeps an event that is given up, and lets the oldest go where there are too many.
  static func bury(_ line: Line, of id: Int64, _ writer: any Writing) throws {
    try writer.run(
      """
      INSERT INTO webhook_dead (webhook, position, event, at, attempts, failure, again)
      VALUES (?, ?, ?, ?, ?, ?, 0)
      ON CONFLICT (webhook, position) DO UPDATE SET at = excluded.at,
        attempts = excluded.attempts, failure = excluded.failure, again = 0
      """,
      [
        .integer(id), .integer(line.position), .text(line.event),
        .integer(line.at.milliseconds), .integer(line.attempt), .text(line.failure),
      ])
    try writer.run(
      """
      DELETE FROM webhook_dead WHERE webhook = ? AND position <= (
        SELECT position FROM webhook_dead WHERE webhook = ? ORDER BY position DESC
        LIMIT 1 OFFSET ?)
      """, [.integer(id), .integer(id), .integer(Int64(WebhookLimits.deadLettersMax))])
  }

  /// The first dead letter that waits to be sent again.
  static func firstWaiting(_ id: Int64, _ reader: any Reading) throws -> Int64? {
    try reader.row(
      """
      SELECT position FROM webhook_dead WHERE webhook = ? AND again = 1
      ORDER BY position LIMIT 1
      """, [.integer(id)])?.integer(0)
  }

  static func markDead(_ id: Int64, again: Bool, _ writer: any Writing) throws {
    try writer.run(
      "UPDATE webhook_dead SET again = ? WHERE webhook = ?", [SQLValue(again), .integer(id)])
  }

  static func exhume(_ position: Int64, of id: Int64, _ writer: any Writing) throws {
    try writer.run(
      "DELETE FROM webhook_dead WHERE webhook = ? AND position = ?",
      [.integer(id), .integer(position)])
  }

  /// Lets all dead letters of a subscription go, inside a unit of work.
  public static func dropDeadLetters(of id: Int64, _ writer: any Writing) throws {
    try writer.run("DELETE FROM webhook_dead WHERE webhook = ?", [.integer(id)])
  }

  /// Forgets attempts that are older than the log goes back.
  public static func forgetOld(_ now: Instant, _ store: any Store) async throws {
    let oldest = now.advanced(
      byMilliseconds: -WebhookLimits.logDaysMax * Instant.millisecondsPerDay)
    try await store.write {
      try $0.run(
        "DELETE FROM webhook_delivery WHERE at < ?", [.integer(oldest.milliseconds)])
    }
  }
}
