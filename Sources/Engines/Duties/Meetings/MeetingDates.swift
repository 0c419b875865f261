public import Kernel
public import Pack
public import WorkCalendar

/// When the meetings of a series are held.
extension MeetingSeriesRecord {
  /// The first meeting after a day; nil for a series that meets as need arises. A meeting that
  /// falls on a day without work is held on the next working day.
  /// - Throws: `calendar.year-missing` where the holidays of that year are not known.
  public func nextDate(after date: CivilDate, _ calendar: WorkCalendar) throws(Problem)
    -> CivilDate?
  {
    guard let every else { return nil }
    let first = firstDate()
    let steps = max(0, (date.dayNumber - first.dayNumber) / every)
    // The last regular day not after `date` may have been moved past it by a long holiday.
    let regular = first.advanced(byDays: steps * every)
    let held = try moved(regular, calendar)
    return held > date ? held : try moved(regular.advanced(byDays: every), calendar)
  }

  /// The first day on or after the anchor with the series' weekday.
  private func firstDate() -> CivilDate {
    // Without an anchor every week is one: 1970-01-05 was a Monday.
    let start = anchor ?? CivilDate(dayNumber: 4)
    guard let weekday else { return start }
    return start.advanced(byDays: (weekday - start.weekday + 7) % 7)
  }

  private func moved(_ date: CivilDate, _ calendar: WorkCalendar) throws(Problem) -> CivilDate {
    var day = date
    while try !calendar.isWorkingDay(day) { day = day.advanced(byDays: 1) }
    return day
  }
}
