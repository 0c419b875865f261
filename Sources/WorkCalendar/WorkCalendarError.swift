public import Kernel

/// Why the values of a work calendar cannot stand.
public enum WorkCalendarError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A day without working hours.
  case spansNone
  /// More spans than `WorkingHours.spansMax`; the number given.
  case spansTooMany(Int)
  /// A span that is empty, ends before it begins, leaves the day or cannot be read; as given.
  case spanInvalid(String)
  /// Two spans out of order or overlapping.
  case spanOrder(String, String)
  /// A weekday outside 1 (Monday) to 7 (Sunday).
  case restDayInvalid(Int)
  /// Every day of the week is a rest day.
  case restDaysAll
  /// A distance from UTC beyond ±18 hours, in minutes.
  case offsetInvalid(Int)

  /// What is wrong and what is expected.
  public var text: Text {
    switch self {
    case .spansNone:
      Text(zh: "工作时间至少要有一段。", en: "Working hours need at least one span.")
    case .spansTooMany(let count):
      Text(
        zh: "工作时间最多\(WorkingHours.spansMax)段，给出了\(count)段。",
        en: "Working hours may have at most \(WorkingHours.spansMax) spans; \(count) were given.")
    case .spanInvalid(let span):
      Text(
        zh: "工作时段应写作 08:00-12:00,且止晚于起；给出的是“\(span)”。",
        en: "A span is written 08:00-12:00 and ends after it begins; “\(span)” was given.")
    case .spanOrder(let earlier, let later):
      Text(
        zh: "工作时段应按先后排列且不重叠：“\(earlier)”与“\(later)”。",
        en: "Spans must be in order and must not overlap: “\(earlier)” and “\(later)”.")
    case .restDayInvalid(let day):
      Text(
        zh: "休息日应为 1(周一)至 7(周日),给出的是 \(day)。",
        en: "A rest day is 1 (Monday) to 7 (Sunday); \(day) was given.")
    case .restDaysAll:
      Text(zh: "一周至少要有一个工作日。", en: "A week needs at least one working day.")
    case .offsetInvalid(let minutes):
      Text(
        zh: "时区偏移应在 ±18 小时以内，给出的是 \(minutes) 分钟。",
        en: "The distance from UTC must be within ±18 hours; \(minutes) minutes were given.")
    }
  }

  /// The English message, for logs.
  public var description: String { text.english }
}
