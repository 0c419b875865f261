import Expression

extension Library {
  /// Sets of codes.
  static let codes = Library(
    "codes", about: "Sets of codes, such as those of a classification",
    [
      Function(
        "codes",
        [
          Overload(unary: .string, result: CodesValue.type, cost: 20, purity: .literal) {
            .custom(try CodesValue(try $0.string()))
          }
        ],
        about:
          "Codes one by one, by their beginning, or from one to another of equal length: "
          + "`A01..A09, B*, noise`"),
      Function(
        "contains",
        [
          CodesValue.method(.string, .bool, cost: 20) { .bool($0.contains(try $1.string())) }
        ], about: "Whether a code is in the set"),
    ])
}
