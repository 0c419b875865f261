import Expression
import Testing

@Suite struct FuzzTests {
  static let environment = Environment(variables: [
    Variable(name: "a", type: .int), Variable(name: "s", type: .string),
    Variable(name: "m", type: .map(.string, .dyn)), Variable(name: "l", type: .list(.int)),
    Variable(name: "d", type: .dyn), Variable(name: "t", type: .timestamp),
  ])

  static let bindings: Bindings = [
    7, "text", ["k": 1, "n": ["z": .null]], [1, 2, 3], 2.5,
    Timestamp(seconds: 1_700_000_000).map(Value.timestamp),
  ]

  static func run(_ source: String) {
    let programs = [
      try? environment.compile(source), try? environment.compileUnchecked(source),
    ]
    for program in programs.compactMap({ $0 }) {
      _ = try? program.evaluate(bindings, costLimit: 5_000)
    }
  }

  @Test func `random bytes never crash`() {
    var random = Seeded(1)
    for _ in 0..<4_000 {
      let bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
      Self.run(String(decoding: bytes, as: UTF8.self))
    }
  }

  @Test func `random words never crash`() {
    let words = [
      "1", "2u", "0x7f", "9223372036854775807", "-", "1.5", "1e300", "'s'", "b'x'", "true", "null",
      "a", "s", "m", "l", "d", "t", "x", "(", ")", "[", "]", "{", "}", ".", ",", ":", "?", "+",
      "*", "/", "%", "==", "<", "&&", "||", "!", "in", "size(", "int(", "string(", "type(",
      ".map(x,", ".all(x,", ".filter(x,", "has(m.k)", ".k", ".matches('(a*)*b')", "duration('1h')",
      "timestamp(", ".getHours(", "'+08:00'", ".contains(", "dyn(", ".?", "[?", "{?",
      "optional.of(", "optional.none()", ".orValue(", ".optMap(x,", "cel.bind(x,",
      "cel.block([", "cel.index(0)", ".transformMapEntry(k, v,", ".sortBy(x,", ".value()",
    ]
    var random = Seeded(2)
    for _ in 0..<20_000 {
      let count = Int.random(in: 1...14, using: &random)
      Self.run(
        (0..<count).map { _ in words.randomElement(using: &random) ?? "" }.joined(separator: " "))
    }
  }

  @Test func `random expressions end and print as text that parses to the same tree`() throws {
    var random = Seeded(3)
    for _ in 0..<5_000 {
      let source = RandomExpression.text(depth: 5, &random)
      let tree = try SyntaxTree(source)
      let again = try SyntaxTree(tree.description)
      #expect(again == tree, "\(source) printed as \(tree)")
      Self.run(source)
    }
  }

  @Test func `random patterns never crash and end in linear time`() {
    let parts = [
      "a", "b", ".", "*", "+", "?", "(", ")", "[", "]", "^", "$", "|", "{2}", "{1,900}", "\\d",
      "\\p{L}", "\\b", "(?i)", "(?:", "[^a-z]", "-", "\\", "[[:alpha:]]", "字",
    ]
    var random = Seeded(4)
    for _ in 0..<4_000 {
      let count = Int.random(in: 1...10, using: &random)
      let pattern = (0..<count).map { _ in parts.randomElement(using: &random) ?? "" }.joined()
      let quoted = Value.string(pattern).description
      Self.run("'\(String(repeating: "ab", count: 40))字'.matches(\(quoted))")
    }
  }
}
