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
}
