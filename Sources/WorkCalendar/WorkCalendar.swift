public import Kernel

/// When work is done in one place: its hours, its days of rest, its holidays and its distance
/// from UTC; answers what is working time and when a limit ends.
///
/// Working time is a set of half-open stretches, each holding its opening and not its close.
/// Whatever needs a year whose holiday list is unknown is refused with `calendar.year-missing`,
/// never guessed. Each question takes O(log n) in the years covered, however long the time asked
/// about.
public struct WorkCalendar: Sendable {
  /// The distance of the local clock from UTC, the same all year.
  public let offset: UTCOffset
  /// When work goes on in a working day.
  public let hours: WorkingHours
  /// Weekdays without work, 1 for Monday to 7 for Sunday, unless the holiday list says otherwise.
  public let restDays: Set<Int>
  /// The official departures from the week, and the years for which they are known.
  public let holidays: HolidayList
  let table: WorkDayTable

  /// - Throws: `WorkCalendarError` for a rest day outside 1 to 7, a week of rest days only, or a
  ///   distance from UTC beyond ±18 hours.
  public init(
    offset: UTCOffset = .china, hours: WorkingHours, restDays: Set<Int> = [6, 7],
    holidays: HolidayList
  ) throws(WorkCalendarError) {
    guard abs(offset.minutes) <= 1080 else { throw .offsetInvalid(offset.minutes) }
    if let wrong = restDays.sorted().first(where: { !(1...7).contains($0) }) {
      throw .restDayInvalid(wrong)
    }
    guard restDays.count < 7 else { throw .restDaysAll }
    self.offset = offset
    self.hours = hours
    self.restDays = restDays
    self.holidays = holidays
    table = WorkDayTable(holidays, restDays: restDays)
  }

  /// Whether work is done on `date`: weekdays that are not holidays, and rest days worked in
  /// exchange.
  ///
  /// - Throws: `calendar.year-missing` where the year's list is unknown, at weekends too.
  public func isWorkingDay(_ date: CivilDate) throws(Problem) -> Bool {
    guard let run = table.run(of: date.dayNumber) else { throw .yearMissing(date.year) }
    return run.isWorking(date.dayNumber)
  }

  /// Whether work goes on at `instant`. At the close of a span it does not.
  ///
  /// - Throws: `calendar.year-missing`, but not outside the hours of the day, where no list is
  ///   needed.
  public func isWorkingTime(_ instant: Instant) throws(Problem) -> Bool {
    let local = try local(instant)
    return hours.contains(local.millisecondOfDay) ? try isWorkingDay(local.date) : false
  }

  /// `instant` itself in working time, otherwise the next opening: when a reminder may be sent.
  ///
  /// - Throws: `calendar.year-missing` where the year of `instant` or of the opening is not
  ///   covered.
  public func nextWorkingTime(onOrAfter instant: Instant) throws(Problem) -> Instant {
    let place = try place(of: instant)
    return try latest(worked: place.worked, place.run)
  }

  /// `instant` itself where work goes on right before it, otherwise the last close before it.
  ///
  /// - Throws: `calendar.year-missing` where the year of `instant` or of the close is not covered.
  public func lastWorkingTime(onOrBefore instant: Instant) throws(Problem) -> Instant {
    let place = try place(of: instant)
    return try earliest(worked: place.worked, place.run)
  }

  /// Working time between two instants, in milliseconds; negative where `end` is before `start`.
  ///
  /// - Throws: `calendar.year-missing` naming the first year between them that is not covered.
  public func workingMilliseconds(from start: Instant, to end: Instant) throws(Problem) -> Int64 {
    let first = try place(of: min(start, end))
    let last = try place(of: max(start, end))
    guard first.run.firstDay == last.run.firstDay else {
      throw .yearMissing(first.run.lastYear + 1)
    }
    return start <= end ? last.worked - first.worked : first.worked - last.worked
  }

  /// Working time between two instants in working days: divided by the working time of one day,
  /// so that half a day's work is 0.5. Negative where `end` is before `start`.
  ///
  /// - Throws: as `workingMilliseconds(from:to:)`.
  public func workingDays(from start: Instant, to end: Instant) throws(Problem) -> Double {
    Double(try workingMilliseconds(from: start, to: end)) / Double(hours.millisecondsPerDay)
  }
}
