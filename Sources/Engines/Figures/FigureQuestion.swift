public import Kernel

/// A period of whole months or a range of days.
public struct FigurePeriod: Hashable, Sendable {
  /// First and last period number: months are yyyymm00, days yyyymmdd.
  public let first: Int
  public let last: Int
  public let isMonths: Bool

  public init(months first: CivilDate, _ last: CivilDate) {
    self.first = first.compact / 100 * 100
    self.last = last.compact / 100 * 100
    isMonths = true
  }

  public init(days first: CivilDate, _ last: CivilDate) {
    self.first = first.compact
    self.last = last.compact
    isMonths = false
  }

  /// Reads `2019`, `2019-05`, `2019-05-24`, or two of these with `..` between them.
  public init?(_ text: String) {
    let ends = text.components(splitBy: "..")
    guard (1...2).contains(ends.count), let first = FigurePeriod.end(ends[0], isLast: false),
      let last = FigurePeriod.end(ends[ends.count - 1], isLast: true),
      first.isDay == last.isDay, first.date <= last.date
    else { return nil }
    if first.isDay {
      self.init(days: first.date, last.date)
    } else {
      self.init(months: first.date, last.date)
    }
  }

  private static func end(_ text: String, isLast: Bool) -> (date: CivilDate, isDay: Bool)? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.first?.utf8.count == 4, parts.dropFirst().allSatisfy({ $0.utf8.count <= 2 }),
      parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } })
    else { return nil }
    let numbers = parts.compactMap { Int($0) }
    switch numbers.count {
    case 1: return CivilDate(year: numbers[0], month: isLast ? 12 : 1, day: 1).map { ($0, false) }
    case 2: return CivilDate(year: numbers[0], month: numbers[1], day: 1).map { ($0, false) }
    case 3:
      return CivilDate(year: numbers[0], month: numbers[1], day: numbers[2]).map { ($0, true) }
    default: return nil
    }
  }

  /// The period without what lies after a day: nothing is known of the future. A period that is all
  /// future stays as it is.
  public func ending(by day: CivilDate) -> FigurePeriod {
    let bound = isMonths ? day.compact / 100 * 100 : day.compact
    return FigurePeriod(first: first, last: max(first, min(last, bound)), isMonths: isMonths)
  }

  private init(first: Int, last: Int, isMonths: Bool) {
    self.first = first
    self.last = last
    self.isMonths = isMonths
  }

  /// The days that the period covers, both included, as yyyymmdd.
  public var days: ClosedRange<Int> { isMonths ? (first + 1)...(last + 31) : first...last }

  /// The period of one number as people write it: `2019-05` or `2019-05-24`.
  public static func text(_ number: Int) -> String {
    let month = "\(number / 10_000)-" + padded(number / 100 % 100, 2)
    return number % 100 == 0 ? month : month + "-" + padded(number % 100, 2)
  }
}

extension String {
  func components(splitBy separator: String) -> [String] {
    var parts: [String] = []
    var rest = Substring(self)
    while let range = rest.firstRange(of: separator) {
      parts.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    return parts + [String(rest)]
  }
}

/// What a figure is asked for.
public struct FigureQuestion: Hashable, Sendable {
  /// What an answer is broken down by.
  public enum Division: Hashable, Sendable {
    /// Areas of a level, counting what lies below them.
    case level(String)
    case unit
    case category
    case channel
    case month
    case day
  }

  public let figure: String
  public let period: FigurePeriod
  public let divisions: [Division]
  /// Only what lies in these areas, given with all areas below them; nil for everywhere.
  public let areas: Set<String>?
  public let unit: String?
  public let category: String?
  public let channel: String?

  /// Most lines of one answer.
  public static let linesMax = 10_000

  public init(
    figure: String, period: FigurePeriod, by divisions: [Division] = [], areas: Set<String>? = nil,
    unit: String? = nil, category: String? = nil, channel: String? = nil
  ) {
    self.figure = figure
    self.period = period
    self.divisions = divisions
    self.areas = areas
    self.unit = unit
    self.category = category
    self.channel = channel
  }
}

/// One line of an answer.
public struct FigureLine: Hashable, Sendable {
  /// The value of each division, in the question's order.
  public let keys: [String]
  /// Counts as they are, ratios in per cent, distributions' medians in their unit; nil where
  /// nothing was observed, which is not zero.
  public let value: Double?
  /// 90th percentile of a distribution.
  public let percentile90: Double?
  /// How many observations it rests on; for a ratio, those below the line.
  public let count: Int64
}
