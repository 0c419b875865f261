/// HTML that cannot be written unescaped: text becomes part of it only through `text`.
public struct HTML: Sendable, Hashable, ExpressibleByStringInterpolation {
  public private(set) var source: String

  /// Mark-up that stands in the program's own source.
  public init(stringLiteral value: String) { source = value }

  /// Mark-up of a file that is inside the program.
  init(trusted source: String) { self.source = source }

  public init(stringInterpolation: Interpolation) { source = stringInterpolation.source }

  /// Literal parts are mark-up; interpolated strings are escaped; interpolated HTML is taken as it
  /// is.
  public struct Interpolation: StringInterpolationProtocol {
    var source = ""

    public init(literalCapacity: Int, interpolationCount: Int) {
      source.reserveCapacity(literalCapacity + interpolationCount * 16)
    }

    public mutating func appendLiteral(_ literal: String) { source += literal }
    public mutating func appendInterpolation(_ text: String) { source += HTML.escaped(text) }
    public mutating func appendInterpolation(_ number: Int) { source += String(number) }
    public mutating func appendInterpolation(_ html: HTML) { source += html.source }
    public mutating func appendInterpolation(_ parts: [HTML]) {
      for part in parts { source += part.source }
    }
  }

  /// The text with the five characters that mean something in mark-up written as references.
  static func escaped(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for character in text.unicodeScalars {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(character)
      }
    }
    return result
  }
}
