/// A node of a parsed expression; macros are already expanded into their own kinds of node.
struct SyntaxNode: Sendable {
  indirect enum Kind: Sendable, Equatable {
    case literal(Value)
    /// `absolute` is a leading dot, which skips the container.
    case identifier(String, absolute: Bool)
    case select(SyntaxNode, field: String)
    /// `has(operand.field)`.
    case has(SyntaxNode, field: String)
    case call(String, [SyntaxNode], absolute: Bool)
    case memberCall(SyntaxNode, String, [SyntaxNode])
    case unary(Operator, SyntaxNode)
    case binary(Operator, SyntaxNode, SyntaxNode)
    case logical(Logical, [SyntaxNode])
    case conditional(SyntaxNode, SyntaxNode, SyntaxNode)
    case list([SyntaxNode])
    case map([Entry])
    /// `Type{field: value}`: parsed so that it can be refused with a clear message.
    case message(String, [Field])
    case comprehension(Comprehension)
  }

  enum Logical: String, Sendable {
    case and = "&&"
    case or = "||"
  }

  struct Entry: Sendable, Equatable {
    let key: SyntaxNode
    let value: SyntaxNode
  }

  struct Field: Sendable, Equatable {
    let name: String
    let value: SyntaxNode
  }

  /// `range.all(variable, body)` and its like.
  struct Comprehension: Sendable, Equatable {
    let macro: Macro
    let range: SyntaxNode
    let variable: String
    /// The condition of the three-argument `map`.
    let condition: SyntaxNode?
    let body: SyntaxNode
  }

  enum Macro: String, Sendable {
    case all, exists, map, filter
    case existsOne = "exists_one"
  }

  let kind: Kind
  /// Bytes from the start of the source to what an error about this node points at.
  let offset: Int
  /// Levels of the tree below and with this node.
  let height: Int

  init(_ kind: Kind, at offset: Int) throws(Fault) {
    self.kind = kind
    self.offset = offset
    height = 1 + (kind.children.map(\.height).max() ?? 0)
    guard height <= Limits.nestingMax else {
      throw Fault(
        .syntax, "the expression is nested deeper than \(Limits.nestingMax) levels", at: offset)
    }
  }
}

extension SyntaxNode: Equatable {
  /// The same tree, wherever it stands.
  static func == (left: SyntaxNode, right: SyntaxNode) -> Bool {
    left.kind == right.kind
  }
}

extension SyntaxNode.Kind {
  /// The nodes directly below.
  var children: [SyntaxNode] {
    switch self {
    case .literal, .identifier: []
    case .select(let operand, _), .has(let operand, _), .unary(_, let operand): [operand]
    case .call(_, let arguments, _): arguments
    case .memberCall(let target, _, let arguments): [target] + arguments
    case .binary(_, let left, let right): [left, right]
    case .logical(_, let terms): terms
    case .conditional(let condition, let then, let otherwise): [condition, then, otherwise]
    case .list(let elements): elements
    case .map(let entries): entries.flatMap { [$0.key, $0.value] }
    case .message(_, let fields): fields.map(\.value)
    case .comprehension(let made):
      [made.range, made.body] + (made.condition.map { [$0] } ?? [])
    }
  }
}
