/// How long something may take: an amount of one unit, as a column of limits (处置时限) states it.
///
/// The amount is kept in thousandths of the unit, so that half a day is exact. It says nothing
/// about when it ends: `WorkCalendar.adding(_:to:counting:)` does.
public struct TimeLimit: Hashable, Sendable {
  /// What the amount counts.
  public enum Unit: String, Hashable, Sendable, CaseIterable {
    case minute
    case hour
    /// 24 hours, on any day (自然日).
    case day
    case week
    /// A calendar month; whole numbers only.
    case month
    /// A calendar year; whole numbers only.
    case year
    /// An hour of working time (工作时).
    case workingHour = "working-hour"
    /// The working time of one day (工作日).
    case workingDay = "working-day"
    /// An hour that runs through nights and holidays (紧急工作时).
    case emergencyHour = "emergency-hour"
    /// 24 hours that run through nights and holidays (紧急工作日).
    case emergencyDay = "emergency-day"

    /// Whether the unit runs only in working time and so needs a holiday list.
    public var isWorkingTime: Bool { self == .workingHour || self == .workingDay }
  }

  /// Greatest amount of any unit, in thousandths: one hundred thousand units.
  public static let thousandthsMax = 100_000_000
  /// Most characters that are read as one limit.
  public static let wordsMax = 200

  /// The amount in thousandths of the unit, 1 ... `thousandthsMax`.
  public let thousandths: Int
  /// What the amount counts.
  public let unit: Unit
  /// What the words say after the limit, such as 制止 (stop it); empty where nothing follows.
  public let remark: String

  /// Nil where the amount is not positive, is above `thousandthsMax`, or is a part of a month or
  /// year.
  public init?(thousandths: Int, _ unit: Unit) {
    self.init(thousandths: thousandths, unit: unit, remark: "")
  }

  /// Nil where the amount is not positive or is above 100 000.
  public init?(_ amount: Int, _ unit: Unit) {
    let (thousandths, overflow) = amount.multipliedReportingOverflow(by: 1000)
    guard !overflow else { return nil }
    self.init(thousandths: thousandths, unit: unit, remark: "")
  }

  /// `remark` must be one that a reader of words found.
  init?(thousandths: Int, unit: Unit, remark: String) {
    guard (1...TimeLimit.thousandthsMax).contains(thousandths) else { return nil }
    if unit == .month || unit == .year, thousandths % 1000 != 0 { return nil }
    self.thousandths = thousandths
    self.unit = unit
    self.remark = remark
  }

  /// Reads one limit without a season.
  ///
  /// `15个工作日`, `2紧急工作时`, `4小时`, `三天`, `两个半小时`, `半天`, `3天内`, `1紧急工作时制止` (the rest is the remark),
  /// `5 working days`. Full-width digits and blanks at any place are accepted.
  ///
  /// - Throws: `TimeLimitError`, which says what was expected.
  public init(words: String) throws(TimeLimitError) {
    let reader = try LimitReader(words)
    let start = reader.skippingBlanks(0)
    guard let found = try reader.limit(at: start) else {
      if reader.hasAmount(at: start) { throw reader.error(.unitExpected) }
      let later = try reader.nextLimit(from: start)
      let isNamed = later.map { reader.trimmed(start..<$0.start).allSatisfy(\.isLetter) } ?? false
      throw reader.error(isNamed ? .seasonGiven : .amountExpected)
    }
    guard try reader.nextLimit(from: found.end) == nil else { throw reader.error(.secondLimit) }
    self = try reader.finished(found, remark: found.end..<reader.count)
  }
}
