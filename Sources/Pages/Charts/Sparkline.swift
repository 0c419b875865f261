public import Kernel

/// A small line without an axis beside a number: which way it went lately.
public struct Sparkline: Component {
  private let values: [Double?]
  private let language: Language

  public init(_ values: [Double?], _ language: Language) {
    self.values = values
    self.language = language
  }

  private static let (width, height) = (120.0, 28.0)

  public var html: HTML {
    let known = values.compactMap { $0 }.map(ChartScale.sound)
    guard let last = known.last, let low = known.min(), let high = known.max() else {
      return .nothing
    }
    let words = ChartWords.spark.filled(
      [
        "count": String(known.count), "low": ChartScale.plain(low),
        "high": ChartScale.plain(high), "last": ChartScale.plain(last),
      ], language)
    var path = ""
    var point = (x: 0.0, y: 0.0)
    var isDrawing = false
    for (index, value) in values.enumerated() {
      guard let value else {
        isDrawing = false
        continue
      }
      // A line without ups and downs lies in the middle.
      let share = high > low ? (ChartScale.sound(value) - low) / (high - low) : 0.5
      let along = values.count < 2 ? 1 : Double(index) / Double(values.count - 1)
      point = (3 + (Sparkline.width - 6) * along, 4 + (Sparkline.height - 8) * (1 - share))
      path += (isDrawing ? "L" : "M")
      path += ChartFrame.number(point.x) + " " + ChartFrame.number(point.y)
      isDrawing = true
    }
    return """
      <svg class="spark s1" viewBox="0 0 120 28" role="img" aria-label="\(words)">\
      <path class="line" d="\(path)"></path><circle class="dot" cx="\(ChartFrame.number(point.x))" \
      cy="\(ChartFrame.number(point.y))" r="3"></circle></svg>
      """
  }
}
