/// A dotted name in the text of an expression, outside of its strings and comments.
///
/// Expressions that this library can't parse are looked at as well, hence no syntax tree.
struct SourceWord: Equatable {
  /// The name as written, a leading dot included.
  let text: String
  /// True behind the dot of a member: `f(x).name`.
  let isMember: Bool
  /// The first character behind it that is no blank; nil at the end.
  let next: Unicode.Scalar?

  static func words(of source: String) -> [SourceWord] {
    var scanner = SourceScanner(scalars: Array(source.unicodeScalars))
    return scanner.words()
  }
}

private struct SourceScanner {
  let scalars: [Unicode.Scalar]
  var position = 0

  private func scalar(_ ahead: Int = 0) -> Unicode.Scalar? {
    position + ahead < scalars.count ? scalars[position + ahead] : nil
  }

  mutating func words() -> [SourceWord] {
    var words: [SourceWord] = []
    // True where a dot would lead to a member of what came before.
    var isOperand = false
    skipBlanks()
    while let current = scalar() {
      switch current {
      case "\"", "'":
        skipString(isRaw: false)
        isOperand = true
      case "`":
        position += 1
        while let other = scalar(), other != "`" { position += 1 }
        position += 1
        isOperand = true
      case "0"..."9":
        while let other = scalar(), other.isNamePart || other == "." { position += 1 }
        isOperand = true
      case ".",
        _ where current.isNamePart:
        let (text, isString) = name()
        isOperand = isOperand && current == "."
        if !isString, text != "." {
          skipBlanks()
          words.append(SourceWord(text: text, isMember: isOperand, next: scalar()))
        }
        isOperand = text != "." && text != "in"
      default:
        position += 1
        isOperand = [")", "]", "}"].contains(current)
      }
      skipBlanks()
    }
    return words
  }

  /// The dotted name that begins here, without the blanks within; or the string whose prefix the
  /// name was.
  private mutating func name() -> (text: String, isString: Bool) {
    var text = ""
    if scalar() == "." {
      position += 1
      text = "."
      skipBlanks()
    }
    while true {
      let part = part()
      text += part
      if let quote = scalar(), quote == "'" || quote == "\"", text == part,
        ["r", "b", "rb", "br"].contains(part.lowercased())
      {
        skipString(isRaw: part.lowercased().contains("r"))
        return (text, true)
      }
      let end = position
      skipBlanks()
      guard scalar() == ".", text != "." else {
        position = end
        return (text, false)
      }
      position += 1
      skipBlanks()
      guard let first = scalar(), first.isNamePart else {
        position = end + 1
        return (text, false)
      }
      text += "."
    }
  }

  private mutating func part() -> String {
    let start = position
    while let current = scalar(), current.isNamePart { position += 1 }
    return String(String.UnicodeScalarView(scalars[start..<position]))
  }

  /// Skips blanks and comments.
  private mutating func skipBlanks() {
    while let current = scalar() {
      if [" ", "\t", "\n", "\r", "\u{C}"].contains(current) {
        position += 1
      } else if current == "/", scalar(1) == "/" {
        while let other = scalar(), other != "\n" { position += 1 }
      } else {
        return
      }
    }
  }

  private mutating func skipString(isRaw: Bool) {
    guard let quote = scalar() else { return }
    let length = scalar(1) == quote && scalar(2) == quote ? 3 : 1
    position += length
    while let current = scalar() {
      if (0..<length).allSatisfy({ scalar($0) == quote }) {
        position += length
        return
      }
      position += current == "\\" && !isRaw ? 2 : 1
    }
  }
}

extension Unicode.Scalar {
  fileprivate var isNamePart: Bool {
    switch self {
    case "a"..."z", "A"..."Z", "0"..."9", "_": true
    default: false
    }
  }
}
