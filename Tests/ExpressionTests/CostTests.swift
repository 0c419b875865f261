import Expression
import Testing

@Suite struct CostTests {
  static let environment = Environment(variables: [
    Variable(name: "l", type: .list(.int), sizeMax: 50),
    Variable(name: "s", type: .string, sizeMax: 3_200), Variable(name: "a", type: .int),
  ])

  private static func program(_ source: String) throws -> Program {
    try environment.compile(source)
  }

  /// The fewest steps that an evaluation gets through with.
  private static func steps(_ program: Program, _ bindings: Bindings) -> Int {
    var (low, high) = (0, 1_000_000)
    while low < high {
      let middle = (low + high) / 2
      if (try? program.evaluate(bindings, costLimit: middle)) != nil {
        high = middle
      } else {
        low = middle + 1
      }
    }
    return low
  }

  @Test(arguments: [
    "a + 1 > 2", "l.all(x, x > 0)", "l.map(x, l.filter(y, y > x).size())", "a in l",
    "s + s == s", "l + l == l", "s.contains('z')", "l.exists(i, x, i + x > 1000)",
    "cel.bind(x, l.map(y, y * 2), x.exists(z, z == -1))", "l.transformMap(i, x, x)[3]",
    "s.matches('(a|b)*c')", "s.matches('(ab?){300}c')", "s.matches(s.contains('z') ? s : 'c')",
    "a > 1 ? l.map(x, x) : [1]", "{'k': l.size(), 'n': a}.k",
    "l.sortBy(x, -x)[0]", "optional.of(a).optMap(x, x + 1).orValue(0)",
  ])
  func `an evaluation takes no more steps than estimated`(source: String) throws {
    let program = try Self.program(source)
    let list = Value.list((0..<50).map { .int(Int64($0)) })
    let text = Value.string(String(repeating: "ab", count: 1_600))
    let steps = Self.steps(program, [list, text, 7])
    #expect(steps <= program.estimatedCost, "\(steps) of \(program.estimatedCost)")
    #expect(program.staticCost <= program.estimatedCost)
  }

  @Test func `loops in loops multiply the estimate`() throws {
    let once = try Self.program("l.all(x, x > 0)").estimatedCost
    let twice = try Self.program("l.all(x, l.all(y, x > y))").estimatedCost
    let thrice = try Self.program("l.all(x, l.all(y, l.all(z, x > y + z)))").estimatedCost
    #expect(once > 50 && once < 500)
    #expect(twice > 2_500 && twice < 25_000)
    #expect(thrice > 125_000 && thrice < 1_500_000)
  }

  @Test func `an expression that may cost too much is refused when it is compiled`() throws {
    let environment = Environment(
      variables: [Variable(name: "l", type: .list(.int), sizeMax: 1_000)], costMax: 100_000)
    _ = try environment.compile("l.all(x, x > 0)")
    let error = #expect(throws: ExpressionError.self) {
      try environment.compile("l.all(x, l.all(y, x > y))")
    }
    #expect(error?.kind == .cost)
    #expect(error?.message.contains("more than 100000") == true)
  }

  @Test func `a limit ends an evaluation and no or absorbs it`() throws {
    let source = "l.all(x, l.all(y, l.all(z, x + y + z >= 0))) || true"
    let program = try Self.program(source)
    let list = Value.list((0..<50).map { .int(Int64($0)) })
    let error = #expect(throws: ExpressionError.self) {
      try program.evaluate([list, "", 1], costLimit: 10_000)
    }
    #expect(error?.kind == .cost)
    #expect(try program.evaluate([list, "", 1], costLimit: 2_000_000) == true)
  }

  @Test func `deep estimates saturate instead of overflowing`() throws {
    var source = "1 > 0"
    for depth in 0..<12 { source = "l.all(x\(depth), \(source))" }
    #expect(try Self.program(source).estimatedCost == 1_000_000_000_000)
  }
}
