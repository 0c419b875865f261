import Kernel

extension WorkCalendar {
  /// An instant as the working time since the beginning of its run of covered years.
  struct Place {
    let run: WorkDayTable.Run
    /// Milliseconds of working time in the run before the instant.
    let worked: Int64
  }

  /// The years of which an instant may be asked: those `CivilDate` can write.
  private static let range: ClosedRange<Int64> = -62_135_596_800_000...253_402_300_799_999

  /// The clock's reading.
  /// - Throws: `calendar.out-of-range` outside the years 1 to 9999.
  func local(_ instant: Instant) throws(Problem) -> LocalTime {
    let shifted = instant.advanced(byMilliseconds: Int64(offset.minutes) * 60_000)
    guard WorkCalendar.range.contains(shifted.milliseconds) else { throw Problem(.outOfRange) }
    return instant.local(offset)
  }

  /// Where the instant stands. The very end of a run belongs to it: no later list is needed to
  /// get there.
  func place(of instant: Instant) throws(Problem) -> Place {
    let local = try local(instant)
    let day = local.date.dayNumber
    if let run = table.run(of: day) {
      var worked = Int64(run.before[day - run.firstDay]) * hours.millisecondsPerDay
      if run.isWorking(day) { worked += hours.worked(before: local.millisecondOfDay) }
      return Place(run: run, worked: worked)
    }
    if local.millisecondOfDay == 0, let run = table.run(of: day - 1) {
      return Place(run: run, worked: Int64(run.workingDays.count) * hours.millisecondsPerDay)
    }
    throw .yearMissing(local.date.year)
  }

  /// The first instant of the run before which `worked` lies: within work or at a close.
  func earliest(worked: Int64, _ run: WorkDayTable.Run) throws(Problem) -> Instant {
    guard worked > 0 else { throw .yearMissing(run.firstYear - 1) }
    let index = (worked - 1) / hours.millisecondsPerDay
    guard index < run.workingDays.count else { throw .yearMissing(run.lastYear + 1) }
    return instant(
      onDay: run.workingDays[Int(index)],
      hours.earliest(worked: worked - index * hours.millisecondsPerDay))
  }

  /// The last instant of the run before which `worked` lies: within work or at an opening.
  func latest(worked: Int64, _ run: WorkDayTable.Run) throws(Problem) -> Instant {
    guard worked >= 0 else { throw .yearMissing(run.firstYear - 1) }
    let index = worked / hours.millisecondsPerDay
    guard index < run.workingDays.count else { throw .yearMissing(run.lastYear + 1) }
    return instant(
      onDay: run.workingDays[Int(index)],
      hours.latest(worked: worked - index * hours.millisecondsPerDay))
  }

  private func instant(onDay day: Int32, _ millisecondOfDay: Int64) -> Instant {
    Instant(
      LocalTime(date: CivilDate(dayNumber: Int(day)), millisecondOfDay: millisecondOfDay), offset)
  }
}
