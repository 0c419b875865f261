import Kernel

/// Words of the queue of matters that nobody leads.
enum ArbitrationWords {
  static let title = Text(zh: "待裁定", en: "Arbitration")
  static let lead = Text(
    zh: "这些事项还没有承办单位，由您决定。急的在前。",
    en: "Nobody leads these matters yet; you decide who does. The most urgent come first.")
  static let count = Text(zh: "共{count}件待裁定", en: "{count} wait for a decision")
  static let emptyTitle = Text(zh: "没有待裁定的事项", en: "Nothing waits for a decision")
  static let empty = Text(
    zh: "单位退单，或系统找不到唯一的承办单位时，事项会到这里来。",
    en: "A matter comes here when a unit refuses it or no single unit has the mandate.")
  static let desk = Text(zh: "回到事项", en: "Back to the matters")
  static let why = Text(zh: "为什么在这里", en: "Why it is here")
  static let waiting = Text(zh: "已等{span}", en: "waiting for {span}")
  static let refusals = Text(zh: "前面的单位怎么说", en: "What units said before")
  static let refusedBy = Text(zh: "{unit}退单，依据：{ground}", en: "{unit} refused on {ground}")
  static let overruled = Text(zh: "（已裁定不成立）", en: "(overruled)")
  static let refusedBefore = Text(zh: "退过单", en: "refused before")
  static let noCandidates = Text(
    zh: "按类别和地点找不到有职权的单位，请在下面写单位名称。",
    en: "No unit has a mandate by category and place; name one below.")
  static let decide = Text(zh: "派给哪个单位", en: "Which unit leads")
  static let other = Text(zh: "其他单位（名称或代码）", en: "Another unit (name or code)")
  static let dispatchOther = Text(zh: "派给所写单位", en: "Dispatch to it")
  static let reason = Text(zh: "裁定理由", en: "Reason")
  static let more = Text(zh: "退单、并案、放入公共池等，在事项页办理", en: "For all else, open the matter")
  static let text = Text(zh: "诉求内容", en: "What was asked")
  static let outsideMandate = Text(zh: "不属本单位职权", en: "outside its mandate")
  static let outsideArea = Text(zh: "不在本单位辖区", en: "outside its area")
  static let handledElsewhere = Text(zh: "另有单位承办", en: "another unit handles it")
}
