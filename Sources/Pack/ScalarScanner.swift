/// Reads the text of one YAML scalar as libyaml does, and keeps where each character came from.
///
/// It needs no grammar around it: where a plain scalar ends and how far a block is indented is
/// told by the value that the parser found.
struct ScalarScanner {
  /// A character of the value with the part of the source that it stands for.
  struct Piece: Hashable {
    let scalar: Unicode.Scalar
    let range: Range<Int>
  }

  private let source: [Unicode.Scalar]
  /// How many characters the value has; the rest of the source is not looked at.
  private let count: Int
  private var index: Int
  private(set) var pieces: [Piece] = []

  /// - Parameter start: the position of the scalar or of its anchor and tag.
  init(_ source: [Unicode.Scalar], at start: Int, value: [Unicode.Scalar]) {
    self.source = source
    index = start
    count = value.count
    skipProperties()
    switch current {
    case "'": quoted(isDouble: false)
    case "\"": quoted(isDouble: true)
    case "|": block(value, isFolded: false)
    case ">": block(value, isFolded: true)
    default: flow { _ in false }
    }
    if pieces.count > count { pieces.removeLast(pieces.count - count) }
  }

  private var current: Unicode.Scalar? { index < source.count ? source[index] : nil }

  private var isDone: Bool { pieces.count >= count || index >= source.count }

  private mutating func add(_ scalar: Unicode.Scalar, _ length: Int) {
    pieces.append(Piece(scalar: scalar, range: index..<index + length))
    index += length
  }

  /// An anchor `&name` and a tag `!name` stand before the scalar itself.
  private mutating func skipProperties() {
    while current == "&" || current == "!" {
      while let scalar = current, !scalar.isBlank, !scalar.isLineBreak { index += 1 }
      while let scalar = current, scalar.isBlank || scalar.isLineBreak || scalar == "#" {
        if scalar == "#" { skipLine() } else { index += 1 }
      }
    }
  }

  private mutating func skipLine() {
    while let scalar = current, !scalar.isLineBreak { index += 1 }
  }

  // MARK: Plain and quoted

  private mutating func quoted(isDouble: Bool) {
    index += 1
    flow { scanner in
      if isDouble { return scanner.escape() }
      guard scanner.current == "'" else { return false }
      scanner.add("'", 2)
      return true
    }
  }

  /// Characters one by one; a line break with the blanks around it is folded.
  /// - Parameter special: reads what the style writes in another way; false for nothing such.
  private mutating func flow(_ special: (inout ScalarScanner) -> Bool) {
    while !isDone, let scalar = current {
      if scalar.isBlank || scalar.isLineBreak {
        if let end = breakAhead {
          index = end
          fold(isEscaped: false)
        } else {
          add(scalar, 1)
        }
      } else if !special(&self) {
        add(scalar, 1)
      }
    }
  }

  /// The position of the line break that only blanks part from here; nil for none.
  private var breakAhead: Int? {
    let end = source[index...].firstIndex { !$0.isBlank }
    return end.flatMap { source[$0].isLineBreak ? $0 : nil }
  }

  /// One break is a blank; of several the first is dropped. After `\` nothing is dropped.
  private mutating func fold(isEscaped: Bool) {
    var breaks: [Piece] = []
    while let scalar = current, scalar.isBlank || scalar.isLineBreak {
      if scalar.isLineBreak { breaks.append(lineBreak()) } else { index += 1 }
    }
    keep(isEscaped ? nil : breaks.first, Array(isEscaped ? breaks[...] : breaks.dropFirst()))
  }

  private mutating func keep(_ first: Piece?, _ others: [Piece]) {
    if let first, first.scalar != "\n" { pieces.append(first) }
    if let first, first.scalar == "\n", others.isEmpty {
      pieces.append(Piece(scalar: " ", range: first.range))
    }
    pieces += others
  }

  /// The break here; those of all systems are read as `\n`.
  private mutating func lineBreak() -> Piece {
    let isPair = source[index] == "\r" && index + 1 < source.count && source[index + 1] == "\n"
    let isKept = source[index] == "\u{2028}" || source[index] == "\u{2029}"
    let range = index..<index + (isPair ? 2 : 1)
    let piece = Piece(scalar: isKept ? source[index] : "\n", range: range)
    index = range.upperBound
    return piece
  }

  /// `\n`, `\u4e2d` or a break that `\` hides; false where no escape stands here.
  private mutating func escape() -> Bool {
    guard current == "\\", index + 1 < source.count else { return false }
    let letter = source[index + 1]
    if letter.isLineBreak {
      index += 1
      _ = lineBreak()
      fold(isEscaped: true)
      return true
    }
    let digits = ["x": 2, "u": 4, "U": 8][letter] ?? 0
    let end = min(index + 2 + digits, source.count)
    let hex = String(String.UnicodeScalarView(source[(index + 2)..<end]))
    let coded = digits > 0 ? UInt32(hex, radix: 16).flatMap { Unicode.Scalar($0) } : nil
    add(coded ?? ScalarScanner.escapes[letter] ?? letter, end - index)
    return true
  }

  private static let escapes: [Unicode.Scalar: Unicode.Scalar] = [
    "0": "\0", "a": "\u{7}", "b": "\u{8}", "t": "\t", "n": "\n", "v": "\u{B}", "f": "\u{C}",
    "r": "\r", "e": "\u{1B}", "N": "\u{85}", "_": "\u{A0}", "L": "\u{2028}", "P": "\u{2029}",
  ]

  // MARK: Blocks

  /// `|` and `>` with whatever stands behind them, and the lines below.
  private mutating func block(_ value: [Unicode.Scalar], isFolded: Bool) {
    skipLine()
    guard current != nil else { return }
    _ = lineBreak()
    let indent = indent(of: value)
    var first: Piece?
    var (others, column) = blankLines(indent)
    var wasBlank = false
    while !isDone, column == indent, let scalar = current {
      if let first {
        if isFolded, first.scalar == "\n", !wasBlank, !scalar.isBlank {
          keep(first, others)
        } else {
          pieces += [first] + others
        }
      } else {
        pieces += others
      }
      wasBlank = scalar.isBlank
      while let scalar = current, !scalar.isLineBreak { add(scalar, 1) }
      guard current != nil else { return }
      first = lineBreak()
      (others, column) = blankLines(indent)
    }
    // What chomping leaves of the end.
    pieces += [first].compactMap(\.self) + others
  }

  /// Steps over the indentation and over empty lines; gives their breaks, and how far the line
  /// behind them is indented.
  private mutating func blankLines(_ indent: Int) -> (breaks: [Piece], column: Int) {
    var breaks: [Piece] = []
    while true {
      var column = 0
      while column < indent, current == " " {
        index += 1
        column += 1
      }
      guard current?.isLineBreak == true else { return (breaks, column) }
      breaks.append(lineBreak())
    }
  }

  /// The first line with anything on it is as far indented as it has more blanks than in the value.
  private func indent(of value: [Unicode.Scalar]) -> Int {
    guard value.contains(where: { $0 != " " && !$0.isLineBreak }) else { return .max }
    func blanks(_ text: ArraySlice<Unicode.Scalar>) -> Int {
      guard let first = text.firstIndex(where: { $0 != " " && !$0.isLineBreak }) else { return 0 }
      return text[..<first].reversed().prefix { $0 == " " }.count
    }
    return max(0, blanks(source[index...]) - blanks(value[...]))
  }
}

extension Unicode.Scalar {
  var isBlank: Bool { self == " " || self == "\t" }

  /// What libyaml takes for the end of a line.
  var isLineBreak: Bool {
    switch self {
    case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": true
    default: false
    }
  }
}
