/// A node whose names are resolved and whose type is known.
struct TypedNode {
  indirect enum Kind {
    case literal(Value)
    case variable(slot: Int)
    case local(slot: Int)
    /// An error that evaluation raises: only without checking.
    case failure(Fault)
    case select(TypedNode, field: String)
    case optionalSelect(TypedNode, field: String)
    case optionalIndex(TypedNode, TypedNode)
    case has(TypedNode, field: String)
    case call(String, [Overload], [TypedNode])
    case operation(Operator, [TypedNode])
    case logical(SyntaxNode.Logical, [TypedNode])
    case conditional(TypedNode, TypedNode, TypedNode)
    case list([Element])
    case map([Entry])
    case comprehension(Loop)
    /// Values that are evaluated once, each into its slot, before the body.
    case bind([(slot: Int, value: TypedNode)], body: TypedNode)
  }

  struct Element {
    let value: TypedNode
    let isOptional: Bool
  }

  struct Entry {
    let key: TypedNode
    let value: TypedNode
    let isOptional: Bool
  }

  struct Loop {
    let macro: SyntaxNode.Macro
    let range: TypedNode
    /// Where the element, or with two variables the index or key, lies in `Frame.locals`.
    let slot: Int
    /// Where the element or value lies for two variables.
    let second: Int?
    let condition: TypedNode?
    let body: TypedNode
  }

  let kind: Kind
  var type: CELType
  let offset: Int
  /// The steps of evaluating it, without the rounds of loops.
  let cost: Int

  init(_ kind: Kind, _ type: CELType, at offset: Int) {
    self.kind = kind
    self.type = type
    self.offset = offset
    cost = kind.cost
  }
}

extension TypedNode.Kind {
  fileprivate var cost: Int {
    switch self {
    case .literal, .failure: 0
    case .variable, .local: 1
    case .select(let operand, _), .optionalSelect(let operand, _), .has(let operand, _):
      operand.cost + 1
    case .optionalIndex(let operand, let index): operand.cost + index.cost + 1
    case .call(_, let overloads, let arguments):
      TypedNode.sum(arguments) + (overloads.map(\.cost).max() ?? 1)
    case .operation(_, let operands): TypedNode.sum(operands) + 1
    case .logical(_, let terms): TypedNode.sum(terms) + 1
    case .conditional(let condition, let then, let otherwise):
      condition.cost + max(then.cost, otherwise.cost) + 1
    case .list(let elements): elements.reduce(1) { $0 + $1.value.cost }
    case .map(let entries): entries.reduce(1) { $0 + $1.key.cost + $1.value.cost + 1 }
    case .comprehension(let loop): loop.range.cost + 1
    case .bind(let values, let body): values.reduce(body.cost) { $0 + $1.value.cost + 1 }
    }
  }
}

extension TypedNode {
  fileprivate static func sum(_ nodes: [TypedNode]) -> Int {
    nodes.reduce(0) { $0 + $1.cost }
  }
}
