import Kernel
import Testing

@testable import Pages

@Suite struct HTMLTests {
  @Test func `text is escaped wherever it is put`() {
    let text = "<b a=\"x\" c='y'>&amp;"
    let html: HTML = "<p title=\"\(text)\">\(text)</p>"
    let escaped = "&lt;b a=&quot;x&quot; c=&#39;y&#39;&gt;&amp;amp;"
    #expect(html.source == "<p title=\"\(escaped)\">\(escaped)</p>")
  }

  @Test func `mark-up within mark-up is taken as it is`() {
    let items: [HTML] = ["<li>\("<")</li>", "<li>\(2)</li>"]
    let html: HTML = "<ul>\(items)</ul>\(items[0])"
    #expect(html.source == "<ul><li>&lt;</li><li>2</li></ul><li>&lt;</li>")
  }

  @Test func `every other character stays what it is`() {
    let text = "报到 👩‍👩‍👧 é \u{0}\u{FEFF}\u{2028}\n=/`\\"
    let html: HTML = "\(text)"
    #expect(html.source == text)
  }

  @Test func `no text can leave its element or its attribute`() {
    let pieces = ["<", ">", "\"", "'", "&", "</p>", "<script>", "javascript:", "\u{301}", "中", " "]
    var random = SystemRandomNumberGenerator()
    for _ in 0..<500 {
      let text = (0..<8).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      let html: HTML = "\(text)"
      #expect(!html.source.unicodeScalars.contains { ["<", ">", "\"", "'"].contains($0) })
    }
  }

  @Test(arguments: Language.allCases)
  func `the layout names its language and escapes its title`(language: Language) throws {
    let layout = Layout(
      title: "<title>", city: "A&B", language: language, actor: "<script>alert(1)</script>")
    let page = layout.page("<p>x</p>")
    #expect(page.hasPrefix("<!doctype html>\n"))
    #expect(page.contains(language == .chinese ? "lang=\"zh-Hans\"" : "lang=\"en\""))
    #expect(page.contains("<title>&lt;title&gt; · A&amp;B</title>"))
    #expect(!page.contains("<script"))
    #expect(page.contains("<main><p>x</p></main>"))
    #expect(page.contains("name=\"viewport\""))
    try expectSnapshot(page, "layout.\(language.rawValue).html")
  }
}

@Suite struct StylesheetTests {
  @Test func `the stylesheet asks nobody outside for anything`() {
    let text = Stylesheet.text.lowercased()
    for word in ["http:", "https:", "url(", "@import", "//", "expression(", "<"] {
      #expect(!text.contains(word), "\(word)")
    }
  }

  @Test func `the stylesheet closes what it opens and knows the dark and the narrow`() {
    let text = Stylesheet.text
    #expect(text.count { $0 == "{" } == text.count { $0 == "}" })
    #expect(text.contains("prefers-color-scheme: dark"))
    #expect(text.contains("max-width: 40rem"))
    for name in ["light", "tab", "list", "figures", "timeline", "clocks", "words", "empty"] {
      #expect(text.contains(".\(name)"), "\(name)")
    }
  }
}
