/// Writes a tree as text that parses to an equal tree.
enum SyntaxPrinter {
  static func text(_ node: SyntaxNode) -> String {
    switch node.kind {
    case .literal(let value): value.description
    case .identifier(let name, let absolute):
      absolute ? ".\(name)" : SyntaxNode.writtenName(name)
    case .optionalSelect(let operand, let field): "\(member(operand)).?\(name(field))"
    case .optionalIndex(let left, let right): "\(member(left))[?\(text(right))]"
    case .select(let operand, let field): "\(member(operand)).\(name(field))"
    case .has(let operand, let field): "has(\(member(operand)).\(name(field)))"
    case .call(let function, let arguments, let absolute):
      "\(absolute ? "." : "")\(function)(\(list(arguments)))"
    case .memberCall(let target, let function, let arguments):
      "\(member(target)).\(function)(\(list(arguments)))"
    case .unary(let found, let operand): "\(found.name)\(unaryOperand(operand, of: found))"
    case .binary(.index, let left, let right): "\(member(left))[\(text(right))]"
    case .binary(let found, let left, let right):
      operand(left, at: found.precedence) + " \(found.rawValue) "
        + operand(right, at: found.precedence + 1)
    case .logical(let logical, let terms):
      terms.map { operand($0, at: logical.precedence + 1) }
        .joined(separator: " \(logical.rawValue) ")
    case .conditional(let condition, let then, let otherwise):
      operand(condition, at: Precedence.or) + " ? " + operand(then, at: Precedence.or) + " : "
        + text(otherwise)
    case .list(let elements):
      "[" + elements.map { ($0.isOptional ? "?" : "") + text($0.value) }.joined(separator: ", ")
        + "]"
    case .map(let entries):
      "{"
        + entries.map { "\($0.isOptional ? "?" : "")\(text($0.key)): \(text($0.value))" }
        .joined(separator: ", ") + "}"
    case .message(let name, let fields):
      name + "{"
        + fields.map { "\(self.name($0.name)): \(text($0.value))" }.joined(separator: ", ") + "}"
    case .comprehension(let made): comprehension(made)
    case .bind(let variable, let value, let body):
      "cel.bind(\(SyntaxNode.writtenName(variable)), \(text(value)), \(text(body)))"
    case .block(let values, let body): "cel.block([\(list(values))], \(text(body)))"
    }
  }

  private static func comprehension(_ made: SyntaxNode.Comprehension) -> String {
    let condition = made.condition.map { "\(text($0)), " } ?? ""
    let variables = ([made.variable] + (made.second.map { [$0] } ?? []))
      .map(SyntaxNode.writtenName).joined(separator: ", ")
    return "\(member(made.range)).\(made.macro.rawValue)"
      + "(\(variables), \(condition)\(text(made.body)))"
  }

  private static func list(_ nodes: [SyntaxNode]) -> String {
    nodes.map(text).joined(separator: ", ")
  }

  private static func operand(_ node: SyntaxNode, at lowest: Int) -> String {
    precedence(node) < lowest ? "(\(text(node)))" : text(node)
  }

  private static func member(_ node: SyntaxNode) -> String {
    operand(node, at: Precedence.member)
  }

  /// `-(1)` keeps its parentheses, because `-1` is a literal; `!` and `-` don't mix without them.
  private static func unaryOperand(_ node: SyntaxNode, of found: Operator) -> String {
    var first = node
    while let next = leftmostMember(first) { first = next }
    if case .literal(let value) = first.kind, value.type.isNumber { return "(\(text(node)))" }
    if case .unary(let inner, _) = node.kind, inner != found { return "(\(text(node)))" }
    return operand(node, at: Precedence.unary)
  }

  /// What a selection, call or index starts with; nil for other nodes.
  private static func leftmostMember(_ node: SyntaxNode) -> SyntaxNode? {
    switch node.kind {
    case .select(let operand, _), .optionalSelect(let operand, _): operand
    case .optionalIndex(let left, _): left
    case .memberCall(let target, _, _): target
    case .binary(.index, let left, _): left
    case .comprehension(let made): made.range
    default: nil
    }
  }

  private static func precedence(_ node: SyntaxNode) -> Int {
    switch node.kind {
    case .conditional: Precedence.conditional
    case .logical(let logical, _): logical.precedence
    case .binary(let found, _, _), .unary(let found, _): found.precedence
    default: Precedence.primary
    }
  }

  private static func name(_ field: String) -> String {
    var isPlain = !Parser.words.contains(field)
    for (position, byte) in field.utf8.enumerated() {
      let fits = position == 0 ? byte.startsIdentifier : byte.continuesIdentifier
      isPlain = isPlain && fits
    }
    return isPlain && !field.isEmpty ? field : "`\(field)`"
  }
}
