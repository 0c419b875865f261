import Kernel
import Testing
import WorkCalendar

@Suite struct YearMissingTests {
  @Test func `a question about an unknown year is refused by its name`() throws {
    let calendar = try china()
    let late = try moment("2027-03-01 09:00")
    let known = try moment("2026-03-02 09:00")
    #expect(missingYear { _ = try calendar.isWorkingDay(date("2027-01-02")) } == "2027")
    #expect(missingYear { _ = try calendar.isWorkingDay(date("2006-12-31")) } == "2006")
    #expect(missingYear { _ = try calendar.isWorkingTime(late) } == "2027")
    #expect(missingYear { _ = try calendar.nextWorkingTime(onOrAfter: late) } == "2027")
    #expect(missingYear { _ = try calendar.lastWorkingTime(onOrBefore: late) } == "2027")
    #expect(missingYear { _ = try calendar.adding(limit("1工作时"), to: late) } == "2027")
    #expect(missingYear { _ = try calendar.workingDays(from: known, to: late) } == "2027")
    #expect(missingYear { _ = try calendar.workingDays(from: late, to: known) } == "2027")
  }

  @Test func `a result in an unknown year is refused`() throws {
    let calendar = try china()
    let end = try moment("2026-12-31 18:00")
    let start = try moment("2007-01-04 08:00")
    #expect(missingYear { _ = try calendar.adding(limit("1工作时"), to: end) } == "2027")
    #expect(missingYear { _ = try calendar.nextWorkingTime(onOrAfter: end) } == "2027")
    #expect(missingYear { _ = try calendar.subtracting(limit("1工作时"), from: start) } == "2006")
    #expect(missingYear { _ = try calendar.lastWorkingTime(onOrBefore: start) } == "2006")
    for counting in DayCounting.allCases {
      #expect(
        missingYear { _ = try calendar.adding(limit("1工作日"), to: end, counting: counting) }
          == "2027")
      #expect(
        missingYear {
          _ = try calendar.subtracting(limit("1工作日"), from: start, counting: counting)
        } == "2006")
    }
    #expect(missingYear { _ = try calendar.adding(limit("99999工作日"), to: start) } == "2027")
    #expect(
      missingYear { _ = try calendar.adding(workingMilliseconds: .max, to: start) } == "2027")
  }

  @Test func `the last close of the last known year may be reached`() throws {
    let calendar = try china()
    let due = try calendar.adding(limit("8工作时"), to: try moment("2026-12-31 03:00"))
    #expect(due == (try moment("2026-12-31 18:00")))
    let start = try moment("2026-12-30 10:00")
    #expect(try calendar.adding(limit("1工作日"), to: start, counting: .fromNextDay) == due)
    let midnight = try moment("2027-01-01")
    #expect(try calendar.workingDays(from: start, to: midnight) == 1.75)
    #expect(try calendar.subtracting(limit("8工作时"), from: midnight).china.contains("31T08:00"))
  }

  @Test func `a gap between two known years is named`() throws {
    let list = HolidayList(
      days: try chinaList().days.filter { $0.date.year != 2015 && $0.date.year != 2016 })
    let calendar = try WorkCalendar(hours: try WorkingHours("08:00-12:00"), holidays: list)
    let before = try moment("2014-12-31 11:00")
    let after = try moment("2017-01-03 09:00")
    #expect(missingYear { _ = try calendar.workingDays(from: before, to: after) } == "2015")
    #expect(missingYear { _ = try calendar.adding(limit("2工作时"), to: before) } == "2015")
    #expect(missingYear { _ = try calendar.subtracting(limit("2工作时"), from: after) } == "2016")
    #expect(
      missingYear { _ = try calendar.adding(limit("2工作时"), to: moment("2016-05-01")) } == "2016")
    #expect(try calendar.adding(limit("1工作时"), to: after) == (try moment("2017-01-03 10:00")))
  }

  @Test func `no list is needed for natural and emergency time, nor at night`() throws {
    let calendar = try WorkCalendar(hours: try WorkingHours("08:00-12:00"), holidays: .empty)
    let start = try moment("2031-12-31 23:00")
    for words in ["30分钟", "4小时", "3天", "2周", "1个月", "1年", "2紧急工作时", "1紧急工作日"] {
      let due = try calendar.adding(limit(words), to: start)
      #expect(due > start)
      #expect(try calendar.subtracting(limit(words), from: due) == start, "\(words)")
    }
    #expect(try calendar.isWorkingTime(start) == false)
    #expect(missingYear { _ = try calendar.adding(limit("1工作时"), to: start) } == "2031")
  }

  @Test func `the refusal says in both languages what to do`() throws {
    let calendar = try china()
    let problem = try #require(throws: Problem.self) {
      try calendar.isWorkingDay(try date("2027-01-02"))
    }
    #expect(problem.kind.code == "calendar.year-missing")
    #expect(problem.text(.chinese).contains("请把2027年的放假调休安排加入"))
    #expect(problem.text(.english).contains("Add the list of 2027 to the holiday file of the pack"))
  }

  @Test func `moments beyond the years that dates can write are refused`() throws {
    let calendar = try china()
    let natural = try limit("1天")
    let months = try limit("1个月")
    for milliseconds in [Int64.max, .min, 253_402_300_800_000] {
      let instant = Instant(milliseconds: milliseconds)
      let problem = #expect(throws: Problem.self) { try calendar.isWorkingTime(instant) }
      #expect(problem?.kind == .outOfRange)
      #expect(throws: Problem.self) { try calendar.adding(natural, to: instant) }
      #expect(throws: Problem.self) { try calendar.adding(months, to: instant) }
    }
    let last = try moment("9999-12-31 12:00")
    for words in ["1天", "1个月", "99999年"] {
      let problem = #expect(throws: Problem.self) { try calendar.adding(limit(words), to: last) }
      #expect(problem?.kind == .outOfRange)
    }
    let problem = #expect(throws: Problem.self) {
      try calendar.subtracting(limit("99999年"), from: last)
    }
    #expect(problem?.kind == .outOfRange)
  }
}
