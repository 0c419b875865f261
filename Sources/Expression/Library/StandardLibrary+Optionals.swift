extension StandardLibrary {
  private static let a = CELType.parameter("A")

  /// The functions of optional values. `or` and `orValue` are compiled so that their argument is
  /// evaluated only when it is needed.
  static let optionals: [Function] = [
    Function(
      "optional.of", [unary(a, .optional(a)) { .optional($0) }],
      about: "An optional value that holds the argument"),
    Function(
      "optional.ofNonZeroValue",
      [unary(a, .optional(a)) { .optional($0.isZero ? nil : $0) }],
      about: "An optional value that holds the argument unless it is null, false, 0 or empty"),
    Function(
      "optional.none",
      [Overload(.global, [], .optional(a), isPure: true, .any { _ in .optional(nil) })],
      about: "The optional value that holds nothing"),
    Function(
      "optional.unwrap", [unary(.list(.optional(a)), .list(a), unwrapped)],
      about: "The values that the optional values of a list hold"),
    Function(
      "unwrapOpt", [unary(as: .receiver, .list(.optional(a)), .list(a), unwrapped)],
      about: "The values that the optional values of a list hold"),
    Function(
      "hasValue",
      [unary(as: .receiver, .optional(a), .bool) { .bool(try content($0) != nil) }],
      about: "Whether the optional value holds one"),
    Function(
      "value",
      [
        unary(as: .receiver, .optional(a), a) { value in
          guard let content = try content(value) else {
            throw FunctionError("optional.none() dereference: there is no value")
          }
          return content
        }
      ], about: "The value that the optional value holds; an error when it holds none"),
    Function(
      "or",
      [
        binary(as: .receiver, .optional(a), .optional(a), .optional(a)) {
          try content($0) == nil ? $1 : $0
        }
      ], about: "The optional value itself, or the argument when it holds none"),
    Function(
      "orValue",
      [binary(as: .receiver, .optional(a), a, a) { try content($0) ?? $1 }],
      about: "The value that the optional value holds, or the argument when it holds none"),
    Function(
      "first", [unary(as: .receiver, .list(a), .optional(a)) { .optional(try elements($0).first) }],
      about: "The first element of a list as an optional value"),
    Function(
      "last", [unary(as: .receiver, .list(a), .optional(a)) { .optional(try elements($0).last) }],
      about: "The last element of a list as an optional value"),
  ]

  private static func content(_ value: Value) throws -> Value? {
    guard case .optional(let content) = value else { throw mismatch }
    return content
  }

  private static func elements(_ value: Value) throws -> [Value] {
    guard case .list(let list) = value else { throw mismatch }
    return list
  }

  @Sendable private static func unwrapped(_ value: Value) throws -> Value {
    .list(try elements(value).compactMap(content))
  }
}

extension Value {
  /// The value that a type starts with: null, false, 0, an empty text.
  var isZero: Bool {
    switch self {
    case .null, .optional(nil): true
    case .bool(let bool): !bool
    case .int(let int): int == 0
    case .uint(let uint): uint == 0
    case .double(let double): double == 0
    case .string(let string): string.isEmpty
    case .bytes(let bytes): bytes.isEmpty
    case .list(let list): list.isEmpty
    case .map(let map): map.count == 0
    case .duration(let span): span.nanoseconds == 0
    case .timestamp(let time): time.seconds == 0 && time.nanoseconds == 0
    case .type, .optional, .custom: false
    }
  }
}
