import Kernel
import Testing
import WorkCalendar

private let tables = ["city_management_components.csv", "city_management_events.csv"]

@Suite(.enabled(if: fileText(sharedData + "/README.md") != nil, "../shared/data is absent"))
struct SharedColumnTests {
  @Test(arguments: tables)
  func `every limit of a city's table is read`(table: String) throws {
    let text = try #require(fileText(sharedData + "/categories/" + table))
    let rows = tableRows(csv: text)
    let column = try #require(rows.first?.firstIndex(of: "处置时限"))
    #expect(rows.count > 100)
    for row in rows.dropFirst() {
      let words = row[column]
      let limit = try TimeLimit(words: words)
      #expect(try TimeLimit(words: limit.words.chinese) == limit)
      #expect(try SeasonalLimit(words: words).limit == limit)
    }
  }

  @Test func `the shipped holidays are the shared ones`() throws {
    #expect(
      fileText(sharedData + "/calendar_holidays.csv")
        == fileText(root + "/Packs/calendars/china.csv"))
  }
}
