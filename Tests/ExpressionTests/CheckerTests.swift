import Expression
import Testing

@Suite struct CheckerTests {
  static let environment = Environment(variables: [
    Variable(name: "category", type: .string), Variable(name: "days", type: .int),
    Variable(name: "matter.place", type: .map(.string, .int)),
    Variable(name: "codes", type: .list(.string)), Variable(name: "due", type: .timestamp),
  ])

  func error(_ source: String) -> ExpressionError? {
    #expect(throws: ExpressionError.self, "\(source)") { try Self.environment.compile(source) }
  }

  @Test func `an unknown name has a place and the nearest name`() {
    let found = error("days > 3 &&\n  categry == 'a'")
    #expect(found?.message == "unknown name `categry`")
    #expect(found?.hint == "did you mean `category`?")
    #expect(found?.line == 2)
    #expect(found?.column == 3)
    #expect(found?.offset == 14)
    #expect(found?.description == "2:3: unknown name `categry`; did you mean `category`?")
  }

  @Test func `columns count code points and offsets bytes`() {
    let found = error("'事项' == x")
    #expect(found?.column == 9)
    #expect(found?.offset == 12)
  }

  @Test func `an unknown function has the nearest name`() {
    #expect(error("category.startWith('a')")?.hint == "did you mean `startsWith`?")
    #expect(error("siez(codes)")?.hint == "did you mean `size`?")
  }

  @Test func `types that don't fit are refused`() {
    for (source, message) in [
      ("days + category", "no `+` for int and string"),
      ("days == 'a'", "no `==` for int and string"),
      ("days && true", "`&&` takes bools, this is int"),
      ("codes.exists(c, c > 1)", "no `>` for string and int"),
      ("codes.all(c, c)", "the condition of `all` must be bool, this is string"),
      ("days.map(c, c)", "`map` takes a list or a map, this is int"),
      ("days ? 1 : 2", "the condition of `?` must be bool, this is int"),
      ("true ? 1 : 'a'", "the two sides of `:` are int and string"),
      ("category.size", "string has no field `size`"),
      ("category.contains(1)", "no `contains` on string with (int)"),
      ("{[1]: 2}", "list(int) can't be the key of a map"),
      ("Place{x: 1}", "`Place{…}`: protobuf messages are not supported"),
    ] {
      #expect(error(source)?.message == message)
      #expect(error(source)?.kind == .type)
    }
  }

  @Test func `the type of the result is known`() throws {
    for (source, type) in [
      ("days * 2", CELType.int), ("[1, 2].map(x, string(x))", .list(.string)),
      ("[]", .list(.dyn)), ("[] + [1]", .list(.int)), ("[1, 'a']", .list(.dyn)),
      ("{'a': [1.5]}", .map(.string, .list(.double))), ("matter.place.x", .int),
      ("due - due", .duration), ("due + duration('1h')", .timestamp), ("type(1)", .type(.int)),
      ("codes[0]", .string), ("dyn(1) + 1", .int), ("true ? [] : [1]", .list(.int)),
      ("[1] + [dyn('a')]", .list(.dyn)),
    ] {
      #expect(try Self.environment.compile(source).resultType == type, "\(source)")
    }
  }

  @Test func `an expected type is asked of the result`() throws {
    let found = #expect(throws: ExpressionError.self) {
      try Self.environment.compile("days + 1", expecting: .bool)
    }
    #expect(found?.message == "the expression is int, expected bool")
    #expect(try Self.environment.compile("days > 1", expecting: .bool).resultType == .bool)
  }

  @Test func `a dotted name is one variable and a container prefixes names`() throws {
    let environment = Environment(
      variables: [
        Variable(name: "a.b.x", type: .int), Variable(name: "a.x", type: .int),
        Variable(name: "x", type: .int),
      ], container: "a.b")
    let bindings: Bindings = [1, 2, 3]
    #expect(try environment.compile("x").evaluate(bindings) == 1)
    #expect(try environment.compile(".x").evaluate(bindings) == 3)
    #expect(try environment.compile("a.x").evaluate(bindings) == 2)
    #expect(try environment.compile("[7].map(x, x)[0]").evaluate(bindings) == 7)
  }

  @Test func `a constant pattern is checked when compiling`() {
    let found = error("category.matches('(a')")
    #expect(found?.column == 18)
    #expect(found?.message == "pattern, character 3: a `(` isn't closed")
  }

  @Test func `types that are exponentially large when written out are checked at once`() throws {
    var source = "true"
    for depth in (1..<45).reversed() {
      source = "[].all(v\(depth), v\(depth - 1) == {v\(depth): v\(depth)} && \(source))"
    }
    let program = try Self.environment.compile("[].map(v0, \(source) ? v0 : v0)")
    #expect(try program.evaluate([nil, nil, nil, nil, nil]) == [])
  }
}
