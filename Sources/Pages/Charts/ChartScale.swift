import Kernel

/// The axis of a chart: round numbers that hold all values, and where each value stands.
struct ChartScale: Sendable {
  let low: Double
  let high: Double
  let step: Double

  /// Most steps of an axis.
  private static let stepsMax = 5.0
  /// Beyond this a double does not tell neighbouring numbers apart; nothing that is counted comes
  /// near it.
  private static let largest = 1e15

  /// - Parameter values: what is shown; zero is always on the axis.
  init(_ values: [Double]) {
    let sound = values.map(ChartScale.sound)
    let (least, most) = (min(0, sound.min() ?? 0), max(0, sound.max() ?? 0))
    let step = ChartScale.step((most - least) / ChartScale.stepsMax)
    self.step = step
    low = (least / step).rounded(.down) * step
    let top = (most / step).rounded(.up) * step
    high = top > low ? top : low + step
  }

  /// The value as the chart can show it: a number within bounds.
  static func sound(_ value: Double) -> Double {
    value.isNaN ? 0 : min(largest, max(-largest, value))
  }

  /// The smallest of 1, 2 and 5 times a power of ten that is not below a width.
  private static func step(_ width: Double) -> Double {
    guard width > 0 else { return 1 }
    var power = 1.0
    while power < width { power *= 10 }
    while power / 10 >= width { power /= 10 }
    for share in [0.2, 0.5] where power * share >= width { return power * share }
    return power
  }

  var ticks: [Double] {
    let count = Int(((high - low) / step).rounded())
    return (0...max(1, count)).map { low + Double($0) * step }
  }

  /// 0 at the low end, 1 at the high one.
  func share(_ value: Double) -> Double {
    min(1, max(0, (ChartScale.sound(value) - low) / (high - low)))
  }

  /// A number in few letters: 1.2万 and 3亿 in Chinese, 12k and 300M in English.
  static func label(_ value: Double, _ language: Language) -> String {
    let units: [(Double, String)] =
      language == .chinese
      ? [(1e12, "万亿"), (1e8, "亿"), (1e4, "万")] : [(1e12, "T"), (1e9, "B"), (1e6, "M"), (1e4, "k")]
    let size = abs(value)
    guard let (unit, word) = units.first(where: { size >= $0.0 }) else { return plain(value) }
    // What is called k begins at ten thousand, but counts thousands.
    return plain(value / (word == "k" ? 1_000 : unit)) + word
  }

  /// At most two decimals, and none that say nothing.
  static func plain(_ value: Double) -> String {
    let hundredths = (sound(value) * 100).rounded()
    if hundredths.truncatingRemainder(dividingBy: 100) == 0 {
      return String(Int64(hundredths / 100))
    }
    return String(hundredths / 100)
  }
}

/// How much room words take in a drawing, for want of a font to ask.
enum TextWidth {
  /// In ems: a Chinese character is as wide as high, others about half.
  static func ems(_ text: String) -> Double {
    text.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x2E80 ? 1 : 0.56) }
  }

  /// As much of a text as fits, with a sign where something was left out.
  static func cut(_ text: String, ems most: Double) -> String {
    if ems(text) <= most { return text }
    var result = ""
    var width = 1.0
    for character in text {
      width += ems(String(character))
      if width > most { break }
      result.append(character)
    }
    return result + "…"
  }
}
