public import Kernel

extension Problem.Kind {
  static let upkeepEventUnreadable = Problem.Kind(
    "upkeep.event-unreadable", status: 500, zh: "事件“{event}”缺少“{member}”。",
    en: "The event “{event}” has no “{member}”.")
  public static let packUnknown = Problem.Kind(
    "upkeep.pack-unknown", status: 422, zh: "没有保存过配置“{revision}”；请先检查候选配置。",
    en: "The revision “{revision}” was never kept here; check the candidate first.")
  public static let verificationWaits = Problem.Kind(
    "upkeep.verification-waits", status: 409, zh: "已有一次核验在排队或进行中，请等它结束。",
    en: "A verification is waiting or running already; wait until it has ended.")
  public static let messageNotDead = Problem.Kind(
    "upkeep.message-not-dead", status: 409, zh: "这条消息已不在死信里，可能已重发或放弃。",
    en: "This message is no dead letter any more; it was sent again or let go.")
}
