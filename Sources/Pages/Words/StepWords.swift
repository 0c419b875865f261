import Kernel

/// Words of the steps of a matter.
enum StepWords {
  static let title = Text(zh: "现在可以办理", en: "What you can do now")
  static let more = Text(zh: "其他操作", en: "More")
  static let putBack = Text(zh: "取消选入", en: "put back")
  static let solved = Text(zh: "已解决", en: "solved")
  static let notSolved = Text(zh: "未解决", en: "not solved")

  static func outcome(_ name: String) -> Text { name == "solved" ? solved : notSolved }
}
