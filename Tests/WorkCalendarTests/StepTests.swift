import Kernel
import Testing

@testable import WorkCalendar

struct StepTests {
  private func calendar() throws -> WorkCalendar {
    let days = [
      ("2026-05-01", true), ("2026-05-04", true), ("2026-05-05", true), ("2026-05-09", false),
    ].map { HolidayList.Day(date: CivilDate($0.0)!, name: "劳动节", isOff: $0.1) }
    return try WorkCalendar(
      hours: try WorkingHours("08:30-12:00,14:00-17:30"), holidays: HolidayList(days: days))
  }

  private func moment(_ text: String) -> Instant { Instant(text, offset: .china)! }

  @Test func `the days of a limit add up to the limit`() throws {
    let calendar = try calendar()
    for limit in ["3个工作日", "5工作时", "0.5个工作日", "12工作时"] {
      let start = moment("2026-04-30T15:10:00+08:00")
      let wanted = try TimeLimit(words: limit)
      let end = try calendar.adding(wanted, to: start)
      let steps = try calendar.steps(from: start, to: end, daysMax: 100)
      let sum = steps.reduce(0) { $0 + $1.milliseconds }
      #expect(sum == (try calendar.workingMilliseconds(from: start, to: end)), "\(limit)")
      #expect(steps.allSatisfy { $0.isWorking || $0.milliseconds == 0 })
    }
  }

  @Test func `holidays and make-up days carry their names, and the days are bounded`() throws {
    let calendar = try calendar()
    let steps = try calendar.steps(
      from: moment("2026-04-30T09:00:00+08:00"), to: moment("2026-05-10T09:00:00+08:00"),
      daysMax: 100)
    #expect(
      steps.map(\.isWorking) == [
        true, false, false, false, false, false, true, true, true, true, false,
      ])
    #expect(steps[1].name == "劳动节" && steps[2].name.isEmpty && steps[9].name == "劳动节")
    let cut = try calendar.steps(
      from: moment("2026-04-30T09:00:00+08:00"), to: moment("2026-12-10T09:00:00+08:00"),
      daysMax: 7)
    #expect(cut.count == 7)
  }
}
