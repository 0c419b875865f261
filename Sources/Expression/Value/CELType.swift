/// A static type of the language; also what `type(x)` yields, with its element types erased.
public indirect enum CELType: Sendable, Hashable {
  /// Checked at evaluation instead of at compilation.
  case dyn
  /// The type of an expression that could not be typed.
  case error
  /// The types of the values of these names.
  case null, bool, int, uint, double, string, bytes, timestamp, duration
  /// A list of values of a type.
  case list(CELType)
  /// A map from keys of a type to values of a type.
  case map(CELType, CELType)
  /// The type of a type: `type(1)` is `type(int)`.
  case type(CELType)
  /// A type that a library adds, with its parameters: `optional_type(int)`, `money`.
  case abstract(String, [CELType])
  /// A type variable of an overload: `list(A) + list(A)`.
  case parameter(String)
}

extension CELType {
  static let optionalName = "optional_type"

  /// The type of `optional.of(x)`.
  public static func optional(_ element: CELType) -> CELType {
    .abstract(optionalName, [element])
  }

  /// What an optional type holds; nil for other types.
  var optionalElement: CELType? {
    if case .abstract(CELType.optionalName, let elements) = self { return elements.first ?? .dyn }
    return nil
  }

  /// The name that CEL gives the type, without its element types: `list`, `null_type`.
  public var name: String {
    switch self {
    case .dyn: "dyn"
    case .error: "error"
    case .null: "null_type"
    case .bool: "bool"
    case .int: "int"
    case .uint: "uint"
    case .double: "double"
    case .string: "string"
    case .bytes: "bytes"
    case .timestamp: "google.protobuf.Timestamp"
    case .duration: "google.protobuf.Duration"
    case .list: "list"
    case .map: "map"
    case .type: "type"
    case .abstract(let name, _): name
    case .parameter(let name): name
    }
  }

  /// The types that are also names in the language: `type(1) == int`.
  static let named: [String: CELType] = {
    let all: [CELType] = [
      .null, .bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration, .list(.dyn),
      .map(.dyn, .dyn), .type(.dyn), .dyn, .optional(.dyn),
    ]
    return Dictionary(all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }()

  /// True for types whose values are checked at evaluation.
  var isDynamic: Bool {
    switch self {
    case .dyn, .error, .parameter: true
    default: false
    }
  }

  /// True for types whose values have an order.
  var isOrdered: Bool {
    switch self {
    case .int, .uint, .double, .bool, .string, .bytes, .timestamp, .duration, .abstract: true
    default: false
    }
  }

  /// True for types whose values have neither length nor parts.
  var isScalar: Bool {
    switch self {
    case .null, .bool, .int, .uint, .double, .timestamp, .duration, .type: true
    default: false
    }
  }

  var isNumber: Bool { self == .int || self == .uint || self == .double }
}

extension CELType: CustomStringConvertible {
  /// The type as people write it: `map(string, list(int))`.
  public var description: String {
    switch self {
    case .list(let element): "list(\(element))"
    case .map(let key, let value): "map(\(key), \(value))"
    case .type(let of): "type(\(of))"
    case .abstract(let name, let elements) where !elements.isEmpty:
      "\(name)(\(elements.map(\.description).joined(separator: ", ")))"
    case .timestamp: "timestamp"
    case .duration: "duration"
    case .null: "null"
    default: name
    }
  }
}
