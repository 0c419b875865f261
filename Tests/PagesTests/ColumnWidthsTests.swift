import Assets
import Testing

@testable import Pages

/// Columns whose widths are told before their rows.
@Suite struct ColumnWidthsTests {
  private let columns = [
    (head: "时间", isFirm: true), (head: "标题", isFirm: false), (head: "单位", isFirm: false),
    (head: "辖区", isFirm: false),
  ]

  private func row(_ title: String, _ unit: String = "A3区住房和城乡建设局") -> [HTML] {
    ["2026-05-28 08:10", "\(title)", "\(unit)", "A3区"]
  }

  @Test func `what is short has its own width, and what is long shares the rest`() {
    let rows = (0..<10).map { _ in row("A市A3区星河湾畔交房逾期十个月，开发商电话都不接了") }
    let widths = ColumnWidths(columns, rows: rows)
    #expect(widths.classes == ["own-11", "share-60", "share-40", "own-5"])
    #expect(widths.least == "least-32")
  }

  @Test func `one long cell among many makes no column wider`() {
    var rows = (0..<20).map { _ in row("路灯不亮了", "住建局") }
    let before = ColumnWidths(columns, rows: rows)
    rows[3] = row(String(repeating: "很长的标题", count: 20), "住建局")
    #expect(ColumnWidths(columns, rows: rows).classes == before.classes)
    #expect(before.classes[1] == "own-7")
  }

  @Test func `a number is never broken for want of room`() {
    let rows = (0..<20).map { ["", "", "", $0 == 3 ? "12345678901234567890" : "1"] as [HTML] }
    let firm = columns.map { (head: $0.head, isFirm: true) }
    #expect(ColumnWidths(firm, rows: rows).classes[3] == "own-14")
  }

  @Test(arguments: [
    ("路灯", 2), ("<a href=\"/matters/20260528-000001\">路灯</a>", 2), ("&amp;路灯&#39;", 3.2),
    ("<span class=\"light red\"><svg><use></use></svg>超时</span>", 5), ("", 0),
  ])
  func `only what is seen counts`(_ source: String, _ letters: Double) {
    #expect(abs(CellMeasure(source).letters - letters) < 0.001)
  }

  @Test func `without rows the heads tell the widths, and there may be no columns`() {
    #expect(ColumnWidths(columns, rows: []).classes == ["own-4", "own-4", "own-4", "own-4"])
    #expect(ColumnWidths([], rows: []).classes.isEmpty)
  }

  @Test func `the stylesheet knows every width`() {
    let text = String(decoding: Asset.stylesheet.bytes, as: UTF8.self)
    for number in 2...20 { #expect(text.contains(".own-\(number) { width: \(number)em; }")) }
    for number in stride(from: 5, through: 100, by: 5) {
      #expect(text.contains(".share-\(number) { width: \(number)%; }"))
    }
    for number in stride(from: 4, through: 60, by: 4) {
      #expect(text.contains(".least-\(number) { min-width: \(number)em; }"))
    }
    let many = (0..<9).map { _ in (head: "统计", isFirm: false) }
    let long: HTML = "期间内受理的事项件数，重开不另计"
    let widths = ColumnWidths(many, rows: [[HTML](repeating: long, count: 9)])
    for name in widths.classes + [widths.least] { #expect(text.contains(".\(name) {"), "\(name)") }
  }
}
