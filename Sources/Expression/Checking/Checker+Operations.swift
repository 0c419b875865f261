extension Checker {
  /// The positions of the signatures that the nodes fit, and the type of the result; nil for none.
  mutating func fit(
    _ nodes: [TypedNode], _ signatures: [OperatorSignatures.Signature]
  ) -> (positions: [Int], result: CELType)? {
    var fitting: [Int] = []
    var result: CELType?
    var bound = types
    for (position, signature) in signatures.enumerated()
    where signature.operands.count == nodes.count {
      var attempt = types
      let instance = attempt.instantiate(signature.operands + [signature.result])
      let fits = zip(nodes, instance).allSatisfy { attempt.assign($0.type, to: $1) }
      guard fits else { continue }
      let found = attempt.resolve(instance[nodes.count])
      if fitting.isEmpty { bound = attempt }
      result = result == nil || result == found ? found : .dyn
      fitting.append(position)
    }
    guard let result else { return nil }
    types = fitting.count == 1 ? bound : types
    return (fitting, fitting.count == 1 ? result : erased(result))
  }

  /// Free type variables of an ambiguous call are `dyn`.
  private func erased(_ type: CELType) -> CELType {
    types.resolve(type, isFinal: true)
  }

  mutating func operation(
    _ found: Operator, _ operands: [TypedNode], at offset: Int
  ) throws(Fault) -> TypedNode {
    if let (_, result) = fit(operands, OperatorSignatures.signatures(found)) {
      return TypedNode(.operation(found, operands), result, at: offset)
    }
    guard isStrict else { return TypedNode(.operation(found, operands), .dyn, at: offset) }
    let shown = operands.map { self.shown($0.type) }
    throw Fault(
      .type, "no `\(found.name)` for \(shown.joined(separator: " and "))", at: offset,
      hint: hint(found, operands))
  }

  private func hint(_ found: Operator, _ operands: [TypedNode]) -> String? {
    let resolved = operands.map { types.resolve($0.type) }
    guard resolved.count == 2, resolved.allSatisfy(\.isNumber) else { return nil }
    return "convert one side: `\(resolved[0])(…)` or `\(resolved[1])(…)`"
  }

  mutating func logical(
    _ logical: SyntaxNode.Logical, _ terms: [SyntaxNode], at offset: Int
  ) throws(Fault) -> TypedNode {
    var nodes: [TypedNode] = []
    for term in terms {
      let node = try check(term)
      if isStrict, !types.assign(node.type, to: .bool) {
        throw Fault(
          .type, "`\(logical.rawValue)` takes bools, this is \(shown(node.type))",
          at: term.offset)
      }
      nodes.append(node)
    }
    return TypedNode(.logical(logical, nodes), .bool, at: offset)
  }

  mutating func conditional(
    _ condition: SyntaxNode, _ then: SyntaxNode, _ otherwise: SyntaxNode, at offset: Int
  ) throws(Fault) -> TypedNode {
    let test = try check(condition)
    if isStrict, !types.assign(test.type, to: .bool) {
      throw Fault(
        .type, "the condition of `?` must be bool, this is \(shown(test.type))",
        at: condition.offset)
    }
    let (yes, no) = (try check(then), try check(otherwise))
    let type = types.join(yes.type, no.type)
    if isStrict, type == .dyn, !isDynamic(yes), !isDynamic(no) {
      throw Fault(
        .type, "the two sides of `:` are \(shown(yes.type)) and \(shown(no.type))",
        at: otherwise.offset, hint: "wrap one in `dyn(…)` if that is meant")
    }
    return TypedNode(.conditional(test, yes, no), type, at: offset)
  }

  func isDynamic(_ node: TypedNode) -> Bool {
    types.resolve(node.type).isDynamic
  }

  mutating func list(_ elements: [SyntaxNode], at offset: Int) throws(Fault) -> TypedNode {
    var nodes: [TypedNode] = []
    var type: CELType?
    for element in elements {
      let node = try check(element)
      type = type.map { types.join($0, node.type) } ?? node.type
      nodes.append(node)
    }
    return TypedNode(.list(nodes), .list(type ?? types.fresh()), at: offset)
  }

  mutating func map(_ entries: [SyntaxNode.Entry], at offset: Int) throws(Fault) -> TypedNode {
    var nodes: [(key: TypedNode, value: TypedNode)] = []
    var types: (key: CELType, value: CELType)?
    for entry in entries {
      var (key, value) = (try check(entry.key), try check(entry.value))
      switch self.types.resolve(key.type) {
      case .bool, .int, .uint, .string, .dyn, .parameter, .error: break
      case let other:
        if isStrict {
          throw Fault(.type, "\(shown(other)) can't be the key of a map", at: entry.key.offset)
        }
        key.type = .dyn
      }
      if let known = types {
        types = (
          self.types.join(known.key, key.type), self.types.join(known.value, value.type)
        )
      } else {
        types = (key.type, value.type)
      }
      value.type = self.types.resolve(value.type)
      nodes.append((key, value))
    }
    let (key, value) = types ?? (self.types.fresh(), self.types.fresh())
    return TypedNode(.map(nodes), .map(key, value), at: offset)
  }

  mutating func comprehension(
    _ made: SyntaxNode.Comprehension, at offset: Int
  ) throws(Fault) -> TypedNode {
    let range = try check(made.range)
    let element: CELType
    switch types.resolve(range.type) {
    case .list(let type): element = type
    case .map(let key, _): element = key
    case .dyn, .error, .parameter: element = .dyn
    case let other:
      if isStrict {
        throw Fault(
          .type, "`\(made.macro.rawValue)` takes a list or a map, this is \(shown(other))",
          at: made.range.offset)
      }
      element = .dyn
    }
    let ((condition, body), slot) = try with(local: made.variable, element) {
      checker throws(Fault) in
      let condition = try made.condition.map { node throws(Fault) in try checker.check(node) }
      return (condition, try checker.check(made.body))
    }
    if made.macro != .map { try requireBool(body, made) }
    if let condition { try requireBool(condition, made) }
    let result: CELType
    switch made.macro {
    case .all, .exists, .existsOne: result = .bool
    case .filter: result = .list(element)
    case .map: result = .list(body.type)
    }
    let loop = TypedNode.Loop(
      macro: made.macro, range: range, slot: slot, condition: condition, body: body)
    return TypedNode(.comprehension(loop), result, at: offset)
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
