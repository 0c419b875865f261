/// How two values of the language stand to each other.
enum Order {
  case less, equal, greater
  /// One of them is not a number (NaN): every comparison is false.
  case unordered

  init<T: Comparable>(_ left: T, _ right: T) {
    self = left < right ? .less : left == right ? .equal : left > right ? .greater : .unordered
  }
}

extension Value {
  /// The order of two values; nil when the language defines none.
  func order(_ other: Value) -> Order? {
    switch (self, other) {
    case (.int(let a), .int(let b)): return Order(a, b)
    case (.uint(let a), .uint(let b)): return Order(a, b)
    case (.double(let a), .double(let b)): return Order(a, b)
    case (.string(let a), .string(let b)):
      if a.hasSameCodePoints(as: b) { return .equal }
      return a.codePointsPrecede(b) ? .less : .greater
    case (.bytes(let a), .bytes(let b)):
      if a == b { return .equal }
      return a.lexicographicallyPrecedes(b) ? .less : .greater
    case (.bool(let a), .bool(let b)):
      return a == b ? .equal : (b ? .less : .greater)
    case (.timestamp(let a), .timestamp(let b)): return Order(a, b)
    case (.duration(let a), .duration(let b)): return Order(a, b)
    case (.custom(let a), .custom(let b)) where a.typeName == b.typeName:
      return a.order(against: b).map { Order($0, 0) }
    default: return Value.numberOrder(self, other)
    }
  }

  static func numbersEqual(_ left: Value, _ right: Value) -> Bool {
    numberOrder(left, right) == .equal
  }

  /// The order of numbers of different types. A double within the range of the integer type is
  /// compared as a double, as cel-go does.
  private static func numberOrder(_ left: Value, _ right: Value) -> Order? {
    switch (left, right) {
    case (.int(let a), .uint(let b)): return a < 0 ? .less : Order(UInt64(a), b)
    case (.uint(let a), .int(let b)): return b < 0 ? .greater : Order(a, UInt64(b))
    case (.int(let a), .double(let b)): return Order(Double(a), b)
    case (.double(let a), .int(let b)): return Order(a, Double(b))
    case (.uint(let a), .double(let b)): return Order(Double(a), b)
    case (.double(let a), .uint(let b)): return Order(a, Double(b))
    default: return nil
    }
  }
}
