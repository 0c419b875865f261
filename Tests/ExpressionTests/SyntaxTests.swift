import Expression
import Testing

@Suite struct SyntaxTests {
  func error(_ source: String) -> ExpressionError? {
    #expect(throws: ExpressionError.self, "\(source)") { try SyntaxTree(source) }
  }

  @Test func `printing keeps only the parentheses that are needed`() throws {
    for (source, printed) in [
      ("((1+2))*3", "(1 + 2) * 3"), ("1+(2*3)", "1 + 2 * 3"), ("a-(b-c)", "a - (b - c)"),
      ("(a&&b)||c", "a && b || c"), ("a&&(b||c)", "a && (b || c)"),
      ("(a?b:c)?d:e", "(a ? b : c) ? d : e"),
      ("-(1)", "-(1)"), ("-(-x)", "--x"), ("!(-x)", "!(-x)"), ("-1 .a", "-1.a"),
      ("'a\\n'", "\"a\\n\""),
      ("[1,2,][0]", "[1, 2][0]"), ("has( a.b )", "has(a.b)"), ("m.`odd-name`", "m.`odd-name`"),
      ("l.existsOne(x,x==1)", "l.exists_one(x, x == 1)"), ("r'\\d'", "\"\\\\d\""),
    ] {
      let tree = try SyntaxTree(source)
      #expect(tree.description == printed)
      #expect(try SyntaxTree(printed) == tree)
    }
  }

  @Test func `syntax errors say where and what`() {
    for (source, column, message) in [
      ("1 +", 4, "expected a value, found the end"), ("(1", 3, "expected `)`, found the end"),
      ("a = b", 3, "unexpected character `=`"), ("'abc", 1, "the string isn't closed"),
      ("'\\q'", 2, "unknown escape in a string"),
      ("1 2", 3, "expected an operator or the end, found a number"),
      ("for + 1", 1, "`for` is a reserved word"),
      ("9223372036854775808", 1, "the number is out of the range of an int"),
      ("has(a)", 5, "`has` takes one field, as in `has(a.b)`"),
      ("", 1, "expected a value, found the end"),
    ] {
      let found = error(source)
      #expect(found?.column == column, "\(source)")
      #expect(found?.message == message)
      #expect(found?.kind == .syntax)
    }
  }

  @Test func `nesting is bounded whatever nests`() {
    for (open, close) in [
      ("(", ")"), ("[", "]"), ("!", ""), ("-", ""), ("a[", "]"), ("f(", ")"), ("{1:", "}"),
      ("true ? 1 : ", ""), ("1 + (", ")"),
    ] {
      let source =
        String(repeating: open, count: 3_000) + "1" + String(repeating: close, count: 3_000)
      #expect(error(source)?.kind == .syntax, "\(open)")
    }
    #expect(error("1" + String(repeating: " + 1", count: 1_000))?.kind == .syntax)
    #expect(error("a" + String(repeating: ".b", count: 1_000))?.kind == .syntax)
  }

  @Test func `the deepest nesting that parses also evaluates`() throws {
    let source = String(repeating: "[", count: 150) + "1" + String(repeating: "]", count: 150)
    let program = try Environment().compile("\(source) == \(source)")
    #expect(try program.evaluate() == true)
    let sum = try Environment().compile("0" + String(repeating: " + 1", count: 150))
    #expect(try sum.evaluate() == 150)
  }

  @Test func `a long condition is one level deep`() throws {
    let source = Array(repeating: "true", count: 2_000).joined(separator: " && ")
    #expect(try Environment().compile(source).evaluate() == true)
  }

  @Test func `a source that is too long is refused`() {
    #expect(error(String(repeating: " ", count: Limits.sourceBytesMax) + "1")?.kind == .syntax)
  }

  @Test func `names that an expression reads are listed without those of macros`() throws {
    let tree = try SyntaxTree("a.b.c + l.map(x, x + y)[0] + f(z)")
    #expect(tree.names == ["a.b.c", "l", "y", "z"])
  }
}
