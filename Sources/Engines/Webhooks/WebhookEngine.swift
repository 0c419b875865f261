public import Journal
public import Kernel
import Organisation
public import Store
public import Territory

/// The engine of subscriptions: who is sent which events.
public struct WebhookEngine: Engine {
  public static let kind = "webhook"

  public let jurisdiction: Int64
  public let policy: WebhookPolicy
  let territory: Territory

  public init(_ jurisdiction: Int64, _ territory: Territory, _ policy: WebhookPolicy = .strict) {
    self.jurisdiction = jurisdiction
    self.territory = territory
    self.policy = policy
  }

  /// Refuses an actor who neither owns the subscription nor covers the whole city.
  func requireOwn(_ state: Webhook?, _ context: ActionContext) throws(Problem) {
    guard let state, covers(state, context.actor) else { throw Problem(.outOfScope) }
  }

  /// Whether an actor may see and change a subscription.
  public func covers(_ webhook: Webhook, _ actor: Actor) -> Bool {
    guard actor.holds("webhook.manage") else { return false }
    return webhook.owner == actor.id || RowScope(actor, "webhook.manage").isEverything
  }

  public func apply(_ happening: WebhookEvent, at: Instant, to state: Webhook?) throws -> Webhook {
    if case .subscribed(let url, let events, let areas, let owner) = happening {
      return Webhook(
        url: url, events: events, areas: areas, owner: owner, status: .active, reason: "",
        rotation: 1, rotatedAt: nil, replays: 0, resumptions: 0, resends: 0, replayAfter: 0,
        begunAt: at)
    }
    guard var webhook = state else {
      throw Problem(
        .webhookEventUnreadable, ["event": happening.event.name, "member": "subscribed"])
    }
    switch happening {
    case .subscribed: break
    case .paused(let reason):
      webhook.status = .paused
      webhook.reason = reason
    case .resumed:
      webhook.status = .active
      webhook.reason = ""
      webhook.resumptions += 1
    case .ended(let reason):
      webhook.status = .ended
      webhook.reason = reason
    case .secretRotated(let rotation):
      webhook.rotation = rotation
      webhook.rotatedAt = at
    case .replayed(let after):
      webhook.replays += 1
      webhook.replayAfter = after
    case .deadResent: webhook.resends += 1
    case .deadDropped: break
    }
    return webhook
  }

  static let columns = """
    url, events, areas, owner, status, reason, rotation, rotated, replays, resumptions, resends, \
    replay_after, begun, id
    """

  public func load(_ id: Int64, _ reader: any Reading) throws -> Webhook? {
    try reader.row(
      Statement(
        "SELECT \(WebhookEngine.columns) FROM webhook WHERE jurisdiction = ? AND id = ?"),
      [.integer(jurisdiction), .integer(id)]
    ).map(WebhookEngine.webhook)
  }

  static func webhook(_ row: Row) throws -> Webhook {
    func texts(_ index: Int) throws -> [String] {
      try JSON(parsing: row.text(index)).array?.compactMap(\.string) ?? []
    }
    return Webhook(
      url: row.text(0), events: try texts(1), areas: try texts(2), owner: row.text(3),
      status: Webhook.Status(rawValue: row.text(4)) ?? .ended, reason: row.text(5),
      rotation: row.integer(6),
      rotatedAt: row.integerIfPresent(7).map(Instant.init(milliseconds:)),
      replays: row.integer(8), resumptions: row.integer(9), resends: row.integer(10),
      replayAfter: row.integer(11), begunAt: Instant(milliseconds: row.integer(12)))
  }

  public func save(
    _ id: Int64, before: Webhook?, after: Webhook, _ writer: any Writing
  ) throws {
    if before == after { return }
    func list(_ texts: [String]) -> SQLValue {
      .text(JSON.array(texts.map(JSON.string)).canonicalText)
    }
    if before == nil {
      try writer.run(
        """
        INSERT INTO webhook (jurisdiction, id, url, events, areas, owner, status, reason, rotation,
          rotated, replays, resumptions, resends, replay_after, begun)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
          .integer(jurisdiction), .integer(id), .text(after.url), list(after.events),
          list(after.areas), .text(after.owner),
        ] + WebhookEngine.changing(after) + [.integer(after.begunAt.milliseconds)])
      return
    }
    try writer.run(
      """
      UPDATE webhook SET status = ?, reason = ?, rotation = ?, rotated = ?, replays = ?,
        resumptions = ?, resends = ?, replay_after = ? WHERE id = ?
      """, WebhookEngine.changing(after) + [.integer(id)])
  }

  private static func changing(_ webhook: Webhook) -> [SQLValue] {
    [
      .text(webhook.status.rawValue), .text(webhook.reason), .integer(webhook.rotation),
      SQLValue(webhook.rotatedAt?.milliseconds), .integer(webhook.replays),
      .integer(webhook.resumptions), .integer(webhook.resends), .integer(webhook.replayAfter),
    ]
  }

  public func record(
    _ happening: WebhookEvent, _ stamp: EventStamp, before: Webhook?, after: Webhook,
    _ writer: any Writing
  ) throws {}

  public func effects(
    of happening: WebhookEvent, id: Int64, after: Webhook, at: Instant
  ) -> [Effect] { [] }

  public var projections: [ProjectionTable] { [ProjectionTable("webhook", key: "id")] }
}
