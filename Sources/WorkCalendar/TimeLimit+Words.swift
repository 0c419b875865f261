public import Kernel

extension TimeLimit.Unit {
  /// The words a limit prints: Chinese, and English in the singular.
  var name: Text {
    switch self {
    case .minute: Text(zh: "分钟", en: "minute")
    case .hour: Text(zh: "小时", en: "hour")
    case .day: Text(zh: "天", en: "day")
    case .week: Text(zh: "周", en: "week")
    case .month: Text(zh: "个月", en: "month")
    case .year: Text(zh: "年", en: "year")
    case .workingHour: Text(zh: "工作时", en: "working hour")
    case .workingDay: Text(zh: "个工作日", en: "working day")
    case .emergencyHour: Text(zh: "紧急工作时", en: "emergency hour")
    case .emergencyDay: Text(zh: "紧急工作日", en: "emergency day")
    }
  }

  /// Other words for the unit that are read.
  private var otherNames: [String] {
    switch self {
    case .minute: ["分"]
    case .hour: ["时"]
    case .day: ["日", "自然日", "自然天", "日历日"]
    case .week: ["星期"]
    case .month, .year: []
    case .workingHour: ["工作小时"]
    case .workingDay: ["工作日", "工作天"]
    case .emergencyHour: ["紧急工作小时", "紧急小时", "紧急时"]
    case .emergencyDay: ["紧急日"]
    }
  }

  /// Every spelling that is read, longest first, so that 工作日 is not taken for 日 nor 时 for 时间.
  static let spellings: [(spelling: [Character], unit: TimeLimit.Unit)] = allCases.flatMap { unit in
    ([unit.name.chinese, unit.name.english, unit.name.english + "s"] + unit.otherNames)
      .map { (spelling: Array($0), unit: unit) }
  }.sorted { $0.spelling.count > $1.spelling.count }
}

extension TimeLimit {
  /// The canonical words, `15个工作日` and `15 working days`; `init(words:)` reads both back as this
  /// limit.
  public var words: Text {
    let name = unit.name
    let plural = thousandths == 1000 ? "" : "s"
    return Text(
      zh: amountText + name.chinese + remark,
      en: amountText + " " + name.english + plural + (remark.isEmpty ? "" : " " + remark))
  }

  /// `15`, `0.5`, `1.25`.
  private var amountText: String {
    var decimals = thousandths % 1000 == 0 ? "" : padded(thousandths % 1000, 3)
    while decimals.hasSuffix("0") { decimals.removeLast() }
    return String(thousandths / 1000) + (decimals.isEmpty ? "" : "." + decimals)
  }
}
