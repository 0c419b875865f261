import Expression
import Testing

@Suite struct MacroTests {
  static let environment = Environment(
    variables: [
      Variable(name: "l", type: .list(.int)), Variable(name: "m", type: .map(.string, .int)),
    ])
  static let bindings: Bindings = [[3, 1, 2], ["a": 1, "b": 2]]

  private static func value(_ source: String) throws -> Value {
    try environment.compile(source).evaluate(bindings)
  }

  @Test(arguments: [
    ("l.all(i, v, i < 3 && v > 0)", "true"),
    ("l.all(i, v, i == v)", "false"),
    ("l.exists(i, v, i == 2 && v == 2)", "true"),
    ("l.exists(i, v, 1 / (v - 3) == 5 || i == 1)", "true"),
    ("l.exists_one(i, v, v > i)", "true"),
    ("l.existsOne(i, v, v > 1)", "false"),
    ("m.all(k, v, k != '' && v > 0)", "true"),
    ("m.exists(k, v, k == 'b' && v == 2)", "true"),
    ("m.exists_one(k, v, v == 2)", "true"),
    ("l.transformList(i, v, i * 10 + v)", "[3, 11, 22]"),
    ("l.transformList(i, v, v > 1, i * 10 + v)", "[3, 22]"),
    ("m.transformList(k, v, k + string(v))", "[\"a1\", \"b2\"]"),
    ("m.transformMap(k, v, v * 2)", "{\"a\": 2, \"b\": 4}"),
    ("m.transformMap(k, v, k != 'a', v * 2)", "{\"b\": 4}"),
    ("l.transformMap(i, v, v)", "{0: 3, 1: 1, 2: 2}"),
    ("m.transformMapEntry(k, v, {v: k})", "{1: \"a\", 2: \"b\"}"),
    ("l.transformMapEntry(i, v, v > 1, {string(v): i})", "{\"3\": 0, \"2\": 2}"),
    ("l.sortBy(x, x)", "[1, 2, 3]"),
    ("l.sortBy(x, -x)", "[3, 2, 1]"),
    ("['bb', 'a', 'cc'].sortBy(x, size(x))", "[\"a\", \"bb\", \"cc\"]"),
    ("[].sortBy(x, x)", "[]"),
    ("cel.bind(x, size(l), x * x + x)", "12"),
    ("cel.bind(x, 1, cel.bind(y, x + 1, x + y))", "3"),
    ("cel.bind(x, 1, cel.bind(x, x + 1, x))", "2"),
    ("cel.bind(x, 1 / 0, true || x > 1)", "true"),
    ("cel.bind(x, 1 / 0, 5)", "5"),
    ("l.map(v, cel.bind(d, v * 2, [d, d + 1]))", "[[6, 7], [2, 3], [4, 5]]"),
    ("l.map(v, cel.bind(d, 6 / (v - 1), v == 1 ? 0 : d))", "[3, 0, 6]"),
    ("cel.bind(x, [1, 2], [3].map(z, x.map(y, y + z)))", "[[4, 5]]"),
    ("cel.block([1, cel.index(0) + 1], cel.index(1) * 10)", "20"),
    (
      "cel.block([[1], 3], cel.index(0).map(cel.iterVar(0, 0), cel.index(1) + cel.iterVar(0, 0)))",
      "[4]"
    ),
    ("l.map(x, l.filter(y, y > x))", "[[], [3, 2], [3]]"),
  ])
  func `a macro gives a value`(source: String, expected: String) throws {
    #expect(try Self.value(source).description == expected)
    let tree = try SyntaxTree(source)
    #expect(try SyntaxTree(tree.description) == tree)
  }

  @Test(arguments: [
    ("l.all(i, i, true)", ExpressionError.Kind.syntax, "have the same name"),
    ("l.all(1, v, true)", .syntax, "names the element"),
    ("l.transformMapEntry(i, v, v)", .type, "gives a map for each entry"),
    ("l.transformMapEntry(i, v, {'k': v})", .evaluation, "gives a key twice"),
    ("l.transformList(v, v + 1)", .name, "transformList"),
    ("m.sortBy(x, x)", .type, "takes a list"),
    ("l.sortBy(x, [x])", .type, "needs a key with an order"),
    ("[dyn(1), dyn('a')].sortBy(x, x)", .evaluation, "no such overload"),
    ("1.all(x, true)", .type, "takes a list or a map"),
    ("cel.bind(1, 2, 3)", .syntax, "names the element"),
    ("cel.bind(x, 1 / 0, x > 1)", .evaluation, "divide by zero"),
    ("cel.block([?optional.of(1)], 1)", .syntax, "takes a list of values"),
    ("cel.block([1], cel.index(1))", .name, "cel.index(1)"),
    ("cel.index(-1)", .syntax, "numbers from 0"),
    ("cel.bind(x, 'a', x + 1)", .type, "no `+`"),
  ])
  func `a macro is refused`(
    source: String, kind: ExpressionError.Kind, words: String
  ) throws {
    let error = #expect(throws: ExpressionError.self) { try Self.value(source) }
    #expect(error?.kind == kind)
    #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
  }

  @Test func `macros with two variables are typed`() throws {
    let type = { (source: String) in try Self.environment.compile(source).resultType.description }
    #expect(try type("l.transformList(i, v, string(v))") == "list(string)")
    #expect(try type("m.transformMap(k, v, v > 1)") == "map(string, bool)")
    #expect(try type("m.transformMapEntry(k, v, {v: k})") == "map(int, string)")
    #expect(try type("cel.bind(x, 1, x)") == "int")
    #expect(try type("l.sortBy(x, x)") == "list(int)")
  }
}
