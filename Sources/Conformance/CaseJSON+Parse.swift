/// What is wrong with a text that is no JSON.
struct CaseJSONError: Error, Equatable {
  /// Bytes before the place.
  let offset: Int
  let message: String
}

extension CaseJSON {
  /// The deepest nesting of lists and objects.
  static let nestingMax = 256

  init(parsing bytes: [UInt8]) throws(CaseJSONError) {
    var parser = CaseJSONParser(bytes: bytes)
    self = try parser.document()
  }
}

private struct CaseJSONParser {
  let bytes: [UInt8]
  var position = 0

  var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  func fault(_ message: String) -> CaseJSONError {
    CaseJSONError(offset: position, message: message)
  }

  mutating func document() throws(CaseJSONError) -> CaseJSON {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    let value = try value(depth: 0)
    skipBlanks()
    guard next == nil else { throw fault("nothing may follow the value") }
    return value
  }

  private mutating func skipBlanks() {
    while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { position += 1 }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard next == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func value(depth: Int) throws(CaseJSONError) -> CaseJSON {
    guard depth <= CaseJSON.nestingMax else {
      throw fault("nested deeper than \(CaseJSON.nestingMax) levels")
    }
    if take("{") { return .object(try members(depth: depth + 1)) }
    if take("[") { return .array(try elements(depth: depth + 1)) }
    if next == UInt8(ascii: "\"") { return .string(try string()) }
    let start = position
    while let byte = next, isWordByte(byte) { position += 1 }
    let word = String(decoding: bytes[start..<position], as: UTF8.self)
    switch word {
    case "null": return .null
    case "true": return .bool(true)
    case "false": return .bool(false)
    case "NaN", "Infinity", "-Infinity": return .number(word)
    default:
      guard word.utf8.first.map({ $0 == 0x2D || (0x30...0x39).contains($0) }) == true,
        Double(word) != nil
      else {
        position = start
        throw fault("a value was expected")
      }
      return .number(word)
    }
  }

  private func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B, 0x2D, 0x2E: true
    default: false
    }
  }

  private mutating func members(depth: Int) throws(CaseJSONError) -> [CaseJSON.Member] {
    var members: [CaseJSON.Member] = []
    if take("}") { return members }
    while true {
      skipBlanks()
      guard next == UInt8(ascii: "\"") else { throw fault("a name in quotes was expected") }
      let name = try string()
      guard take(":") else { throw fault("`:` was expected") }
      members.append(CaseJSON.Member(name: name, value: try value(depth: depth)))
      if take("}") { return members }
      guard take(",") else { throw fault("`,` or `}` was expected") }
    }
  }

  private mutating func elements(depth: Int) throws(CaseJSONError) -> [CaseJSON] {
    var elements: [CaseJSON] = []
    if take("]") { return elements }
    while true {
      elements.append(try value(depth: depth))
      if take("]") { return elements }
      guard take(",") else { throw fault("`,` or `]` was expected") }
    }
  }

  private mutating func string() throws(CaseJSONError) -> String {
    let start = position
    position += 1
    var content: [UInt8] = []
    while let byte = next {
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: content, as: UTF8.self)
      case UInt8(ascii: "\\"): try escape(into: &content)
      default: content.append(byte)
      }
    }
    position = start
    throw fault("the text that begins here isn't closed")
  }

  private mutating func escape(into content: inout [UInt8]) throws(CaseJSONError) {
    guard let byte = next else { throw fault("an escape was expected") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(byte)
    case UInt8(ascii: "b"): content.append(0x08)
    case UInt8(ascii: "f"): content.append(0x0C)
    case UInt8(ascii: "n"): content.append(0x0A)
    case UInt8(ascii: "r"): content.append(0x0D)
    case UInt8(ascii: "t"): content.append(0x09)
    case UInt8(ascii: "u"):
      var code = try fourDigits()
      if (0xD800...0xDBFF).contains(code), bytes[position...].starts(with: [0x5C, 0x75]) {
        let before = position
        position += 2
        let low = try fourDigits()
        if (0xDC00...0xDFFF).contains(low) {
          code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
        } else {
          position = before
        }
      }
      // Half a pair is no character.
      let scalar = Unicode.Scalar(code) ?? "\u{FFFD}"
      content.append(contentsOf: String(Character(scalar)).utf8)
    default:
      position -= 1
      throw fault("no such escape")
    }
  }

  private mutating func fourDigits() throws(CaseJSONError) -> UInt32 {
    let digits = bytes[position...].prefix(4)
    guard digits.count == 4, digits.allSatisfy({ $0 != 0x2B && $0 != 0x2D }),
      let code = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw fault("four hexadecimal digits were expected") }
    position += 4
    return code
  }
}
