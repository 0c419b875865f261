import Kernel
import Testing

@testable import Open311

/// Reading forms and dates.
struct FormTests {
  @Test func `pairs are decoded as forms are`() throws {
    let fields = try FormFields(
      "a=1+2%2B3&b=%E8%B7%AF&c&=x&&d=&a%5Bx%5D=y=z&attribute[k]=1&attribute%5Bk%5D%5B%5D=2".utf8)
    #expect(
      fields.pairs.map(\.name) == [
        "a", "b", "c", "", "d", "a[x]", "attribute[k]", "attribute[k][]",
      ])
    #expect(fields.pairs.map(\.value) == ["1 2+3", "路", "", "x", "", "y=z", "1", "2"])
    #expect(fields.attributes.map(\.code) == ["k", "k"])
    #expect(try fields.value("d") == nil)
    #expect(try fields.value("missing") == nil)
  }

  @Test(arguments: [
    "attribute", "attribute[", "attribute[]", "attribute[][]", "attribute]", "attribute[a", "x[a]",
    "attribute[a]b", "attribute[a][b]",
  ])
  func `other names are no answers`(name: String) throws {
    #expect(try FormFields("\(name)=1".utf8).attributes.isEmpty)
  }

  @Test(arguments: [
    ("2026-05-28T08:00:00+08:00", "2026-05-28T00:00:00Z"),
    ("2026-05-28T08:00:00 08:00", "2026-05-28T00:00:00Z"),
    ("2026-05-28T00:00:00Z", "2026-05-28T00:00:00Z"),
    ("2026-05-28T00:00Z", "2026-05-28T00:00:00Z"), ("2026-05-28", "2026-05-27T16:00:00Z"),
    ("2026-05-28T00:00:00.5-01:30", "2026-05-28T01:30:00.500Z"),
  ])
  func `moments have a zone, and days are the city's`(text: String, expected: String) {
    #expect(GeoPeriod.moment(text, .china)?.text(.utc) == expected)
  }

  @Test(arguments: [
    "", "2026", "2026-05", "2026-05-28T08:00:00", "2026-05-28 08:00:00Z", "T08:00:00Z", "now",
    "2026-05-28T25:00:00Z", "2026-02-29T00:00:00Z", "2026-05-28T08:00:00+99:00", "1779926400",
  ])
  func `other words are no moments`(text: String) {
    #expect(GeoPeriod.moment(text, .china) == nil)
  }

  @Test func `moments are told in whole seconds`() {
    #expect(Instant(milliseconds: 1_999).geoText(.utc) == "1970-01-01T00:00:01Z")
    #expect(Instant(milliseconds: -1).geoText(.utc) == "1969-12-31T23:59:59Z")
  }

  @Test func `a second that is asked for is the whole of it`() throws {
    let now = Instant(milliseconds: 1_779_926_400_000)
    let period = try GeoPeriod(
      try FormFields("end_date=2026-05-28T00:00:00Z".utf8), now: now, offset: .china)
    #expect(period.before == now.advanced(byMilliseconds: 1_000))
    #expect(period.from.text(.utc) == "2026-02-27T00:00:00Z")
  }
}
