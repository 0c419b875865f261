/// The values of a call, read by type.
struct Arguments {
  private let values: [Value]

  init(_ values: [Value]) {
    self.values = values
  }

  func string(_ position: Int) throws(FunctionError) -> String {
    guard case .string(let string) = values[position] else { throw StandardLibrary.mismatch }
    return string
  }

  func bytes(_ position: Int) throws(FunctionError) -> [UInt8] {
    guard case .bytes(let bytes) = values[position] else { throw StandardLibrary.mismatch }
    return bytes
  }

  func list(_ position: Int) throws(FunctionError) -> [Value] {
    guard case .list(let list) = values[position] else { throw StandardLibrary.mismatch }
    return list
  }

  func int(_ position: Int) throws(FunctionError) -> Int64 {
    guard case .int(let int) = values[position] else { throw StandardLibrary.mismatch }
    return int
  }

  /// The int at a position, or a default when the call has no such argument.
  func int(_ position: Int, or fallback: Int64) throws(FunctionError) -> Int64 {
    position < values.count ? try int(position) : fallback
  }
}

extension Overload {
  /// A pure form that takes what it does off the budget.
  static func metered(
    _ style: Style, _ parameters: [CELType], _ result: CELType,
    _ apply: @escaping @Sendable (Arguments, inout Budget) throws -> Value
  ) -> Overload {
    Overload(
      style, parameters, result,
      .meteredList { values, budget in try apply(Arguments(values), &budget) })
  }
}

extension Function {
  /// A function of the extension libraries: pure forms that share one implementation.
  init(
    _ name: String, _ style: Overload.Style, _ forms: [[CELType]], _ result: CELType,
    about: String, apply: @escaping @Sendable (Arguments, inout Budget) throws -> Value
  ) {
    self.init(name, forms.map { .metered(style, $0, result, apply) }, about: about)
  }
}

extension Budget {
  /// Takes the steps of writing text: one for 16 bytes, as joining strings does.
  mutating func spend(bytes count: Int) throws(Fault) {
    try spend(count / 16)
  }
}
