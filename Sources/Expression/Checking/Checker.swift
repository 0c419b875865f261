/// Resolves the names of a tree and works out the type of each node.
///
/// Without strictness nothing is refused: what can't be resolved becomes an error of evaluation,
/// and every type that doesn't fit is `dyn`.
struct Checker {
  let environment: Environment
  let isStrict: Bool
  var types = Substitution()
  private(set) var localCountMax = 0
  private var locals: [(name: String, type: CELType)] = []

  init(_ environment: Environment, isStrict: Bool) {
    self.environment = environment
    self.isStrict = isStrict
  }

  /// The typed tree; its result is assignable to `expected` if given.
  mutating func check(
    _ root: SyntaxNode, expecting expected: CELType?
  ) throws(Fault) -> TypedNode {
    var node = try check(root)
    if let expected, !types.assign(node.type, to: expected) {
      throw Fault(
        .type, "the expression is \(shown(node.type)), expected \(expected)", at: root.offset)
    }
    node.type = types.resolve(node.type, isFinal: true)
    return node
  }

  mutating func check(_ node: SyntaxNode) throws(Fault) -> TypedNode {
    let offset = node.offset
    switch node.kind {
    case .literal(let value):
      return TypedNode(.literal(value), value.type, at: offset)
    case .identifier(let name, let absolute):
      if let found = resolve(name, absolute: absolute, at: offset) { return found }
      return try failed(unknown(name, at: offset))
    case .select(let operand, let field):
      return try select(node, operand, field)
    case .optionalSelect(let operand, let field):
      let operand = try check(operand)
      let type = try elementType(of: operand, field: field, at: offset)
      return TypedNode(
        .optionalSelect(operand, field: field), .optional(type), at: offset)
    case .optionalIndex(let operand, let index):
      return try optionalIndex(try check(operand), try check(index), at: offset)
    case .has(let operand, let field):
      let operand = try check(operand)
      _ = try elementType(of: operand, field: field, at: offset)
      return TypedNode(.has(operand, field: field), .bool, at: offset)
    case .call(let name, let arguments, let absolute):
      return try call(name, arguments, absolute: absolute, at: offset)
    case .memberCall(let target, let name, let arguments):
      return try memberCall(target, name, arguments, at: offset)
    case .unary(let found, let operand):
      return try operation(found, [try check(operand)], at: offset)
    case .binary(let found, let left, let right):
      return try operation(found, [try check(left), try check(right)], at: offset)
    case .logical(let logical, let terms):
      return try self.logical(logical, terms, at: offset)
    case .conditional(let condition, let then, let otherwise):
      return try conditional(condition, then, otherwise, at: offset)
    case .list(let elements): return try list(elements, at: offset)
    case .map(let entries): return try map(entries, at: offset)
    case .message(let name, _):
      return try failed(
        Fault(.type, "`\(name){…}`: protobuf messages are not supported", at: offset))
    case .comprehension(let made): return try comprehension(made, at: offset)
    case .bind(let variable, let value, let body):
      return try bind([(variable, value)], body, at: offset)
    case .block(let values, let body):
      let named = values.enumerated().map { position, value in
        (SyntaxNode.hiddenName("index", [String(position)]), value)
      }
      return try bind(named, body, at: offset)
    }
  }

  /// Throws the fault, or makes it an error of evaluation when types aren't checked.
  func failed(_ fault: Fault) throws(Fault) -> TypedNode {
    if isStrict { throw fault }
    var fault = fault
    fault.kind = .evaluation
    return TypedNode(.failure(fault), .dyn, at: fault.offset)
  }

  /// The type as messages show it.
  func shown(_ type: CELType) -> String {
    types.resolve(type, isFinal: true).description
  }

  // MARK: Names

  /// The innermost local variable of a name, and its slot.
  func local(_ name: String) -> (slot: Int, type: CELType)? {
    guard let slot = locals.lastIndex(where: { $0.name == name }) else { return nil }
    return (slot, locals[slot].type)
  }

  /// Checks with more local variables; gives the slot of the first too, the others follow it.
  mutating func with<T>(
    locals names: [(name: String, type: CELType)],
    _ body: (inout Checker) throws(Fault) -> T
  ) throws(Fault) -> (T, slot: Int) {
    let slot = locals.count
    locals += names
    localCountMax = max(localCountMax, locals.count)
    defer { locals.removeLast(names.count) }
    return (try body(&self), slot)
  }

  /// `cel.bind` and `cel.block`: each value may use those before it.
  private mutating func bind(
    _ values: [(name: String, value: SyntaxNode)], _ body: SyntaxNode, at offset: Int
  ) throws(Fault) -> TypedNode {
    let first = locals.count
    defer { locals.removeLast(locals.count - first) }
    var nodes: [(slot: Int, value: TypedNode)] = []
    for (name, value) in values {
      let node = try check(value)
      nodes.append((locals.count, node))
      locals.append((name, node.type))
      localCountMax = max(localCountMax, locals.count)
    }
    let node = try check(body)
    return TypedNode(.bind(nodes, body: node), node.type, at: offset)
  }

  /// A local variable, a declared one or a type; nil when the name is none.
  func resolve(_ name: String, absolute: Bool, at offset: Int) -> TypedNode? {
    if !absolute, let (slot, type) = local(name) {
      return TypedNode(.local(slot: slot), type, at: offset)
    }
    for candidate in environment.candidates(name, absolute: absolute) {
      if let slot = environment.slots[candidate] {
        return TypedNode(
          .variable(slot: slot), environment.variables[slot].type, at: offset)
      }
      if let type = CELType.named[candidate] {
        return TypedNode(.literal(.type(type)), .type(type), at: offset)
      }
    }
    return nil
  }

  func unknown(_ name: String, at offset: Int) -> Fault {
    let names = environment.variables.map(\.name) + locals.map(\.name)
    let name = SyntaxNode.writtenName(name)
    return Fault(
      .name, "unknown name `\(name)`", at: offset, hint: NearestName.hint(name, in: names))
  }
}
