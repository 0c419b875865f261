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
    guard let macro = SyntaxNode.Macro(rawValue: alias),
      let (variables, hasCondition) = Parser.shape(of: macro, arguments.count)
    else { return nil }
    let first = try variable(arguments[0], name)
    let second = variables == 2 ? try variable(arguments[1], name) : nil
    if first == second {
      throw Fault(
        .syntax, "the two variables of `\(name)` have the same name", at: arguments[1].offset)
    }
    return try SyntaxNode(
      .comprehension(
        SyntaxNode.Comprehension(
          macro: macro, range: target, variable: first, second: second,
          condition: hasCondition ? arguments[variables] : nil,
          body: arguments[arguments.count - 1])), at: offset)
  }

  /// How many variables so many arguments give a macro, and whether a condition; nil for none.
  private static func shape(
    of macro: SyntaxNode.Macro, _ count: Int
  ) -> (variables: Int, hasCondition: Bool)? {
    for variables in macro.variableCounts {
      if count == variables + 1 { return (variables, false) }
      if count == variables + 2, macro.hasCondition { return (variables, true) }
    }
    return nil
  }

  private func variable(_ node: SyntaxNode, _ macro: String) throws(Fault) -> String {
    guard case .identifier(let variable, absolute: false) = node.kind else {
      throw Fault(
        .syntax, "the first argument of `\(macro)` names the element, as in `\(macro)(x, …)`",
        at: node.offset)
    }
    return variable
  }

  /// `cel.bind`, `cel.block` and what stands for the values of a block; nil for other calls.
  func binding(
    _ name: String, _ target: SyntaxNode, _ arguments: [SyntaxNode], at offset: Int
  ) throws(Fault) -> SyntaxNode? {
    guard case .identifier("cel", absolute: false) = target.kind else { return nil }
    switch (name, arguments.count) {
    case ("bind", 3):
      let variable = try variable(arguments[0], "cel.bind")
      return try SyntaxNode(
        .bind(variable: variable, value: arguments[1], body: arguments[2]), at: offset)
    case ("block", 2):
      guard case .list(let elements) = arguments[0].kind,
        !elements.contains(where: \.isOptional)
      else {
        throw Fault(.syntax, "`cel.block` takes a list of values first", at: arguments[0].offset)
      }
      return try SyntaxNode(
        .block(elements.map(\.value), body: arguments[1]), at: offset)
    case ("index", 1), ("iterVar", 2), ("accuVar", 2):
      let numbers = arguments.compactMap { argument -> String? in
        guard case .literal(.int(let int)) = argument.kind, int >= 0 else { return nil }
        return String(int)
      }
      guard numbers.count == arguments.count else {
        throw Fault(.syntax, "`cel.\(name)` takes numbers from 0", at: offset)
      }
      let hidden = SyntaxNode.hiddenName(name, numbers)
      return try SyntaxNode(.identifier(hidden, absolute: false), at: offset)
    default: return nil
    }
  }
}

extension SyntaxNode {
  /// The name of a value that no source can write: `@index:0` for `cel.index(0)`.
  static func hiddenName(_ function: String, _ numbers: [String]) -> String {
    "@" + ([function] + numbers).joined(separator: ":")
  }

  /// A name as a source writes it: `cel.index(0)` for `@index:0`.
  static func writtenName(_ name: String) -> String {
    guard name.hasPrefix("@") else { return name }
    let parts = name.dropFirst().split(separator: ":")
    return "cel.\(parts[0])(\(parts.dropFirst().joined(separator: ", ")))"
  }
}
