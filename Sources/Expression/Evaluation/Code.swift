typealias BoolStep = @Sendable (inout Frame) throws(Fault) -> Bool
typealias IntStep = @Sendable (inout Frame) throws(Fault) -> Int64
typealias DoubleStep = @Sendable (inout Frame) throws(Fault) -> Double
typealias StringStep = @Sendable (inout Frame) throws(Fault) -> String
typealias ValueStep = @Sendable (inout Frame) throws(Fault) -> Value

/// The compiled form of a node: a closure that gives the type which the checker found, so that
/// numbers and bools pass without being wrapped.
enum Code: Sendable {
  case constant(Value)
  case bool(BoolStep)
  case int(IntStep)
  case double(DoubleStep)
  case string(StringStep)
  case value(ValueStep)

  var constant: Value? {
    if case .constant(let value) = self { return value }
    return nil
  }

  /// The step that gives a wrapped value.
  var value: ValueStep {
    switch self {
    case .constant(let value): { _ throws(Fault) in value }
    case .bool(let step): { frame throws(Fault) in .bool(try step(&frame)) }
    case .int(let step): { frame throws(Fault) in .int(try step(&frame)) }
    case .double(let step): { frame throws(Fault) in .double(try step(&frame)) }
    case .string(let step): { frame throws(Fault) in .string(try step(&frame)) }
    case .value(let step): step
    }
  }

  /// The step that gives a bool; a fault where the value is none.
  func bool(_ name: String, at offset: Int) -> BoolStep {
    if case .bool(let step) = self { return step }
    if case .constant(.bool(let bool)) = self { return { _ throws(Fault) in bool } }
    let step = value
    return { frame throws(Fault) in
      let value = try step(&frame)
      guard case .bool(let bool) = value else { throw .noOverload(name, [value], at: offset) }
      return bool
    }
  }

  func int(_ name: String, at offset: Int) -> IntStep {
    if case .int(let step) = self { return step }
    if case .constant(.int(let int)) = self { return { _ throws(Fault) in int } }
    let step = value
    return { frame throws(Fault) in
      let value = try step(&frame)
      guard case .int(let int) = value else { throw .noOverload(name, [value], at: offset) }
      return int
    }
  }

  func double(_ name: String, at offset: Int) -> DoubleStep {
    if case .double(let step) = self { return step }
    if case .constant(.double(let double)) = self { return { _ throws(Fault) in double } }
    let step = value
    return { frame throws(Fault) in
      let value = try step(&frame)
      guard case .double(let double) = value else { throw .noOverload(name, [value], at: offset) }
      return double
    }
  }

  func string(_ name: String, at offset: Int) -> StringStep {
    if case .string(let step) = self { return step }
    if case .constant(.string(let string)) = self { return { _ throws(Fault) in string } }
    let step = value
    return { frame throws(Fault) in
      let value = try step(&frame)
      guard case .string(let string) = value else { throw .noOverload(name, [value], at: offset) }
      return string
    }
  }
}
