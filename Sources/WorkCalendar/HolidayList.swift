public import Kernel

/// The days on which a country's official list departs from the week: holidays, and the rest days
/// that are worked in exchange (调休). Knows for which years it is complete.
public struct HolidayList: Hashable, Sendable {
  /// One line of the list.
  public struct Day: Hashable, Sendable {
    /// The day itself.
    public let date: CivilDate
    /// The holiday the line belongs to, such as 春节.
    public let name: String
    /// True for a day off, false for a rest day that is worked.
    public let isOff: Bool

    /// A line of these values.
    public init(date: CivilDate, name: String, isOff: Bool) {
      self.date = date
      self.name = name
      self.isOff = isOff
    }
  }

  /// Every line, in the order of the dates, one for each date.
  public let days: [Day]

  /// The years of which the whole list is known, ascending.
  ///
  /// The list of a year reaches into its neighbours around New Year: 30 and 31 December 2006
  /// stand in the list of 2007. A year is therefore covered when at least one line is dated from
  /// 11 January to 20 December of it, where no neighbour's list reaches. Whether the lines of a
  /// covered year are all there cannot be seen from the list.
  public let coveredYears: [Int]

  /// A list without a line, which covers no year.
  public static let empty = HolidayList(byDate: [:])

  /// A list of these days; where a date is repeated the last one holds.
  public init(days: [Day]) {
    self.init(byDate: Dictionary(days.map { ($0.date, $0) }, uniquingKeysWith: { $1 }))
  }

  private init(byDate: [CivilDate: Day]) {
    days = byDate.values.sorted { $0.date < $1.date }
    let inner = days.lazy.map(\.date).filter { (111...1220).contains($0.compact % 10_000) }
    coveredYears = Set(inner.map(\.year)).sorted()
  }

  /// Whether the list of `year` is known. O(log n).
  public func covers(_ year: Int) -> Bool {
    let index = partition(coveredYears.count) { coveredYears[$0] < year }
    return index < coveredYears.count && coveredYears[index] == year
  }

  /// The line of `date`, or nil where the list says nothing about it. O(log n).
  public subscript(date: CivilDate) -> Day? {
    let index = partition(days.count) { days[$0].date < date }
    return index < days.count && days[index].date == date ? days[index] : nil
  }

  /// This list and `newer` as one, so that a pack can add a year or correct a day: where both
  /// have a line for a date, that of `newer` holds.
  public func merging(_ newer: HolidayList) -> HolidayList {
    HolidayList(days: days + newer.days)
  }
}

/// The first of 0 ..< `count` at which `precedes` no longer holds; `count` where it always does.
/// `precedes` must hold for a first part and for none after it.
func partition(_ count: Int, by precedes: (Int) -> Bool) -> Int {
  var low = 0
  var high = count
  while low < high {
    let middle = low + (high - low) / 2
    if precedes(middle) { low = middle + 1 } else { high = middle }
  }
  return low
}
