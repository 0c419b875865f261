import Kernel
import Testing

@testable import Figures

@Suite struct PeriodTests {
  @Test(arguments: [
    ("2019", 20_190_100, 20_191_200, true), ("2019-05", 20_190_500, 20_190_500, true),
    ("2019-5", 20_190_500, 20_190_500, true), ("2019-05-24", 20_190_524, 20_190_524, false),
    ("2020-02-29", 20_200_229, 20_200_229, false),
    ("2019..2020", 20_190_100, 20_201_200, true),
    ("2019-11..2020-02", 20_191_100, 20_200_200, true),
    ("2019..2020-02", 20_190_100, 20_200_200, true),
    ("2019-12-30..2020-01-02", 20_191_230, 20_200_102, false),
    ("0001..9999", 10_100, 99_991_200, true),
  ])
  func `a period is a year, a month, a day or a range of these`(
    text: String, first: Int, last: Int, isMonths: Bool
  ) throws {
    let period = try #require(FigurePeriod(text))
    #expect(period.first == first)
    #expect(period.last == last)
    #expect(period.isMonths == isMonths)
    #expect(period.days.lowerBound == first + (isMonths ? 1 : 0))
    #expect(period.days.upperBound == last + (isMonths ? 31 : 0))
  }

  @Test(arguments: [
    "", " ", "..", "2019..", "..2019", "2019...2020", "2019..2020..2021", "2019-13", "2019-00",
    "2019-02-29", "2019-04-31", "2020..2019", "2019-05-24..2019-05-23", "2019-05..2019-05-24",
    "2019-05-24-01", "-2019", "+2019", "2019-+5", "19", "0019-1-1x", "20190", "２０１９", "2019年",
    "2019/05", " 2019", "2019 ", "0000", "2019-005", "99999999999999999999", "--", "2019--5",
    "2019-05-٢٤", "2019\u{0}", "year", "2019\n", "😀",
  ])
  func `anything else is no period`(text: String) {
    #expect(FigurePeriod(text) == nil)
  }

  @Test func `a period's number is written as people write it`() {
    #expect(FigurePeriod.text(20_190_500) == "2019-05")
    #expect(FigurePeriod.text(20_190_524) == "2019-05-24")
    #expect(FigurePeriod.text(20_191_200) == "2019-12")
  }

  @Test(arguments: UInt64(1)...20)
  func `a random period holds exactly its days`(seed: UInt64) throws {
    var random = RandomObservations(seed)
    for isDays in [true, false] {
      let period = random.period(days: isDays)
      for _ in 0..<50 {
        let date = random.moment().local(.china).date
        let number = isDays ? date.compact : date.compact / 100 * 100
        #expect(period.days.contains(date.compact) == (period.first...period.last ~= number))
      }
    }
  }

  @Test func `months run over the year's end`() throws {
    let period = try #require(FigurePeriod("2019-11..2020-02"))
    #expect(
      FigureReader.months(period) == [20_191_100, 20_191_200, 20_200_100, 20_200_200])
  }
}
