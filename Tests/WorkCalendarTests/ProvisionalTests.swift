import Kernel
import Testing
import WorkCalendar

/// Years whose holiday list is not published yet.
@Suite struct ProvisionalTests {
  @Test func `two years after the last list are taken as plain weeks`() throws {
    let calendar = try china()
    let last = try #require(calendar.holidays.coveredYears.last)
    let provisional = calendar.provisional
    for years in 1...WorkCalendar.provisionalYearsMax {
      let first = try #require(CivilDate(year: last + years, month: 1, day: 1))
      for day in 0..<365 {
        let date = first.advanced(byDays: day)
        #expect(try provisional.isWorkingDay(date) == ![6, 7].contains(date.weekday))
      }
    }
    let beyond = try #require(
      CivilDate(year: last + WorkCalendar.provisionalYearsMax + 1, month: 6, day: 1))
    #expect(throws: Problem.self) { try provisional.isWorkingDay(beyond) }
  }

  @Test func `years with a list answer as before`() throws {
    let calendar = try china()
    let provisional = calendar.provisional
    for year in calendar.holidays.coveredYears {
      let first = try #require(CivilDate(year: year, month: 1, day: 1))
      for day in stride(from: 0, to: 365, by: 3) {
        let date = first.advanced(byDays: day)
        #expect(try provisional.isWorkingDay(date) == (try calendar.isWorkingDay(date)))
      }
    }
  }
}
