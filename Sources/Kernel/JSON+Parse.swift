/// Why a text is not acceptable JSON.
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Offset of the byte at fault.
  public let offset: Int
  public let expected: String

  public var description: String { "byte \(offset): expected \(expected)" }
}

extension JSON {
  /// Most levels of arrays and objects that are read.
  public static let depthMax = 64

  /// Reads one JSON value (RFC 8259) and nothing after it. Repeated member names, numbers beyond 64
  /// bits and texts deeper than `depthMax` are errors, so that no two readers can understand one
  /// text differently.
  public init(parsing text: String) throws(JSONError) {
    try self.init(parsing: Array(text.utf8))
  }

  /// - Parameter depthMax: fewer levels than `depthMax`, where the reader wants so.
  public init(parsing bytes: [UInt8], depthMax: Int = JSON.depthMax) throws(JSONError) {
    var parser = JSONParser(bytes: bytes, depthMax: min(depthMax, JSON.depthMax))
    self = try parser.document()
  }
}

private struct JSONParser {
  let bytes: [UInt8]
  let depthMax: Int
  var at = 0

  init(bytes: [UInt8], depthMax: Int) {
    self.bytes = bytes
    self.depthMax = depthMax
  }

  mutating func document() throws(JSONError) -> JSON {
    let value = try value(depth: 0)
    skipSpace()
    guard at == bytes.count else { throw fault("the end") }
    return value
  }

  func fault(_ expected: String) -> JSONError { JSONError(offset: at, expected: expected) }

  var next: UInt8 { at < bytes.count ? bytes[at] : 0 }

  mutating func skipSpace() {
    while at < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[at]) { at += 1 }
  }

  mutating func value(depth: Int) throws(JSONError) -> JSON {
    skipSpace()
    if depth == depthMax, next == UInt8(ascii: "{") || next == UInt8(ascii: "[") {
      throw fault("at most \(depthMax) levels")
    }
    switch next {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .boolean(true))
    case UInt8(ascii: "f"): return try word("false", .boolean(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  mutating func word(_ word: String, _ value: JSON) throws(JSONError) -> JSON {
    let end = at + word.utf8.count
    guard end <= bytes.count, bytes[at..<end].elementsEqual(word.utf8) else {
      throw fault("a value")
    }
    at = end
    return value
  }

  mutating func object(depth: Int) throws(JSONError) -> JSON {
    at += 1
    var members: [String: JSON] = [:]
    skipSpace()
    if next == UInt8(ascii: "}") {
      at += 1
      return .object(members)
    }
    while true {
      skipSpace()
      guard next == UInt8(ascii: "\"") else { throw fault("a member's name") }
      let name = try string()
      skipSpace()
      guard next == UInt8(ascii: ":") else { throw fault("“:”") }
      at += 1
      let value = try value(depth: depth + 1)
      guard members.updateValue(value, forKey: name) == nil else {
        throw fault("each name once; “\(name)” is repeated")
      }
      skipSpace()
      if next == UInt8(ascii: ",") {
        at += 1
        continue
      }
      guard next == UInt8(ascii: "}") else { throw fault("“,” or “}”") }
      at += 1
      return .object(members)
    }
  }

  mutating func array(depth: Int) throws(JSONError) -> JSON {
    at += 1
    var elements: [JSON] = []
    skipSpace()
    if next == UInt8(ascii: "]") {
      at += 1
      return .array(elements)
    }
    while true {
      elements.append(try value(depth: depth + 1))
      skipSpace()
      if next == UInt8(ascii: ",") {
        at += 1
        continue
      }
      guard next == UInt8(ascii: "]") else { throw fault("“,” or “]”") }
      at += 1
      return .array(elements)
    }
  }

  mutating func number() throws(JSONError) -> JSON {
    let start = at
    var whole = true
    if next == UInt8(ascii: "-") { at += 1 }
    let first = at
    try digits()
    if bytes[first] == 48, at - first > 1 { throw fault("no leading zero") }
    if next == UInt8(ascii: ".") {
      whole = false
      at += 1
      try digits()
    }
    if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
      whole = false
      at += 1
      if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { at += 1 }
      try digits()
    }
    let text = String(decoding: bytes[start..<at], as: UTF8.self)
    if whole, let value = Int64(text) { return .integer(value) }
    if !whole, let value = Double(text), value.isFinite { return .double(value) }
    throw fault("a number of at most 64 bits")
  }

  mutating func digits() throws(JSONError) {
    let start = at
    while at < bytes.count, (48...57).contains(bytes[at]) { at += 1 }
    if at == start { throw fault("a value") }
  }

  mutating func string() throws(JSONError) -> String {
    at += 1
    var content: [UInt8] = []
    var start = at
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "\""):
        content.append(contentsOf: bytes[start..<at])
        guard let text = String(validating: content, as: UTF8.self) else {
          throw fault("valid UTF-8")
        }
        at += 1
        return text
      case UInt8(ascii: "\\"):
        content.append(contentsOf: bytes[start..<at])
        at += 1
        try escape(into: &content)
        start = at
      case 0..<0x20: throw fault("no raw control character")
      default: at += 1
      }
    }
    throw fault("a closing quotation mark")
  }

  mutating func escape(into content: inout [UInt8]) throws(JSONError) {
    let byte = next
    at += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(byte)
    case UInt8(ascii: "n"): content.append(0x0A)
    case UInt8(ascii: "r"): content.append(0x0D)
    case UInt8(ascii: "t"): content.append(0x09)
    case UInt8(ascii: "b"): content.append(0x08)
    case UInt8(ascii: "f"): content.append(0x0C)
    case UInt8(ascii: "u"):
      var code = try hexDigits()
      if (0xD800..<0xDC00).contains(code) {
        guard next == UInt8(ascii: "\\"), at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: "u")
        else { throw fault("the second half of a surrogate pair") }
        at += 2
        let low = try hexDigits()
        guard (0xDC00..<0xE000).contains(low) else { throw fault("a low surrogate") }
        code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
      }
      guard let scalar = Unicode.Scalar(code) else { throw fault("a Unicode scalar") }
      content.append(contentsOf: String(Character(scalar)).utf8)
    default: throw fault("an escape")
    }
  }

  mutating func hexDigits() throws(JSONError) -> UInt32 {
    var code: UInt32 = 0
    for _ in 0..<4 {
      let byte = next
      let digit: UInt8
      switch byte {
      case 48...57: digit = byte - 48
      case 65...70: digit = byte - 55
      case 97...102: digit = byte - 87
      default: throw fault("four hexadecimal digits")
      }
      code = code << 4 + UInt32(digit)
      at += 1
    }
    return code
  }
}
