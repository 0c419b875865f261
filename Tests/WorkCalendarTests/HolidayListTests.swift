import Kernel
import Testing
import WorkCalendar

@Suite struct HolidayListTests {
  @Test func `the shipped list covers 2007 to 2026 and not the December of 2006`() throws {
    let list = try chinaList()
    #expect(list.coveredYears == Array(2007...2026))
    #expect(list.days.count == 678)
    #expect(list[try date("2006-12-31")]?.isOff == false)
    #expect(!list.covers(2006) && list.covers(2007) && list.covers(2026) && !list.covers(2027))
  }

  @Test func `a day off and a rest day worked in exchange are told apart`() throws {
    let list = try chinaList()
    #expect(list[try date("2026-10-01")]?.isOff == true)
    #expect(list[try date("2026-10-10")]?.isOff == false)
    #expect(list[try date("2026-10-10")]?.name == "国庆节")
    #expect(list[try date("2026-10-12")] == nil)
  }

  @Test func `a year with nothing but its neighbours' New Year is not covered`() throws {
    let heading = "date,name,is_off_day\n"
    let list = try HolidayList(csv: heading + "2028-01-03,元旦,1\n2028-12-31,元旦,1\n2029-05-01,劳动节,1")
    #expect(list.coveredYears == [2029])
  }

  @Test func `a pack adds a year and corrects a day`() throws {
    let year = try HolidayList(
      csv: "date,name,is_off_day\n2027-10-01,国庆节,1\n2026-10-10,国庆节,1\n")
    let list = try chinaList().merging(year)
    #expect(list.coveredYears.last == 2027)
    #expect(list[try date("2026-10-10")]?.isOff == true)
    #expect(list.days.count == 679)
    #expect(list.days == list.days.sorted { $0.date < $1.date })
  }

  @Test func `a byte order mark, other line ends and empty lines do no harm`() throws {
    let list = try HolidayList(csv: "\u{FEFF}date,name,is_off_day\r\n\r\n2027-10-01,国庆节,1\r\n")
    #expect(list.coveredYears == [2027])
  }

  @Test(arguments: [
    ("date,name\n", 1), ("", 1), ("date,name,is_off_day\n2027-02-29,春节,1", 2),
    ("date,name,is_off_day\n\n2027-02-08,春节", 3), ("date,name,is_off_day\n2027-02-08,,1", 2),
    ("date,name,is_off_day\n2027-02-08,春节,2", 2),
    ("date,name,is_off_day\n2027-02-08,春节,1\n2027-02-08,春节,0", 3),
  ])
  func `a wrong line is named by its number`(text: String, line: Int) throws {
    let error = #expect(throws: HolidayListError.self) { try HolidayList(csv: text) }
    #expect(error?.line == line)
    #expect(error?.text.chinese.contains("第\(line)行") == true)
  }

  @Test func `a list has a greatest length`() {
    let text = "date,name,is_off_day" + String(repeating: "\n", count: HolidayList.linesMax)
    let error = #expect(throws: HolidayListError.self) { try HolidayList(csv: text) }
    #expect(error?.line == HolidayList.linesMax + 1)
  }
}
