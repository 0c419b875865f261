/// Splits a source into tokens.
struct Lexer {
  let bytes: [UInt8]
  var position = 0

  /// All tokens of the source, the last of which is `end`.
  static func tokens(_ source: String) throws(Fault) -> [Token] {
    guard source.utf8.count <= Limits.sourceBytesMax else {
      throw Fault(
        .syntax, "the expression is longer than \(Limits.sourceBytesMax) bytes",
        at: Limits.sourceBytesMax)
    }
    var lexer = Lexer(bytes: Array(source.utf8))
    var tokens: [Token] = []
    repeat {
      tokens.append(try lexer.next())
    } while tokens.last?.kind != .end
    return tokens
  }

  /// The byte so many places ahead, 0 behind the end.
  func peek(_ ahead: Int = 0) -> UInt8 {
    let index = position + ahead
    return index < bytes.count ? bytes[index] : 0
  }

  var isAtEnd: Bool { position >= bytes.count }

  mutating func next() throws(Fault) -> Token {
    skipBlanks()
    let start = position
    guard !isAtEnd else { return Token(kind: .end, offset: start) }
    let byte = peek()
    if byte.isDigit || (byte == UInt8(ascii: ".") && peek(1).isDigit) {
      return Token(kind: try number(), offset: start)
    }
    if let prefix = stringPrefix() {
      return Token(kind: try string(prefix), offset: start)
    }
    if byte.startsIdentifier {
      return Token(kind: .identifier(identifier()), offset: start)
    }
    if byte == UInt8(ascii: "`") {
      return Token(kind: .quotedIdentifier(try quotedIdentifier()), offset: start)
    }
    return Token(kind: .symbol(try symbol()), offset: start)
  }

  private mutating func skipBlanks() {
    while !isAtEnd {
      switch peek() {
      case 0x20, 0x09, 0x0A, 0x0C, 0x0D:
        position += 1
      case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "/"):
        while !isAtEnd, peek() != 0x0A { position += 1 }
      default:
        return
      }
    }
  }

  private mutating func identifier() -> String {
    let start = position
    while peek().continuesIdentifier { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func quotedIdentifier() throws(Fault) -> String {
    let start = position
    position += 1
    while !isAtEnd, peek() != UInt8(ascii: "`") {
      let byte = peek()
      let fits =
        byte.continuesIdentifier || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
        || byte == UInt8(ascii: "/") || byte == UInt8(ascii: " ")
      guard fits else {
        throw Fault(.syntax, "a name in backquotes can't hold this character", at: position)
      }
      position += 1
    }
    guard !isAtEnd, position > start + 1 else {
      throw Fault(.syntax, "a name in backquotes is empty or isn't closed", at: start)
    }
    position += 1
    return String(decoding: bytes[start + 1..<position - 1], as: UTF8.self)
  }

  private mutating func symbol() throws(Fault) -> Token.Symbol {
    for length in [2, 1] where position + length <= bytes.count {
      let text = String(decoding: bytes[position..<position + length], as: UTF8.self)
      if let symbol = Token.Symbol(rawValue: text) {
        position += length
        return symbol
      }
    }
    let character = String(decoding: bytes[position...].prefix(4), as: UTF8.self).unicodeScalars
    let shown = character.first.map { String(Character($0)) } ?? ""
    throw Fault(.syntax, "unexpected character `\(shown)`", at: position, hint: hint(shown))
  }

  private func hint(_ character: String) -> Sentence? {
    switch character {
    case "=": "did you mean `==`?"
    case "&": "did you mean `&&`?"
    case "|": "did you mean `||`?"
    case "“", "”", "‘", "’": "write a straight quote"
    case "，": "did you mean `,`?"
    case "（", "）": "write a plain parenthesis"
    default: nil
    }
  }
}

extension UInt8 {
  var isDigit: Bool { (48...57).contains(self) }
  var startsIdentifier: Bool {
    (65...90).contains(self) || (97...122).contains(self) || self == UInt8(ascii: "_")
  }
  var continuesIdentifier: Bool { startsIdentifier || isDigit }
  /// The value of a hexadecimal digit.
  var hexValue: UInt32? {
    switch self {
    case 48...57: UInt32(self - 48)
    case 65...70: UInt32(self - 55)
    case 97...102: UInt32(self - 87)
    default: nil
    }
  }
}
