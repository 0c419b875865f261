extension Lexer {
  /// What stands before the quotes of a string.
  struct StringPrefix {
    var isRaw = false
    var isBytes = false
    var length = 0
  }

  /// The prefix of the string that starts here; nil when none starts.
  func stringPrefix() -> StringPrefix? {
    var prefix = StringPrefix()
    while prefix.length < 2 {
      let letter = peek(prefix.length) | 0x20
      if letter == UInt8(ascii: "r"), !prefix.isRaw {
        prefix.isRaw = true
      } else if letter == UInt8(ascii: "b"), !prefix.isBytes {
        prefix.isBytes = true
      } else {
        break
      }
      prefix.length += 1
    }
    let quote = peek(prefix.length)
    return quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") ? prefix : nil
  }

  mutating func string(_ prefix: StringPrefix) throws(Fault) -> Token.Kind {
    let start = position
    position += prefix.length
    let quote = peek()
    let isTriple = peek(1) == quote && peek(2) == quote
    position += isTriple ? 3 : 1
    var content: [UInt8] = []
    while true {
      guard !isAtEnd else {
        throw Fault(.syntax, "the string isn't closed", at: start)
      }
      let byte = peek()
      if byte == quote, !isTriple || (peek(1) == quote && peek(2) == quote) {
        position += isTriple ? 3 : 1
        break
      }
      if !isTriple, byte == 0x0A || byte == 0x0D {
        throw Fault(.syntax, "the string isn't closed before the end of the line", at: start)
      }
      if byte == UInt8(ascii: "\\"), !prefix.isRaw {
        try escape(into: &content, isBytes: prefix.isBytes)
      } else {
        content.append(byte)
        position += 1
      }
    }
    return prefix.isBytes
      ? .bytes(content) : .string(String(decoding: content, as: UTF8.self))
  }

  private mutating func escape(into content: inout [UInt8], isBytes: Bool) throws(Fault) {
    let start = position
    let letter = peek(1)
    position += 2
    if let plain = Lexer.escapes[letter] {
      content.append(plain)
      return
    }
    let code: UInt32
    switch letter {
    case UInt8(ascii: "x"), UInt8(ascii: "X"):
      code = try digits(2, radix: 16, start)
    case UInt8(ascii: "u") where !isBytes:
      code = try digits(4, radix: 16, start)
    case UInt8(ascii: "U") where !isBytes:
      code = try digits(8, radix: 16, start)
    case UInt8(ascii: "0")...UInt8(ascii: "3"):
      position -= 1
      code = try digits(3, radix: 8, start)
    default:
      throw Fault(
        .syntax, "unknown escape in a string", at: start,
        hint: "write `\\\\` for a backslash, or r\"…\" for a string without escapes")
    }
    if isBytes {
      content.append(UInt8(truncatingIfNeeded: code))
    } else if let scalar = Unicode.Scalar(code) {
      content.append(contentsOf: Array(String(Character(scalar)).utf8))
    } else {
      throw Fault(.syntax, "the escape is no Unicode code point", at: start)
    }
  }

  private mutating func digits(
    _ count: Int, radix: UInt32, _ start: Int
  ) throws(Fault) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<count {
      guard let digit = peek().hexValue, digit < radix else {
        throw Fault(.syntax, "the escape needs \(count) digits", at: start)
      }
      value = value &* radix &+ digit
      position += 1
    }
    return value
  }

  private static let escapes: [UInt8: UInt8] = [
    UInt8(ascii: "a"): 0x07, UInt8(ascii: "b"): 0x08, UInt8(ascii: "f"): 0x0C,
    UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09,
    UInt8(ascii: "v"): 0x0B, UInt8(ascii: "\\"): 0x5C, UInt8(ascii: "?"): 0x3F,
    UInt8(ascii: "\""): 0x22, UInt8(ascii: "'"): 0x27, UInt8(ascii: "`"): 0x60,
  ]
}
