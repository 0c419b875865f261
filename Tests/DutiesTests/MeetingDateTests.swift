import Duties
import Kernel
import Pack
import TestKit
import Testing
import WorkCalendar

@Suite struct MeetingDateTests {
  private func date(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

  private func series(_ id: String) throws -> (MeetingSeriesRecord, WorkCalendar) {
    let pack = try Chamber.pack()
    return (try #require(pack.meetings.first { $0.id == id }), pack.calendar)
  }

  @Test func `a weekly meeting is held on its weekday, or after the holidays`() throws {
    let (weekly, calendar) = try series("weekly")
    #expect(try weekly.nextDate(after: date("2022-09-04"), calendar) == date("2022-09-05"))
    #expect(try weekly.nextDate(after: date("2022-09-05"), calendar) == date("2022-09-13"))
    // Monday the 12th was the Mid-Autumn holiday; the National holiday ended on 7 October, and
    // Saturday the 8th was worked in exchange.
    #expect(try weekly.nextDate(after: date("2022-09-13"), calendar) == date("2022-09-19"))
    #expect(try weekly.nextDate(after: date("2022-09-26"), calendar) == date("2022-10-08"))
    #expect(try weekly.nextDate(after: date("2022-10-05"), calendar) == date("2022-10-08"))
    #expect(try weekly.nextDate(after: date("2022-10-08"), calendar) == date("2022-10-10"))
  }

  @Test func `a fortnightly meeting keeps to the weeks of its anchor`() throws {
    let (fortnightly, calendar) = try series("fortnightly")
    #expect(try fortnightly.nextDate(after: date("2022-01-10"), calendar) == date("2022-09-06"))
    #expect(try fortnightly.nextDate(after: date("2022-09-06"), calendar) == date("2022-09-20"))
    #expect(try fortnightly.nextDate(after: date("2022-09-20"), calendar) == date("2022-10-08"))
  }

  @Test func `a series without rhythm has no next date, a year without holidays no answer`() throws
  {
    let (top, calendar) = try series("top")
    #expect(try top.nextDate(after: date("2022-09-04"), calendar) == nil)
    let (weekly, _) = try series("weekly")
    let far = try date("2099-01-01")
    #expect(throws: Problem.self) { try weekly.nextDate(after: far, calendar) }
  }

  @Test func `the next date is the first of all dates after the day`() throws {
    for id in ["weekly", "fortnightly"] {
      let (record, calendar) = try series(id)
      let start = try date(id == "weekly" ? "2022-01-03" : "2022-09-06")
      let every = try #require(record.every)
      var all: [CivilDate] = []
      for step in 0..<(400 / every) {
        var held = start.advanced(byDays: step * every)
        while try !calendar.isWorkingDay(held) { held = held.advanced(byDays: 1) }
        all.append(held)
      }
      for days in 0..<300 {
        let day = start.advanced(byDays: days)
        #expect(try record.nextDate(after: day, calendar) == all.first { $0 > day }, "\(day.text)")
      }
    }
  }
}
