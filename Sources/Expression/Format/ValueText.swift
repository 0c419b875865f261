/// Writes values of any kind for people, as `%s` does: `[a, 1.5, {k: null}]`.
enum ValueText {
  static func text(_ value: Value, _ budget: inout Budget) throws -> String {
    try String(decoding: bytes(of: value, depth: 0, &budget), as: UTF8.self)
  }

  private static func bytes(
    of value: Value, depth: Int, _ budget: inout Budget
  ) throws -> [UInt8] {
    guard depth <= Limits.formatNestingMax else {
      throw FunctionError("lists and maps are nested deeper than \(Limits.formatNestingMax)")
    }
    switch value {
    case .list(let list):
      var made = Array("[".utf8)
      for (position, element) in list.enumerated() {
        try budget.spend(1)
        if position > 0 { made += separator }
        let inner = try bytes(of: element, depth: depth + 1, &budget)
        try budget.spend(bytes: inner.count)
        made += inner
      }
      return made + "]".utf8
    case .map(let map): return try entries(of: map, depth, &budget)
    case .optional: throw FunctionError("`%s` takes no optional value")
    default:
      let made = Array(plain(value).utf8)
      try budget.spend(bytes: made.count)
      return made
    }
  }

  private static let separator = Array(", ".utf8)

  /// By the texts of the keys, ascending.
  private static func entries(
    of map: ValueMap, _ depth: Int, _ budget: inout Budget
  ) throws -> [UInt8] {
    var entries: [(key: [UInt8], value: [UInt8])] = []
    for (key, value) in zip(map.keys, map.values) {
      try budget.spend(2)
      entries.append(
        (
          try bytes(of: key.value, depth: depth + 1, &budget),
          try bytes(of: value, depth: depth + 1, &budget)
        ))
      try budget.spend(bytes: entries[entries.count - 1].value.count)
    }
    try entries.sort { left, right in
      try budget.spend(bytes: 16 + min(left.key.count, right.key.count))
      return left.key.lexicographicallyPrecedes(right.key)
    }
    let written = entries.map { $0.key + ": ".utf8 + $0.value }
    return Array("{".utf8) + written.joined(separator: separator) + "}".utf8
  }

  private static func plain(_ value: Value) -> String {
    switch value {
    case .null: "null"
    case .bool(let bool): String(bool)
    case .int(let int): String(int)
    case .uint(let uint): String(uint)
    case .double(let double): text(double)
    case .string(let string): string
    case .bytes(let bytes): text(bytes)
    case .type(let type): type.name
    case .timestamp(let time): time.description
    case .duration(let span): text(span)
    case .custom(let custom): custom.text
    case .list, .map, .optional: ""
    }
  }

  /// The shortest digits that read back as the same number, without an exponent.
  private static func text(_ double: Double) -> String {
    name(ofSpecial: double) ?? DecimalDigits(shortest: double).plain
  }

  /// `NaN`, `Infinity` and `-Infinity`; nil for other numbers.
  static func name(ofSpecial double: Double) -> String? {
    if double.isNaN { return "NaN" }
    if double.isInfinite { return double < 0 ? "-Infinity" : "Infinity" }
    return nil
  }

  /// The seconds, as a double is written.
  private static func text(_ span: TimeSpan) -> String {
    let (whole, rest) = span.nanoseconds.quotientAndRemainder(dividingBy: TimeSpan.perSecond)
    return text(Double(whole) + Double(rest) / Double(TimeSpan.perSecond)) + "s"
  }

  /// UTF-8, with one replacement character for each run of bytes that are none.
  private static func text(_ bytes: [UInt8]) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    var parser = Unicode.UTF8.ForwardParser()
    var input = bytes.makeIterator()
    var scalars = String.UnicodeScalarView()
    var wasInvalid = false
    while true {
      switch parser.parseScalar(from: &input) {
      case .valid(let encoded):
        scalars.append(Unicode.UTF8.decode(encoded))
        wasInvalid = false
      case .error:
        if !wasInvalid { scalars.append("\u{FFFD}") }
        wasInvalid = true
      case .emptyInput: return String(scalars)
      }
    }
  }
}
