import Kernel
import Testing

@testable import Pages

@Suite struct ChartTests {
  @Test(
    arguments: [
      ([0, 0, 0], 0, 1), ([3], 0, 3), ([97, 12], 0, 100), ([-12_400, 30_800], -20_000, 40_000),
      ([-5], -5, 0), ([0.02], 0, 0.02), ([1e18, .infinity], 0, 1e15), ([.nan], 0, 1), ([], 0, 1),
      ([123_456_789], 0, 150_000_000),
    ] as [([Double], Double, Double)])
  func `an axis has round ends that hold all values`(
    values: [Double], low: Double, high: Double
  ) {
    let scale = ChartScale(values)
    #expect(abs(scale.low - low) < 1e-9 && abs(scale.high - high) <= abs(high) * 1e-9 + 1e-9)
    #expect((2...8).contains(scale.ticks.count), "\(scale.ticks)")
    for value in values { #expect((0...1).contains(scale.share(value))) }
  }

  @Test func `random values lie on their axis`() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<500 {
      let size = pow10(Int.random(in: -3...12, using: &random))
      let values = (0..<5).map { _ in Double.random(in: -size...size, using: &random) }
      let scale = ChartScale(values)
      #expect(scale.low <= (values.min() ?? 0) && scale.high >= (values.max() ?? 0))
      #expect((2...8).contains(scale.ticks.count), "\(values) \(scale.ticks)")
    }
  }

  private func pow10(_ power: Int) -> Double {
    (0..<abs(power)).reduce(1.0) { size, _ in power < 0 ? size / 10 : size * 10 }
  }

  @Test(arguments: [
    (0, "0", "0"), (950, "950", "950"), (12_000, "1.2万", "12k"), (-250_000, "-25万", "-250k"),
    (3e8, "3亿", "300M"), (0.5, "0.5", "0.5"),
  ])
  func `numbers on an axis are short`(value: Double, chinese: String, english: String) {
    #expect(ChartScale.label(value, .chinese) == chinese)
    #expect(ChartScale.label(value, .english) == english)
  }

  private func lines(_ labels: [String], _ values: [[Double?]]) -> String {
    let series = values.enumerated().map { LineChart.Series("s\($0)", $1) }
    return LineChart("c", "C", labels: labels, series: series, .english).html.source
  }

  private func expectSound(_ html: String) {
    for word in ["nan", "inf", "e+"] { #expect(!html.contains(word), "\(word)") }
  }

  @Test func `nothing to draw is said in words`() {
    for html in [lines([], []), lines(["a"], [[nil]]), lines([], [[1, 2]])] {
      #expect(html.contains("There are no numbers for this") && !html.contains("<svg viewBox"))
    }
    let bars = BarChart("b", "B", [], .english).html.source
    #expect(bars.contains("There are no numbers for this"))
  }

  @Test func `one point is a mark in the middle`() {
    let html = lines(["a"], [[7]])
    #expect(html.contains("<circle class=\"dot\""))
    expectSound(html)
  }

  @Test func `what was not observed interrupts the line and is a dash in the table`() {
    let html = lines(["a", "b", "c", "d"], [[1, 2, nil, 4]])
    let path = html.components("<path class=\"line\" d=\"")[1].prefix { $0 != "\"" }
    #expect(path.count { $0 == "M" } == 2 && path.count { $0 == "L" } == 1)
    #expect(html.contains(">—</td>"))
  }

  @Test func `there are four lines at most, told apart by more than colour`() {
    let html = lines(["a", "b"], [[1, 2], [2, 3], [3, 4], [4, 5], [5, 6]])
    #expect(html.contains("class=\"s4\"") && !html.contains("class=\"s5\""))
    for mark in ["<circle class=\"dot\"", "h8v8h-8z", "5 9h-10z", "5 5-5 5-5-5z"] {
      #expect(html.contains(mark), "\(mark)")
    }
  }

  @Test(
    arguments: [[0, 0, 0], [-1, -2], [1e300, -1e300], [.nan, 2], [.infinity]] as [[Double]])
  func `odd values are drawn soundly`(values: [Double]) {
    let labels = values.map { "\($0)" }
    expectSound(lines(labels.map { _ in "x" }, [values]))
    let bars = values.map { BarChart.Bar("x", $0) }
    let html = BarChart("b", "B", bars, .chinese).html.source
    expectSound(html)
    #expect(!html.contains("width=\"-"))
  }

  @Test func `a long label is cut in the drawing and whole in the table`() {
    let long = "综合行政执法局直属机动大队第三中队值班室"
    let html = BarChart("b", "B", [BarChart.Bar(long, 1)], .chinese).html.source
    let drawn = html.components("text-anchor=\"end\">")[1].prefix { $0 != "<" }
    #expect(drawn.hasSuffix("…") && drawn.count == 11)
    #expect(html.contains("data-label=\"名称\">\(long)</th>"))
  }

  @Test func `stacked parts follow each other and sum up in the table`() {
    let html = BarChart(
      "b", "B", parts: .lights, [BarChart.Bar("x", parts: [1, 2, 3])], .english
    ).html.source
    for tone in ["green", "amber", "red"] { #expect(html.contains("<rect class=\"\(tone)\"")) }
    #expect(html.contains("data-label=\"Sum\">6</td>"))
    #expect(html.contains("Overdue"))
  }

  @Test func `a drawing is named, described and accompanied by its table`() {
    let html = lines(["a", "b"], [[1, 2]])
    #expect(html.contains("aria-labelledby=\"c-title c-desc\""))
    #expect(html.contains("<desc id=\"c-desc\">s0 from a to b; lowest 1, highest 2</desc>"))
    #expect(html.contains("<details") && html.contains("<table"))
  }

  @Test func `labels along the axis do not run into each other`() {
    let labels = (1...60).map { "2026-05-\($0)" }
    let html = lines(labels, [labels.map { Double($0.count) }])
    let shown = html.components("text-anchor=\"middle\">").count - 1
    #expect((2...8).contains(shown), "\(shown)")
  }

  @Test func `a sparkline tells its ends in words, and nothing of nothing`() {
    #expect(Sparkline([nil], .english).html.isEmpty)
    let html = Sparkline([1, nil, 5, 3], .english).html.source
    #expect(html.contains("last 3 values: lowest 1, highest 5, now 3"))
    expectSound(Sparkline([2, 2], .english).html.source)
  }
}
