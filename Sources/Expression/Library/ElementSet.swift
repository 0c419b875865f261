/// Elements that are looked for by the equality of the language: by hash when all of them are
/// ints, uints, strings and bools, one after another otherwise.
struct ElementSet {
  private var keys: Set<MapKey> = []
  /// Those that can't be hashed: equal doubles of large numbers are not equal keys.
  private var others: [Value] = []
  private var all: [Value] = []

  init() {}

  init(_ elements: [Value], _ budget: inout Budget) throws(Fault) {
    for element in elements { try insert(element, &budget) }
  }

  mutating func insert(_ element: Value, _ budget: inout Budget) throws(Fault) {
    try budget.spend(1 + element.readingCost)
    all.append(element)
    if let key = ElementSet.key(element) {
      keys.insert(key)
    } else {
      others.append(element)
    }
  }

  func contains(_ element: Value, _ budget: inout Budget) throws(Fault) -> Bool {
    try budget.spend(1 + element.readingCost)
    if let key = ElementSet.key(element) {
      if keys.contains(key) { return true }
      return try contains(element, in: others, &budget)
    }
    return try contains(element, in: all, &budget)
  }

  private func contains(
    _ element: Value, in elements: [Value], _ budget: inout Budget
  ) throws(Fault) -> Bool {
    for other in elements {
      try budget.spend(1 + element.readingCost)
      if try element.equals(other, &budget) { return true }
    }
    return false
  }

  private static func key(_ element: Value) -> MapKey? {
    switch element {
    case .int, .uint, .string, .bool: MapKey(element)
    default: nil
    }
  }
}
