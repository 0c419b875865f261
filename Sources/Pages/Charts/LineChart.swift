public import Kernel

/// How figures went over time: one line a series, at most four.
public struct LineChart: Component {
  public struct Series: Sendable {
    let name: String
    let values: [Double?]
    let paths: [String?]

    /// - Parameters:
    ///   - values: one for each label; nil where nothing was observed, which interrupts the line.
    ///   - paths: where the rows are that each value counts.
    public init(_ name: String, _ values: [Double?], paths: [String?] = []) {
      self.name = name
      self.values = values
      self.paths = paths
    }
  }

  /// More lines than these cannot be told apart.
  public static let seriesMax = 4

  private let id: String
  private let title: String
  private let labels: [String]
  private let series: [Series]
  private let isTableOpen: Bool
  private let language: Language

  /// - Parameters:
  ///   - id: unique on the page.
  ///   - labels: along the axis, such as days.
  ///   - series: those beyond the fourth are left out.
  ///   - isTableOpen: whether the numbers stand open below the drawing.
  public init(
    _ id: String, _ title: String, labels: [String], series: [Series], isTableOpen: Bool = false,
    _ language: Language
  ) {
    self.isTableOpen = isTableOpen
    self.id = id
    self.title = title
    self.labels = labels
    self.series = Array(series.prefix(LineChart.seriesMax))
    self.language = language
  }

  private static let height = 260.0
  private static let (top, bottom, right) = (14.0, 34.0, 24.0)

  public var html: HTML {
    let values = series.flatMap { $0.values.prefix(labels.count).compactMap { $0 } }
    let frame = ChartFrame(
      id: id, title: title, description: description(values), series: series.map(\.name),
      table: table, isTableOpen: isTableOpen, language: language)
    if values.isEmpty { return frame.empty() }
    let scale = ChartScale(values)
    let words = scale.ticks.map { ChartScale.label($0, language) }
    let left = (words.map(TextWidth.ems).max() ?? 1) * ChartFrame.letter + 14
    return frame.html(
      height: LineChart.height,
      grid(scale, words, left) + axis(left)
        + series.enumerated().map { line($0, $1, scale, left) })
  }

  private func x(_ index: Int, _ left: Double) -> Double {
    let room = ChartFrame.width - left - LineChart.right
    return labels.count < 2
      ? left + room / 2 : left + room * Double(index) / Double(labels.count - 1)
  }

  private func y(_ value: Double, _ scale: ChartScale) -> Double {
    let room = LineChart.height - LineChart.top - LineChart.bottom
    return LineChart.top + room * (1 - scale.share(value))
  }

  private func grid(_ scale: ChartScale, _ words: [String], _ left: Double) -> [HTML] {
    zip(scale.ticks, words).map { tick, word in
      let y = ChartFrame.number(y(tick, scale))
      let end = ChartFrame.number(ChartFrame.width - LineChart.right)
      let kind: HTML = tick == 0 ? "zero" : "grid"
      return """
        <path class="\(kind)" d="M\(ChartFrame.number(left)) \(y)H\(end)"></path>\
        \(ChartFrame.text(left - 8, self.y(tick, scale) + 5, word, anchor: "end"))
        """
    }
  }

  /// As many labels as have room, the last one among them.
  private func axis(_ left: Double) -> [HTML] {
    let widest = (labels.map(TextWidth.ems).max() ?? 1) * ChartFrame.letter + 16
    let room = ChartFrame.width - left - LineChart.right
    let step = max(1, Int((Double(labels.count) * widest / room).rounded(.up)))
    return labels.indices.filter { (labels.count - 1 - $0) % step == 0 }.map { index in
      let word = TextWidth.cut(labels[index], ems: 12)
      let half = TextWidth.ems(word) * ChartFrame.letter / 2
      let x = min(ChartFrame.width - half, max(half, x(index, left)))
      return ChartFrame.text(x, LineChart.height - 10, word)
    }
  }

  private func line(
    _ index: Int, _ series: Series, _ scale: ChartScale, _ left: Double
  ) -> HTML {
    var path = ""
    var dots: [HTML] = []
    var isDrawing = false
    for (place, value) in series.values.prefix(labels.count).enumerated() {
      guard let value else {
        isDrawing = false
        continue
      }
      let (x, y) = (x(place, left), y(value, scale))
      path += (isDrawing ? "L" : "M") + ChartFrame.number(x) + " " + ChartFrame.number(y)
      isDrawing = true
      // Marks would run into each other where there are many.
      let isLone =
        (place == 0 || series.values[place - 1] == nil)
        && (place + 1 >= series.values.count || series.values[place + 1] == nil)
      if labels.count <= LineChart.marksMax || isLone {
        dots.append(ChartMark.shape(index, x, y))
      }
    }
    return "<g class=\"s\(index + 1)\"><path class=\"line\" d=\"\(path)\"></path>\(dots)</g>\n"
  }

  private static let marksMax = 16

  private func description(_ values: [Double]) -> String {
    ChartWords.lines.filled(
      [
        "from": labels.first ?? "", "to": labels.last ?? "",
        "series": series.map(\.name).joined(separator: ", "),
        "low": ChartScale.plain(values.min() ?? 0), "high": ChartScale.plain(values.max() ?? 0),
      ], language)
  }

  private var table: DataTable {
    DataTable(
      title,
      columns: [DataTable.Column(ChartWords.time[language], isHead: true)]
        + series.map { DataTable.Column($0.name, isNumber: true) },
      rows: labels.enumerated().map { index, label in
        DataTable.Row(
          ["\(label)"]
            + series.map { one -> HTML in
              let value = index < one.values.count ? one.values[index] : nil
              let text: HTML = "\(value.map(ChartScale.plain) ?? "—")"
              let path = index < one.paths.count ? one.paths[index] : nil
              return path.map { "<a href=\"\($0)\">\(text)</a>" } ?? text
            })
      })
  }
}
