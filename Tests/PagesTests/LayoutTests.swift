import Assets
import Kernel
import Testing

@testable import Pages

@Suite struct LayoutTests {
  private func frame(_ language: Language) -> PageFrame {
    var frame = PageFrame(title: "<title>", city: "A&B", language: language)
    frame.actor = "<script>alert(1)</script>"
    frame.navigation = [
      NavigationItem(.desk, to: "/", count: 12), NavigationItem(.wall, to: "/wall"),
    ]
    frame.section = .wall
    frame.crumbs = [PageFrame.Crumb("<up>", "/\"up")]
    frame.path = "/wall?issue=1&x=\"<"
    frame.version = "1.2"
    return frame
  }

  @Test(arguments: Language.allCases)
  func `the layout names its language and escapes what it is given`(language: Language) throws {
    let page = Layout(frame(language)).page("<p>x</p>")
    #expect(page.hasPrefix("<!doctype html>\n"))
    #expect(page.contains(language == .chinese ? "lang=\"zh-Hans\"" : "lang=\"en\""))
    #expect(page.contains("<title>&lt;title&gt; · A&amp;B</title>"))
    #expect(!page.contains("<script>") && !page.contains("<up>"))
    #expect(page.contains("<main id=\"content\" tabindex=\"-1\"><p>x</p></main>"))
    #expect(page.contains("name=\"viewport\"") && page.contains("href=\"#content\""))
    try expectSnapshot(page, "layout.\(language.rawValue).html")
  }

  @Test func `only our own files are linked, by their contents`() {
    let page = Layout(frame(.chinese)).page("")
    for asset in Asset.scripts + [Asset.stylesheet, Asset.badge] {
      #expect(page.contains("\"/assets/\(asset.hash)/\(asset.name)\""))
    }
    for word in ["http:", "https:", "javascript:", " style=", "<style", " onclick"] {
      #expect(!page.contains(word), "\(word)")
    }
  }

  @Test func `the section in which one is says so, and no other`() {
    let page = Layout(frame(.english)).page("")
    #expect(page.contains("<a href=\"/wall\" aria-current=\"page\" data-key=\"e\">"))
    #expect(page.components("aria-current=\"page\"").count == 3)
    #expect(page.contains("<span class=\"count\">12</span>"))
  }

  @Test func `switches lead back to the page, whatever its address holds`() {
    let page = Layout(frame(.english)).page("")
    let back = "next=/wall%3Fissue%3D1%26x%3D%22%3C"
    #expect(page.components(back).count == 4)
    #expect(page.contains("/settings?lang=zh&amp;\(back)"))
  }

  @Test(arguments: PageFrame.Theme.allCases, PageFrame.TextSize.allCases)
  func `theme and size are classes of the page`(theme: PageFrame.Theme, size: PageFrame.TextSize) {
    var frame = frame(.english)
    (frame.theme, frame.textSize) = (theme, size)
    let head = Layout(frame).page("").components("<html lang=\"en\"")[1].prefix { $0 != ">" }
    #expect(head.contains("theme-") == (theme != .system))
    #expect(head.contains("text-large") == (size == .large))
  }

  @Test func `signing out is a form with a token`() {
    var frame = frame(.english)
    (frame.signOutPath, frame.guardToken) = ("/sign-out", "t1")
    let page = Layout(frame).page("")
    #expect(page.contains("<form method=\"post\" action=\"/sign-out\">"))
    #expect(page.contains("name=\"csrf\" value=\"t1\""))
  }

  @Test func `a flash is told in the reader's words, from codes alone`() throws {
    let flash = try #require(Flash("AnswerMatter", number: "20260528-000001"))
    #expect(flash.cookie == "AnswerMatter.20260528-000001")
    #expect(Flash(cookie: flash.cookie) == flash)
    #expect(flash.text(.chinese).hasSuffix("20260528-000001"))
    #expect(try #require(Flash(cookie: "saved")).text(.english) == "Saved")
    for bad in [
      "", "Nothing", "saved.<b>", "saved.a b", "saved.中",
      "AnswerMatter." + String(repeating: "1", count: 65),
    ] {
      #expect(Flash(cookie: bad) == nil, "\(bad)")
    }
  }
}
