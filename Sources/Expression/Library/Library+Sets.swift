extension Library {
  /// Lists as sets: what they have in common, whatever the order and the repetitions.
  public static let sets = Library(
    "sets", about: "Compares lists as sets, whatever their order and repetitions",
    [
      relation("sets.contains", about: "Whether the first list has every element of the second") {
        try contains($0, $1, &$2)
      },
      relation("sets.equivalent", about: "Whether each list has every element of the other") {
        left, right, budget in
        try contains(left, right, &budget) && contains(right, left, &budget)
      },
      relation("sets.intersects", about: "Whether the lists have an element in common") {
        left, right, budget in
        let set = try ElementSet(right, &budget)
        return try left.contains { try set.contains($0, &budget) }
      },
    ])

  private static func contains(
    _ list: [Value], _ part: [Value], _ budget: inout Budget
  ) throws -> Bool {
    let set = try ElementSet(list, &budget)
    return try part.allSatisfy { try set.contains($0, &budget) }
  }

  private static func relation(
    _ name: String, about: String,
    _ holds: @escaping @Sendable ([Value], [Value], inout Budget) throws -> Bool
  ) -> Function {
    Function(name, .global, [[.list(element), .list(element)]], .bool, about: about) {
      given, budget in
      .bool(try holds(try given.list(0), try given.list(1), &budget))
    }
  }
}
