public import Kernel

extension Problem.Kind {
  static let webhookEventUnreadable = Problem.Kind(
    "webhook.event-unreadable", status: 500, zh: "事件“{event}”缺少“{member}”。",
    en: "The event “{event}” has no “{member}”.")
  public static let webhookURL = Problem.Kind(
    "webhook.url", status: 422,
    zh: "“{url}”不能作为推送地址：须为{expected}开头的完整网址，不带账号、密码和“#”。",
    en: "“{url}” cannot be sent to: give a full address that begins with {expected}, without "
      + "user, password or “#”.")
  public static let webhookEventUnknown = Problem.Kind(
    "webhook.event-unknown", status: 422, zh: "没有名为“{name}”的事件；可订阅：{known}。",
    en: "There is no event “{name}”; subscribe to one of: {known}.")
  public static let webhookOwner = Problem.Kind(
    "webhook.owner", status: 403, zh: "只有在岗人员可以订阅推送。",
    en: "Only the holder of a post can subscribe to webhooks.")
  public static let webhooksTooMany = Problem.Kind(
    "webhook.too-many", status: 409, zh: "推送订阅已达上限（{most}个）；请先终止不用的订阅。",
    en: "There are {most} subscriptions already; end one that nobody needs first.")
  public static let webhookEnded = Problem.Kind(
    "webhook.ended", status: 409, zh: "该订阅已终止；请重新订阅。",
    en: "This subscription has ended; subscribe again.")
  public static let webhookPosition = Problem.Kind(
    "webhook.position", status: 422, zh: "日志只到第{last}位，不能从第{found}位重发。",
    en: "The journal ends at position {last}; nothing can be replayed after {found}.")
}
