import City
import Kernel
import Matters
import Testing

@testable import Pages

@Suite struct PageTests {
  @Test(arguments: Language.allCases)
  func `the list puts red before amber before green`(language: Language) async throws {
    let quarter = try await Quarter.story()
    let page = try await quarter.list(
      language, next: MatterReader.Cursor("2.1662600000000.7")
    ).source
    try expectSnapshot(page, "list.\(language.rawValue).html")
    let lights = page.components("<span class=\"light ").dropFirst().map {
      $0.prefix { $0 != "\"" }
    }
    #expect(lights == ["red", "red", "red", "green"])
    #expect(page.contains("href=\"/?group=all&amp;after=2.1662600000000.7\""))
  }

  @Test(arguments: Language.allCases)
  func `a matter's page shows its facts, clocks and timeline`(language: Language) async throws {
    let quarter = try await Quarter.story()
    try expectSnapshot(
      try await quarter.matter("20220905-000001", language).source,
      "matter.\(language.rawValue).html")
    try expectSnapshot(
      try await quarter.matter("20220905-000003", language).source,
      "matter-in-arbitration.\(language.rawValue).html")
  }

  @Test(arguments: Language.allCases)
  func `the bulletin shows the day's figures and what came in by category`(language: Language)
    async throws
  {
    let quarter = try await Quarter.story()
    try expectSnapshot(
      try await quarter.bulletin("2022-09-05", language).source,
      "bulletin.\(language.rawValue).html")
  }

  @Test(arguments: Language.allCases)
  func `an empty list teaches what to do`(language: Language) async throws {
    let page = try await Quarter.open().list(language).source
    #expect(page.contains("baodao import messages"))
    #expect(!page.contains("<table"))
    try expectSnapshot(page, "list-empty.\(language.rawValue).html")
  }

  @Test func `a day without anything has a bulletin of dashes`() async throws {
    let page = try await Quarter.open().bulletin("2022-09-05", .english).source
    #expect(page.contains("<span class=\"tile-value\">—</span>"))
    #expect(!page.contains("/rows?"), "nothing opens to nothing")
    #expect(!page.contains("<svg viewBox") && page.contains("Nothing came in on this day"))
  }

  @Test(arguments: [
    (nil, "—"), (0, "0"), (3, "3"), (66.666, "66.7"), (2.04, "2"), (1234567, "1234567"),
    (-0.04, "0"),
  ])
  func `a figure is written whole or with one decimal`(value: Double?, text: String) {
    #expect(FigureText.value(value) == text)
  }

  @Test func `the reason of a reopening is not taken for one of arbitration`() async throws {
    let quarter = try await Quarter.story()
    let reopened = try await quarter.matter("20220905-000001", .english).source
    #expect(reopened.contains("<dt>Why it was reopened</dt><dd>又亮了</dd>"))
    #expect(!reopened.contains("Why it waits"))
    let waiting = try await quarter.matter("20220905-000003", .english).source
    #expect(waiting.contains("<dt>Why it waits</dt>"))
  }

  @Test func `a caller's full name is in no page and in no facts`() async throws {
    let pages = try await Quarter.story().everything()
    #expect(pages.count == 16)
    for page in pages {
      for caller in Quarter.callers { #expect(!page.contains(caller)) }
    }
    #expect(pages.contains { $0.contains("欧阳先生/女士") })
    #expect(pages.contains { $0.contains("来电人 · 王先生/女士") })
  }

  @Test func `hostile words never stand unescaped in a page`() async throws {
    let quarter = try await Quarter.open()
    let hostile = "\"><script>alert('x')</script><img src=x onerror=alert(1)>&lt;"
    let id = try await quarter.receive(
      "A3区路灯" + hostile, hostile + "路灯", hostile, at: "2022-09-05 09:10")
    let housing = try quarter.city.actor(role: "handler", unit: "a3-housing")
    try await quarter.act(
      AnswerMatter(reply: hostile), on: id, by: housing, at: "2022-09-06 09:10")
    try await quarter.act(
      ReopenMatter(reason: hostile), on: id, by: try quarter.city.resident(hostile),
      at: "2022-09-07 09:10")
    let pages = try await [
      quarter.list(.chinese).source, quarter.list(.english).source,
      quarter.matter("20220905-000001", .chinese).source,
      quarter.bulletin("2022-09-05", .english).source,
    ]
    #expect(pages[0].contains("&lt;script&gt;") && pages[2].contains("&lt;script&gt;"))
    for page in pages {
      for word in ["<script", "<img", "\"><", "('x')", "&lt;&lt;"] where word != "\"><" {
        #expect(!page.contains(word), "\(word)")
      }
      #expect(!page.contains("路灯\""))
    }
  }

  @Test func `pages ask nobody outside for anything and run no script`() async throws {
    let quarter = try await Quarter.story()
    for content in try await quarter.everything().prefix(12) {
      for word in ["http:", "https:", "<script", "javascript:", " onclick", "style=", "<iframe"] {
        #expect(!content.contains(word), "\(word)")
      }
    }
  }

  @Test func `every element that a page opens is closed`() async throws {
    for page in try await Quarter.story().everything().prefix(12) {
      for name in [
        "table", "tr", "td", "th", "ul", "ol", "li", "dl", "dd", "p", "h1", "h2", "a", "div",
        "section", "svg", "g", "span", "nav", "figure", "details", "article", "text", "rect",
      ] {
        let opened = page.components("<\(name)>").count + page.components("<\(name) ").count - 2
        #expect(opened == page.components("</\(name)>").count - 1, "\(name)")
      }
    }
  }
}

extension String {
  /// The parts between the places where a text stands.
  func components(_ separator: String) -> [Substring] {
    var parts: [Substring] = []
    var rest = Substring(self)
    while let range = rest.firstRange(of: separator) {
      parts.append(rest[..<range.lowerBound])
      rest = rest[range.upperBound...]
    }
    return parts + [rest]
  }
}
