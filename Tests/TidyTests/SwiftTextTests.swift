import Testing

struct SwiftTextTests {
  private func code(_ text: String) -> [String] {
    SwiftText(RepositoryFile("A.swift", text)).code
  }

  @Test func `strings and comments are set aside`() {
    #expect(code("let a = \"b // c\" // d") == ["let a = \"\" "])
    #expect(code("a /* b /* c */ d */ e") == ["a  e"])
    #expect(
      code("let a = \"\"\"\n  b \"c\" \\\"\"\" d\n  \"\"\"\nlet e = 1") == [
        "let a = \"", "", "\"", "let e = 1",
      ])
    #expect(code("let a = #\"b \" \\ c\"# + d") == ["let a = \"\" + d"])
    #expect(code("let a = \"b \\(c(\"d\")) e\" + f") == ["let a = \"\" + f"])
    #expect(code("let a = \"\\\\\" + b") == ["let a = \"\" + b"])
  }

  @Test func `comments are kept by line`() {
    let text = SwiftText(RepositoryFile("A.swift", "a // b\n/// c\n/* d\ne */ f"))
    #expect(text.comments == [" b", "/ c", " d", "e "])
  }
}
