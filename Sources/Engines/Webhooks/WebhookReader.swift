public import Kernel
import Organisation
public import Store

/// Lists of subscriptions, for those who may see them.
public struct WebhookReader: Sendable {
  /// One subscription with how its delivery stands.
  public struct Line: Sendable, Hashable {
    public let id: Int64
    public let url: String
    public let owner: String
    public let status: Webhook.Status
    public let reason: String
    public let events: [String]
    public let areas: [String]
    /// The last position that was seen to; nil before the courier came.
    public let position: Int64?
    /// Failed attempts at the event that is next.
    public let attempts: Int64
    /// When it is tried again; nil where nothing failed.
    public let dueAt: Instant?
    public let deadLetters: Int64
  }

  /// Most lines of one page.
  public static let pageMax = 200

  let engine: WebhookEngine
  let actor: Actor?

  /// - Parameter actor: nil for whoever runs the program.
  public init(_ engine: WebhookEngine, _ actor: Actor?) {
    self.engine = engine
    self.actor = actor
  }

  /// Active ones first, then paused, then ended; newest first among each.
  public func lines(_ reader: any Reading) throws -> [Line] {
    let isEverything = actor.map { RowScope($0, "webhook.manage").isEverything } ?? true
    return try reader.rows(
      Statement(
        WebhookReader.select + """
           WHERE jurisdiction = ? AND (? = 1 OR owner = ?)
          ORDER BY CASE status WHEN 'active' THEN 0 WHEN 'paused' THEN 1 ELSE 2 END, id DESC
          LIMIT \(WebhookReader.pageMax)
          """),
      [.integer(engine.jurisdiction), SQLValue(isEverything), .text(actor?.id ?? "")]
    ).map(WebhookReader.line)
  }

  /// One subscription; nil where there is none that the actor may see.
  public func line(_ id: Int64, _ reader: any Reading) throws -> Line? {
    guard let webhook = try engine.load(id, reader),
      actor.map({ engine.covers(webhook, $0) }) ?? true
    else { return nil }
    return try reader.row(
      Statement(WebhookReader.select + " WHERE jurisdiction = ? AND id = ?"),
      [.integer(engine.jurisdiction), .integer(id)]
    ).map(WebhookReader.line)
  }

  private static let select = """
    SELECT \(WebhookEngine.columns),
      (SELECT position FROM webhook_cursor WHERE webhook = id),
      (SELECT attempts FROM webhook_cursor WHERE webhook = id),
      (SELECT due FROM webhook_cursor WHERE webhook = id),
      (SELECT count(*) FROM webhook_dead WHERE webhook = id)
    FROM webhook
    """

  private static func line(_ row: Row) throws -> Line {
    let webhook = try WebhookEngine.webhook(row)
    let attempts = row.integerIfPresent(15) ?? 0
    return Line(
      id: row.integer(13), url: webhook.url, owner: webhook.owner, status: webhook.status,
      reason: webhook.reason, events: webhook.events, areas: webhook.areas,
      position: row.integerIfPresent(14), attempts: attempts,
      dueAt: attempts > 0 ? row.integerIfPresent(16).map(Instant.init(milliseconds:)) : nil,
      deadLetters: row.integer(17))
  }
}
