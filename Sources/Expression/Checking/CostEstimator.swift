/// Works out the most steps that an expression may take, from the sizes of what it reads.
///
/// It is an estimate: values that are larger than declared, and functions that make large values,
/// take more. The limit of an evaluation holds in any case.
struct CostEstimator {
  /// The steps of a node with all below it, and the size of its value: bytes or elements.
  struct Estimate {
    var steps: Int
    var size = 0
  }

  /// No estimate goes beyond it.
  private static let ceiling = 1_000_000_000_000

  let variables: [Variable]
  /// The sizes of the values that macros are at, by slot.
  private var sizes: [Int: Int] = [:]

  init(_ environment: Environment) {
    variables = environment.variables
  }

  mutating func estimate(_ node: TypedNode) -> Estimate {
    var found = parts(of: node)
    if node.type.isScalar { found.size = 0 }
    return found
  }

  private mutating func parts(of node: TypedNode) -> Estimate {
    switch node.kind {
    case .literal(let value): return Estimate(steps: 0, size: value.size)
    case .failure: return Estimate(steps: 0)
    case .variable(let slot): return Estimate(steps: 1, size: variables[slot].sizeMax)
    case .local(let slot): return Estimate(steps: 1, size: sizes[slot] ?? Limits.sizeAssumed)
    case .select(let operand, _), .optionalSelect(let operand, _), .has(let operand, _):
      return Estimate(steps: add(estimate(operand).steps, 1), size: Limits.sizeAssumed)
    case .optionalIndex(let operand, let index):
      let steps = add(estimate(operand).steps, estimate(index).steps)
      return Estimate(steps: add(steps, 1), size: Limits.sizeAssumed)
    case .call("matches", _, let arguments) where arguments.count == 2:
      return matches(arguments)
    case .call(_, let overloads, let arguments): return call(overloads, arguments)
    case .operation(let found, let operands): return operation(found, operands)
    case .logical(_, let terms): return Estimate(steps: add(sum(terms), 1))
    case .conditional(let condition, let then, let otherwise):
      let (yes, no) = (estimate(then), estimate(otherwise))
      let steps = add(add(estimate(condition).steps, max(yes.steps, no.steps)), 1)
      return Estimate(steps: steps, size: max(yes.size, no.size))
    case .list(let elements):
      return Estimate(steps: add(sum(elements.map(\.value)), 1), size: elements.count)
    case .map(let entries):
      let steps = add(sum(entries.map(\.key)), sum(entries.map(\.value)))
      return Estimate(steps: add(steps, entries.count + 1), size: entries.count)
    case .comprehension(let loop): return comprehension(loop)
    case .bind(let values, let body): return bind(values, body)
    }
  }

  private mutating func call(_ overloads: [Overload], _ arguments: [TypedNode]) -> Estimate {
    let estimates = arguments.map { estimate($0) }
    let size = estimates.reduce(0) { add($0, $1.size) }
    // A function may look at all of its arguments, and a metered one once more for each.
    let isMetered = overloads.contains(where: \.isMetered)
    let reading = isMetered ? size : size / Value.bytesReadPerStep
    let own = add(overloads.map(\.cost).max() ?? 1, reading)
    return Estimate(steps: estimates.reduce(own) { add($0, $1.steps) }, size: size)
  }

  /// Each character of the text against each instruction of the pattern.
  private mutating func matches(_ arguments: [TypedNode]) -> Estimate {
    let (text, pattern) = (estimate(arguments[0]), estimate(arguments[1]))
    var instructions = pattern.size
    if case .literal(.string(let source)) = arguments[1].kind,
      let compiled = try? Pattern(source)
    {
      instructions = compiled.instructionCount
    }
    let perCharacter = 1 + instructions / PatternMatcher.threadsPerStep
    let (product, overflow) = text.size.multipliedReportingOverflow(by: perCharacter)
    let own = add(overflow ? CostEstimator.ceiling : product, instructions + 1)
    return Estimate(steps: add(add(text.steps, pattern.steps), own))
  }

  private mutating func operation(_ found: Operator, _ operands: [TypedNode]) -> Estimate {
    let estimates = operands.map { estimate($0) }
    let steps = estimates.reduce(1) { add($0, $1.steps) }
    let size = estimates.reduce(0) { add($0, $1.size) }
    switch found {
    case .add: return Estimate(steps: add(steps, size), size: size)
    case .equal, .notEqual:
      return Estimate(steps: add(steps, estimates.map(\.size).min() ?? 0))
    case .membership: return Estimate(steps: add(steps, estimates.last?.size ?? 0))
    case .index: return Estimate(steps: steps, size: Limits.sizeAssumed)
    default: return Estimate(steps: steps)
    }
  }

  private mutating func comprehension(_ loop: TypedNode.Loop) -> Estimate {
    let range = estimate(loop.range)
    sizes[loop.slot] = Limits.sizeAssumed
    if let second = loop.second { sizes[second] = Limits.sizeAssumed }
    let round = add(
      add(estimate(loop.body).steps, 1), loop.condition.map { estimate($0).steps } ?? 0)
    var own = 1
    if loop.macro == .sortBy {
      own += range.size * (Int.bitWidth - range.size.leadingZeroBitCount)
    }
    let isOptional = loop.macro == .optMap || loop.macro == .optFlatMap
    let rounds = isOptional ? 1 : range.size
    let (product, overflow) = rounds.multipliedReportingOverflow(by: round)
    return Estimate(
      steps: add(add(range.steps, own), overflow ? CostEstimator.ceiling : product),
      size: isOptional ? Limits.sizeAssumed : range.size)
  }

  private mutating func bind(
    _ values: [(slot: Int, value: TypedNode)], _ body: TypedNode
  ) -> Estimate {
    var steps = 0
    for (slot, value) in values {
      let found = estimate(value)
      sizes[slot] = found.size
      steps = add(add(steps, found.steps), 1)
    }
    let found = estimate(body)
    return Estimate(steps: add(steps, found.steps), size: found.size)
  }

  private mutating func sum(_ nodes: [TypedNode]) -> Int {
    var steps = 0
    for node in nodes { steps = add(steps, estimate(node).steps) }
    return steps
  }

  private func add(_ left: Int, _ right: Int) -> Int {
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? CostEstimator.ceiling : min(sum, CostEstimator.ceiling)
  }
}

extension Value {
  /// The bytes of a string, the elements of a list or map; 0 for other values.
  fileprivate var size: Int {
    switch self {
    case .string(let string): string.utf8.count
    case .bytes(let bytes): bytes.count
    case .list(let list): list.count
    case .map(let map): map.count
    default: 0
    }
  }
}
