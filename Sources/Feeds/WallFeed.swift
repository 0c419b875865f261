public import City
import Cryptography
public import Kernel
import Matters
import Organisation
import Pack
import Store

/// The echo wall as an Atom feed, for everybody.
public struct WallFeed: Sendable {
  public let text: String
  /// Changes exactly when the text does.
  public let tag: String
  public let updatedAt: Instant

  /// Most entries of the feed.
  public static let entriesMax = 200
  /// Characters of a title, which is the beginning of the text.
  private static let titleMax = 40
  public static let mediaType = "application/atom+xml; charset=utf-8"

  /// - Parameter origin: where the server is seen from outside, without a slash at the end.
  public static func make(
    _ city: City, origin: String, _ language: Language
  ) async throws -> WallFeed {
    let wall = EchoWall(city.matters, .everything)
    let standing = try await city.store.read { store in
      try Publication.Column.allCases.flatMap {
        try wall.entries(column: $0, limit: WallFeed.entriesMax, store)
      }
    }
    let newest = standing.sorted { ($1.at, $1.matter) < ($0.at, $0.matter) }
      .prefix(WallFeed.entriesMax)
    let identity = "tag:\(city.pack.id).baodao.invalid,2026:wall"
    let feed = AtomFeed(
      id: identity,
      title: city.pack.name[language] + " · " + Text(zh: "回音壁", en: "Echo wall")[language],
      author: city.pack.name[language], language: language,
      selfLink: origin + "/feeds/wall.atom", pageLink: origin + "/wall",
      entries: newest.map { entry(of: $0, identity) }, offset: city.pack.offset)
    return WallFeed(feed)
  }

  init(_ feed: AtomFeed) {
    text = feed.text
    tag = "\"" + Digest.hex(Array(Digest.sha256(Array(text.utf8)).prefix(16))) + "\""
    updatedAt = feed.updatedAt
  }

  /// A matter stands in each column once: another text in its place is the same entry, changed.
  private static func entry(of entry: EchoWall.Entry, _ identity: String) -> AtomFeed.Entry {
    let first = entry.publication.split(whereSeparator: \.isNewline).first ?? ""
    let title = String(first.prefix(titleMax)) + (first.count > titleMax ? "…" : "")
    let matter = Identifier<Matter>(rawValue: entry.matter).text
    return AtomFeed.Entry(
      id: "\(identity)/\(matter)/\(entry.column)", title: title, updatedAt: entry.at,
      category: entry.column, content: entry.publication)
  }
}
