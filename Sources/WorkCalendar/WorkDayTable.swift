import Kernel

/// The working days of the covered years, counted in advance: how many lie before a day, and
/// which is the nth, are single look-ups.
struct WorkDayTable: Sendable {
  /// Covered years that follow one another without a gap.
  struct Run: Sendable {
    let firstYear: Int
    let lastYear: Int
    /// Day number of 1 January of the first year.
    let firstDay: Int
    /// At index i, the working days before the ith day of the run; one element more than there
    /// are days.
    let before: [Int32]
    /// The day number of each working day, ascending.
    let workingDays: [Int32]

    /// Day number of the day after the last.
    var endDay: Int { firstDay + before.count - 1 }

    func contains(_ day: Int) -> Bool { firstDay <= day && day < endDay }

    func isWorking(_ day: Int) -> Bool { before[day - firstDay] < before[day - firstDay + 1] }
  }

  /// Ascending, none touching another.
  let runs: [Run]

  init(_ holidays: HolidayList, restDays: Set<Int>) {
    var runs: [Run] = []
    var first = holidays.coveredYears.first ?? 0
    for (index, year) in holidays.coveredYears.enumerated() {
      let next = index + 1
      guard next == holidays.coveredYears.count || holidays.coveredYears[next] != year + 1 else {
        continue
      }
      runs.append(Run(holidays, restDays: restDays, years: first...year))
      if next < holidays.coveredYears.count { first = holidays.coveredYears[next] }
    }
    self.runs = runs
  }

  /// The run of years in which the day lies, or nil. O(log n).
  func run(of day: Int) -> Run? {
    let index = partition(runs.count) { runs[$0].endDay <= day }
    return index < runs.count && runs[index].contains(day) ? runs[index] : nil
  }
}

extension WorkDayTable.Run {
  fileprivate init(_ holidays: HolidayList, restDays: Set<Int>, years: ClosedRange<Int>) {
    firstYear = years.lowerBound
    lastYear = years.upperBound
    // Both dates exist: the years come from dates.
    firstDay = CivilDate(year: firstYear, month: 1, day: 1)!.dayNumber
    let lastDay = CivilDate(year: lastYear, month: 12, day: 31)!.dayNumber
    var before: [Int32] = [0]
    var workingDays: [Int32] = []
    for day in firstDay...lastDay {
      let date = CivilDate(dayNumber: day)
      if !(holidays[date]?.isOff ?? restDays.contains(date.weekday)) {
        workingDays.append(Int32(day))
      }
      before.append(Int32(workingDays.count))
    }
    self.before = before
    self.workingDays = workingDays
  }
}
