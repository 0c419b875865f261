public import Store

extension WebhookLog {
  /// Brings the couriers' own notes back to a restored journal's end: what was said of events that
  /// are no longer there is forgotten, and each subscription goes on from the end at the latest.
  public static func forget(after position: Int64, _ writer: any Writing) throws {
    let end = SQLValue.integer(position)
    for statement: Statement in [
      "DELETE FROM webhook_delivery WHERE position > ?",
      "DELETE FROM webhook_dead WHERE position > ?",
    ] { try writer.run(statement, [end]) }
    try writer.run(
      "DELETE FROM webhook_cursor WHERE webhook NOT IN (SELECT id FROM webhook)", [])
    try writer.run(
      """
      UPDATE webhook_cursor SET
        position = CASE WHEN position > ? THEN ? ELSE position END,
        replays = (SELECT webhook.replays FROM webhook WHERE webhook.id = webhook_cursor.webhook),
        resumptions = (
          SELECT webhook.resumptions FROM webhook WHERE webhook.id = webhook_cursor.webhook),
        resends = (SELECT webhook.resends FROM webhook WHERE webhook.id = webhook_cursor.webhook),
        tried = 0, attempts = 0, due = 0, failing = NULL, holder = '', leased = 0
      """, [end, end])
  }
}
