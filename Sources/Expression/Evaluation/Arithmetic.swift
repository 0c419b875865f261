/// The arithmetic of the language: overflow and division by zero are faults.
enum Arithmetic {
  static func negate(_ int: Int64, _ offset: Int) throws(Fault) -> Int64 {
    let (result, overflow) = (0 as Int64).subtractingReportingOverflow(int)
    if overflow { throw .overflow("int", at: offset) }
    return result
  }

  /// The closure of an operator on two ints.
  static func ints(
    _ found: Operator, _ left: @escaping IntStep, _ right: @escaping IntStep, _ offset: Int
  ) -> Code {
    switch found {
    case .add:
      return .int { frame throws(Fault) in
        let (sum, overflow) = try left(&frame).addingReportingOverflow(try right(&frame))
        if overflow { throw .overflow("int", at: offset) }
        return sum
      }
    case .subtract:
      return .int { frame throws(Fault) in
        let (difference, overflow) = try left(&frame)
          .subtractingReportingOverflow(try right(&frame))
        if overflow { throw .overflow("int", at: offset) }
        return difference
      }
    default:
      return .int { frame throws(Fault) in
        let (a, b) = (try left(&frame), try right(&frame))
        return try whole(found, a, b, "int", offset)
      }
    }
  }

  static func doubles(
    _ found: Operator, _ left: @escaping DoubleStep, _ right: @escaping DoubleStep
  ) -> Code {
    .double { frame throws(Fault) in
      let (a, b) = (try left(&frame), try right(&frame))
      return double(found, a, b)
    }
  }

  /// An operator on values of any types.
  static func apply(
    _ found: Operator, _ left: Value, _ right: Value, _ budget: inout Budget, _ offset: Int
  ) throws(Fault) -> Value {
    switch (left, right) {
    case (.int(let a), .int(let b)): return .int(try whole(found, a, b, "int", offset))
    case (.uint(let a), .uint(let b)): return .uint(try whole(found, a, b, "uint", offset))
    case (.double(let a), .double(let b)) where found != .modulo:
      return .double(double(found, a, b))
    default: break
    }
    if found == .add, let joined = try join(left, right, &budget) { return joined }
    if found == .add || found == .subtract, let time = try time(found, left, right, offset) {
      return time
    }
    throw .noOverload(found.name, [left, right], at: offset)
  }

  private static func whole<T: FixedWidthInteger>(
    _ found: Operator, _ left: T, _ right: T, _ type: String, _ offset: Int
  ) throws(Fault) -> T {
    let result: (partialValue: T, overflow: Bool)
    switch found {
    case .add: result = left.addingReportingOverflow(right)
    case .subtract: result = left.subtractingReportingOverflow(right)
    case .multiply: result = left.multipliedReportingOverflow(by: right)
    case .divide:
      if right == 0 { throw .evaluation("divide by zero", at: offset) }
      result = left.dividedReportingOverflow(by: right)
    default:
      if right == 0 { throw .evaluation("modulus by zero", at: offset) }
      result = left.remainderReportingOverflow(dividingBy: right)
    }
    if result.overflow { throw .overflow(type, at: offset) }
    return result.partialValue
  }

  private static func double(_ found: Operator, _ left: Double, _ right: Double) -> Double {
    switch found {
    case .add: left + right
    case .subtract: left - right
    case .multiply: left * right
    default: left / right
    }
  }

  /// `+` of strings, bytes and lists, at one step for 16 bytes or for an element.
  private static func join(
    _ left: Value, _ right: Value, _ budget: inout Budget
  ) throws(Fault) -> Value? {
    switch (left, right) {
    case (.string(let a), .string(let b)):
      try budget.spend((a.utf8.count + b.utf8.count) / 16)
      return .string(a + b)
    case (.bytes(let a), .bytes(let b)):
      try budget.spend((a.count + b.count) / 16)
      return .bytes(a + b)
    case (.list(let a), .list(let b)):
      if a.isEmpty { return right }
      if b.isEmpty { return left }
      try budget.spend(a.count + b.count)
      return .list(a + b)
    default: return nil
    }
  }

  private static func time(
    _ found: Operator, _ left: Value, _ right: Value, _ offset: Int
  ) throws(Fault) -> Value? {
    let result: Value?
    switch (found, left, right) {
    case (.add, .timestamp(let time), .duration(let span)),
      (.add, .duration(let span), .timestamp(let time)):
      result = time.adding(span).map(Value.timestamp)
    case (.add, .duration(let a), .duration(let b)):
      result = a.adding(b).map(Value.duration)
    case (.subtract, .timestamp(let time), .duration(let span)):
      result = time.subtracting(span).map(Value.timestamp)
    case (.subtract, .timestamp(let a), .timestamp(let b)):
      result = a.since(b).map(Value.duration)
    case (.subtract, .duration(let a), .duration(let b)):
      result = a.subtracting(b).map(Value.duration)
    default: return nil
    }
    guard let result else { throw .evaluation("out of range of time", at: offset) }
    return result
  }
}
