/// Where the characters of a text stand in the YAML file that it was read from, whatever quotes,
/// escapes, folds and indentation stood between.
struct ScalarPlaces {
  private let source: [Unicode.Scalar]
  private let starts: [Int]
  private let end: Int
  private let value: String

  /// Nil where the value doesn't stand at the mark.
  /// - Parameters:
  ///   - value: what the scalar was read as; breaks at its end may be left out.
  ///   - text: the whole file.
  ///   - line, column: of the scalar, its anchor or its tag, from 1; columns are code points.
  init?(_ value: String, in text: String, line: Int, column: Int) {
    source = Array(text.unicodeScalars)
    self.value = value
    let scalars = Array(value.unicodeScalars)
    guard let start = ScalarPlaces.index(line, column, source) else { return nil }
    let pieces = ScalarScanner(source, at: start, value: scalars).pieces
    guard pieces.map(\.scalar) == scalars else { return nil }
    starts = pieces.map(\.range.lowerBound)
    end = pieces.last?.range.upperBound ?? start
  }

  /// The line and the column, in code points from 1, of the character that begins at so many bytes
  /// of UTF-8; beyond the last it is the place behind it.
  func place(atByte offset: Int) -> (line: Int, column: Int) {
    let bytes = value.utf8
    let index = bytes.index(bytes.startIndex, offsetBy: min(max(0, offset), bytes.count))
    let position = value.unicodeScalars.distance(from: value.startIndex, to: index)
    return ScalarPlaces.place(position < starts.count ? starts[position] : end, source)
  }

  private static func index(_ line: Int, _ column: Int, _ source: [Unicode.Scalar]) -> Int? {
    var (left, index) = (line - 1, 0)
    while left > 0 {
      guard let next = source[index...].firstIndex(where: \.isLineBreak) else { return nil }
      index = next + (isPair(next, source) ? 2 : 1)
      left -= 1
    }
    index += column - 1
    return index <= source.count ? index : nil
  }

  private static func place(_ index: Int, _ source: [Unicode.Scalar]) -> (line: Int, column: Int) {
    var (line, start) = (1, 0)
    for position in 0..<index where source[position].isLineBreak {
      if isPair(position, source) { continue }
      line += 1
      start = position + 1
    }
    return (line, index - start + 1)
  }

  private static func isPair(_ index: Int, _ source: [Unicode.Scalar]) -> Bool {
    source[index] == "\r" && index + 1 < source.count && source[index + 1] == "\n"
  }
}
