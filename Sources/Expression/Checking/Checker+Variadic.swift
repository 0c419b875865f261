extension Checker {
  /// The arguments of a call of a variadic form, as the one list that the form takes; unchanged
  /// when no form is variadic or an argument is no element of its list.
  mutating func gathered(
    _ nodes: [TypedNode], _ forms: [Overload], at offset: Int
  ) -> [TypedNode] {
    guard nodes.count > 1 else { return nodes }
    let elements = forms.compactMap { form -> OperatorSignatures.Signature? in
      guard form.isVariadic, case .list(let element)? = form.parameters.first else { return nil }
      return ([element], form.result)
    }
    guard !elements.isEmpty, nodes.allSatisfy({ fit([$0], elements) != nil }) else {
      return nodes
    }
    var type = nodes[0].type
    for node in nodes.dropFirst() { type = types.join(type, node.type) }
    let list = nodes.map { TypedNode.Element(value: $0, isOptional: false) }
    return [TypedNode(.list(list), .list(type), at: offset)]
  }
}
