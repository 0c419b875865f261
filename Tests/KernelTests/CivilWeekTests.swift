import Testing

@testable import Kernel

@Suite struct CivilWeekTests {
  @Test(arguments: [
    ("2026-05-28", "2026-W22", "2026-05-25"), ("2021-01-03", "2020-W53", "2020-12-28"),
    ("2024-12-30", "2025-W01", "2024-12-30"), ("2027-01-01", "2026-W53", "2026-12-28"),
    ("2026-01-01", "2026-W01", "2025-12-29"), ("2020-02-29", "2020-W09", "2020-02-24"),
  ])
  func `a day lies in the week of its Thursday's year`(day: String, text: String, monday: String)
    throws
  {
    let week = CivilWeek(containing: try #require(CivilDate(day)))
    #expect(week.text == text)
    #expect(week.monday.text == monday && week.monday.weekday == 1)
    #expect(CivilWeek(text) == week)
  }

  @Test func `every week of forty years is read as it is written, one after the other`() throws {
    var week = try #require(CivilWeek("2000-W01"))
    for _ in 0..<2090 {
      #expect(CivilWeek(week.text) == week)
      let next = week.advanced(byWeeks: 1)
      #expect(next.monday == week.sunday.advanced(byDays: 1))
      #expect(next.number == week.number + 1 || next.number == 1 && week.number >= 52)
      week = next
    }
  }

  @Test(arguments: [
    "2026-W54", "2025-W53", "2026-W00", "2026-22", "2026-w22", "26-W22", "2026-W2", "2026-W022",
    "2026-W+1", "", "-", "0000-W01",
  ])
  func `what is no week is none`(text: String) { #expect(CivilWeek(text) == nil) }
}
