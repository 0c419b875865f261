/// JSON as the files of cases hold it: numbers keep their text, members their order.
indirect enum CaseJSON: Sendable, Equatable {
  case null
  case bool(Bool)
  /// The number as it is written, `NaN` and `-Infinity` included.
  case number(String)
  case string(String)
  case array([CaseJSON])
  case object([Member])

  struct Member: Sendable, Equatable {
    let name: String
    let value: CaseJSON
  }

  /// The last member of this name; nil for everything that is no object.
  subscript(name: String) -> CaseJSON? {
    members?.last { $0.name == name }?.value
  }

  var members: [Member]? {
    if case .object(let members) = self { return members }
    return nil
  }
}

/// The fields of a protobuf message in JSON; names are those of the `.proto` files.
extension CaseJSON {
  /// A repeated field: one entry may be written without its list.
  static func repeated(_ json: CaseJSON?) -> [CaseJSON] {
    switch json {
    case nil, .null: []
    case .array(let elements): elements
    case .some(let one): [one]
    }
  }

  /// A map: `[{key, value}]`, one such entry without its list, or an object by key.
  static func entries(_ json: CaseJSON?) -> [(key: CaseJSON, value: CaseJSON)] {
    if let members = json?.members, json?["key"] == nil {
      return members.map { (.string($0.name), $0.value) }
    }
    return repeated(json).map { ($0["key"] ?? .null, $0["value"] ?? .null) }
  }

  /// A word: `"INT64"`, `{"$id": "INT64"}`; a number as its digits.
  var word: String? {
    switch self {
    case .string(let text), .number(let text): text
    case .object: (self["$id"] ?? self["$num"])?.word
    default: nil
    }
  }

  /// A flag: `true`, `{"$id": "true"}`, `1`.
  var flag: Bool? {
    if case .bool(let flag) = self { return flag }
    switch word?.lowercased() {
    case "true", "t", "1": return true
    case "false", "f", "0": return false
    default: return nil
    }
  }

  /// Text, or the bytes of a text.
  var text: String? {
    switch self {
    case .string(let text): text
    case .object: bytes.map { String(decoding: $0, as: UTF8.self) }
    default: nil
    }
  }

  /// `{"$bytes": hex}`, or the bytes of a text.
  var bytes: [UInt8]? {
    if case .string(let text) = self { return Array(text.utf8) }
    guard case .string(let hex)? = self["$bytes"], hex.utf8.count.isMultiple(of: 2) else {
      return nil
    }
    let digits = Array(hex.utf8)
    var bytes: [UInt8] = []
    for start in stride(from: 0, to: digits.count, by: 2) {
      let pair = String(decoding: digits[start..<start + 2], as: UTF8.self)
      guard let byte = UInt8(pair, radix: 16) else { return nil }
      bytes.append(byte)
    }
    return bytes
  }

  /// An integer: `7`, `"7"`, `{"$num": "7"}`, `{"$num": "-0x7"}`.
  func integer<Number: FixedWidthInteger>(_: Number.Type) -> Number? {
    guard let word else { return nil }
    if let number = Number(word) { return number }
    let isNegative = word.hasPrefix("-")
    let digits = word.dropFirst(isNegative ? 1 : 0)
    guard digits.hasPrefix("0x") || digits.hasPrefix("0X") else { return nil }
    return Number((isNegative ? "-" : "") + digits.dropFirst(2), radix: 16)
  }

  /// A double, also `inf`, `-inf`, `nan` and `1.5f`.
  var double: Double? {
    guard var text = word?.lowercased() else { return nil }
    switch text {
    case "inf", "+inf", "infinity", "+infinity": return .infinity
    case "-inf", "-infinity": return -.infinity
    case "nan", "+nan", "-nan": return .nan
    default:
      if text.hasSuffix("f"), !text.contains("x") { text.removeLast() }
      return Double(text)
    }
  }
}
