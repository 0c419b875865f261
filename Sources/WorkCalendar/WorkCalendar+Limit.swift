public import Kernel

extension WorkCalendar {
  /// When `limit`, begun at `start`, ends.
  ///
  /// Hours, days, weeks and the emergency units run through nights and holidays and need no list.
  /// Months and years end on the day of the same number, or on the month's last day where there
  /// is none (Civil Code, article 202). Working hours, and working days counted `.elapsed`, begin
  /// at `start` or at the next opening and end at the first instant by which that much working
  /// time has passed, so that a limit may end at a close and never ends at an opening after a
  /// break. `counting` matters to working days alone.
  ///
  /// - Throws: `calendar.year-missing` where working time is asked of a year whose list is
  ///   unknown, be it that of the start, of the end or one between; `calendar.out-of-range`
  ///   beyond the year 9999.
  public func adding(
    _ limit: TimeLimit, to start: Instant, counting: DayCounting = .elapsed
  ) throws(Problem) -> Instant {
    switch length(of: limit) {
    case .clock(let milliseconds):
      return try checked(start.advanced(byMilliseconds: milliseconds))
    case .months(let months):
      return try shifted(start, byMonths: months)
    case .work(let milliseconds):
      guard limit.unit == .workingDay, counting == .fromNextDay else {
        return try adding(workingMilliseconds: milliseconds, to: start)
      }
      let nextDay = try local(start).date.advanced(byDays: 1)
      return try adding(
        workingMilliseconds: milliseconds, to: Instant(startOf: nextDay, offset))
    }
  }

  /// Until when `limit` may begin so as to end no later than `end`: the mirror of `adding`.
  ///
  /// Working hours and `.elapsed` working days: the last such moment. `adding(limit, to: s) <=
  /// end` holds exactly when `s <= subtracting(limit, from: end)`, for every `s`. What is added
  /// and subtracted again gives `s` itself in working time, and the next opening from outside it.
  ///
  /// Working days `.fromNextDay`: the close of work of the last day of receipt. `adding <= end`
  /// holds exactly when `s < subtracting`, for every `s` in working time. What is added and
  /// subtracted again gives the close of work of the day of `s`.
  ///
  /// Months and years, cut to the month's length, do not always return; all other units do.
  ///
  /// - Throws: as `adding`.
  public func subtracting(
    _ limit: TimeLimit, from end: Instant, counting: DayCounting = .elapsed
  ) throws(Problem) -> Instant {
    switch length(of: limit) {
    case .clock(let milliseconds):
      return try checked(end.advanced(byMilliseconds: -milliseconds))
    case .months(let months):
      return try shifted(end, byMonths: -months)
    case .work(let milliseconds):
      guard limit.unit == .workingDay, counting == .fromNextDay else {
        return try subtracting(workingMilliseconds: milliseconds, from: end)
      }
      let place = try place(of: end)
      let days = (place.worked - milliseconds).floorDivided(by: hours.millisecondsPerDay)
      return try earliest(worked: days * hours.millisecondsPerDay, place.run)
    }
  }

  /// The first instant from `start` on by which `milliseconds` of working time have passed;
  /// `start` itself for 0. For clocks that resume with the rest of a limit.
  ///
  /// - Throws: as `adding`. `milliseconds` must not be negative.
  public func adding(
    workingMilliseconds milliseconds: Int64, to start: Instant
  ) throws(Problem) -> Instant {
    precondition(milliseconds >= 0, "working time is added forwards")
    if milliseconds == 0 { return start }
    let place = try place(of: start)
    let (worked, overflow) = place.worked.addingReportingOverflow(milliseconds)
    return try earliest(worked: overflow ? .max : worked, place.run)
  }

  /// The last instant up to `end` from which on `milliseconds` of working time pass; `end` itself
  /// for 0.
  ///
  /// - Throws: as `adding`. `milliseconds` must not be negative.
  public func subtracting(
    workingMilliseconds milliseconds: Int64, from end: Instant
  ) throws(Problem) -> Instant {
    precondition(milliseconds >= 0, "working time is subtracted backwards")
    if milliseconds == 0 { return end }
    let place = try place(of: end)
    return try latest(worked: place.worked - milliseconds, place.run)
  }

  private enum Length {
    case clock(Int64)
    case months(Int)
    case work(Int64)
  }

  private func length(of limit: TimeLimit) -> Length {
    let thousandths = Int64(limit.thousandths)
    switch limit.unit {
    case .minute: return .clock(thousandths * 60)
    case .hour, .emergencyHour: return .clock(thousandths * 3600)
    case .day, .emergencyDay: return .clock(thousandths * 86_400)
    case .week: return .clock(thousandths * 604_800)
    case .month: return .months(limit.thousandths / 1000)
    case .year: return .months(limit.thousandths / 1000 * 12)
    case .workingHour: return .work(thousandths * 3600)
    case .workingDay: return .work(thousandths * (hours.millisecondsPerDay / 1000))
    }
  }

  private func checked(_ instant: Instant) throws(Problem) -> Instant {
    _ = try local(instant)
    return instant
  }

  private func shifted(_ instant: Instant, byMonths months: Int) throws(Problem) -> Instant {
    let local = try local(instant)
    let month = local.date.year * 12 + local.date.month - 1 + months
    guard month >= 12 else { throw Problem(.outOfRange) }
    let length = CivilDate.length(ofMonth: month % 12 + 1, year: month / 12)
    guard
      let date = CivilDate(
        year: month / 12, month: month % 12 + 1, day: min(local.date.day, length))
    else { throw Problem(.outOfRange) }
    return Instant(LocalTime(date: date, millisecondOfDay: local.millisecondOfDay), offset)
  }
}
