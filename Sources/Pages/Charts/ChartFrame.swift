import Kernel

/// What every chart has around its drawing: title, legend, and the same numbers as a table.
struct ChartFrame {
  let id: String
  let title: String
  let description: String
  let series: [String]
  /// Which colour stands for a series; the number of its place where there is none of its own.
  var tones: [String] = []
  /// The same numbers; nil where they stand beside the chart.
  let table: DataTable?
  var isTableOpen = false
  let language: Language

  /// The drawing's side: phones show a part of it and move it sideways.
  static let width = 640.0
  /// Letters in a drawing. The stylesheet shows the drawing at no less than 560 of its 640 wide, so
  /// that they never come out below 12 pixels.
  static let letter = 14.0

  func html(height: Double, _ drawing: [HTML]) -> HTML {
    """
    <figure class="chart"><figcaption>\(title)</figcaption>\(legend)\
    <div class="chart-frame" role="region" tabindex="0" aria-label="\(title)">\
    <svg viewBox="0 0 640 \(Int(height))" role="\(role(drawing))" \
    aria-labelledby="\(id)-title \(id)-desc">\
    <title id="\(id)-title">\(title)</title><desc id="\(id)-desc">\(description)</desc>
    \(drawing)</svg></div>
    \(numbers)</figure>

    """
  }

  /// What is drawn within a picture isn't heard; with links in it, it is a group.
  private func role(_ drawing: [HTML]) -> String {
    drawing.contains { $0.source.contains("<a ") } ? "group" : "img"
  }

  private var numbers: HTML {
    table.map { "\(Disclosure(ChartWords.table[language], isOpen: isTableOpen, $0.html))" }
      ?? .nothing
  }

  /// The figure where there is nothing to be drawn.
  func empty() -> HTML {
    """
    <figure class="chart"><figcaption>\(title)</figcaption>\
    \(EmptyState(ChartWords.empty[language]))</figure>

    """
  }

  func tone(_ index: Int) -> String { tones.isEmpty ? "s\(index + 1)" : tones[index] }

  private var legend: HTML {
    if series.count < 2 { return .nothing }
    let items = series.enumerated().map { index, name -> HTML in
      """
      <li><svg class="key \(tone(index))" viewBox="0 0 28 14" aria-hidden="true">\
      \(tones.isEmpty ? ChartMark.line(index) : "<rect width=\"28\" height=\"14\"></rect>")\
      </svg>\(name)</li>
      """
    }
    return "<ul class=\"legend\">\(items)</ul>"
  }

  static func text(
    _ x: Double, _ y: Double, _ words: String, anchor: String = "middle"
  ) -> HTML {
    """
    <text x="\(number(x))" y="\(number(y))" text-anchor="\(anchor)">\(words)</text>
    """
  }

  /// A coordinate with one decimal.
  static func number(_ value: Double) -> String {
    let tenths = (value * 10).rounded() / 10
    return tenths == tenths.rounded() ? String(Int64(tenths)) : String(tenths)
  }
}

/// Shapes by which series are told apart without their colours.
enum ChartMark {
  /// A piece of line with its mark, for the legend.
  static func line(_ series: Int) -> HTML {
    "<path class=\"line\" d=\"M0 7H28\"></path>\(shape(series, 14, 7))"
  }

  static func shape(_ series: Int, _ x: Double, _ y: Double) -> HTML {
    let (a, b) = (ChartFrame.number(x), ChartFrame.number(y))
    switch series {
    case 0: return "<circle class=\"dot\" cx=\"\(a)\" cy=\"\(b)\" r=\"4\"></circle>"
    case 1: return "<path class=\"dot\" d=\"M\(a) \(b)m-4-4h8v8h-8z\"></path>"
    case 2: return "<path class=\"dot\" d=\"M\(a) \(b)m0-5 5 9h-10z\"></path>"
    default: return "<path class=\"dot\" d=\"M\(a) \(b)m0-5 5 5-5 5-5-5z\"></path>"
    }
  }
}
