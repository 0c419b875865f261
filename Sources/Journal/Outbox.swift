public import Kernel
public import Store

/// What has to be told outside: kept until it is told, told at least once, given up only into a
/// list that a person can see.
public struct Outbox: Sendable {
  /// One undelivered message.
  public struct Item: Hashable, Sendable {
    public let position: Int64
    public let part: Int64
    public let destination: String
    public let payload: String
    public let attempts: Int
    /// Why the last attempt failed; empty before the first.
    public let failure: String

    /// The same message with other words.
    public func with(payload: String) -> Item {
      Item(
        position: position, part: part, destination: destination, payload: payload,
        attempts: attempts, failure: failure)
    }
  }

  /// Attempts before a message is put among the dead letters.
  public static let attemptsMax = 10
  /// Messages taken in one round.
  public static let roundMax = 100

  let store: any Store

  public init(_ store: any Store) { self.store = store }

  static func insert(
    _ effect: Effect, _ position: Int64, _ part: Int, _ jurisdiction: Int64, due: Instant,
    _ writer: any Writing
  ) throws {
    try writer.run(
      """
      INSERT INTO outbox (position, part, jurisdiction, destination, payload, attempts, due, state,
        failure)
      VALUES (?, ?, ?, ?, ?, 0, ?, 'waiting', '')
      """,
      [
        .integer(position), .integer(Int64(part)), .integer(jurisdiction),
        .text(effect.destination), .text(effect.payload.canonicalText),
        .integer(due.milliseconds),
      ])
  }

  /// The wait after the nth failed attempt: 30 s, doubled each time, at most six hours.
  public static func backOffMilliseconds(afterAttempt attempt: Int) -> Int64 {
    min(30_000 << Int64(min(attempt - 1, 20)), 6 * Instant.millisecondsPerHour)
  }

  /// Hands every message that is due to its destination. Answers how many were delivered and how
  /// many failed.
  public func deliverDue(_ now: Instant, _ destinations: [String: any Destination]) async throws
    -> (delivered: Int, failed: Int)
  {
    let due = try await items(
      """
      SELECT position, part, destination, payload, attempts, failure FROM outbox
      WHERE state = 'waiting' AND due <= ? ORDER BY due, position, part LIMIT 100
      """, [.integer(now.milliseconds)])
    var delivered = 0
    for item in due {
      do {
        guard let destination = destinations[item.destination] else {
          throw Problem(.notFound, ["what": "destination", "name": item.destination])
        }
        try await destination.deliver(item)
        try await store.write {
          try $0.run(
            "DELETE FROM outbox WHERE position = ? AND part = ?",
            [.integer(item.position), .integer(item.part)])
        }
        delivered += 1
      } catch {
        try await fail(item, "\(error)", now)
      }
    }
    return (delivered, due.count - delivered)
  }

  private func fail(_ item: Item, _ reason: String, _ now: Instant) async throws {
    let attempts = item.attempts + 1
    let due = now.advanced(byMilliseconds: Outbox.backOffMilliseconds(afterAttempt: attempts))
    try await store.write {
      try $0.run(
        """
        UPDATE outbox SET attempts = ?, due = ?, state = ?, failure = ?
        WHERE position = ? AND part = ?
        """,
        [
          .integer(Int64(attempts)), .integer(due.milliseconds),
          .text(attempts >= Outbox.attemptsMax ? "dead" : "waiting"),
          .text(String(reason.prefix(500))), .integer(item.position), .integer(item.part),
        ])
    }
  }

  private func items(_ statement: Statement, _ arguments: [SQLValue]) async throws -> [Item] {
    try await store.read {
      try $0.rows(statement, arguments).map {
        Item(
          position: $0.integer(0), part: $0.integer(1), destination: $0.text(2),
          payload: $0.text(3), attempts: Int($0.integer(4)), failure: $0.text(5))
      }
    }
  }

  /// Messages that were given up, oldest first.
  public func deadLetters() async throws -> [Item] {
    try await items(
      """
      SELECT position, part, destination, payload, attempts, failure FROM outbox
      WHERE state = 'dead' ORDER BY due, position, part LIMIT 100
      """, [])
  }

  /// Puts the dead letters back in the queue.
  public func retryDeadLetters(_ now: Instant) async throws -> Int {
    try await store.write {
      try $0.change(
        "UPDATE outbox SET state = 'waiting', attempts = 0, due = ? WHERE state = 'dead'",
        [.integer(now.milliseconds)])
    }
  }

  /// How many messages wait and how many are dead.
  public func depth() async throws -> (waiting: Int, dead: Int) {
    let rows = try await store.read {
      try $0.rows("SELECT state, count(*) FROM outbox GROUP BY state", [])
    }
    let counts = Dictionary(uniqueKeysWithValues: rows.map { ($0.text(0), Int($0.integer(1))) })
    return (counts["waiting", default: 0], counts["dead", default: 0])
  }
}

/// A way out of the house: a gateway, a spool folder, a webhook.
public protocol Destination: Sendable {
  /// Throws where the message was not taken over; it will be offered again. Destinations see a
  /// message more than once when the program ends between delivery and the note of it, and tell
  /// repeats by its position.
  func deliver(_ item: Outbox.Item) async throws
}
