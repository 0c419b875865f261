import Expression
import Testing

@Suite struct OptionalTests {
  static let environment = Environment(
    variables: [
      Variable(name: "m", type: .map(.string, .map(.string, .int))),
      Variable(name: "l", type: .list(.int)), Variable(name: "d", type: .dyn),
    ])
  static let bindings: Bindings = [
    ["a": ["x": 1, "zero": 0]], [10, 20, 30], ["k": ["n": 5], "list": [1, 2]],
  ]

  private static func value(_ source: String) throws -> Value {
    try environment.compile(source).evaluate(bindings)
  }

  @Test(arguments: [
    ("optional.of(1).value()", "1"),
    ("optional.of(1).hasValue()", "true"),
    ("optional.none().hasValue()", "false"),
    ("optional.none()", "optional.none()"),
    ("optional.of(optional.none())", "optional.of(optional.none())"),
    ("optional.ofNonZeroValue(0)", "optional.none()"),
    ("optional.ofNonZeroValue('')", "optional.none()"),
    ("optional.ofNonZeroValue([0])", "optional.of([0])"),
    ("optional.ofNonZeroValue({})", "optional.none()"),
    ("optional.ofNonZeroValue(duration('0s'))", "optional.none()"),
    ("optional.ofNonZeroValue(false)", "optional.none()"),
    ("optional.none().orValue(3)", "3"),
    ("optional.of(2).orValue(1 / 0)", "2"),
    ("optional.of(2).or(optional.of(1 / 0))", "optional.of(2)"),
    ("optional.none().or(optional.of(4)).value()", "4"),
    ("optional.none().or(optional.none()).orValue(5)", "5"),
    ("optional.of(1) == optional.of(1)", "true"),
    ("optional.of(dyn(1)) == optional.of(1.0)", "true"),
    ("optional.of(1) == optional.none()", "false"),
    ("optional.none() == optional.none()", "true"),
    ("optional.none() != optional.of(null)", "true"),
    ("type(optional.none()) == optional_type", "true"),
    ("type(optional.of(1)) == type(optional.of('a'))", "true"),
    ("m.?a", "optional.of({\"x\": 1, \"zero\": 0})"),
    ("m.?b", "optional.none()"),
    ("m.?a.x", "optional.of(1)"),
    ("m.?b.x", "optional.none()"),
    ("m.?a.?y", "optional.none()"),
    ("m.?a.?x.orValue(9)", "1"),
    ("m.?b.?x.orValue(9)", "9"),
    ("m[?'a'].x", "optional.of(1)"),
    ("m[?'q'][?'x'].orValue(-1)", "-1"),
    ("m.?a['x'].value()", "1"),
    ("has(m.?a.x)", "true"),
    ("has(m.?a.y)", "false"),
    ("has(m.?q.y)", "false"),
    ("l[?0]", "optional.of(10)"),
    ("l[?3]", "optional.none()"),
    ("l[?-1]", "optional.none()"),
    ("d.?k.?n.orValue(0)", "5"),
    ("d.?none.?n.orValue(0)", "0"),
    ("d.?list[?1].orValue(0)", "2"),
    ("d.?k.optMap(v, v.n + 1)", "optional.of(6)"),
    ("d.?q.optMap(v, v.n + 1).orValue(8)", "8"),
    ("m.?a.optFlatMap(v, v.?x).value()", "1"),
    ("m.?a.optFlatMap(v, v.?q).hasValue()", "false"),
    ("[?optional.none(), 1, ?optional.of(2)]", "[1, 2]"),
    ("[?m.?q.x, ?m.?a.x]", "[1]"),
    ("{?'a': optional.none(), 'b': 1, ?'c': optional.of(2)}", "{\"b\": 1, \"c\": 2}"),
    ("{?1: m.?q, 2: {'x': 0}}", "{2: {\"x\": 0}}"),
    ("optional.unwrap([optional.of(1), optional.none(), optional.of(3)])", "[1, 3]"),
    ("[optional.of(1), optional.none()].unwrapOpt()", "[1]"),
    ("l.first().value() + l.last().value()", "40"),
    ("[].first().hasValue()", "false"),
    ("true ? optional.of(1) : optional.none()", "optional.of(1)"),
    ("dyn(optional.of({'a': 1})).a", "optional.of(1)"),
    ("dyn(optional.of([7]))[0].value()", "7"),
  ])
  func `an expression gives a value`(source: String, expected: String) throws {
    #expect(try Self.value(source).description == expected)
    let tree = try SyntaxTree(source)
    #expect(try SyntaxTree(tree.description) == tree)
  }

  @Test(arguments: [
    ("optional.none().value()", ExpressionError.Kind.evaluation),
    ("dyn(1).orValue(2)", .evaluation),
    ("dyn(1).or(optional.of(2))", .evaluation),
    (
      "optional.of(1).or(dyn(2)) == optional.of(1) && optional.none().or(dyn(2)).hasValue()",
      .evaluation
    ),
    ("dyn(1).?a", .evaluation),
    ("l[?'a']", .type),
    ("d.list[?'a']", .evaluation),
    ("m.q.?x", .evaluation),
    ("[?1]", .type),
    ("[?dyn(1)]", .evaluation),
    ("{?'a': 1}", .type),
    ("optional.of(1) + 1", .type),
    ("optional.of(1).orValue('a')", .type),
    ("optional.of(1).optMap(x, x + 'a')", .type),
    ("optional.of(1).optFlatMap(x, x)", .type),
    ("l.optMap(x, x)", .type),
    ("has(m.?a)", .syntax),
    ("m.?", .syntax),
    ("m.?a()", .syntax),
    ("l[?]", .syntax),
    ("optional.of(1) == 1", .type),
  ])
  func `an expression is refused`(source: String, kind: ExpressionError.Kind) throws {
    let error = #expect(throws: ExpressionError.self) { try Self.value(source) }
    #expect(error?.kind == kind, "\(error.map(String.init(describing:)) ?? "")")
  }

  @Test func `the types of optional values are known`() throws {
    let type = { (source: String) in try Self.environment.compile(source).resultType.description }
    #expect(try type("m.?a") == "optional_type(map(string, int))")
    #expect(try type("m.?a.x") == "optional_type(int)")
    #expect(try type("m.?a.?x.orValue(1)") == "int")
    #expect(try type("l[?1]") == "optional_type(int)")
    #expect(try type("[?l[?1]]") == "list(int)")
    #expect(try type("l.first().optMap(x, string(x))") == "optional_type(string)")
    #expect(try type("optional.none()") == "optional_type(dyn)")
  }
}
