extension Parser {
  /// `has(a.b)`: whether the field is there, without reading it.
  func has(_ arguments: [SyntaxNode], at offset: Int) throws(Fault) -> SyntaxNode {
    guard arguments.count == 1, case .select(let operand, let field) = arguments[0].kind else {
      throw Fault(
        .syntax, "`has` takes one field, as in `has(a.b)`", at: arguments.first?.offset ?? offset)
    }
    return try SyntaxNode(.has(operand, field: field), at: offset)
  }

  /// The macro `target.name(variable, …)`; nil when the call is no macro.
  func comprehension(
    _ name: String, _ target: SyntaxNode, _ arguments: [SyntaxNode], at offset: Int
  ) throws(Fault) -> SyntaxNode? {
    let alias = name == "existsOne" ? "exists_one" : name
    guard let macro = SyntaxNode.Macro(rawValue: alias) else { return nil }
    let isConditional = macro == .map && arguments.count == 3
    guard arguments.count == 2 || isConditional else { return nil }
    guard case .identifier(let variable, absolute: false) = arguments[0].kind else {
      throw Fault(
        .syntax, "the first argument of `\(name)` names the element, as in `\(name)(x, …)`",
        at: arguments[0].offset)
    }
    return try SyntaxNode(
      .comprehension(
        SyntaxNode.Comprehension(
          macro: macro, range: target, variable: variable,
          condition: isConditional ? arguments[1] : nil,
          body: arguments[arguments.count - 1])), at: offset)
  }
}
