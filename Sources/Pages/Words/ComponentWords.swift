import Kernel

/// Words of forms.
enum ComponentWords {
  static let optional = Text(zh: "（选填）", en: "(optional)")
  static let choose = Text(zh: "请选择", en: "Choose")
  static let yes = Text(zh: "是", en: "Yes")
  static let no = Text(zh: "否", en: "No")
  static let unsaid = Text(zh: "不填", en: "Not said")
  static let notSent = Text(zh: "没有提交成功，请改正：", en: "It was not sent. Please put this right:")
}

/// Words of clocks.
enum ClockWords {
  static let due = Text(zh: "截止", en: "due")
  static let left = Text(zh: "还剩{span}", en: "{span} left")
  static let late = Text(zh: "已超{span}", en: "{span} late")
  static let paused = Text(zh: "停表中", en: "stands still")
  static let stillPaused = Text(zh: "至今", en: "still")
  static let stoppedInTime = Text(zh: "按时停表，提前{span}", en: "met with {span} to spare")
  static let stoppedLate = Text(zh: "超时{span}后停表", en: "stopped {span} late")
  static let spoken = Text(
    zh: "{start}开始，{due}截止，{standing}，停表{pauses}次",
    en: "from {start} to {due}, {standing}, paused {pauses} times")
  static let days = Text(zh: "{count}天", en: "{count} d")
  static let hours = Text(zh: "{count}小时", en: "{count} h")
  static let minutes = Text(zh: "{count}分钟", en: "{count} min")
}

/// Words of charts.
enum ChartWords {
  static let table = Text(zh: "数据表", en: "The numbers as a table")
  static let empty = Text(zh: "这段时间没有数据", en: "There are no numbers for this")
  static let time = Text(zh: "时间", en: "Time")
  static let name = Text(zh: "名称", en: "Name")
  static let sum = Text(zh: "合计", en: "Sum")
  static let lines = Text(
    zh: "{from}至{to}的{series}；最低{low}，最高{high}",
    en: "{series} from {from} to {to}; lowest {low}, highest {high}")
  static let bars = Text(
    zh: "共{count}项；最多的是{first}（{most}），最少的是{last}（{least}）",
    en: "{count} bars; the longest is {first} ({most}), the shortest {last} ({least})")
  static let spark = Text(
    zh: "最近{count}个值：最低{low}，最高{high}，末值{last}",
    en: "last {count} values: lowest {low}, highest {high}, now {last}")
}
