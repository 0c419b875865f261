import Kernel

/// Words of having begun a matter.
enum BeginWords {
  static let begun = Text(zh: "已受理", en: "Taken in")
  static let tell = Text(
    zh: "请把编号和查询码告诉来电人，查询码只显示这一次。",
    en: "Tell the caller the number and the code; the code is shown only once.")
  static let open = Text(zh: "打开这件事项", en: "Open the matter")
  static let next = Text(zh: "下一件", en: "The next one")
}
