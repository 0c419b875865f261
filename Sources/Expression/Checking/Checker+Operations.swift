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
    if found == .index, types.resolve(operands[0].type).optionalElement != nil {
      return try optionalIndex(operands[0], operands[1], at: offset)
    }
    if let (_, result) = fit(operands, OperatorSignatures.signatures(found)) {
      return TypedNode(.operation(found, operands), result, at: offset)
    }
    // Libraries may give an operator a meaning for their own types.
    let forms = (environment.functions[found.rawValue] ?? []).filter { $0.style == .global }
    if let (fitting, result) = fit(operands, forms.map { ($0.parameters, $0.result) }) {
      let overloads = fitting.map { forms[$0] }
      return TypedNode(.call(found.name, overloads, operands), result, at: offset)
    }
    guard isStrict else { return TypedNode(.operation(found, operands), .dyn, at: offset) }
    let shown = operands.map { self.shown($0.type) }
    throw Fault(
      .type, "no `\(found.name)` for \(shown.joined(separator: " and "))", at: offset,
      hint: hint(found, operands))
  }

  private func hint(_ found: Operator, _ operands: [TypedNode]) -> Sentence? {
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

  /// `a[?i]`: none where the list or map has no such element.
  mutating func optionalIndex(
    _ operand: TypedNode, _ index: TypedNode, at offset: Int
  ) throws(Fault) -> TypedNode {
    var target = operand
    if let element = types.resolve(operand.type).optionalElement { target.type = element }
    let found = try operation(.index, [target, index], at: offset)
    return TypedNode(.optionalIndex(operand, index), .optional(found.type), at: offset)
  }

  mutating func list(_ elements: [SyntaxNode.Element], at offset: Int) throws(Fault) -> TypedNode {
    var nodes: [TypedNode.Element] = []
    var type: CELType?
    for element in elements {
      let node = try check(element.value)
      let found = element.isOptional ? try optionalContent(node) : node.type
      type = type.map { types.join($0, found) } ?? found
      nodes.append(TypedNode.Element(value: node, isOptional: element.isOptional))
    }
    return TypedNode(.list(nodes), .list(type ?? types.fresh()), at: offset)
  }

  /// What the optional value behind `?` in a literal holds.
  private mutating func optionalContent(_ node: TypedNode) throws(Fault) -> CELType {
    let type = types.resolve(node.type)
    if let element = type.optionalElement { return element }
    if type.isDynamic || !isStrict { return .dyn }
    throw Fault(
      .type, "`?` takes an optional value, this is \(shown(type))", at: node.offset,
      hint: "leave the `?` out or write `optional.of(…)`")
  }

  mutating func map(_ entries: [SyntaxNode.Entry], at offset: Int) throws(Fault) -> TypedNode {
    var nodes: [TypedNode.Entry] = []
    var joined: (key: CELType, value: CELType)?
    for entry in entries {
      var (key, value) = (try check(entry.key), try check(entry.value))
      switch types.resolve(key.type) {
      case .bool, .int, .uint, .string, .dyn, .parameter, .error: break
      case let other:
        if isStrict {
          throw Fault(.type, "\(shown(other)) can't be the key of a map", at: entry.key.offset)
        }
        key.type = .dyn
      }
      value.type = types.resolve(value.type)
      let content = entry.isOptional ? try optionalContent(value) : value.type
      joined =
        joined.map { (types.join($0.key, key.type), types.join($0.value, content)) }
        ?? (key.type, content)
      nodes.append(TypedNode.Entry(key: key, value: value, isOptional: entry.isOptional))
    }
    let (key, value) = joined ?? (types.fresh(), types.fresh())
    return TypedNode(.map(nodes), .map(key, value), at: offset)
  }
}
