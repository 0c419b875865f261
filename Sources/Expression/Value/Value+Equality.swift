extension Value: Equatable {
  /// The same type and the same content: an int 1 is not a double 1.0 here. For the equality of
  /// the language see `equals`.
  public static func == (left: Value, right: Value) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.bool(let a), .bool(let b)): a == b
    case (.int(let a), .int(let b)): a == b
    case (.uint(let a), .uint(let b)): a == b
    case (.double(let a), .double(let b)): a == b || (a.isNaN && b.isNaN)
    case (.string(let a), .string(let b)): a.hasSameCodePoints(as: b)
    case (.bytes(let a), .bytes(let b)): a == b
    case (.list(let a), .list(let b)): a == b
    case (.map(let a), .map(let b)):
      a.count == b.count
        && (0..<a.count).allSatisfy { position in
          let entry = a.entry(at: position)
          return b[entry.key] == entry.value
        }
    case (.type(let a), .type(let b)): a == b
    case (.timestamp(let a), .timestamp(let b)): a == b
    case (.duration(let a), .duration(let b)): a == b
    case (.optional(let a), .optional(let b)): a == b
    case (.custom(let a), .custom(let b)): a.typeName == b.typeName && a.isEqual(to: b)
    default: false
    }
  }

  /// The equality of the language: numbers by value across types, other types never equal.
  public func equals(_ other: Value) -> Bool {
    var budget = Budget(.max)
    return (try? equals(other, &budget)) ?? false
  }

  /// The equality of the language, at one step an element.
  func equals(_ other: Value, _ budget: inout Budget) throws(Fault) -> Bool {
    switch (self, other) {
    case (.int(let a), .int(let b)): return a == b
    case (.string(let a), .string(let b)):
      return a.hasSameCodePoints(as: b)
    case (.bool(let a), .bool(let b)): return a == b
    case (.double(let a), .double(let b)): return a == b
    case (.null, .null): return true
    case (.uint(let a), .uint(let b)): return a == b
    case (.bytes(let a), .bytes(let b)): return a == b
    case (.type(let a), .type(let b)): return a.name == b.name
    case (.timestamp(let a), .timestamp(let b)): return a == b
    case (.duration(let a), .duration(let b)): return a == b
    case (.list(let a), .list(let b)): return try Value.equal(a, b, &budget)
    case (.map(let a), .map(let b)): return try Value.equal(a, b, &budget)
    case (.optional(let a), .optional(let b)):
      guard let a, let b else { return a == nil && b == nil }
      try budget.spend(1)
      return try a.equals(b, &budget)
    case (.custom(let a), .custom(let b)): return a.typeName == b.typeName && a.isEqual(to: b)
    default: return Value.numbersEqual(self, other)
    }
  }

  private static func equal(
    _ left: [Value], _ right: [Value], _ budget: inout Budget
  ) throws(Fault) -> Bool {
    guard left.count == right.count else { return false }
    for position in left.indices {
      try budget.spend(1)
      guard try left[position].equals(right[position], &budget) else { return false }
    }
    return true
  }

  private static func equal(
    _ left: ValueMap, _ right: ValueMap, _ budget: inout Budget
  ) throws(Fault) -> Bool {
    guard left.count == right.count else { return false }
    for position in 0..<left.count {
      try budget.spend(1)
      let (key, value) = left.entry(at: position)
      guard let other = right[key] else { return false }
      guard try value.equals(other, &budget) else { return false }
    }
    return true
  }
}
