/// Builds the tree of an expression from its tokens, by precedence.
struct Parser {
  private let tokens: [Token]
  private var position = 0
  private var depth = 0
  /// False to leave `has`, `all` and the like as calls.
  let expandsMacros: Bool

  static func parse(_ source: String, expandingMacros: Bool = true) throws(Fault) -> SyntaxNode {
    var parser = Parser(tokens: try Lexer.tokens(source), expandsMacros: expandingMacros)
    let node = try parser.expression()
    guard parser.token.kind == .end else {
      throw parser.unexpected("an operator or the end")
    }
    return node
  }

  private init(tokens: [Token], expandsMacros: Bool) {
    self.tokens = tokens
    self.expandsMacros = expandsMacros
  }

  var token: Token { tokens[min(position, tokens.count - 1)] }

  func unexpected(_ wanted: String) -> Fault {
    if case .identifier(let name) = token.kind, Parser.reserved.contains(name) {
      return Fault(.syntax, "`\(name)` is a reserved word", at: token.offset)
    }
    return Fault(.syntax, "expected \(wanted), found \(token.name)", at: token.offset)
  }

  mutating func advance() {
    position += 1
  }

  /// Takes the symbol if it is next.
  mutating func take(_ symbol: Token.Symbol) -> Bool {
    guard token.kind == .symbol(symbol) else { return false }
    position += 1
    return true
  }

  mutating func expect(_ symbol: Token.Symbol) throws(Fault) {
    guard take(symbol) else { throw unexpected("`\(symbol.rawValue)`") }
  }

  /// `condition ? then : otherwise`, or what binds more tightly.
  mutating func expression() throws(Fault) -> SyntaxNode {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Limits.nestingMax else {
      throw Fault(
        .syntax, "the expression is nested deeper than \(Limits.nestingMax) levels",
        at: token.offset)
    }
    let condition = try binary(Precedence.or)
    let offset = token.offset
    guard take(.question) else { return condition }
    let then = try binary(Precedence.or)
    try expect(.colon)
    let otherwise = try expression()
    return try SyntaxNode(.conditional(condition, then, otherwise), at: offset)
  }

  /// Operators that bind at least as tightly as `lowest`, from left to right.
  private mutating func binary(_ lowest: Int) throws(Fault) -> SyntaxNode {
    var left = try unary()
    while true {
      let offset = token.offset
      if let logical = logical(), logical.precedence >= lowest {
        left = try chain(logical, from: left, at: offset)
      } else if let found = Operator(binary: token), found.precedence >= lowest {
        advance()
        let right = try binary(found.precedence + 1)
        left = try SyntaxNode(.binary(found, left, right), at: offset)
      } else {
        return left
      }
    }
  }

  private func logical() -> SyntaxNode.Logical? {
    guard case .symbol(let symbol) = token.kind else { return nil }
    return SyntaxNode.Logical(rawValue: symbol.rawValue)
  }

  /// `a && b && c` as one node, so that long conditions stay shallow.
  private mutating func chain(
    _ logical: SyntaxNode.Logical, from first: SyntaxNode, at offset: Int
  ) throws(Fault) -> SyntaxNode {
    var terms = [first]
    while self.logical() == logical {
      advance()
      terms.append(try binary(logical.precedence + 1))
    }
    return try SyntaxNode(.logical(logical, terms), at: offset)
  }

  /// A run of `!` or `-` before a member expression; `-` before a number belongs to the number.
  private mutating func unary() throws(Fault) -> SyntaxNode {
    var offsets: [Int] = []
    let found: Operator = token.kind == .symbol(.not) ? .not : .negate
    let symbol: Token.Symbol = found == .not ? .not : .minus
    while token.kind == .symbol(symbol) {
      offsets.append(token.offset)
      advance()
      guard offsets.count <= Limits.nestingMax else {
        throw Fault(.syntax, "too many `\(symbol.rawValue)` in a row", at: token.offset)
      }
    }
    var node: SyntaxNode
    if found == .negate, let offset = offsets.last, let literal = try negativeLiteral(offset) {
      offsets.removeLast()
      node = try members(of: literal)
    } else {
      node = try members(of: try primary())
    }
    for offset in offsets.reversed() {
      node = try SyntaxNode(.unary(found, node), at: offset)
    }
    return node
  }

  private mutating func negativeLiteral(_ offset: Int) throws(Fault) -> SyntaxNode? {
    let value: Value
    switch token.kind {
    case .int(let magnitude):
      guard magnitude <= UInt64(Int64.max) + 1 else {
        throw Fault(.syntax, "the number is out of the range of an int", at: offset)
      }
      value = .int(Int64(truncatingIfNeeded: 0 &- magnitude))
    case .double(let double): value = .double(-double)
    default: return nil
    }
    advance()
    return try SyntaxNode(.literal(value), at: offset)
  }

  /// Words that can't be names, only fields and functions of a receiver.
  static let reserved: Set<String> = [
    "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop",
    "package", "namespace", "return", "var", "void", "while", "in",
  ]
}

extension SyntaxNode.Logical {
  var precedence: Int { self == .and ? Precedence.and : Precedence.or }
}
