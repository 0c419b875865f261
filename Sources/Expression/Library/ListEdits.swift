/// The functions of the lists library.
enum ListEdits {
  static func range(_ given: Arguments, _ budget: inout Budget) throws -> Value {
    let count = try given.int(0)
    guard count >= 0 else { throw FunctionError("`lists.range` of \(count): below 0") }
    guard count <= Int64(Limits.rangeLengthMax) else {
      throw FunctionError("`lists.range` of \(count): more than \(Limits.rangeLengthMax)")
    }
    try budget.spend(Int(count))
    return .list((0..<count).map(Value.int))
  }

  static func slice(_ given: Arguments, _ budget: inout Budget) throws -> Value {
    let list = try given.list(0)
    let (start, end) = (try given.int(1), try given.int(2))
    guard start >= 0, end >= 0 else {
      throw FunctionError("can't slice from \(start) to \(end): below 0")
    }
    guard start <= end else {
      throw FunctionError("can't slice from \(start) to \(end): the start is after the end")
    }
    guard end <= list.count else {
      throw FunctionError("can't slice from \(start) to \(end): the list has \(list.count)")
    }
    try budget.spend(Int(end - start))
    return .list(Array(list[Int(start)..<Int(end)]))
  }

  /// With the elements of lists in their place, down to a depth.
  static func flatten(_ given: Arguments, _ budget: inout Budget) throws -> Value {
    let depth = try given.int(1, or: 1)
    guard depth >= 0 else { throw FunctionError("`flatten` to the depth \(depth): below 0") }
    var made: [Value] = []
    // The lists that are being read, the outermost first.
    var open = [try given.list(0)[...]]
    while let element = open[open.count - 1].popFirst() ?? nextOuter(&open) {
      try budget.spend(1)
      if case .list(let inner) = element, open.count <= depth {
        open.append(inner[...])
      } else {
        made.append(element)
      }
    }
    return .list(made)
  }

  /// Closes the lists that are read to the end; the next element of one that isn't.
  private static func nextOuter(_ open: inout [ArraySlice<Value>]) -> Value? {
    while open.count > 1 {
      open.removeLast()
      if let element = open[open.count - 1].popFirst() { return element }
    }
    return nil
  }

  /// The first of equal elements stays.
  static func distinct(_ given: Arguments, _ budget: inout Budget) throws -> Value {
    var seen = ElementSet()
    var made: [Value] = []
    for element in try given.list(0) where try !seen.contains(element, &budget) {
      try seen.insert(element, &budget)
      made.append(element)
    }
    return .list(made)
  }

  static func reverse(_ given: Arguments, _ budget: inout Budget) throws -> Value {
    let list = try given.list(0)
    try budget.spend(list.count)
    return .list(list.reversed())
  }

  /// Ascending; the elements must be of one type that has an order.
  static func sort(_ given: Arguments, _ budget: inout Budget) throws -> Value {
    let list = try given.list(0)
    guard let type = list.first?.type else { return .list(list) }
    for element in list {
      try budget.spend(1)
      switch element.order(element) {
      case nil: throw FunctionError("`sort` takes elements with an order, not \(element.type.name)")
      case .unordered: throw FunctionError("`sort`: NaN has no order")
      default: break
      }
      guard element.type == type else {
        throw FunctionError("`sort` takes one type, not \(type.name) and \(element.type.name)")
      }
    }
    let sorted = try list.sorted { left, right in
      try budget.spend(1 + min(left.readingCost, right.readingCost))
      return left.order(right) == .less
    }
    return .list(sorted)
  }

  /// The types whose lists `sort` takes.
  static let sorted: [CELType] = [
    .int, .uint, .double, .bool, .duration, .timestamp, .string, .bytes,
  ]
}
