import Journal
import Kernel
import Store

/// How far the courier is with one subscription: its own note, not made from the journal alone.
struct WebhookCursor: Sendable, Equatable {
  /// The last position that was seen to.
  var position: Int64
  /// What it has seen of the subscription's own counters.
  var replays: Int64
  var resumptions: Int64
  var resends: Int64
  /// The position at which it tries, and how often it failed there.
  var tried: Int64
  var attempts: Int64
  /// Before which it does not try again.
  var due: Instant
  /// Since when every attempt failed; nil where the last one did not.
  var failing: Instant?
  /// Lines of the log so far.
  var deliveries: Int64

  /// The cursor of a subscription, which begins where the subscription did.
  static func load(_ id: Int64, _ jurisdiction: Int64, _ reader: any Reading) throws
    -> WebhookCursor
  {
    let known = try reader.row(
      """
      SELECT position, replays, resumptions, resends, tried, attempts, due, failing, deliveries
      FROM webhook_cursor WHERE webhook = ?
      """, [.integer(id)])
    if let known {
      return WebhookCursor(
        position: known.integer(0), replays: known.integer(1), resumptions: known.integer(2),
        resends: known.integer(3), tried: known.integer(4), attempts: known.integer(5),
        due: Instant(milliseconds: known.integer(6)),
        failing: known.integerIfPresent(7).map(Instant.init(milliseconds:)),
        deliveries: known.integer(8))
    }
    let begun = try reader.row(
      "SELECT position FROM event WHERE jurisdiction = ? AND subject = ? AND version = 1",
      [.integer(jurisdiction), .integer(id)])
    return WebhookCursor(
      position: begun?.integer(0) ?? 0, replays: 0, resumptions: 0, resends: 0, tried: 0,
      attempts: 0, due: Instant(milliseconds: 0), failing: nil, deliveries: 0)
  }

  /// Whether the subscription's owner did something since.
  func isBehind(_ webhook: Webhook) -> Bool {
    replays != webhook.replays || resumptions != webhook.resumptions || resends != webhook.resends
  }

  /// Writes it, unless another node holds the subscription now. Answers whether it was written.
  func save(_ id: Int64, _ lease: WebhookLease, _ writer: any Writing) throws -> Bool {
    try writer.change(
      """
      UPDATE webhook_cursor SET position = ?, replays = ?, resumptions = ?, resends = ?, tried = ?,
        attempts = ?, due = ?, failing = ?, deliveries = ?, leased = ?
      WHERE webhook = ? AND holder = ?
      """,
      [
        .integer(position), .integer(replays), .integer(resumptions), .integer(resends),
        .integer(tried), .integer(attempts), .integer(due.milliseconds),
        SQLValue(failing?.milliseconds), .integer(deliveries),
        .integer(lease.until.milliseconds), .integer(id), .text(lease.holder),
      ]) == 1
  }

  /// Gives the subscription back, so that any node may serve it at once.
  static func release(_ id: Int64, _ holder: String, _ writer: any Writing) throws {
    try writer.run(
      "UPDATE webhook_cursor SET leased = 0 WHERE webhook = ? AND holder = ?",
      [.integer(id), .text(holder)])
  }
}

/// The right of one node to serve a subscription for a while.
struct WebhookLease: Sendable {
  /// Longer than the longest attempt, so that a lease does not end in the middle of one.
  static let milliseconds: Int64 = 60_000

  let holder: String
  let until: Instant

  init(_ holder: String, from now: Instant) {
    self.holder = holder
    until = now.advanced(byMilliseconds: WebhookLease.milliseconds)
  }

  /// Takes the subscription unless another node holds it. Answers whether it did.
  func take(
    _ id: Int64, _ jurisdiction: Int64, at now: Instant, _ writer: any Writing
  ) throws -> Bool {
    let cursor = try WebhookCursor.load(id, jurisdiction, writer)
    try writer.run(
      """
      INSERT INTO webhook_cursor (webhook, position, replays, resumptions, resends, tried,
        attempts, due, failing, deliveries, holder, leased)
      VALUES (?, ?, 0, 0, 0, 0, 0, 0, NULL, 0, '', 0) ON CONFLICT (webhook) DO NOTHING
      """, [.integer(id), .integer(cursor.position)])
    return try writer.change(
      "UPDATE webhook_cursor SET holder = ?, leased = ? WHERE webhook = ? AND leased <= ?",
      [
        .text(holder), .integer(until.milliseconds), .integer(id), .integer(now.milliseconds),
      ]) == 1
  }
}
