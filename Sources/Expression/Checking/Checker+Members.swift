extension Checker {
  /// `a.b.c`: the longest declared dotted name, then fields of it; or a field of any value.
  mutating func select(
    _ node: SyntaxNode, _ operand: SyntaxNode, _ field: String
  ) throws(Fault) -> TypedNode {
    if let name = node.qualifiedName, let absolute = node.rootIsAbsolute,
      absolute || local(node.rootName) == nil
    {
      if let found = resolve(name, absolute: absolute, at: node.rootOffset) { return found }
      if !resolvesPrefix(of: node, absolute: absolute) {
        return try failed(unknown(name, at: node.rootOffset))
      }
    }
    let operand = try check(operand)
    let type = try elementType(of: operand, field: field, at: node.offset)
    let isOptional = types.resolve(operand.type).optionalElement != nil
    return TypedNode(
      .select(operand, field: field),
      isOptional ? .optional(type) : type, at: node.offset)
  }

  /// Whether some part `a.b` of `a.b.c` is a declared name.
  private func resolvesPrefix(of node: SyntaxNode, absolute: Bool) -> Bool {
    var node = node
    while case .select(let operand, _) = node.kind {
      node = operand
      guard let name = node.qualifiedName else { return false }
      if resolve(name, absolute: absolute, at: 0) != nil { return true }
    }
    return false
  }

  /// The type of a field of a value: only maps with string keys have fields, and optional maps.
  mutating func elementType(
    of operand: TypedNode, field: String, at offset: Int
  ) throws(Fault) -> CELType {
    let type = types.resolve(operand.type)
    switch type.optionalElement.map({ types.resolve($0) }) ?? type {
    case .map(let key, let value):
      if types.assign(.string, to: key) { return value }
    case .dyn, .error, .parameter: return .dyn
    default: break
    }
    guard isStrict else { return .dyn }
    throw Fault(.type, "\(shown(operand.type)) has no field `\(field)`", at: offset)
  }

  /// A call of a global function.
  mutating func call(
    _ name: String, _ arguments: [SyntaxNode], absolute: Bool, at offset: Int
  ) throws(Fault) -> TypedNode {
    for candidate in environment.candidates(name, absolute: absolute) {
      if let overloads = environment.functions[candidate] {
        return try apply(candidate, overloads, .global, arguments, target: nil, at: offset)
      }
    }
    return try failed(unknownFunction(name, at: offset))
  }

  /// A call with a receiver, or of a global function with a dotted name: `math.greatest(1, 2)`.
  mutating func memberCall(
    _ target: SyntaxNode, _ name: String, _ arguments: [SyntaxNode], at offset: Int
  ) throws(Fault) -> TypedNode {
    if let prefix = target.qualifiedName, let absolute = target.rootIsAbsolute,
      absolute || local(target.rootName) == nil
    {
      for candidate in environment.candidates("\(prefix).\(name)", absolute: absolute) {
        if let overloads = environment.functions[candidate] {
          return try apply(candidate, overloads, .global, arguments, target: nil, at: offset)
        }
      }
    }
    guard let overloads = environment.functions[name] else {
      if isStrict { _ = try check(target) }
      return try failed(unknownFunction(name, at: offset))
    }
    return try apply(name, overloads, .receiver, arguments, target: target, at: offset)
  }

  private func unknownFunction(_ name: String, at offset: Int) -> Fault {
    let names = Array(environment.functions.keys) + SyntaxNode.Macro.names
    return Fault(
      .name, "unknown function `\(name)`", at: offset, hint: NearestName.hint(name, in: names))
  }

  private mutating func apply(
    _ name: String, _ overloads: [Overload], _ style: Overload.Style, _ arguments: [SyntaxNode],
    target: SyntaxNode?, at offset: Int
  ) throws(Fault) -> TypedNode {
    var nodes: [TypedNode] = []
    for argument in (target.map { [$0] } ?? []) + arguments { nodes.append(try check(argument)) }
    let styled = overloads.filter { $0.style == style }
    nodes = gathered(nodes, styled, at: offset)
    let signatures = styled.map { ($0.parameters, $0.result) }
    if let (fitting, result) = fit(nodes, signatures) {
      return TypedNode(.call(name, fitting.map { styled[$0] }, nodes), result, at: offset)
    }
    guard isStrict else { return TypedNode(.call(name, styled, nodes), .dyn, at: offset) }
    throw Fault(
      .type, "no `\(name)` \(style == .receiver ? "on" : "of") \(shown(nodes, style))",
      at: offset, hint: hint(name, overloads))
  }

  private func shown(_ nodes: [TypedNode], _ style: Overload.Style) -> String {
    let types = nodes.map { shown($0.type) }
    guard style == .receiver, let receiver = types.first else {
      return "(\(types.joined(separator: ", ")))"
    }
    return "\(receiver) with (\(types.dropFirst().joined(separator: ", ")))"
  }

  private func hint(_ name: String, _ overloads: [Overload]) -> Sentence? {
    let forms = overloads.prefix(4).map { overload in
      let types = overload.parameters.map(\.description)
      guard overload.style == .receiver, let receiver = types.first else {
        return "`\(name)(\(types.joined(separator: ", ")))`"
      }
      return "`\(receiver).\(name)(\(types.dropFirst().joined(separator: ", ")))`"
    }
    return forms.isEmpty ? nil : "there is \(forms.joined(separator: ", "))"
  }
}

extension SyntaxNode {
  /// The name that a dotted name starts with.
  var rootName: String {
    switch kind {
    case .identifier(let name, _): name
    case .select(let operand, _): operand.rootName
    default: ""
    }
  }

  var rootOffset: Int {
    if case .select(let operand, _) = kind { return operand.rootOffset }
    return offset
  }

  /// Whether a dotted name starts with a dot; nil for other nodes.
  var rootIsAbsolute: Bool? {
    switch kind {
    case .identifier(_, let absolute): absolute
    case .select(let operand, _): operand.rootIsAbsolute
    default: nil
    }
  }
}

extension SyntaxNode.Macro {
  /// How macros are called, for suggestions.
  static let names = allCases.map(\.rawValue) + ["has"]
}
