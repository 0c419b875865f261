/// A value of the Common Expression Language.
public enum Value: Sendable {
  /// `null`.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// A signed number of 64 bits.
  case int(Int64)
  /// A number of 64 bits without a sign: `7u`.
  case uint(UInt64)
  /// A binary floating-point number of 64 bits.
  case double(Double)
  /// Text, compared by code point.
  case string(String)
  /// Bytes: `b"…"`.
  case bytes([UInt8])
  /// Values in order, of any types.
  case list([Value])
  /// Values by key.
  case map(ValueMap)
  /// A type, as `type(1)` gives it.
  case type(CELType)
  /// A point in time.
  case timestamp(Timestamp)
  /// A length of time.
  case duration(TimeSpan)
  /// `optional.of(…)`, or `optional.none()` as nil.
  indirect case optional(Value?)
  /// A value of a type that a library adds.
  case custom(any CustomValue)
}

extension Value {
  /// The runtime type; the elements of lists and maps are `dyn`.
  public var type: CELType {
    switch self {
    case .null: .null
    case .bool: .bool
    case .int: .int
    case .uint: .uint
    case .double: .double
    case .string: .string
    case .bytes: .bytes
    case .list: .list(.dyn)
    case .map: .map(.dyn, .dyn)
    case .type: .type(.dyn)
    case .timestamp: .timestamp
    case .duration: .duration
    case .optional: .optional(.dyn)
    case .custom(let custom): .abstract(custom.typeName, [])
    }
  }

  /// True when the value can stand where `type` is asked; looks at the outermost type only.
  func fits(_ type: CELType) -> Bool {
    switch (type, self) {
    case (.dyn, _), (.parameter, _), (.error, _), (.null, .null), (.bool, .bool), (.int, .int),
      (.uint, .uint), (.double, .double), (.string, .string), (.bytes, .bytes), (.list, .list),
      (.map, .map), (.type, .type), (.timestamp, .timestamp), (.duration, .duration):
      true
    case (.abstract(let name, _), .custom(let custom)): name == custom.typeName
    case (.abstract(CELType.optionalName, _), .optional): true
    default:
      false
    }
  }
}
