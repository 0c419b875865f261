/// A node of a parsed expression; macros are already expanded into their own kinds of node.
struct SyntaxNode: Sendable {
  indirect enum Kind: Sendable, Equatable {
    case literal(Value)
    /// `absolute` is a leading dot, which skips the container.
    case identifier(String, absolute: Bool)
    case select(SyntaxNode, field: String)
    /// `operand.?field`: an optional value.
    case optionalSelect(SyntaxNode, field: String)
    /// `operand[?index]`: an optional value.
    case optionalIndex(SyntaxNode, SyntaxNode)
    /// `has(operand.field)`.
    case has(SyntaxNode, field: String)
    case call(String, [SyntaxNode], absolute: Bool)
    case memberCall(SyntaxNode, String, [SyntaxNode])
    case unary(Operator, SyntaxNode)
    case binary(Operator, SyntaxNode, SyntaxNode)
    case logical(Logical, [SyntaxNode])
    case conditional(SyntaxNode, SyntaxNode, SyntaxNode)
    case list([Element])
    case map([Entry])
    /// `Type{field: value}`: parsed so that it can be refused with a clear message.
    case message(String, [Field])
    case comprehension(Comprehension)
    /// `cel.bind(variable, value, body)`.
    case bind(variable: String, value: SyntaxNode, body: SyntaxNode)
    /// `cel.block([values], body)`: the values are `cel.index(0)` and so on.
    case block([SyntaxNode], body: SyntaxNode)
  }

  enum Logical: String, Sendable {
    case and = "&&"
    case or = "||"
  }

  /// An element of a literal list; an optional one, `[?x]`, is left out when it is none.
  struct Element: Sendable, Equatable {
    let value: SyntaxNode
    let isOptional: Bool
  }

  /// An entry of a literal map; an optional one, `{?k: x}`, is left out when it is none.
  struct Entry: Sendable, Equatable {
    let key: SyntaxNode
    let value: SyntaxNode
    let isOptional: Bool
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
    /// The second variable: of a list the element, while the first is the index; of a map the
    /// value, while the first is the key.
    let second: String?
    /// The condition of `map` and the transforming macros.
    let condition: SyntaxNode?
    let body: SyntaxNode
  }

  enum Macro: String, Sendable, CaseIterable {
    case all, exists, map, filter, transformList, transformMap, transformMapEntry, sortBy
    case optMap, optFlatMap
    case existsOne = "exists_one"

    /// How many variables it may have.
    var variableCounts: [Int] {
      switch self {
      case .all, .exists, .existsOne: [1, 2]
      case .map, .filter, .sortBy, .optMap, .optFlatMap: [1]
      case .transformList, .transformMap, .transformMapEntry: [2]
      }
    }

    /// Whether a condition may stand before the body.
    var hasCondition: Bool {
      switch self {
      case .map, .transformList, .transformMap, .transformMapEntry: true
      default: false
      }
    }
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
    case .select(let operand, _), .optionalSelect(let operand, _), .has(let operand, _),
      .unary(_, let operand):
      [operand]
    case .optionalIndex(let operand, let index): [operand, index]
    case .call(_, let arguments, _): arguments
    case .memberCall(let target, _, let arguments): [target] + arguments
    case .binary(_, let left, let right): [left, right]
    case .logical(_, let terms): terms
    case .conditional(let condition, let then, let otherwise): [condition, then, otherwise]
    case .list(let elements): elements.map(\.value)
    case .map(let entries): entries.flatMap { [$0.key, $0.value] }
    case .message(_, let fields): fields.map(\.value)
    case .comprehension(let made):
      [made.range, made.body] + (made.condition.map { [$0] } ?? [])
    case .bind(_, let value, let body): [value, body]
    case .block(let values, let body): values + [body]
    }
  }
}
