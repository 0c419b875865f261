import Kernel

/// Words of taking calls in.
enum IntakeWords {
  static let title = Text(zh: "受理来电", en: "Take a call in")
  static let lead = Text(
    zh: "写下来电人说的。地点和类别可以留空，系统从文字里判断。",
    en: "Write what the caller says. Place and category may stay open; the words tell them.")
  static let rare = Text(zh: "不常用的项目", en: "What is rarely needed")
  static let file = Text(zh: "受理", en: "Take it in")
  static let save = Text(zh: "存草稿", en: "Save a draft")
  static let check = Text(zh: "看建议", en: "Check")
  static let drafts = Text(zh: "我的草稿（{count}）", en: "My drafts ({count})")
  static let untitled = Text(zh: "（还没有写标题）", en: "(no title yet)")
  static let goOn = Text(zh: "接着写", en: "Continue")
  static let discard = Text(zh: "删除", en: "Discard")
  static let draftsHint = Text(
    zh: "草稿只有您自己看得到，提交后自动删除；30天不动也会删除。",
    en: "Only you see them. One that is filed is removed, and so is one left for 30 days.")
  static let fresh = Text(zh: "另起一件", en: "Begin another one")
  static let automatic = Text(
    zh: "写的时候会自动存草稿，断电断网也不丢。",
    en: "What you write is saved as you go, even while the network is down.")
  static let saved = Text(zh: "草稿已存：{time}", en: "Draft saved at {time}")
  static let saving = Text(zh: "正在保存……", en: "Saving …")
  static let offline = Text(
    zh: "连不上服务器，先存在这台电脑上；连上后自动补存。",
    en: "The server cannot be reached: kept on this device, and saved once it is back.")
  static let brought = Text(
    zh: "已取回上次断网时写的内容。", en: "What was written while the network was down was brought back.")
  static let leave = Text(zh: "还有内容没有保存。", en: "Something is not saved yet.")
  static let advice = Text(zh: "派给谁", en: "Who gets it")
  static let adviceEmpty = Text(
    zh: "写下标题和内容后，这里说明会派给哪个单位、为什么，并列出相似的事项。",
    en: "Once there are words, this tells which unit gets it and why, and what is similar.")
  static let place = Text(zh: "地点", en: "Place")
  static let placeFound = Text(zh: "文字里提到", en: "named in the text")
  static let because = Text(zh: "提到{words}", en: "because of {words}")
  static let unknown = Text(zh: "看不出来", en: "not clear")
  static let goesTo = Text(zh: "将派给{unit}", en: "It goes to {unit}")
  static let waits = Text(zh: "将转裁定：{reason}", en: "It goes to arbitration: {reason}")
  static let rule = Text(zh: "规则：{rule}", en: "Rule: {rule}")
  static let mandate = Text(
    zh: "{unit}在{area}负责{function}", en: "{unit} is responsible for {function} in {area}")
  static let fallback = Text(
    zh: "{unit}在{area}负责{function}，承接归属不明的事项",
    en: "{unit} is responsible for {function} in {area} and takes what is nobody's")
  static let inPlace = Text(zh: "如在{place}", en: "if it is in {place}")
  static let couldLead = Text(zh: "可以承办的单位", en: "Who may lead")
  static let similar = Text(zh: "相似的在办事项", en: "Similar matters at work")
  static let similarHint = Text(
    zh: "同一件事不必重复受理，可告诉来电人已在办理。",
    en: "If it is the same, tell the caller that it is being handled.")
  static let noSimilar = Text(zh: "没有找到相似的", en: "Nothing similar was found")
  static let likeness = Text(zh: "相似{percent}%", en: "{percent}% alike")
  static let newTab = Text(zh: "（在新标签页打开）", en: "(opens in a new tab)")
  static let wentTo = Text(zh: "已派给{unit}", en: "It went to {unit}")
  static let nobodyYet = Text(
    zh: "还没有单位承办：{reason}", en: "Nobody leads it yet: {reason}")
  static let dispatchTo = Text(zh: "派给{unit}", en: "Dispatch to {unit}")
  static let suggestion = Text(zh: "建议派单", en: "Suggested dispatch")
  static let orTo = Text(zh: "也可以派给", en: "Or to one of these")
  static let byMandate = Text(zh: "按职权：{function}（{area}）", en: "By mandate: {function} ({area})")
  static let press = Text(zh: "按{key}键", en: "press {key}")
}
