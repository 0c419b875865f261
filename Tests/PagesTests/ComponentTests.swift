import City
import Journal
import Kernel
import Matters
import Testing

@testable import Pages

@Suite struct ComponentTests {
  private static let hostile = "\"><script>alert('x')</script><img src=x onerror=alert(1)>&lt;"

  /// Every component with hostile words wherever it takes words.
  private static let all: [(name: String, html: HTML)] = {
    let bad = hostile
    let start = moment("2026-05-28 09:00")
    let run = ClockBar.Run(
      limit: bad, from: start, to: start.advanced(byMilliseconds: 1_000), .red)
    let option = Field.Option(bad, bad)
    let controls: [Field.Control] = [
      .text(max: 9), .search(max: 9), .telephone, .paragraphs(max: 9, rows: 2), .number(1...9),
      .date, .dateTime, .select([option], blank: bad), .proposals([option], max: 9),
      .radios([option]), .tick, .ticks([option]), .files(accept: bad, many: true),
    ]
    let line = LineChart.Series(bad, [1, nil, 3])
    var parts: [(String, HTML)] = [
      ("button", Button(bad, name: bad, value: bad).html), ("link", Button(bad, to: bad).html),
      ("copy", Button(bad, copying: bad).html),
      ("notice", Notice(.wrong, bad, "\(bad)").html),
      ("empty", EmptyState(bad, advice: bad, button: Button(bad, to: bad)).html),
      ("disclosure", Disclosure(bad, "\(bad)").html),
      ("tabs", Tabs(bad, [Tabs.Tab(bad, to: bad, count: 1)]).html),
      ("pager", Pager(first: (bad, bad), next: (bad, bad)).html),
      (
        "table",
        DataTable(
          bad, columns: [DataTable.Column(bad, sortPath: bad)],
          rows: [DataTable.Row(["\(bad)"])]
        ).html
      ),
      ("facts", Facts([Facts.Fact(bad, text: bad)]).html),
      ("card", Card(bad, id: bad, "\(bad)").html),
      ("tile", Tile(bad, bad, unit: bad, to: bad).html),
      (
        "photos",
        PhotoStrip([PhotoStrip.Photo(path: bad, previewPath: bad, caption: bad)]).html
      ),
      (
        "timeline",
        Timeline([
          Timeline.Item(
            time: bad, title: bad, who: bad, changes: [Timeline.Change(bad, from: bad, to: bad)])
        ]).html
      ),
      (
        "sheet",
        PrintSheet(
          issuer: bad, title: bad, number: bad, boxes: [(bad, bad)],
          blocks: [PrintSheet.Block(bad, "\(bad)")], signatures: [bad], foot: bad
        ).html
      ),
      ("clock", ClockBar(bad, run, now: start, offset: .china, .english).html),
      (
        "lines",
        LineChart("id", bad, labels: [bad, bad, bad], series: [line, line], .chinese).html
      ),
      (
        "bars",
        BarChart("id", bad, unit: bad, [BarChart.Bar(bad, 3, to: bad)], .chinese).html
      ),
    ]
    for control in controls {
      let field = Field(
        "name", bad, control, values: [bad], hint: bad, error: bad, isRequired: true, mark: bad)
      parts.append(("field \(control)", field.html))
    }
    return parts
  }()

  @Test(arguments: all.map(\.name))
  func `no component lets words become mark-up`(name: String) throws {
    let html = try #require(Self.all.first { $0.name == name }).html.source
    for word in ["<script", "<img src=x", "('x')"] {
      #expect(!html.contains(word), "\(word) in \(html)")
    }
    // Something hostile was in it, or was cut short in a drawing.
    #expect(html.contains("&lt;s") || html.contains("&quot;&gt;"))
    #expect(!html.contains(" style=") && !html.contains(" onclick"))
  }

  @Test func `a light has a word and a shape besides its colour`() {
    for light in Matter.Light.allCases {
      let html = LightMark(light, .english).html.source
      #expect(html.contains("icons.svg#\(light)"))
      #expect(html.contains(LightMark.words(light).english))
    }
    #expect(Set(Matter.Light.allCases.map { LightMark.words($0).chinese }).count == 3)
  }

  @Test func `a column that is sorted says so`() {
    let table = DataTable(
      "t", columns: [DataTable.Column("Due", sortPath: "/?s=due", order: .descending)], rows: [])
    let html = table.html.source
    #expect(html.contains("aria-sort=\"descending\"") && html.contains("href=\"/?s=due\""))
    #expect(html.contains("<caption class=\"heard\">t</caption>"))
  }

  // MARK: Clocks

  private func clock(_ run: ClockBar.Run, now: String) -> String {
    ClockBar("C", run, now: moment(now), offset: .china, .english).html.source
  }

  @Test func `a clock in time has no red part`() {
    let run = ClockBar.Run(
      limit: "l", from: moment("2026-05-28 09:00"), to: moment("2026-05-28 19:00"), .green)
    let html = clock(run, now: "2026-05-28 14:00")
    #expect(html.contains("<rect class=\"clock-run\" x=\"0.0\" width=\"300.0\""))
    #expect(!html.contains("clock-late") && !html.contains("clock-hatch"))
    #expect(html.contains("5 h left"))
    #expect(html.contains("class=\"clock-now\" x1=\"300.0\""))
  }

  @Test func `a late clock is red beyond its deadline`() {
    let run = ClockBar.Run(
      limit: "l", from: moment("2026-05-28 09:00"), to: moment("2026-05-28 14:00"), .red)
    let html = clock(run, now: "2026-05-28 19:00")
    #expect(html.contains("<rect class=\"clock-late\" x=\"300.0\" width=\"300.0\""))
    #expect(html.contains("class=\"clock-due\"") && html.contains("5 h late"))
  }

  @Test func `pauses are hatched and listed, and an open one lasts until now`() {
    let run = ClockBar.Run(
      limit: "l", from: moment("2026-05-28 09:00"), to: moment("2026-05-28 19:00"), .green,
      pauses: [
        ClockBar.Pause(moment("2026-05-28 10:00"), until: moment("2026-05-28 11:00")),
        ClockBar.Pause(moment("2026-05-28 12:00"), until: nil),
      ])
    let html = clock(run, now: "2026-05-28 14:00")
    #expect(html.components("class=\"clock-hatch\"").count == 3)
    #expect(html.contains("<rect class=\"clock-pause\" x=\"180.0\" width=\"120.0\""))
    #expect(html.contains("2026-05-28 12:00 – still") && html.contains("stands still"))
  }

  @Test func `a clock that stopped has no line for now`() {
    let run = ClockBar.Run(
      limit: "l", from: moment("2026-05-28 09:00"), to: moment("2026-05-28 19:00"),
      stopped: moment("2026-05-28 17:30"), .green)
    let html = clock(run, now: "2026-06-28 14:00")
    #expect(!html.contains("clock-now") && html.contains("1 h 30 min to spare"))
  }

  @Test(arguments: [
    ("2026-05-28 09:00", "2026-05-28 09:00"), ("2026-05-28 09:00", "2026-05-01 09:00"),
  ])
  func `a clock without length is drawn all the same`(from: String, to: String) {
    let run = ClockBar.Run(limit: "l", from: moment(from), to: moment(to), .red)
    let html = clock(run, now: from)
    #expect(!html.contains("nan") && !html.contains("inf") && html.contains("<svg"))
  }

  @Test(arguments: [
    (0, "0 min", "0分钟"), (59, "59 min", "59分钟"), (60, "1 h", "1小时"), (90, "1 h 30 min", "1小时30分钟"),
    (1_440, "1 d", "1天"), (1_500, "1 d 1 h", "1天1小时"), (1_445, "1 d", "1天"),
  ])
  func `a stretch is told by its two largest units`(
    minutes: Int64, english: String, chinese: String
  ) {
    let start = moment("2026-05-28 09:00")
    let end = start.advanced(byMilliseconds: minutes * 60_000)
    #expect(Span.words(from: start, to: end, .english) == english)
    #expect(Span.words(from: end, to: start, .chinese) == chinese)
  }
}
