/// The functions of the strings library that make new texts.
enum StringEdits {
  /// An empty part is found before each code point and at the end.
  static func replace(_ given: Arguments, _ budget: inout Budget) throws -> Value {
    let text = CodePoints(try given.string(0))
    let part = Array(try given.string(1).utf8)
    let (replacement, limit) = (Array(try given.string(2).utf8), try limit(given, 3))
    try budget.spend(bytes: text.bytes.count + part.count)
    let starts = starts(of: part, in: text, limit)
    let length = text.bytes.count + starts.count * (replacement.count - part.count)
    try budget.spend(starts.count + length / 16)
    var made: [UInt8] = []
    made.reserveCapacity(length)
    var position = 0
    for start in starts {
      made += text.bytes[position..<start]
      made += replacement
      position = start + part.count
    }
    made += text.bytes[position...]
    return .string(String(decoding: made, as: UTF8.self))
  }

  /// Where the parts to replace start.
  private static func starts(of part: [UInt8], in text: CodePoints, _ limit: Int) -> [Int] {
    guard part.isEmpty else { return TextSearch(part).all(in: text.bytes, limit: limit) }
    return Array((text.split().map(\.startIndex) + [text.bytes.count]).prefix(limit))
  }

  /// An empty separator parts a text into its code points.
  static func split(_ given: Arguments, _ budget: inout Budget) throws -> Value {
    let text = CodePoints(try given.string(0))
    let (separator, limit) = (Array(try given.string(1).utf8), try limit(given, 2))
    guard limit > 0 else { return [] }
    try budget.spend(bytes: 2 * text.bytes.count + separator.count)
    var parts: [ArraySlice<UInt8>] = []
    if separator.isEmpty {
      try budget.spend(min(text.count, limit))
      parts = text.split()
      if limit < parts.count {
        parts[limit - 1] = text.bytes[parts[limit - 1].startIndex...]
        parts.removeSubrange(limit...)
      }
    } else {
      let starts = TextSearch(separator).all(in: text.bytes, limit: limit - 1)
      try budget.spend(starts.count + 1)
      var position = 0
      for start in starts {
        parts.append(text.bytes[position..<start])
        position = start + separator.count
      }
      parts.append(text.bytes[position...])
    }
    return .list(parts.map { .string(String(decoding: $0, as: UTF8.self)) })
  }

  /// A limit that isn't given or is negative is none.
  private static func limit(_ given: Arguments, _ position: Int) throws(FunctionError) -> Int {
    let limit = try given.int(position, or: -1)
    return limit < 0 ? .max : Int(limit)
  }

  static func join(_ given: Arguments, separator: String, _ budget: inout Budget) throws -> Value {
    let elements = try given.list(0)
    try budget.spend(elements.count + elements.count * separator.utf8.count / 16)
    var text = ""
    for (position, element) in elements.enumerated() {
      guard case .string(let part) = element else {
        throw FunctionError("`join` takes strings, this is \(element.type.name)")
      }
      try budget.spend(bytes: part.utf8.count)
      if position > 0 { text += separator }
      text += part
    }
    return .string(text)
  }

  /// The text with its ASCII letters between two bounds moved to the other case.
  static func changeCase(
    _ given: Arguments, _ letters: ClosedRange<UInt8>, _ budget: inout Budget
  ) throws -> Value {
    let text = try given.string(0)
    try budget.spend(bytes: text.utf8.count)
    let made = text.utf8.map { letters.contains($0) ? $0 ^ 0x20 : $0 }
    return .string(String(decoding: made, as: UTF8.self))
  }

  /// Without the characters of the property White_Space at both ends.
  static func trim(_ given: Arguments, _ budget: inout Budget) throws -> Value {
    let text = try given.string(0)
    try budget.spend(bytes: text.utf8.count)
    let scalars = text.unicodeScalars
    let kept = scalars.drop(while: \.properties.isWhitespace)
    guard let last = kept.lastIndex(where: { !$0.properties.isWhitespace }) else { return "" }
    return .string(String(kept[...last]))
  }

  static func reverse(_ given: Arguments, _ budget: inout Budget) throws -> Value {
    let text = try given.string(0)
    try budget.spend(bytes: text.utf8.count)
    return .string(String(String.UnicodeScalarView(text.unicodeScalars.reversed())))
  }

  /// In double quotes, with the escapes of the language for what has one.
  static func quote(_ given: Arguments, _ budget: inout Budget) throws -> Value {
    let text = try given.string(0)
    try budget.spend(bytes: 2 * text.utf8.count)
    var made: [UInt8] = [0x22]
    for byte in text.utf8 {
      if let letter = escapes[byte] {
        made += [0x5C, letter]
      } else {
        made.append(byte)
      }
    }
    return .string(String(decoding: made + [0x22], as: UTF8.self))
  }

  private static let escapes: [UInt8: UInt8] = {
    let pairs: [(UInt8, Unicode.Scalar)] = [
      (0x07, "a"), (0x08, "b"), (0x0C, "f"), (0x0A, "n"), (0x0D, "r"), (0x09, "t"), (0x0B, "v"),
      (0x5C, "\\"), (0x22, "\""),
    ]
    return Dictionary(
      pairs.map { ($0, UInt8(truncatingIfNeeded: $1.value)) },
      uniquingKeysWith: { first, _ in first })
  }()
}
