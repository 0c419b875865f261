import Kernel

/// An Atom 1.0 feed (RFC 4287).
struct AtomFeed: Sendable {
  /// One entry. Its identity stays whatever becomes of its words.
  struct Entry: Sendable {
    let id: String
    let title: String
    let updatedAt: Instant
    let category: String
    /// Plain text.
    let content: String
  }

  let id: String
  let title: String
  let author: String
  let language: Language
  /// Addresses of the feed and of the page that says the same.
  let selfLink: String
  let pageLink: String
  let entries: [Entry]
  let offset: UTCOffset

  /// When anything in it last changed; the epoch for an empty feed, which must have a date, too.
  var updatedAt: Instant { entries.map(\.updatedAt).max() ?? Instant(milliseconds: 0) }

  var text: String {
    let tag = language == .chinese ? "zh-CN" : "en"
    var text = """
      <?xml version="1.0" encoding="utf-8"?>
      <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="\(tag)">
        <id>\(XMLText.escaped(id))</id>
        <title>\(XMLText.escaped(title))</title>
        <updated>\(updatedAt.text(offset))</updated>
        <author><name>\(XMLText.escaped(author))</name></author>
        <link rel="self" type="application/atom+xml" href="\(XMLText.escaped(selfLink))"/>
        <link rel="alternate" type="text/html" href="\(XMLText.escaped(pageLink))"/>

      """
    for entry in entries { text += lines(of: entry) }
    return text + "</feed>\n"
  }

  private func lines(of entry: Entry) -> String {
    """
      <entry>
        <id>\(XMLText.escaped(entry.id))</id>
        <title>\(XMLText.escaped(entry.title))</title>
        <updated>\(entry.updatedAt.text(offset))</updated>
        <category term="\(XMLText.escaped(entry.category))"/>
        <link rel="alternate" type="text/html" href="\(XMLText.escaped(pageLink))"/>
        <content type="text">\(XMLText.escaped(entry.content))</content>
      </entry>

    """
  }
}
