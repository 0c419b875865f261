public import Journal
public import Kernel
import Organisation
public import Store
import Territory

/// Somebody asks to be sent what happens, as far as they may see it.
public struct SubscribeWebhook: Action {
  public static let declaration = ActionDeclaration(
    "SubscribeWebhook", zh: "订阅推送", en: "Subscribe to webhooks", permission: "webhook.manage",
    begins: .new)

  public let url: String
  public let events: [String]
  public let areas: [String]

  public init(url: String, events: [String], areas: [String] = []) {
    self.url = url
    self.events = events
    self.areas = areas
  }

  public init(_ fields: inout InputReader) throws(Problem) {
    url = try fields.text(
      "url", Text(zh: "接收地址", en: "Address that events are sent to"), max: WebhookLimits.urlMax)
    events = try fields.texts(
      "events", Text(zh: "事件名称，*为全部", en: "Names of events; * for all"),
      max: WebhookLimits.eventsMax)
    areas = try fields.texts(
      "areas", Text(zh: "辖区，缺省为本人所见全部", en: "Areas; all that you may see when left out"),
      max: WebhookLimits.areasMax)
  }

  public func authorise(
    _ engine: WebhookEngine, _ state: Webhook?, _ context: ActionContext
  ) throws(Problem) {
    // At delivery the owner is looked up anew, which only people and posts can be.
    guard ["person:", "post:"].contains(where: { context.actor.id.hasPrefix($0) }) else {
      throw Problem(.webhookOwner)
    }
    guard context.actor.holds("matter.read") else {
      throw Problem(.forbidden, ["permission": "matter.read"])
    }
    let scopes = [
      RowScope(context.actor, "webhook.manage"), RowScope(context.actor, "matter.read"),
    ]
    for area in areas {
      guard engine.territory.area(area) != nil else {
        throw Problem(.notFound, field: "/areas", ["what": "area", "name": area])
      }
      guard scopes.allSatisfy({ $0.covers(area: area, unit: nil, engine.territory) }) else {
        throw Problem(.outOfScope, field: "/areas")
      }
    }
  }

  /// How many subscriptions the city has that have not ended.
  public func gather(
    _ engine: WebhookEngine, _ context: ActionContext, _ writer: any Writing
  ) throws -> Int64 {
    try writer.row(
      "SELECT count(*) FROM webhook WHERE jurisdiction = ? AND status IN ('active', 'paused')",
      [.integer(engine.jurisdiction)])?.integer(0) ?? 0
  }

  public func decide(
    _ engine: WebhookEngine, _ state: Webhook?, _ facts: Int64, _ context: ActionContext
  ) throws(Problem) -> [WebhookEvent] {
    try WebhookAddress.check(url, engine.policy)
    try WebhookTopics.check(events)
    guard facts < WebhookLimits.subscriptionsMax else {
      throw Problem(.webhooksTooMany, ["most": String(WebhookLimits.subscriptionsMax)])
    }
    return [
      .subscribed(
        url: url, events: Set(events).sorted(), areas: Set(areas).sorted(),
        owner: context.actor.id)
    ]
  }
}
