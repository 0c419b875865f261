import Kernel
import Testing

@testable import Feeds

/// The form of RFC 5545.
struct CalendarTextTests {
  static let now = Instant("2026-05-28T10:00:00+08:00", offset: .china)!

  private func calendar(_ events: CalendarText.Event...) -> String {
    CalendarText(name: "A市", stamp: CalendarTextTests.now, events: events).text
  }

  @Test func `an event has its stamp, its moments in UTC and its address`() {
    let text = calendar(
      CalendarText.Event(
        id: "clock-1@example", start: .moment(CalendarTextTests.now),
        end: CalendarTextTests.now.advanced(byMilliseconds: 3_600_000), summary: "答复",
        link: "https://city.example/matters/20260528-000001"))
    #expect(
      text == """
        BEGIN:VCALENDAR\r
        VERSION:2.0\r
        PRODID:-//Baodao//Baodao//ZH\r
        CALSCALE:GREGORIAN\r
        METHOD:PUBLISH\r
        NAME:A市\r
        X-WR-CALNAME:A市\r
        BEGIN:VEVENT\r
        UID:clock-1@example\r
        DTSTAMP:20260528T020000Z\r
        DTSTART:20260528T020000Z\r
        DTEND:20260528T030000Z\r
        SUMMARY:答复\r
        URL:https://city.example/matters/20260528-000001\r
        TRANSP:TRANSPARENT\r
        END:VEVENT\r
        END:VCALENDAR\r

        """)
  }

  @Test func `a day is a day, to the next one`() throws {
    let day = try #require(CivilDate("2026-12-31"))
    let text = calendar(
      CalendarText.Event(id: "a", start: .day(day), summary: "例会", link: "https://a.example/"))
    #expect(text.contains("DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n"))
  }

  @Test func `an end before the start is left out`() {
    let text = calendar(
      CalendarText.Event(
        id: "a", start: .moment(CalendarTextTests.now), end: CalendarTextTests.now, summary: "",
        link: ""))
    #expect(!text.contains("DTEND"))
  }

  @Test(arguments: [
    ("a;b,c\\d", "a\\;b\\,c\\\\d"), ("a\nb", "a\\nb"), ("a\r\nb", "a\\nb"), ("a\rb", "a\\nb"),
    ("\n\n", "\\n\\n"), ("a\u{0}\u{7}\u{7f}b", "ab"), ("a\tb", "a\tb"),
    ("x\r\nEND:VEVENT", "x\\nEND:VEVENT"), ("a\u{2028}b", "a\\nb"), ("“引号”:", "“引号”:"),
  ])
  func `text is escaped, and can begin no line of its own`(text: String, expected: String) {
    #expect(CalendarText.escaped(text) == expected)
  }

  @Test(arguments: [
    String(repeating: "a", count: 75), String(repeating: "a", count: 76),
    String(repeating: "长", count: 100), "a" + String(repeating: "🏙", count: 60),
    String(repeating: "é", count: 37) + "aé", "", "a" + String(repeating: "\u{301}", count: 90),
    "SUMMARY:" + String(repeating: "e\u{301}", count: 99),
  ])
  func `lines are folded at 75 octets, between characters`(line: String) {
    let folded = CalendarText.folded(line)
    let pieces = folded.replacing("\r\n", with: "\n").split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect(pieces.allSatisfy { $0.utf8.count <= 75 })
    #expect(pieces.dropFirst().allSatisfy { $0.utf8.first == UInt8(ascii: " ") })
    #expect(pieces.count == 1 || pieces.dropLast().allSatisfy { $0.utf8.count > 71 })
    let whole = pieces.enumerated().reduce(into: "") { text, piece in
      text.unicodeScalars.append(
        contentsOf: piece.element.unicodeScalars.dropFirst(piece.offset == 0 ? 0 : 1))
    }
    #expect(Array(whole.unicodeScalars) == Array(line.unicodeScalars))
    #expect((line.utf8.count <= 75) == (pieces.count == 1))
  }
}
