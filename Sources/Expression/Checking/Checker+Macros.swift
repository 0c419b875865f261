extension Checker {
  /// The types of what a macro goes through.
  private struct Range {
    /// The type of the only variable.
    var element: CELType
    /// The types of the two variables.
    var pair: (CELType, CELType)
    var isMap = false
  }

  mutating func comprehension(
    _ made: SyntaxNode.Comprehension, at offset: Int
  ) throws(Fault) -> TypedNode {
    let node = try check(made.range)
    let range = try range(node, made)
    let locals: [(String, CELType)] =
      made.second.map { [(made.variable, range.pair.0), ($0, range.pair.1)] }
      ?? [(made.variable, range.element)]
    let ((condition, body), slot) = try with(locals: locals) { checker throws(Fault) in
      let condition = try made.condition.map { node throws(Fault) in try checker.check(node) }
      return (condition, try checker.check(made.body))
    }
    if let condition { try requireBool(condition, made) }
    let result = try result(of: made, body, range)
    let loop = TypedNode.Loop(
      macro: made.macro, range: node, slot: slot, second: made.second.map { _ in slot + 1 },
      condition: condition, body: body)
    return TypedNode(.comprehension(loop), result, at: offset)
  }

  private mutating func range(
    _ node: TypedNode, _ made: SyntaxNode.Comprehension
  ) throws(Fault) -> Range {
    let type = types.resolve(node.type)
    if type.isDynamic { return Range(element: .dyn, pair: (.dyn, .dyn)) }
    let wanted: String
    switch made.macro {
    case .optMap, .optFlatMap:
      if let element = type.optionalElement {
        return Range(element: element, pair: (.dyn, .dyn))
      }
      wanted = "an optional value"
    case .sortBy:
      if case .list(let element) = type {
        return Range(element: element, pair: (.int, element))
      }
      wanted = "a list"
    default:
      if case .list(let element) = type { return Range(element: element, pair: (.int, element)) }
      if case .map(let key, let value) = type {
        return Range(element: key, pair: (key, value), isMap: true)
      }
      wanted = "a list or a map"
    }
    guard isStrict else { return Range(element: .dyn, pair: (.dyn, .dyn)) }
    throw Fault(
      .type, "`\(made.macro.rawValue)` takes \(wanted), this is \(shown(type))",
      at: made.range.offset)
  }

  private mutating func result(
    of made: SyntaxNode.Comprehension, _ body: TypedNode, _ range: Range
  ) throws(Fault) -> CELType {
    switch made.macro {
    case .all, .exists, .existsOne:
      try requireBool(body, made)
      return .bool
    case .filter:
      try requireBool(body, made)
      return .list(range.element)
    case .map, .transformList: return .list(body.type)
    case .transformMap: return .map(range.pair.0, body.type)
    case .transformMapEntry:
      switch types.resolve(body.type) {
      case .map(let key, let value): return .map(key, value)
      case let other:
        try require(other.isDynamic, made, "gives a map for each entry", body)
        return .map(.dyn, .dyn)
      }
    case .sortBy:
      let key = types.resolve(body.type)
      try require(key.isDynamic || key.isOrdered, made, "needs a key with an order", body)
      return .list(range.element)
    case .optMap: return .optional(body.type)
    case .optFlatMap:
      let type = types.resolve(body.type)
      let fits = type.isDynamic || type.optionalElement != nil
      try require(fits, made, "gives an optional value", body)
      return type.optionalElement.map(CELType.optional) ?? .optional(.dyn)
    }
  }

  private func require(
    _ holds: Bool, _ made: SyntaxNode.Comprehension, _ what: String, _ body: TypedNode
  ) throws(Fault) {
    guard isStrict, !holds else { return }
    throw Fault(
      .type, "`\(made.macro.rawValue)` \(what), this is \(shown(body.type))", at: body.offset)
  }

  private mutating func requireBool(
    _ node: TypedNode, _ made: SyntaxNode.Comprehension
  ) throws(Fault) {
    guard isStrict, !types.assign(node.type, to: .bool) else { return }
    throw Fault(
      .type, "the condition of `\(made.macro.rawValue)` must be bool, this is \(shown(node.type))",
      at: node.offset)
  }
}
