import Kernel
import Testing

/// Text as it stands in XML.
struct XMLTextTests {
  @Test(arguments: [
    ("a<b>&\"c\"", "a&lt;b&gt;&amp;&quot;c&quot;"), ("]]>", "]]&gt;"), ("a\r\nb\t", "a&#13;\nb\t"),
    ("\u{0}\u{8}\u{B}\u{1F}", "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
    ("\u{FFFE}\u{FFFF}", "\u{FFFD}\u{FFFD}"), ("\u{7F}\u{85}", "\u{7F}\u{85}"), ("路灯🏙", "路灯🏙"),
    ("", ""), ("'", "'"),
  ])
  func `marks are references, and what XML cannot hold is replaced`(
    text: String, expected: String
  ) {
    #expect(Array(XMLText.escaped(text).unicodeScalars) == Array(expected.unicodeScalars))
  }
}
