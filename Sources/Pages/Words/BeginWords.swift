import Kernel

/// Words of beginning a matter.
enum BeginWords {
  static let intake = Text(
    zh: "写下来电人说的，地点和类别可以留空，由系统从文字里判断。写到一半离开，内容会留在本机。",
    en:
      "Write what the caller says. Place and category may stay open. A draft stays on this device.")
  static let whistle = Text(
    zh: "召集部门到现场：选地点，写明要求，每行一个单位代码。被召集单位要签到、到场、反馈。",
    en: "Call departments to a place: each unit's code on a line. They sign in, arrive and report.")
  static let begun = Text(zh: "已受理", en: "Taken in")
  static let tell = Text(
    zh: "请把编号和查询码告诉来电人，查询码只显示这一次。",
    en: "Tell the caller the number and the code; the code is shown only once.")
  static let called = Text(zh: "哨已吹响，被召集单位已收到任务。", en: "The units have been called.")
  static let open = Text(zh: "打开这件事项", en: "Open the matter")
  static let next = Text(zh: "下一件", en: "The next one")
}
