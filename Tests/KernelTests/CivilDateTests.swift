import Kernel
import TestKit
import Testing

@Suite struct CivilDateTests {
  @Test(arguments: [
    (1, false), (4, true), (100, false), (400, true), (1900, false), (2000, true), (2023, false),
    (2024, true), (2100, false), (9996, true), (9999, false),
  ])
  func `a leap year is one that four divides, and a century only with four hundred`(
    year: Int, isLeap: Bool
  ) {
    #expect(CivilDate.isLeap(year) == isLeap)
    #expect((CivilDate(year: year, month: 2, day: 29) != nil) == isLeap)
    #expect(CivilDate.length(ofMonth: 2, year: year) == (isLeap ? 29 : 28))
  }

  @Test(arguments: [
    (1970, 1, 1, 0), (1969, 12, 31, -1), (2000, 2, 29, 11_016), (1, 1, 1, -719_162),
    (9999, 12, 31, 2_932_896), (2019, 4, 24, 18_010),
  ])
  func `a day has the number that other calendars give it`(
    year: Int, month: Int, day: Int, number: Int
  ) throws {
    let date = try #require(CivilDate(year: year, month: month, day: day))
    #expect(date.dayNumber == number)
    #expect(CivilDate(dayNumber: number) == date)
  }

  @Test func `every day of ten thousand years follows the one before it`() throws {
    var date = try #require(CivilDate(year: 1, month: 1, day: 1))
    var weekday = 1
    #expect(date.weekday == weekday)
    for number in (date.dayNumber + 1)...2_932_896 {
      let next = CivilDate(dayNumber: number)
      let isNextDay = next.year == date.year && next.month == date.month && next.day == date.day + 1
      let isNextMonth =
        next.day == 1 && date.day == CivilDate.length(ofMonth: date.month, year: date.year)
        && next.compact
          == (date.month == 12 ? (date.year + 1) * 10_000 + 101 : date.compact - date.day + 101)
      weekday = weekday % 7 + 1
      guard isNextDay || isNextMonth, next.weekday == weekday, next.dayNumber == number, date < next
      else {
        Issue.record("\(next) follows \(date)")
        return
      }
      date = next
    }
    #expect(date.text == "9999-12-31")
  }

  @Test func `a printed day is read as the same day in all three spellings`() {
    var random = Seeded(1)
    for _ in 0..<5000 {
      let date = CivilDate(dayNumber: random.number(-719_162...2_932_896))
      #expect(CivilDate(date.text) == date)
      #expect(CivilDate("\(padded(date.year, 4))/\(date.month)/\(date.day)") == date)
      #expect(CivilDate(padded(date.compact, 8)) == date)
    }
  }

  @Test(arguments: [
    "", " ", "2019", "2019-04", "2019-04-31", "2019-02-29", "2019-13-01", "2019-00-10",
    "2019-04-00",
    "0000-01-01", "10000-01-01", "-2019-04-24", "+2019-04-24", "2019-04-24 ", " 2019-04-24",
    "2019-+4-24", "2019--4-24", "2019-04-24-1", "19-04-24", "20190431", "2019042", "201904245",
    "2019-04-24", "2019年4月24日", "2019-04-2\u{0301}4", "2019\u{0}04-24", "９９９９-１-１",
    "99999999999999999999-1-1", "0x7E3-4-24", "1e3-04-24", "--", "//", "2019-4-٢",
  ])
  func `a text that names no day is refused`(text: String) {
    #expect((CivilDate(text) == nil) == (text != "2019-04-24"))
  }

  @Test func `a day advanced and taken back is the same day`() throws {
    var random = Seeded(2)
    for _ in 0..<2000 {
      let date = CivilDate(dayNumber: random.number(-700_000...2_900_000))
      let days = random.number(-10_000...10_000)
      let moved = date.advanced(byDays: days)
      #expect(moved.advanced(byDays: -days) == date)
      #expect((moved > date) == (days > 0))
    }
  }
}
