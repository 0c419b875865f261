import Kernel
import Testing
import WorkCalendar

@Suite struct WorkCalendarTests {
  @Test(arguments: [
    ("2020-01-18", false), ("2020-01-19", true), ("2020-01-23", true), ("2020-01-24", false),
    ("2020-02-02", false), ("2020-02-03", true), ("2020-02-08", false), ("2026-12-31", true),
  ])
  func `holidays rest and make-up days work`(day: String, isWorking: Bool) throws {
    #expect(try china().isWorkingDay(try date(day)) == isWorking)
  }

  @Test(arguments: [
    ("2020-01-19 07:59:59.999", false), ("2020-01-19 08:00", true),
    ("2020-01-19 11:59:59.999", true), ("2020-01-19 12:00", false), ("2020-01-19 13:00", false),
    ("2020-01-19 14:00", true), ("2020-01-19 18:00", false), ("2020-01-18 09:00", false),
  ])
  func `working time holds its opening and not its close`(text: String, isWorking: Bool) throws {
    #expect(try china().isWorkingTime(try moment(text)) == isWorking)
  }

  @Test(arguments: [
    ("2020-01-20 09:30", "2020-01-20 09:30"), ("2020-01-20 12:00", "2020-01-20 14:00"),
    ("2020-01-20 03:00", "2020-01-20 08:00"), ("2020-01-23 18:00", "2020-02-03 08:00"),
    ("2020-02-01 23:00", "2020-02-03 08:00"), ("2019-12-31 18:00", "2020-01-02 08:00"),
  ])
  func `a reminder waits for the next opening`(text: String, opening: String) throws {
    let next = try china().nextWorkingTime(onOrAfter: try moment(text))
    #expect(next.china == (try moment(opening).china))
  }

  @Test(arguments: [
    ("2020-01-20 09:30", "2020-01-20 09:30"), ("2020-01-20 12:00", "2020-01-20 12:00"),
    ("2020-01-20 14:00", "2020-01-20 12:00"), ("2020-02-03 08:00", "2020-01-23 18:00"),
    ("2020-01-02 07:00", "2019-12-31 18:00"),
  ])
  func `the last work before a moment ends at a close`(text: String, close: String) throws {
    let last = try china().lastWorkingTime(onOrBefore: try moment(text))
    #expect(last.china == (try moment(close).china))
  }

  @Test func `a lunch break is not counted`() throws {
    let calendar = try china()
    let start = try moment("2020-01-20 11:00")
    let end = try moment("2020-01-20 15:00")
    #expect(try calendar.workingMilliseconds(from: start, to: end) == 2 * 3_600_000)
    #expect(try calendar.adding(limit("2工作时"), to: start) == end)
    #expect(try calendar.adding(limit("1工作时"), to: start).china.contains("T12:00:00"))
  }

  @Test func `working time is counted backwards with a minus sign`() throws {
    let calendar = try china()
    let start = try moment("2020-01-23 17:00")
    let end = try moment("2020-02-03 09:00")
    #expect(try calendar.workingMilliseconds(from: start, to: end) == 7_200_000)
    #expect(try calendar.workingMilliseconds(from: end, to: start) == -7_200_000)
    #expect(try calendar.workingDays(from: start, to: end) == 0.25)
  }

  @Test func `a year has as many working days as the list leaves it`() throws {
    // 2019: 365 days, 104 at weekends, 17 holidays on weekdays, 6 make-up days.
    let days = try china().workingDays(
      from: try moment("2019-01-01"), to: try moment("2020-01-01"))
    #expect(days == 250)
  }

  @Test func `another zone, other hours and another day of rest are kept apart`() throws {
    let calendar = try WorkCalendar(
      offset: UTCOffset(minutes: -210), hours: try WorkingHours("22:00-24:00"), restDays: [5],
      holidays: try chinaList())
    let start = try #require(Instant("2024-03-07T22:30:00-03:30", offset: .utc))  // a Thursday
    let due = try calendar.adding(limit("3工作时"), to: start)
    #expect(due.text(UTCOffset(minutes: -210)) == "2024-03-09T23:30:00-03:30")
  }
}
