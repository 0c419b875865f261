import Expression
import Testing

@Suite struct PatternTests {
  func matches(_ text: String, _ pattern: String) throws -> Bool {
    let environment = Environment(variables: [
      Variable(name: "text", type: .string), Variable(name: "pattern", type: .string),
    ])
    return try environment.compile("text.matches(pattern)")
      .evaluateBool([.string(text), .string(pattern)])
  }

  @Test func `the syntax of RE2 is understood`() throws {
    for (text, pattern, wanted) in [
      ("hubba", "ubb", true), ("abc", "^abc$", true), ("xabc", "^abc", false),
      ("abcx", "abc$", false),
      ("aaa", "^a{2}$", false), ("aaa", "^a{2,}$", true), ("aaaa", "^a{1,3}$", false),
      ("a{b", "a{b", true), ("2024-05-01", #"^\d{4}-\d\d-\d\d$"#, true), ("a b", #"a\sb"#, true),
      ("foobar", #"foo\b"#, false), ("foo bar", #"foo\b"#, true), ("ABC", "(?i)abc", true),
      ("ABC", "abc", false), ("a\nb", "a.b", false), ("a\nb", "(?s)a.b", true),
      ("a\nb", "^b", false), ("a\nb", "(?m)^b", true), ("x", "[^a-w]", true), ("]", "[]]", true),
      ("-", "[a-]", true), ("5", "[[:digit:]]", true), ("事项", #"^\p{Han}+$"#, true),
      ("é", #"^\pL$"#, true), ("é", #"^\p{Lu}$"#, false), ("ac", "a(?:b|c)", true),
      ("a.c", #"^a\Q.\Ec$"#, true), ("abc", #"^a\Q.\Ec$"#, false), ("A", #"\x41"#, true),
      ("É", "(?i)é", true), ("", "", true), ("", "a*?", true), ("b", "(a|)b", true),
      ("ab", "(?P<name>a)b", true),
    ] as [(String, String, Bool)] {
      #expect(try matches(text, pattern) == wanted, "\(text) \(pattern)")
    }
  }

  @Test func `what isn't in RE2 is an error`() {
    for pattern in [
      "(", ")", "[a", "a**", "*a", #"(a)\1"#, "(?=a)", "(?<!a)", "a{1001}", #"\p{Klingon}"#,
      "[z-a]", #"\"#, #"\q"#, "[[:what:]]", #"\x{110000}"#, "((a{1000}){1000}){1000}",
      "((){1000}){1000}", String(repeating: "(", count: 500) + String(repeating: ")", count: 500),
      String(repeating: "a", count: 2_000),
    ] {
      #expect(throws: ExpressionError.self, "\(pattern)") { try matches("a", pattern) }
    }
  }

  @Test func `patterns that make others explode end at once`() throws {
    let text = String(repeating: "a", count: 5_000)
    #expect(try !matches(text, "^(a+)+$b"))
    #expect(try !matches(text, "(a*)*(a*)*b"))
    #expect(try matches(text, "(a|aa)+$"))
  }

  @Test func `a long text against a large pattern stops at the cost limit`() throws {
    let environment = Environment(variables: [Variable(name: "text", type: .string)])
    let program = try environment.compile("text.matches('(a?){900}b')")
    let error = #expect(throws: ExpressionError.self) {
      try program.evaluate([.string(String(repeating: "a", count: 100_000))], costLimit: 10_000)
    }
    #expect(error?.kind == .cost)
  }
}
