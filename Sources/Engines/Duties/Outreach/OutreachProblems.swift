public import Kernel

extension Problem.Kind {
  public static let targetTaken = Problem.Kind(
    "outreach.assigned", status: 409, zh: "“{target}”已由“{visitor}”负责走访；请办理交接。",
    en: "“{visitor}” visits “{target}” already; hand it over instead.")
  public static let targetUnassigned = Problem.Kind(
    "outreach.unassigned", status: 409, zh: "“{target}”当日没有走访人；请先指派。",
    en: "Nobody was sent to “{target}” on that day; assign a visitor first.")
  public static let visitorSame = Problem.Kind(
    "outreach.visitor-same", status: 409, zh: "“{visitor}”已在负责走访。",
    en: "“{visitor}” is the visitor already.")
  public static let outreachBackwards = Problem.Kind(
    "outreach.backwards", status: 422, zh: "时间早于上一次指派（{last}）。",
    en: "That is before the visitor last changed ({last}).")
  public static let visitFuture = Problem.Kind(
    "outreach.visit-future", status: 422, zh: "走访日期不能在今天之后。",
    en: "A visit cannot lie in the future.")
  public static let topicUnknown = Problem.Kind(
    "outreach.topic-unknown", status: 422, zh: "没有主题“{topic}”；可用的主题：{known}。",
    en: "There is no topic “{topic}”; the topics are: {known}.")
  public static let personalNumber = Problem.Kind(
    "outreach.personal-number", status: 422,
    zh: "“{name}”里有电话或证件号码一类的长数字；走访只记人数，不记个人信息，请删去。",
    en: "“{name}” holds a number as long as a telephone's or an identity card's; "
      + "visits keep counts, no personal data. Strike it.")
}
