import City
import Foundation
import FoundationXML
import Kernel
import TestKit
import Testing

@testable import Feeds

/// The form of RFC 4287.
struct AtomTests {
  private func feed(_ entries: [AtomFeed.Entry]) -> AtomFeed {
    AtomFeed(
      id: "tag:a.example,2026:wall", title: "A市 & B市", author: "<A市>", language: .chinese,
      selfLink: "https://a.example/feeds/wall.atom?a=1&b=2", pageLink: "https://a.example/wall",
      entries: entries, offset: .china)
  }

  private func entry(_ id: String, _ at: String, _ content: String) throws -> AtomFeed.Entry {
    AtomFeed.Entry(
      id: id, title: content, updatedAt: try #require(Instant(at, offset: .china)),
      category: "echo", content: content)
  }

  /// The texts of all elements of a name.
  private func texts(_ name: String, _ feed: AtomFeed) throws -> [String] {
    let document = try XMLDocument(data: Data(feed.text.utf8))
    return try document.nodes(forXPath: "//*[local-name()='\(name)']").compactMap(\.stringValue)
  }

  @Test func `a feed has an identity, an author and the newest date`() throws {
    let feed = feed([
      try entry("tag:1", "2026-05-28T10:00:00+08:00", "一"),
      try entry("tag:2", "2026-05-29T10:00:00+08:00", "二"),
    ])
    #expect(try texts("id", feed) == ["tag:a.example,2026:wall", "tag:1", "tag:2"])
    #expect(
      try texts("updated", feed) == [
        "2026-05-29T10:00:00+08:00", "2026-05-28T10:00:00+08:00", "2026-05-29T10:00:00+08:00",
      ])
    #expect(try texts("name", feed) == ["<A市>"])
    #expect(try texts("title", feed)[0] == "A市 & B市")
    #expect(feed.text.contains("href=\"https://a.example/feeds/wall.atom?a=1&amp;b=2\""))
  }

  @Test func `an empty feed is a feed`() throws {
    #expect(try texts("updated", feed([])) == ["1970-01-01T08:00:00+08:00"])
    #expect(try texts("entry", feed([])).isEmpty)
  }

  @Test(arguments: [
    "<script>alert(1)</script>", "]]>", "&amp;", "a\"b'c", "一\n二", "</content></entry></feed>",
  ])
  func `words stay words`(words: String) throws {
    let feed = feed([try entry("tag:1", "2026-05-28T10:00:00+08:00", words)])
    #expect(try texts("content", feed) == [words])
    #expect(try texts("entry", feed).count == 1)
  }

  @Test func `what XML cannot hold is replaced`() throws {
    let feed = feed([try entry("tag:1", "2026-05-28T10:00:00+08:00", "a\u{0}\u{1B}b\u{FFFF}")])
    #expect(try texts("content", feed) == ["a\u{FFFD}\u{FFFD}b\u{FFFD}"])
  }
}
