/// A compiled expression; evaluate it as often as you like, from any thread.
public struct Program: Sendable {
  /// The text it was compiled from.
  public let source: String
  /// The parsed form; prints as canonical text.
  public let tree: SyntaxTree
  /// The type of the result; `dyn` when only evaluation can tell.
  public let resultType: CELType
  /// The steps that each evaluation takes before any loop runs.
  public let staticCost: Int
  /// The most steps that an evaluation takes as long as the values are no larger than
  /// `Variable.sizeMax`, and as long as functions don't make larger ones.
  public let estimatedCost: Int

  private let code: Code
  private let localCount: Int

  init(
    source: String, tree: SyntaxTree, type: CELType, code: Code, localCount: Int, cost: Int,
    estimatedCost: Int
  ) {
    self.source = source
    self.tree = tree
    resultType = type
    staticCost = cost
    self.estimatedCost = estimatedCost
    self.code = code
    self.localCount = localCount
  }

  /// The value of the expression. Variables without a value, overflow, missing keys and the like
  /// are thrown with the place of the operation.
  public func evaluate(
    _ bindings: Bindings = [], costLimit: Int = Limits.costDefault
  ) throws(ExpressionError) -> Value {
    do throws(Fault) {
      var frame = try frame(bindings, costLimit)
      switch code {
      case .constant(let value): return value
      case .bool(let step): return .bool(try step(&frame))
      case .int(let step): return .int(try step(&frame))
      case .double(let step): return .double(try step(&frame))
      case .string(let step): return .string(try step(&frame))
      case .value(let step): return try step(&frame)
      }
    } catch {
      throw ExpressionError(error, in: SourceText(source))
    }
  }

  /// The value of a condition; throws when it is not a bool.
  public func evaluateBool(
    _ bindings: Bindings = [], costLimit: Int = Limits.costDefault
  ) throws(ExpressionError) -> Bool {
    do throws(Fault) {
      var frame = try frame(bindings, costLimit)
      if case .bool(let step) = code { return try step(&frame) }
      guard case .bool(let bool) = try code.value(&frame) else {
        throw Fault(.type, "the result is no bool", at: 0)
      }
      return bool
    } catch {
      throw ExpressionError(error, in: SourceText(source))
    }
  }

  @inline(__always)
  private func frame(_ bindings: Bindings, _ limit: Int) throws(Fault) -> Frame {
    var budget = Budget(limit)
    try budget.spend(staticCost)
    return Frame(
      bindings: bindings.values,
      locals: localCount == 0 ? [] : Array(repeating: .null, count: localCount),
      budget: budget)
  }
}
