import Expression
import Testing

/// A type of a library: a weight in grams.
private final class Weight: CustomValue {
  let grams: Int64

  init(_ grams: Int64) {
    self.grams = grams
  }

  var typeName: String { "weight" }
  var text: String { "\(grams)g" }

  func isEqual(to other: any CustomValue) -> Bool { (other as? Weight)?.grams == grams }
  func order(against other: any CustomValue) -> Int? {
    (other as? Weight).map { Int(grams - $0.grams) }
  }
}

@Suite struct CustomValueTests {
  private static let weight = CELType.abstract("weight", [])

  private static func grams(_ value: Value) throws -> Int64 {
    guard case .custom(let custom) = value, let weight = custom as? Weight else {
      throw FunctionError("no weight")
    }
    return weight.grams
  }

  private static let library = Library(
    "weights", about: "Weights in grams",
    [
      Function(
        "weight",
        [
          Overload(unary: .string, result: weight, purity: .literal) { value in
            guard case .string(let text) = value, let grams = Int64(text) else {
              throw FunctionError("no weight in \(value)")
            }
            return .custom(Weight(grams))
          }
        ]),
      Function(
        "+",
        [
          Overload(binary: weight, weight, result: weight, purity: .pure) { left, right in
            .custom(Weight(try grams(left) + grams(right)))
          }
        ]),
      Function(
        "<",
        [
          Overload(binary: weight, weight, result: .bool, purity: .pure) { left, right in
            .bool(try grams(left) < grams(right))
          }
        ]),
    ])

  private static let environment = Environment(
    variables: [Variable(name: "w", type: weight), Variable(name: "d", type: .dyn)],
    libraries: [library])

  private static func value(_ source: String) throws -> Value {
    try environment.compile(source).evaluate([.custom(Weight(7)), .custom(Weight(9))])
  }

  @Test(arguments: [
    ("w + weight('3')", "10g"), ("weight('1') < w", "true"), ("w == weight('7')", "true"),
    ("w != weight('7')", "false"), ("[w] == [weight('7')]", "true"),
    ("type(w) == type(weight('1'))", "true"),
    ("[weight('3'), w, weight('1')].sortBy(x, x)", "[1g, 3g, 7g]"),
    ("[w, weight('3')].map(x, x + x)", "[14g, 6g]"), ("d == w", "false"),
    ("optional.of(w).optMap(x, x + x).value()", "14g"),
  ])
  func `a type of a library takes part`(source: String, expected: String) throws {
    #expect(try Self.value(source).description == expected)
  }

  @Test func `a text that a function can't read is refused when it is compiled`() throws {
    let error = #expect(throws: ExpressionError.self) {
      try Self.environment.compile("true || weight('heavy') < w")
    }
    #expect(error?.message == "no weight in \"heavy\"")
    #expect(error?.column == 9)
  }

  @Test(arguments: ["w + 1", "w < 'a'", "w - w", "w.grams", "w == 7", "w > w"])
  func `what the library doesn't give is refused`(source: String) throws {
    let error = #expect(throws: ExpressionError.self) { try Self.environment.compile(source) }
    #expect(error?.kind == .type)
  }
}
