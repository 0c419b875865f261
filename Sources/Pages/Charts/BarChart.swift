public import Kernel

/// Figures beside each other: one bar each, or one stacked of parts.
public struct BarChart: Component {
  public struct Bar: Sendable {
    let label: String
    let values: [Double]
    let path: String?

    /// - Parameter path: where the rows are that it counts.
    public init(_ label: String, _ value: Double, to path: String? = nil) {
      self.init(label, parts: [value], to: path)
    }

    /// - Parameter parts: one for each name of the chart's parts; none is below zero.
    public init(_ label: String, parts: [Double], to path: String? = nil) {
      self.label = label
      values = parts.map(ChartScale.sound)
      self.path = path
    }

    var sum: Double { ChartScale.sound(values.reduce(0, +)) }
  }

  /// The parts of a stacked bar, and what their colours mean.
  public enum Parts: Sendable {
    case one
    case named([String])
    /// Green, amber and red, in this order.
    case lights
  }

  private let id: String
  private let title: String
  private let unit: String
  private let bars: [Bar]
  private let parts: [String]
  private let tones: [String]
  private let showsTable: Bool
  private let language: Language

  /// Most bars of one chart; a table serves better for more.
  public static let barsMax = 60

  /// - Parameters:
  ///   - id: unique on the page.
  ///   - showsTable: whether it brings its numbers as a table; not where one stands beside it.
  public init(
    _ id: String, _ title: String, unit: String = "", parts: Parts = .one, _ bars: [Bar],
    showsTable: Bool = true, _ language: Language
  ) {
    self.showsTable = showsTable
    self.id = id
    self.title = title
    self.unit = unit
    self.bars = Array(bars.prefix(BarChart.barsMax))
    self.language = language
    switch parts {
    case .one:
      self.parts = [unit.isEmpty ? title : unit]
      tones = []
    case .named(let names):
      self.parts = Array(names.prefix(LineChart.seriesMax))
      tones = self.parts.indices.map { "s\($0 + 1)" }
    case .lights:
      self.parts = [Words.green, Words.amber, Words.red].map { $0[language] }
      tones = ["green", "amber", "red"]
    }
  }

  private static let (rowHeight, barHeight, top) = (30.0, 18.0, 4.0)
  private static let labelEms = 11.0

  public var html: HTML {
    let frame = ChartFrame(
      id: id, title: title, description: description, series: parts, tones: tones,
      table: showsTable ? table : nil, language: language)
    if bars.isEmpty { return frame.empty() }
    let scale = ChartScale(bars.map(\.sum))
    let ems = bars.map { min(BarChart.labelEms, TextWidth.ems($0.label)) }.max() ?? 1
    let left = ems * ChartFrame.letter + 18
    let bottom = BarChart.top + Double(bars.count) * BarChart.rowHeight
    return frame.html(
      height: bottom + 30,
      grid(scale, left, bottom)
        + bars.enumerated().map { index, bar in row(index, bar, scale, left) })
  }

  /// Room at the right for the number of the longest bar.
  private var right: Double {
    let widest = bars.map { TextWidth.ems(ChartScale.label($0.sum, language)) }.max() ?? 1
    return widest * ChartFrame.letter + 16
  }

  private func x(_ value: Double, _ scale: ChartScale, _ left: Double) -> Double {
    left + (ChartFrame.width - left - right) * scale.share(value)
  }

  private func grid(_ scale: ChartScale, _ left: Double, _ bottom: Double) -> [HTML] {
    scale.ticks.map { tick in
      let x = x(tick, scale, left)
      let kind: HTML = tick == 0 ? "zero" : "grid"
      let place = ChartFrame.number(x)
      return """
        <path class="\(kind)" d="M\(place) \(ChartFrame.number(BarChart.top))\
        V\(ChartFrame.number(bottom))"></path>\
        \(ChartFrame.text(x, bottom + 20, ChartScale.label(tick, language)))
        """
    }
  }

  private func row(_ index: Int, _ bar: Bar, _ scale: ChartScale, _ left: Double) -> HTML {
    let y = BarChart.top + Double(index) * BarChart.rowHeight + 6
    var from = 0.0
    let pieces = bar.values.prefix(parts.count).enumerated().map { part, value -> HTML in
      let (start, end) = (x(from, scale, left), x(from + value, scale, left))
      from += value
      let width = abs(end - start)
      let tone = tones.isEmpty ? "s1" : tones[part]
      return width < 0.05
        ? .nothing
        : """
        <rect class="\(tone)" x="\(ChartFrame.number(min(start, end)))" \
        y="\(ChartFrame.number(y))" width="\(ChartFrame.number(max(1, width)))" \
        height="18"></rect>
        """
    }
    let end = max(x(bar.sum, scale, left), x(0, scale, left))
    let label = ChartFrame.text(
      left - 10, y + 14, TextWidth.cut(bar.label, ems: BarChart.labelEms), anchor: "end")
    let linked: HTML = bar.path.map { "<a href=\"\($0)\">\(label)</a>" } ?? label
    return """
      <g><title>\(bar.label): \(ChartScale.plain(bar.sum))</title>\(linked)\(pieces)\
      \(ChartFrame.text(
        end + 6, y + 14, ChartScale.label(bar.sum, language), anchor: "start"))</g>

      """
  }

  private var description: String {
    let ordered = bars.sorted { $0.sum > $1.sum }
    guard let first = ordered.first, let last = ordered.last else { return "" }
    return ChartWords.bars.filled(
      [
        "count": String(bars.count), "first": first.label, "most": ChartScale.plain(first.sum),
        "last": last.label, "least": ChartScale.plain(last.sum),
      ], language)
  }

  private var table: DataTable {
    let isStacked = parts.count > 1
    let heads = parts + (isStacked ? [ChartWords.sum[language]] : [])
    return DataTable(
      title,
      columns: [DataTable.Column(ChartWords.name[language], isHead: true)]
        + heads.map { DataTable.Column($0, isNumber: true) },
      rows: bars.map { bar in
        let name: HTML = bar.path.map { "<a href=\"\($0)\">\(bar.label)</a>" } ?? "\(bar.label)"
        let values = parts.indices.map { $0 < bar.values.count ? bar.values[$0] : 0 }
        let numbers = values + (isStacked ? [bar.sum] : [])
        return DataTable.Row([name] + numbers.map { "\(ChartScale.plain($0))" })
      })
  }
}
