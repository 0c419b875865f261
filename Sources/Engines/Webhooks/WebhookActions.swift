public import Journal
public import Kernel
public import Store

/// An action on a subscription that is there: by its owner, or by who covers the whole city.
public protocol WebhookStep: Action where Subject == WebhookEngine {}

extension WebhookStep {
  public func authorise(
    _ engine: WebhookEngine, _ state: Webhook?, _ context: ActionContext
  ) throws(Problem) {
    try engine.requireOwn(state, context)
  }

  /// The subscription, unless it has ended.
  func living(_ state: Webhook?) throws(Problem) -> Webhook {
    guard let state, state.status != .ended else { throw Problem(.webhookEnded) }
    return state
  }

  static func reason(_ fields: inout InputReader) throws(Problem) -> String {
    try fields.text("reason", Text(zh: "理由", en: "Reason"), max: WebhookLimits.reasonMax)
  }
}

/// A step on what a webhook has given up; it gathers how many messages that is.
public protocol DeadLetterStep: WebhookStep {}

extension DeadLetterStep {
  public func gather(
    _ engine: WebhookEngine, _ context: ActionContext, _ writer: any Writing
  ) throws -> Int64 {
    try writer.row(
      "SELECT count(*) FROM webhook_dead WHERE webhook = ?", [.integer(context.id)])?.integer(0)
      ?? 0
  }
}

/// Nothing is sent until it is resumed; what happens meanwhile is sent then.
public struct PauseWebhook: WebhookStep {
  public static let declaration = ActionDeclaration(
    "PauseWebhook", zh: "暂停推送", en: "Pause a webhook", permission: "webhook.manage")

  public let reason: String

  public init(reason: String) { self.reason = reason }

  public init(_ fields: inout InputReader) throws(Problem) {
    reason = try Self.reason(&fields)
  }

  public func decide(
    _ engine: WebhookEngine, _ state: Webhook?, _ facts: Void, _ context: ActionContext
  ) throws(Problem) -> [WebhookEvent] {
    try living(state).status == .active ? [.paused(reason: reason)] : []
  }
}

/// Sending goes on where it stopped, at once.
public struct ResumeWebhook: WebhookStep {
  public static let declaration = ActionDeclaration(
    "ResumeWebhook", zh: "恢复推送", en: "Resume a webhook", permission: "webhook.manage")

  public init() {}
  public init(_ fields: inout InputReader) throws(Problem) {}

  public func decide(
    _ engine: WebhookEngine, _ state: Webhook?, _ facts: Void, _ context: ActionContext
  ) throws(Problem) -> [WebhookEvent] {
    try living(state).status == .paused ? [.resumed] : []
  }
}

/// Nothing is sent any more, for good.
public struct EndWebhook: WebhookStep {
  public static let declaration = ActionDeclaration(
    "EndWebhook", zh: "终止推送", en: "End a webhook", permission: "webhook.manage")

  public let reason: String

  public init(reason: String) { self.reason = reason }

  public init(_ fields: inout InputReader) throws(Problem) {
    reason = try Self.reason(&fields)
  }

  public func decide(
    _ engine: WebhookEngine, _ state: Webhook?, _ facts: Void, _ context: ActionContext
  ) throws(Problem) -> [WebhookEvent] {
    _ = try living(state)
    return [.ended(reason: reason)]
  }
}

/// A new signing secret; the one before signs beside it for a day.
public struct RotateWebhookSecret: WebhookStep {
  public static let declaration = ActionDeclaration(
    "RotateWebhookSecret", zh: "更换签名密钥", en: "Change a webhook's signing secret",
    permission: "webhook.manage")

  public init() {}
  public init(_ fields: inout InputReader) throws(Problem) {}

  public func decide(
    _ engine: WebhookEngine, _ state: Webhook?, _ facts: Void, _ context: ActionContext
  ) throws(Problem) -> [WebhookEvent] {
    [.secretRotated(rotation: try living(state).rotation + 1)]
  }
}

/// What came after a position of the journal is sent again.
public struct ReplayWebhook: WebhookStep {
  public static let declaration = ActionDeclaration(
    "ReplayWebhook", zh: "从某处重发", en: "Replay a webhook from a position",
    permission: "webhook.manage")

  public let position: Int64

  public init(position: Int64) { self.position = position }

  public init(_ fields: inout InputReader) throws(Problem) {
    position = try fields.integer(
      "position", Text(zh: "日志位置，其后的事件重发", en: "Position of the journal after which to replay"),
      0...Int64.max)
  }

  /// The journal's last position.
  public func gather(
    _ engine: WebhookEngine, _ context: ActionContext, _ writer: any Writing
  ) throws -> Int64 {
    try EventReader.lastPosition(writer)
  }

  public func decide(
    _ engine: WebhookEngine, _ state: Webhook?, _ facts: Int64, _ context: ActionContext
  ) throws(Problem) -> [WebhookEvent] {
    _ = try living(state)
    guard position <= facts else {
      throw Problem(
        .webhookPosition, field: "/position",
        ["last": String(facts), "found": String(position)])
    }
    return [.replayed(after: position)]
  }
}

/// What was given up is sent once more.
public struct ResendDeadLetters: DeadLetterStep {
  public static let declaration = ActionDeclaration(
    "ResendDeadLetters", zh: "重发死信", en: "Send a webhook's dead letters again",
    permission: "webhook.manage")

  public init() {}
  public init(_ fields: inout InputReader) throws(Problem) {}

  public func decide(
    _ engine: WebhookEngine, _ state: Webhook?, _ facts: Int64, _ context: ActionContext
  ) throws(Problem) -> [WebhookEvent] {
    _ = try living(state)
    return facts == 0 ? [] : [.deadResent]
  }
}

/// What was given up is let go: whoever should have had it is told in another way.
public struct DropDeadLetters: DeadLetterStep {
  public static let declaration = ActionDeclaration(
    "DropDeadLetters", zh: "放弃死信", en: "Let a webhook's dead letters go",
    permission: "webhook.manage")

  public let reason: String

  public init(reason: String) { self.reason = reason }

  public init(_ fields: inout InputReader) throws(Problem) {
    reason = try Self.reason(&fields)
  }

  public func decide(
    _ engine: WebhookEngine, _ state: Webhook?, _ facts: Int64, _ context: ActionContext
  ) throws(Problem) -> [WebhookEvent] {
    facts == 0 ? [] : [.deadDropped(reason: reason)]
  }
}
