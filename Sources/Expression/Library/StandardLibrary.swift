/// The functions of the language definition.
enum StandardLibrary {
  static func functions(_ zoneOffset: ZoneOffset?) -> [Function] {
    [size, type, dyn] + optionals + conversions + strings + times(zoneOffset)
  }

  /// A form with one parameter.
  static func unary(
    as style: Overload.Style = .global, _ parameter: CELType, _ result: CELType,
    _ apply: @escaping @Sendable (Value) throws -> Value
  ) -> Overload {
    Overload(style, [parameter], result, isPure: true, .unary(apply))
  }

  /// A form with two parameters.
  static func binary(
    as style: Overload.Style = .global, _ first: CELType, _ second: CELType, _ result: CELType,
    _ apply: @escaping @Sendable (Value, Value) throws -> Value
  ) -> Overload {
    Overload(style, [first, second], result, isPure: true, .binary(apply))
  }

  /// What a form throws for values that its parameters exclude.
  static let mismatch = FunctionError("no such overload")

  private static let size: Function = {
    let measured: [CELType] = [
      .string, .bytes, .list(.parameter("A")), .map(.parameter("A"), .parameter("B")),
    ]
    let forms = [Overload.Style.global, .receiver].flatMap { style in
      measured.map { unary(as: style, $0, .int) { .int(Int64(try size(of: $0))) } }
    }
    return Function("size", forms)
  }()

  private static func size(of value: Value) throws -> Int {
    switch value {
    case .string(let string): string.codePointCount
    case .bytes(let bytes): bytes.count
    case .list(let list): list.count
    case .map(let map): map.count
    default: throw mismatch
    }
  }

  private static let type = Function(
    "type", [unary(.parameter("A"), .type(.parameter("A"))) { .type($0.type) }])

  private static let dyn = Function("dyn", [unary(.parameter("A"), .dyn) { $0 }])
}
