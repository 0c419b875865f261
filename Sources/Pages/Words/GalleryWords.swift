import Kernel

/// Words of the gallery: invented examples.
enum GalleryWords {
  static let gallery = Text(zh: "组件展示", en: "Gallery")
  static let about = Text(
    zh: "各页面所用组件的样例，数字和姓名都是编造的。",
    en: "Examples of the parts of which pages are made. All names and numbers are invented.")
  static let buttons = Text(zh: "按钮", en: "Buttons")
  static let accept = Text(zh: "签收", en: "Accept")
  static let transfer = Text(zh: "转办", en: "Pass on")
  static let refuse = Text(zh: "退单", en: "Refuse")
  static let notices = Text(zh: "提示", en: "Notices")
  static let info = Text(zh: "新口径自6月1日起执行。", en: "The new rule begins on 1 June.")
  static let caution = Text(zh: "离截止不到4小时。", en: "Less than 4 hours are left.")
  static let wrong = Text(zh: "没有派出：缺少承办单位。", en: "Not dispatched: no lead unit is named.")
  static let lists = Text(zh: "列表", en: "Lists")
  static let lamp = Text(
    zh: "云杉路路灯白天亮着，夜里反而不亮，已经持续一个星期",
    en: "Street lamps on Spruce Road burn by day and are dark at night")
  static let well = Text(zh: "井盖破损", en: "A broken manhole cover")
  static let housing = Text(zh: "住房和城乡建设局", en: "Housing bureau")
  static let water = Text(zh: "水务集团", en: "Water works")
  static let clocks = Text(zh: "时限", en: "Clocks")
  static let answerClock = Text(zh: "答复时限", en: "Answer")
  static let signClock = Text(zh: "签收时限", en: "Acceptance")
  static let limit = Text(zh: "5个工作日", en: "5 working days")
  static let timeline = Text(zh: "经过", en: "Timeline")
  static let received = Text(zh: "受理", en: "Received")
  static let passed = Text(zh: "转办", en: "Passed on")
  static let late = Text(zh: "变红灯", en: "Turned red")
  static let said = Text(zh: "路灯归水务集团养护的路段。", en: "The water works maintain this stretch.")
  static let tiles = Text(zh: "数字", en: "Tiles")
  static let open = Text(zh: "在办", en: "At work")
  static let overdue = Text(zh: "超时", en: "Overdue")
  static let satisfied = Text(zh: "满意率", en: "Satisfied")
  static let charts = Text(zh: "图表", en: "Charts")
  static let trend = Text(zh: "近14天受理与办结", en: "Received and closed in 14 days")
  static let closed = Text(zh: "办结", en: "Closed")
  static let byUnit = Text(zh: "各单位在办事项的灯色", en: "Lights by unit")
  static let change = Text(zh: "比上月增减", en: "Change since last month")
  static let longUnit = Text(
    zh: "综合行政执法局直属机动大队第三中队", en: "Third squad of the mobile law enforcement brigade")
  static let form = Text(zh: "表单", en: "A form")
  static let photos = Text(zh: "照片", en: "Photographs")
  static let before = Text(zh: "处置前 5月28日 09:10", en: "Before, 28 May 09:10")
  static let sheet = Text(zh: "办理单", en: "Work order")
  static let issuer = Text(zh: "示例市城市运行中心", en: "City operations centre")
  static let signature = Text(zh: "承办人签字", en: "Signature of the handler")
  static let seal = Text(zh: "单位盖章", en: "Seal of the unit")
  static let printed = Text(zh: "打印时间 2026-05-28 10:00", en: "Printed 2026-05-28 10:00")
  static let empty = Text(zh: "空列表", en: "Nothing there")
  static let emptyTitle = Text(zh: "今天没有待办", en: "Nothing waits for you today")
  static let emptyAdvice = Text(
    zh: "新派来的事项会出现在这里。", en: "What is dispatched to you will stand here.")
}
