import Kernel

/// Words of steps that are taken with several matters at once.
enum BulkWords {
  static let start = Text(zh: "批量办理选中的", en: "Take a step with those chosen")
  static let pickAll = Text(zh: "全选本页", en: "Choose all on this page")
  static let title = Text(zh: "批量办理", en: "One step for several matters")
  static let chosen = Text(zh: "选中的{count}件事项", en: "{count} matters are chosen")
  static let which = Text(zh: "要办哪一步？", en: "Which step?")
  static let onAll = Text(zh: "全部{count}件都可以办", en: "possible on all {count}")
  static let onSome = Text(
    zh: "只有{some}件可以办，其余{rest}件不选", en: "possible on {some}; {rest} are left out")
  static let noStep = Text(
    zh: "这些事项现在没有您可以办的步骤", en: "There is no step that you could take with these now")
  static let noStepAdvice = Text(
    zh: "换一组事项再试，或逐件打开，看看在等谁。",
    en: "Choose others, or open them one by one and see whom they wait for.")
  static let noneTitle = Text(zh: "还没有选中事项", en: "Nothing is chosen yet")
  static let none = Text(
    zh: "回到列表，勾选要一起办的事项（键盘按x），再按“批量办理”。",
    en: "Go back, tick what is to be done together (key x), then press the button below the list.")
  static let back = Text(zh: "回到我的任务", en: "Back to my tasks")
  static let gone = Text(
    zh: "有{count}件已不在您的范围之内，没有列出。",
    en: "{count} are not yours to see any more and were left out.")
  static let fill = Text(zh: "填写一次，用于全部{count}件", en: "Fill it in once, for all {count}")
  static let toPreview = Text(zh: "预览结果", en: "Preview")
  static let preview = Text(zh: "预览：还没有办理", en: "Preview: nothing is done yet")
  static let previewed = Text(
    zh: "可以办{good}件，办不了{bad}件。确认以后只办可以办的。",
    en: "{good} go through, {bad} are refused. Only those that go through are done.")
  static let goesThrough = Text(zh: "可以办", en: "goes through")
  static let refused = Text(zh: "办不了", en: "refused")
  static let result = Text(zh: "结果", en: "Result")
  static let confirm = Text(zh: "确认办理{count}件", en: "Do it for {count}")
  static let change = Text(zh: "返回修改", en: "Change what was filled in")
  static let done = Text(zh: "已办{good}件", en: "{good} are done")
  static let left = Text(
    zh: "还有{bad}件没有办成，原因见下表，可以重试。",
    en: "{bad} were refused; the table says why, and they can be tried again.")
  static let doneOne = Text(zh: "已办", en: "done")
  static let again = Text(zh: "重试没有办成的", en: "Try the refused ones again")
}
