import Kernel
import Pack
import WorkCalendar

/// Reckons deadlines in the calendar that is in force. Where the holiday list of a year is not
/// published yet, plain weeks stand in for it, and the date says that it is provisional.
struct Reckoner: Sendable {
  /// A date, and whether it rests on a year without a list.
  struct Date: Sendable {
    let at: Instant
    let isProvisional: Bool
  }

  let calendar: WorkCalendar
  private let provisional: WorkCalendar
  /// The calendar as expressions read it.
  let calendarValue: CalendarValue

  init(_ calendar: WorkCalendar) {
    self.calendar = calendar
    provisional = calendar.provisional
    calendarValue = CalendarValue(calendar, provisional: provisional)
  }

  private func reckon(
    _ reckoning: (WorkCalendar) throws(Problem) -> Instant
  ) throws(Problem) -> Date {
    do {
      return Date(at: try reckoning(calendar), isProvisional: false)
    } catch let problem where problem.kind == .yearMissing {
      return Date(at: try reckoning(provisional), isProvisional: true)
    }
  }

  /// When a limit that begins at a moment ends.
  func due(_ limit: TimeLimit, from start: Instant, counting: DayCounting) throws(Problem) -> Date {
    try reckon { calendar throws(Problem) in
      try calendar.adding(limit, to: start, counting: counting)
    }
  }

  /// When the light turns amber.
  func amber(_ limit: TimeLimit, before due: Instant, notBefore now: Instant) throws(Problem)
    -> Instant
  {
    max(
      now,
      try reckon { calendar throws(Problem) in try calendar.subtracting(limit, from: due) }.at)
  }

  /// Milliseconds from one moment to another in the kind of time of a limit; negative backwards.
  func milliseconds(_ words: String, from start: Instant, to end: Instant) throws(Problem) -> Int64
  {
    guard Reckoner.isWorkingTime(words) else { return end.milliseconds - start.milliseconds }
    do {
      return try calendar.workingMilliseconds(from: start, to: end)
    } catch let problem where problem.kind == .yearMissing {
      return try provisional.workingMilliseconds(from: start, to: end)
    }
  }

  /// The moment that much later in the kind of time of a limit.
  func moment(_ milliseconds: Int64, after start: Instant, _ words: String) throws(Problem) -> Date
  {
    guard Reckoner.isWorkingTime(words) else {
      return Date(at: start.advanced(byMilliseconds: milliseconds), isProvisional: false)
    }
    return try reckon { calendar throws(Problem) in
      try calendar.adding(workingMilliseconds: max(0, milliseconds), to: start)
    }
  }

  /// When somebody may be reminded: in working time, but at once of what runs in emergency time.
  func reminder(at moment: Instant, of words: String) -> Instant {
    let unit = (try? TimeLimit(words: words))?.unit
    if unit == .emergencyHour || unit == .emergencyDay { return moment }
    return (try? calendar.nextWorkingTime(onOrAfter: moment))
      ?? (try? provisional.nextWorkingTime(onOrAfter: moment)) ?? moment
  }

  static func isWorkingTime(_ words: String) -> Bool {
    (try? TimeLimit(words: words))?.unit.isWorkingTime ?? false
  }
}
