import Kernel
import Testing
import WorkCalendar

/// Where limits end, by example.
@Suite struct DueTests {
  @Test(arguments: [
    // Year's end: 31 December 2019 is a Tuesday, 1 January off.
    ("2019-12-31 10:00", "1个工作日", "2020-01-02 10:00", "2020-01-02 18:00"),
    ("2019-12-31 08:00", "1个工作日", "2019-12-31 18:00", "2020-01-02 18:00"),
    ("2019-12-31 20:00", "1个工作日", "2020-01-02 18:00", "2020-01-02 18:00"),
    // Spring Festival 2020: Sunday the 19th worked, 24 January to 2 February off.
    ("2020-01-17 16:00", "3个工作日", "2020-01-21 16:00", "2020-01-21 18:00"),
    ("2020-01-23 15:00", "2个工作日", "2020-02-04 15:00", "2020-02-04 18:00"),
    // Received on a holiday.
    ("2020-01-25 15:00", "2个工作日", "2020-02-04 18:00", "2020-02-04 18:00"),
    // Half a day, over lunch.
    ("2020-01-20 10:00", "半个工作日", "2020-01-20 16:00", "2020-01-21 12:00"),
    // Nineteen years.
    ("2007-01-04 08:00", "4980个工作日", "2026-12-16 18:00", "2026-12-17 18:00"),
  ])
  func `working days end as the counting rule says`(
    start: String, words: String, elapsed: String, fromNextDay: String
  ) throws {
    let calendar = try china()
    let begun = try moment(start)
    #expect(try calendar.adding(limit(words), to: begun).china == (try moment(elapsed).china))
    #expect(
      try calendar.adding(limit(words), to: begun, counting: .fromNextDay).china
        == (try moment(fromNextDay).china))
  }

  @Test(arguments: [
    ("2020-01-23 17:30", "2紧急工作时", "2020-01-23 19:30"),
    ("2020-01-23 17:30", "1紧急工作日", "2020-01-24 17:30"),
    ("2020-01-23 17:30", "2小时", "2020-01-23 19:30"),
    ("2020-01-23 17:30", "15天", "2020-02-07 17:30"),
    ("2020-01-23 17:30", "90分钟", "2020-01-23 19:00"),
    ("2020-01-23 17:30", "1周", "2020-01-30 17:30"),
    ("2020-01-31 17:30", "1个月", "2020-02-29 17:30"),
    ("2019-12-31 17:30", "2个月", "2020-02-29 17:30"),
    ("2020-02-29 17:30", "1年", "2021-02-28 17:30"),
    ("2020-01-23 17:30", "2工作时", "2020-02-03 09:30"),
    ("2020-01-23 13:00", "4工作时", "2020-01-23 18:00"),
  ])
  func `other units end by the clock, the calendar or the work`(
    start: String, words: String, due: String
  ) throws {
    let calendar = try china()
    for counting in DayCounting.allCases {
      let end = try calendar.adding(limit(words), to: try moment(start), counting: counting)
      #expect(end.china == (try moment(due).china))
    }
  }

  @Test func `a month back from the end of March ends in February`() throws {
    let start = try china().subtracting(limit("1个月"), from: try moment("2020-03-31 09:00"))
    #expect(start == (try moment("2020-02-29 09:00")))
  }

  @Test(arguments: [
    // A Friday's close allows receipt until Thursday's close; an hour before, until Wednesday's.
    ("2019-11-15 18:00", "1个工作日", "2019-11-14 18:00"),
    ("2019-11-15 17:00", "1个工作日", "2019-11-13 18:00"),
    ("2019-11-18 07:00", "1个工作日", "2019-11-14 18:00"),
    ("2019-11-18 18:00", "1个工作日", "2019-11-15 18:00"),
  ])
  func `scheduling backwards from the next day gives the last day of receipt`(
    end: String, words: String, start: String
  ) throws {
    let latest = try china().subtracting(
      limit(words), from: try moment(end), counting: .fromNextDay)
    #expect(latest.china == (try moment(start).china))
  }

  @Test func `no time at all leaves the moment as it is`() throws {
    let night = try moment("2019-11-15 23:00")
    #expect(try china().adding(workingMilliseconds: 0, to: night) == night)
    #expect(try china().subtracting(workingMilliseconds: 0, from: night) == night)
  }
}
