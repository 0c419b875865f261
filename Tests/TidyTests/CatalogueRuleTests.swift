import Testing

/// The rules about words, each with an example that breaks it.
struct CatalogueRuleTests {
  private func lines(_ rule: Rule, _ path: String, _ text: String) -> [Int] {
    rule(RepositoryFile(path, text)).map(\.line)
  }

  @Test func `a text outside of the catalogue is found`() {
    let text = "let a = 1\nlet b = Text(zh: \"好\", en: \"Good\")\n// Text(zh: is said\n"
    #expect(lines(wordsStandInTheCatalogue, "Sources/Pages/A.swift", text) == [2])
    #expect(lines(wordsStandInTheCatalogue, "Sources/Pages/Words/A.swift", text) == [])
    #expect(lines(wordsStandInTheCatalogue, "Sources/Server/A.swift", text) == [])
  }

  @Test func `words in mark-up are found`() {
    let text = """
      /// 报到, <b>Sign in</b> is said in a comment.
      let a: HTML = "<p>报到</p>"
      let b: HTML = "<p>Sign in first</p>"
      let c: HTML = "<p class=\\"Big one\\">\\(words)</p>" // 报到
      """
    #expect(lines(markUpHoldsNoWords, "Sources/Pages/A.swift", text) == [2, 3])
    #expect(lines(markUpHoldsNoWords, "Sources/Pages/Words/A.swift", text) == [])
  }

  @Test func `a text without its other language is found`() {
    let text = """
      static let a = Text(zh: "好", en: "Good")
      static let b = Text(zh: "Good", en: "Good")
      static let c = Text(
        zh: "好", en: "")
      static let d = Text(zh: "好{count}", en: "Good {number}")
      static let e = Text(zh: "好" + more, en: "Good")
      """
    #expect(lines(textsHaveBothLanguages, "Sources/Pages/Words/A.swift", text) == [2, 3, 5, 0])
  }

  @Test func `a word that nothing uses is found`() {
    let words = """
      enum Words {
        static let used = Text("a")
        static let left = Text("b")
        static let leftover = Text("c")
        static func chosen() -> Text { inner }
        private static let inner = Text("d")
      }
      """
    let file = RepositoryFile("Sources/Pages/Words/A.swift", words)
    let page = RepositoryFile(
      "Sources/Pages/P.swift", "let a = Words.used + Words.leftover + Words.chosen()\n")
    let rule = everyWordIsUsed(in: [file, page])
    #expect(rule(file).map(\.line) == [3])
  }
}
