import Kernel

/// Words of the portal.
enum PortalWords {
  static let report = Text(zh: "我要反映", en: "Report a problem")
  static let lead = Text(
    zh: "不用注册，说清楚什么事、在哪里就行。提交后给您编号和查询码。",
    en: "No account needed: say what is wrong and where. You get a number and a code to follow it.")
  static let what = Text(zh: "什么事？", en: "What is wrong?")
  static let whatHint = Text(
    zh: "例如：小区门口路灯三天不亮。请不要写身份证号等私密信息。",
    en: "Such as: the street lamp at our gate has been out for three days. No private data, please."
  )
  static let address = Text(zh: "在哪里？", en: "Where?")
  static let addressHint = Text(
    zh: "街道、小区、路名或附近的标志。", en: "The street, the estate, or what stands nearby.")
  static let area = Text(zh: "所在辖区", en: "District")
  static let category = Text(zh: "类别", en: "Category")
  static let automatic = Text(zh: "自动判断", en: "Find out from my words")
  static let name = Text(zh: "怎么称呼您？", en: "Your name")
  static let nameHint = Text(
    zh: "只有办理人员能看到；公开时只留姓氏。", en: "Only those who handle it see it; never shown in public.")
  static let telephone = Text(zh: "电话", en: "Telephone")
  static let next = Text(zh: "下一步：核对", en: "Next: check it")
  static let check = Text(zh: "请核对后提交", en: "Check it, then send it")
  static let similar = Text(zh: "附近已有相似的事项正在办理", en: "Others have reported much the same")
  static let similarHint = Text(
    zh: "如果就是同一件事，可以在回音壁等答复；不是同一件就请继续提交。",
    en: "If it is the same, wait for its answer on the echo wall; if not, go on and send yours.")
  static let send = Text(zh: "提交", en: "Send")
  static let change = Text(zh: "返回修改", en: "Change something")
  static let filed = Text(zh: "已收到，谢谢您", en: "Received – thank you")
  static let keep = Text(
    zh: "请记下编号和查询码：查进度、评价、要求重办都凭它。查询码只显示这一次。",
    en: "Note both: they let you follow, rate or reopen it. The code is shown only once.")
  static let code = Text(zh: "查询码", en: "Code")
  static let follow = Text(zh: "查进度", en: "Follow a report")
  static let show = Text(zh: "查看", en: "Show")
  static let followLead = Text(
    zh: "输入回执上的编号和查询码。", en: "Enter the number and the code that you were given.")
  static let another = Text(zh: "再反映一件", en: "Report something else")
  static let waiting = Text(zh: "正在确定由谁承办", en: "It is being decided who handles it")
  static let untilThen = Text(zh: "答复期限", en: "Answer due by")
}
