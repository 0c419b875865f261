import Kernel
import Webhooks

/// Words on the pages of subscriptions.
enum WebhookWords {
  static let webhooks = Text(zh: "推送订阅", en: "Webhooks")
  static let time = Text(zh: "时间", en: "Time")
  static let address = Text(zh: "接收地址", en: "Address")
  static let owner = Text(zh: "订阅人", en: "Subscriber")
  static let events = Text(zh: "事件", en: "Events")
  static let position = Text(zh: "日志位置", en: "Position")
  static let dead = Text(zh: "死信", en: "Dead letters")
  static let log = Text(zh: "推送记录", en: "Delivery log")
  static let attempt = Text(zh: "第几次", en: "Attempt")
  static let duration = Text(zh: "用时", en: "Took")
  static let failure = Text(zh: "失败原因", en: "Why it failed")
  static let next = Text(zh: "下次重试", en: "Next attempt")
  static let answer = Text(zh: "应答", en: "Answer")
  static let nothing = Text(zh: "没有记录", en: "Nothing here")
  static let emptyTitle = Text(zh: "还没有订阅", en: "Nobody has subscribed")
  static let empty = Text(
    zh: "可用接口 SubscribeWebhook 或命令 baodao webhook subscribe 订阅。",
    en: "Use the API's SubscribeWebhook or “baodao webhook subscribe”.")

  static func status(_ status: Webhook.Status) -> Text {
    switch status {
    case .active: active
    case .paused: paused
    case .ended: ended
    }
  }

  private static let active = Text(zh: "推送中", en: "Active")
  private static let paused = Text(zh: "已暂停", en: "Paused")
  private static let ended = Text(zh: "已终止", en: "Ended")
}
