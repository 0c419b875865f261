import Expression
import Testing

@Suite struct EvaluationTests {
  func value(_ source: String) throws -> Value {
    try Environment().compile(source).evaluate()
  }

  func fault(_ source: String) -> ExpressionError? {
    #expect(throws: ExpressionError.self) { try Environment().compileUnchecked(source).evaluate() }
  }

  @Test func `overflow is an error and not a crash`() {
    for source in [
      "9223372036854775807 + 1", "-9223372036854775808 - 1", "-(-9223372036854775808)",
      "-9223372036854775808 / -1", "-9223372036854775808 % -1", "0u - 1u",
      "5000000000 * 5000000000",
      "int(1e19)", "int(-1.0e300)", "uint(-1)", "int(double('NaN'))",
    ] {
      #expect(fault(source)?.kind == .evaluation, "\(source)")
    }
  }

  @Test func `a deciding term makes the errors of the others not count`() throws {
    #expect(try value("1 / 0 == 1 || true") == true)
    #expect(try value("false && 1 / 0 == 1") == false)
    #expect(try value("[1, 0].exists(x, 1 / x == 1)") == true)
    #expect(try value("[0, 1].exists(x, 1 / x == 1)") == true)
    #expect(fault("1 / 0 == 1 || false")?.message == "divide by zero")
  }

  @Test func `numbers compare by value across types and 1 is not '1'`() throws {
    #expect(try value("dyn(1) == 1.0 && dyn(1) == 1u && dyn(-1) < 0u") == true)
    #expect(try value("dyn(1) == '1'") == false)
    #expect(try value("1 < 1.5") == true)
    #expect(try value("{1: 'a'}[dyn(1u)]") == "a")
  }

  @Test func `strings are counted and compared by code point`() throws {
    #expect(try value("size('事项🐱')") == 3)
    #expect(try value("'Am\\u00E9lie' == 'Ame\\u0301lie'") == false)
    #expect(try value("{'\\u00E9': 1, 'e\\u0301': 2}.size()") == 2)
  }

  @Test func `a map keeps its order and refuses a key twice`() throws {
    #expect(try value("{'b': 1, 'a': 2}.map(k, k)") == ["b", "a"])
    #expect(fault("{'a': 1, 'a': 2}")?.message == "the map has a key twice")
    #expect(fault("{1: 1, 1u: 2}")?.message == "the map has a key twice")
  }

  @Test func `a map of more entries than are scanned finds its keys`() throws {
    let entries = (0..<20).map { "'k\($0)': \($0)" }.joined(separator: ", ")
    #expect(try value("{\(entries)}.k17") == 17)
    #expect(fault("{\(entries)}.k20")?.message == "no such key: `k20`")
  }

  @Test func `macros nest and their variables shadow`() throws {
    #expect(try value("[1, 2].map(x, [10, 20].map(y, x * y))") == [[10, 20], [20, 40]])
    #expect(try value("[1, 2].map(x, [x + 1].map(x, x * 10)[0])") == [20, 30])
    #expect(try value("[1, 2, 3].map(x, x > 1, x * x)") == [4, 9])
    #expect(try value("[1, 2, 2].exists_one(x, x == 2)") == false)
  }

  @Test func `a loop without end in sight stops at the cost limit`() throws {
    let range = "[\((0..<100).map(String.init).joined(separator: ", "))]"
    let source = "\(range).all(a, \(range).all(b, \(range).all(c, \(range).all(d, true))))"
    let program = try Environment().compile(source + " || true")
    let error = #expect(throws: ExpressionError.self) {
      try program.evaluate(costLimit: 100_000)
    }
    #expect(error?.kind == .cost)
  }

  @Test func `strings that double stop at the cost limit`() throws {
    var source = "s"
    for depth in 0..<40 { source = "[\(source)].map(v\(depth), v\(depth) + v\(depth))[0]" }
    let environment = Environment(variables: [Variable(name: "s", type: .string)])
    let program = try environment.compile(source)
    let error = #expect(throws: ExpressionError.self) { try program.evaluate(["0123456789abcdef"]) }
    #expect(error?.kind == .cost)
  }

  @Test func `a variable without a value is an error only where it is read`() throws {
    let environment = Environment(variables: [
      Variable(name: "a", type: .int), Variable(name: "b", type: .int),
    ])
    let program = try environment.compile("a > 1 || b > 1")
    #expect(try program.evaluate([2, nil]) == true)
    let error = #expect(throws: ExpressionError.self) { try program.evaluate([1]) }
    #expect(error?.message == "`b` has no value")
    #expect(error?.column == 10)
  }

  @Test func `a value of another type than declared is an error`() throws {
    let environment = Environment(variables: [Variable(name: "a", type: .int)])
    let program = try environment.compile("a + 1")
    let error = #expect(throws: ExpressionError.self) { try program.evaluate(["one"]) }
    #expect(error?.message == "`a` is declared int but its value is string")
  }

  @Test func `custom functions are called by type and their errors have a place`() throws {
    let environment = Environment(functions: [
      Function(
        "twice",
        [
          Overload(.receiver, unary: .int, result: .int) { value in
            guard case .int(let int) = value else { throw FunctionError("no int") }
            return .int(int * 2)
          },
          Overload(.receiver, unary: .string, result: .string) { value in
            guard case .string(let string) = value else { throw FunctionError("no string") }
            return .string(string + string)
          },
        ]),
      Function("pack.fail", parameters: [], result: .int) { _ in throw FunctionError("not today") },
    ])
    #expect(try environment.compile("4.twice()").evaluate() == 8)
    #expect(try environment.compile("'ab'.twice()").evaluate() == "abab")
    #expect(try environment.compile("dyn('ab').twice()").evaluate() == "abab")
    let error = #expect(throws: ExpressionError.self) {
      try environment.compile("1 + pack.fail()").evaluate()
    }
    #expect(error?.message == "not today")
    #expect(error?.offset == 9)
  }

  @Test func `membership in a constant list agrees with a list that isn't constant`() throws {
    let environment = Environment(variables: [
      Variable(name: "x", type: .dyn), Variable(name: "l", type: .list(.dyn)),
    ])
    let list: Value = ["a", "b", .int(3), .uint(4), .bool(true)]
    let fixed = try environment.compile("x in dyn(['a', 'b', 3, 4u, true])")
    let bound = try environment.compile("x in l")
    for value: Value in ["a", "c", 3, 4, .double(3), .double(3.5), .uint(3), true, .null, [1]] {
      let (one, other) = (try fixed.evaluate([value, list]), try bound.evaluate([value, list]))
      #expect(one == other, "\(value)")
    }
  }

  @Test func `parts of short and of long texts are found alike`() throws {
    let environment = Environment(variables: [Variable(name: "s", type: .string)])
    let program = try environment.compile("s.contains('ababc')")
    for length in [0, 10, 2_000] {
      let filler = String(repeating: "ab", count: length)
      #expect(try program.evaluate([.string(filler + "abc")]) == .bool(length > 0))
      #expect(try program.evaluate([.string(filler + "ab")]) == false)
      #expect(try program.evaluate([.string("ababc" + filler)]) == true)
    }
  }
}
