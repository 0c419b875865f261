extension Parser {
  /// Selections, calls and indexes behind a node.
  mutating func members(of first: SyntaxNode) throws(Fault) -> SyntaxNode {
    var node = first
    while true {
      let offset = token.offset
      if take(.dot) {
        node = try member(of: node)
      } else if take(.leftBracket) {
        let isOptional = take(.question)
        let index = try expression()
        try expect(.rightBracket)
        node = try SyntaxNode(
          isOptional ? .optionalIndex(node, index) : .binary(.index, node, index), at: offset)
      } else if token.kind == .symbol(.leftBrace), let name = node.qualifiedName {
        node = try message(name, at: node.offset)
      } else {
        return node
      }
    }
  }

  private mutating func member(of target: SyntaxNode) throws(Fault) -> SyntaxNode {
    let isOptional = take(.question)
    let offset = token.offset
    let name: String
    var mayBeCalled = !isOptional
    switch token.kind {
    case .identifier(let found) where !Parser.words.contains(found): name = found
    case .quotedIdentifier(let found): (name, mayBeCalled) = (found, false)
    default: throw unexpected(isOptional ? "a field" : "a field or a function")
    }
    advance()
    guard mayBeCalled, take(.leftParenthesis) else {
      return try SyntaxNode(
        isOptional ? .optionalSelect(target, field: name) : .select(target, field: name),
        at: offset)
    }
    let arguments = try list(until: .rightParenthesis)
    if expandsMacros {
      if let made = try binding(name, target, arguments, at: offset) { return made }
      if let made = try comprehension(name, target, arguments, at: offset) { return made }
    }
    return try SyntaxNode(.memberCall(target, name, arguments), at: offset)
  }

  /// Expressions with commas between, up to and with the closing symbol.
  private mutating func list(until close: Token.Symbol) throws(Fault) -> [SyntaxNode] {
    var nodes: [SyntaxNode] = []
    if take(close) { return nodes }
    while true {
      nodes.append(try expression())
      if take(close) { return nodes }
      guard take(.comma) else { throw unexpected("`,` or `\(close.rawValue)`") }
    }
  }

  /// The elements of a literal list; a comma may stand behind the last.
  private mutating func elements() throws(Fault) -> [SyntaxNode.Element] {
    var elements: [SyntaxNode.Element] = []
    while !take(.rightBracket) {
      let isOptional = take(.question)
      elements.append(SyntaxNode.Element(value: try expression(), isOptional: isOptional))
      if take(.rightBracket) { break }
      guard take(.comma) else { throw unexpected("`,` or `]`") }
    }
    return elements
  }

  mutating func primary() throws(Fault) -> SyntaxNode {
    let offset = token.offset
    switch token.kind {
    case .int(let magnitude):
      guard let int = Int64(exactly: magnitude) else {
        throw Fault(.syntax, "the number is out of the range of an int", at: offset)
      }
      return try literal(.int(int))
    case .uint(let uint): return try literal(.uint(uint))
    case .double(let double): return try literal(.double(double))
    case .string(let string): return try literal(.string(string))
    case .bytes(let bytes): return try literal(.bytes(bytes))
    case .identifier(let name): return try named(name, absolute: false)
    case .symbol(.dot):
      advance()
      guard case .identifier(let name) = token.kind else { throw unexpected("a name") }
      return try named(name, absolute: true)
    case .symbol(.leftParenthesis):
      advance()
      let node = try expression()
      try expect(.rightParenthesis)
      return node
    case .symbol(.leftBracket):
      advance()
      return try SyntaxNode(.list(try elements()), at: offset)
    case .symbol(.leftBrace):
      advance()
      return try map(at: offset)
    default:
      throw unexpected("a value")
    }
  }

  private mutating func literal(_ value: Value) throws(Fault) -> SyntaxNode {
    let offset = token.offset
    advance()
    return try SyntaxNode(.literal(value), at: offset)
  }

  private mutating func named(_ name: String, absolute: Bool) throws(Fault) -> SyntaxNode {
    let offset = token.offset
    switch name {
    case "true" where !absolute: return try literal(.bool(true))
    case "false" where !absolute: return try literal(.bool(false))
    case "null" where !absolute: return try literal(.null)
    default: break
    }
    guard !Parser.reserved.contains(name), !Parser.words.contains(name) else {
      throw unexpected("a value")
    }
    advance()
    guard take(.leftParenthesis) else {
      return try SyntaxNode(.identifier(name, absolute: absolute), at: offset)
    }
    let arguments = try list(until: .rightParenthesis)
    if name == "has", !absolute, expandsMacros { return try has(arguments, at: offset) }
    return try SyntaxNode(.call(name, arguments, absolute: absolute), at: offset)
  }

  private mutating func map(at offset: Int) throws(Fault) -> SyntaxNode {
    var entries: [SyntaxNode.Entry] = []
    while !take(.rightBrace) {
      let isOptional = take(.question)
      let key = try expression()
      try expect(.colon)
      entries.append(
        SyntaxNode.Entry(key: key, value: try expression(), isOptional: isOptional))
      if take(.rightBrace) { break }
      guard take(.comma) else { throw unexpected("`,` or `}`") }
    }
    return try SyntaxNode(.map(entries), at: offset)
  }

  private mutating func message(_ name: String, at offset: Int) throws(Fault) -> SyntaxNode {
    try expect(.leftBrace)
    var fields: [SyntaxNode.Field] = []
    while !take(.rightBrace) {
      _ = take(.question)
      let field: String
      switch token.kind {
      case .identifier(let found), .quotedIdentifier(let found): field = found
      default: throw unexpected("a field")
      }
      advance()
      try expect(.colon)
      fields.append(SyntaxNode.Field(name: field, value: try expression()))
      if take(.rightBrace) { break }
      guard take(.comma) else { throw unexpected("`,` or `}`") }
    }
    return try SyntaxNode(.message(name, fields), at: offset)
  }

  /// Words that can't even be fields.
  static let words: Set<String> = ["in", "true", "false", "null"]
}
