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
  static let area = Text(zh: "在哪个辖区？", en: "Which district?")
  static let areaHint = Text(
    zh: "按您写的内容找到的，不对请改。", en: "Found from what you wrote; change it if it is wrong.")
  static let nowhere = Text(
    zh: "没有找到这个地名，换个写法再找，或选“不清楚”。",
    en: "No place of that name was found: write it differently, or leave it open.")
  static let unsure = Text(zh: "不清楚，请工作人员判断", en: "I am not sure; let the staff find out")
  static let find = Text(zh: "不在上面？按名称找", en: "Not there? Find it by its name")
  static let findName = Text(zh: "区、街道或社区的名称", en: "Name of the district, street or community")
  static let findHint = Text(zh: "写一部分也可以。", en: "A part of it will do.")
  static let findButton = Text(zh: "查找", en: "Find")
  static let guessed = Text(
    zh: "按您写的内容判断的，不对请改。", en: "Judged from what you wrote; change it if it is wrong.")
  static let larger = Text(zh: "字太小？换成大字", en: "Larger letters")
  static let telephoneHint = Text(
    zh: "方便办理人员联系您。", en: "So that those at work on it can reach you.")
  static let withPhotographs = Text(zh: "{n}张照片已一并收到。", en: "{n} photographs came with it.")
  static let photographLost = Text(
    zh: "已收到您反映的事，但有照片没有收下", en: "Your report was received, but not every photograph")
  static let copyCode = Text(zh: "复制查询码", en: "Copy the code")
  static let noteDown = Text(
    zh: "可以截屏保存，或抄在纸上。忘记了也可以拨打热线，报编号查询。",
    en: "Take a screenshot or write both down. Who has lost them can call the hotline.")
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
  static let steps = Text(zh: "办到哪一步了", en: "How far it is")
  static let stepReceived = Text(zh: "已收到", en: "Received")
  static let stepAssigned = Text(zh: "已派给{unit}", en: "Given to {unit}")
  static let stepUnassigned = Text(zh: "确定由谁承办", en: "Finding out who handles it")
  static let stepAccepted = Text(zh: "承办单位签收", en: "Taken on by the unit")
  static let stepAnswered = Text(zh: "答复您", en: "Answered")
  static let stepClosed = Text(zh: "办结", en: "Closed")
  static let inArbitration = Text(
    zh: "已经收到，正在确定由哪个单位来办。", en: "We have it; it is being decided who handles it.")
  static let inPool = Text(
    zh: "已经收到，正在等合适的单位认领。", en: "We have it; it waits for a unit to take it on.")
  static let assigned = Text(
    zh: "已派给{unit}，等他们签收。", en: "It was given to {unit}, who have not taken it on yet.")
  static let atWork = Text(zh: "{unit}正在办。", en: "{unit} are at work on it.")
  static let suspended = Text(
    zh: "需要时间较长，暂停到{time}再继续办。", en: "It takes longer and goes on after {time}.")
  static let answered = Text(
    zh: "已经答复，请看下面的答复。满意不满意都请评个分。", en: "It was answered, see below. Please rate the answer.")
  static let closedNow = Text(zh: "已经办结。", en: "It is closed.")
  static let merged = Text(
    zh: "和别人反映的是同一件事，合在一起办，会一并答复您。",
    en: "Others reported the same; it is handled together, and you get the answer too.")
  static let again = Text(zh: "这件事已经重新办理{n}次。", en: "It has been taken up again {n} times.")
  static let waiting = Text(zh: "正在确定由谁承办", en: "It is being decided who handles it")
  static let untilThen = Text(zh: "答复期限", en: "Answer due by")
}
