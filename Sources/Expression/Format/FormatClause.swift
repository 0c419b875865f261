/// Writes one value as a clause of `format` asks.
struct FormatClause {
  private let verb: FormatTemplate.Verb
  private let precision: Int

  init(_ verb: FormatTemplate.Verb, _ precision: Int) {
    self.verb = verb
    self.precision = precision
  }

  func text(_ value: Value, _ budget: inout Budget) throws -> String {
    try budget.spend(1)
    switch verb {
    case .text: return try ValueText.text(value, &budget)
    case .decimal: return try decimal(value, &budget)
    case .fixed: return try real(value, &budget) { $0.fixed(precision) }
    case .scientific: return try real(value, &budget) { $0.scientific(precision) }
    case .binary:
      if case .bool(let bool) = value { return bool ? "1" : "0" }
      return try whole(value, radix: 2, "ints, uints and bools")
    case .octal: return try whole(value, radix: 8, "ints and uints")
    case .hexadecimal: return try hexadecimal(value, isUpper: false, &budget)
    case .upperHexadecimal: return try hexadecimal(value, isUpper: true, &budget)
    }
  }

  private func decimal(_ value: Value, _ budget: inout Budget) throws -> String {
    switch value {
    case .int, .uint, .double: return try ValueText.text(value, &budget)
    default: throw refused(value, "ints, uints and doubles")
    }
  }

  private func real(
    _ value: Value, _ budget: inout Budget, _ written: (DecimalDigits) -> String
  ) throws -> String {
    let double: Double
    switch value {
    case .int(let int): double = Double(int)
    case .uint(let uint): double = Double(uint)
    case .double(let given): double = given
    default: throw refused(value, "ints, uints and doubles")
    }
    if let name = ValueText.name(ofSpecial: double) { return name }
    try budget.spend(bytes: precision + DecimalDigits.countMax(double))
    return written(DecimalDigits(exact: double))
  }

  private func whole(
    _ value: Value, radix: Int, isUpper: Bool = false, _ accepted: String
  ) throws(FunctionError) -> String {
    switch value {
    case .int(let int): return String(int, radix: radix, uppercase: isUpper)
    case .uint(let uint): return String(uint, radix: radix, uppercase: isUpper)
    default: throw refused(value, accepted)
    }
  }

  private func hexadecimal(
    _ value: Value, isUpper: Bool, _ budget: inout Budget
  ) throws -> String {
    let bytes: [UInt8]
    switch value {
    case .string(let string): bytes = Array(string.utf8)
    case .bytes(let given): bytes = given
    default:
      return try whole(value, radix: 16, isUpper: isUpper, "ints, uints, strings and bytes")
    }
    try budget.spend(bytes: 2 * bytes.count)
    let digits = Array((isUpper ? "0123456789ABCDEF" : "0123456789abcdef").utf8)
    return String(
      decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  private func refused(_ value: Value, _ accepted: String) -> FunctionError {
    FunctionError("`\(verb.name)` takes \(accepted), this is \(value.type.name)")
  }
}
