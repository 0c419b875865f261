import Kernel

extension WorkCalendar {
  /// Years beyond the last published list for which a provisional calendar answers.
  public static let provisionalYearsMax = 2

  /// This calendar with the years after the last published list taken as plain weeks: holiday
  /// lists are published in the autumn of the year before, and what comes in until then needs a
  /// date all the same. What it answers is to be computed again once the list is there.
  public var provisional: WorkCalendar {
    guard let last = holidays.coveredYears.last else { return self }
    let plain = (1...WorkCalendar.provisionalYearsMax).compactMap { years -> HolidayList.Day? in
      // A line that says what the week says makes the year known and changes nothing.
      guard let first = CivilDate(year: last + years, month: 3, day: 1) else { return nil }
      let date = (0..<7).map { first.advanced(byDays: $0) }.first { !restDays.contains($0.weekday) }
      return date.map { HolidayList.Day(date: $0, name: "", isOff: false) }
    }
    let list = holidays.merging(HolidayList(days: plain))
    let calendar = try? WorkCalendar(
      offset: offset, hours: hours, restDays: restDays, holidays: list)
    return calendar ?? self
  }
}
