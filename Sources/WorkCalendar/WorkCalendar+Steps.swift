public import Kernel

extension WorkCalendar {
  /// What one day adds to a limit in working time.
  public struct DayStep: Hashable, Sendable {
    public let date: CivilDate
    /// The holiday's name where the list has a line for the day; empty otherwise.
    public let name: String
    public let isWorking: Bool
    public let milliseconds: Int64
  }

  /// The days from one moment to another with the working time of each, which add up to
  /// `workingMilliseconds`.
  /// - Parameter daysMax: days after which no more are told.
  /// - Throws: as `workingMilliseconds`.
  public func steps(
    from start: Instant, to end: Instant, daysMax: Int
  ) throws(Problem) -> [DayStep] {
    var steps: [DayStep] = []
    var date = try local(start).date
    let last = try local(end).date
    while date <= last, steps.count < daysMax {
      let next = date.advanced(byDays: 1)
      let (from, to) = (
        max(start, Instant(startOf: date, offset)), min(end, Instant(startOf: next, offset))
      )
      steps.append(
        DayStep(
          date: date, name: holidays[date]?.name ?? "", isWorking: try isWorkingDay(date),
          milliseconds: from < to ? try workingMilliseconds(from: from, to: to) : 0))
      date = next
    }
    return steps
  }
}
