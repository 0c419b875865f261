import Kernel
import Testing
import WorkCalendar

@Suite struct WorkingHoursTests {
  @Test(arguments: ["08:00-12:00,14:00-18:00", "00:00-24:00", "09:00-12:00,12:00-17:30"])
  func `hours read back what they print`(text: String) throws {
    #expect(try WorkingHours(text).text == text)
  }

  @Test func `a day's work is the sum of its spans`() throws {
    #expect(try WorkingHours("8:30-12:00, 13:30 – 17:00").millisecondsPerDay == 7 * 3_600_000)
  }

  @Test func `spans that cannot stand are refused`() throws {
    let span = WorkCalendarError.spanInvalid
    #expect(throws: WorkCalendarError.spansNone) { try WorkingHours([]) }
    #expect(throws: span("480–480")) { try WorkingHours("08:00-08:00") }
    #expect(throws: span("1080–480")) { try WorkingHours("18:00-08:00") }
    #expect(throws: span("08:00-25:00")) { try WorkingHours("08:00-25:00") }
    #expect(throws: span("8-12")) { try WorkingHours("8-12") }
    #expect(throws: span("")) { try WorkingHours("") }
    #expect(throws: span("-1–10")) {
      try WorkingHours.Span(startMinute: -1, endMinute: 10)
    }
    #expect(throws: WorkCalendarError.spanOrder("08:00-12:00", "11:00-15:00")) {
      try WorkingHours("08:00-12:00,11:00-15:00")
    }
    #expect(throws: WorkCalendarError.spanOrder("14:00-18:00", "08:00-12:00")) {
      try WorkingHours("14:00-18:00,08:00-12:00")
    }
    let many = (0...8).map { "0\($0):00-0\($0):30" }.joined(separator: ",")
    #expect(throws: WorkCalendarError.spansTooMany(9)) { try WorkingHours(many) }
  }

  @Test func `rest days and offset are checked`() throws {
    let hours = try WorkingHours("08:00-12:00")
    #expect(throws: WorkCalendarError.restDayInvalid(0)) {
      try WorkCalendar(hours: hours, restDays: [0, 6], holidays: .empty)
    }
    #expect(throws: WorkCalendarError.restDaysAll) {
      try WorkCalendar(hours: hours, restDays: Set(1...7), holidays: .empty)
    }
    #expect(throws: WorkCalendarError.offsetInvalid(2000)) {
      try WorkCalendar(offset: UTCOffset(minutes: 2000), hours: hours, holidays: .empty)
    }
  }

  @Test func `every refusal speaks both languages`() {
    let errors: [WorkCalendarError] = [
      .spansNone, .spansTooMany(9), .spanInvalid("x"), .spanOrder("a", "b"), .restDayInvalid(8),
      .restDaysAll, .offsetInvalid(2000),
    ]
    for error in errors { #expect(error.text.chinese != error.text.english) }
  }
}
