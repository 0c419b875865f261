import Cryptography
public import Journal
public import Kernel
public import Pack
public import Store
public import Territory

/// The engine of posts: who holds which, from when until when.
public struct PostEngine: Engine {
  public static let kind = "post"

  let posts: [String: PostRecord]
  let jurisdiction: Int64
  let offset: UTCOffset
  let territory: Territory
  private let areas: [String: String]

  public init(_ pack: Pack, _ territory: Territory) {
    self.territory = territory
    areas = Dictionary(pack.units.map { ($0.id, $0.area) }) { first, _ in first }
    posts = Dictionary(pack.posts.map { ($0.id, $0) }) { first, _ in first }
    jurisdiction = pack.jurisdiction
    offset = pack.offset
  }

  /// The stream of a post. It follows from the code; the second-highest bit keeps it apart from
  /// identifiers that are drawn by time, which reach it in the year 2089.
  public func id(of code: String) -> Int64 {
    let bytes = Digest.sha256(Array("post/\(jurisdiction)/\(code)".utf8)).prefix(8)
    let number = bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return Int64(number & 0x3FFF_FFFF_FFFF_FFFF | 0x4000_0000_0000_0000)
  }

  /// Refuses an actor whose own posts do not reach the unit that a post belongs to.
  func requireScope(_ code: String, _ context: ActionContext) throws(Problem) {
    let record = try record(code)
    let scope = RowScope(context.actor, "post.appoint")
    guard scope.covers(area: areas[record.unit], unit: record.unit, territory) else {
      throw Problem(.outOfScope)
    }
  }

  public func apply(_ happening: PostEvent, at: Instant, to state: Post?) throws -> Post {
    if case .assumed(let code, let person) = happening {
      var post = state ?? Post(code: code, terms: [])
      post.begin(person, at)
      return post
    }
    guard var post = state else {
      throw Problem(.eventUnreadable, ["event": happening.event.name, "member": "post"])
    }
    switch happening {
    case .assumed: break
    case .handedOver(let from, let to):
      post.end(from, at)
      post.begin(to, at)
    case .vacated(let person, _): post.end(person, at)
    }
    return post
  }

  public func load(_ id: Int64, _ reader: any Reading) throws -> Post? {
    let rows = try reader.rows(
      "SELECT code, number, person, begun, ended FROM post_term WHERE post = ? ORDER BY number",
      [.integer(id)])
    guard let first = rows.first else { return nil }
    return Post(
      code: first.text(0),
      terms: rows.map {
        Post.Term(
          number: $0.integer(1), person: $0.text(2),
          begun: Instant(milliseconds: $0.integer(3)),
          ended: $0.integerIfPresent(4).map(Instant.init(milliseconds:)))
      })
  }

  public func save(_ id: Int64, before: Post?, after: Post, _ writer: any Writing) throws {
    for term in after.terms {
      let known = before?.terms.first { $0.number == term.number }
      if known == nil {
        try writer.run(
          """
          INSERT INTO post_term (jurisdiction, post, code, number, person, begun, ended)
          VALUES (?, ?, ?, ?, ?, ?, ?)
          """,
          [
            .integer(jurisdiction), .integer(id), .text(after.code), .integer(term.number),
            .text(term.person), .integer(term.begun.milliseconds),
            SQLValue(term.ended?.milliseconds),
          ])
      } else if known != term {
        try writer.run(
          "UPDATE post_term SET ended = ? WHERE post = ? AND number = ?",
          [SQLValue(term.ended?.milliseconds), .integer(id), .integer(term.number)])
      }
    }
  }

  public func record(
    _ happening: PostEvent, _ stamp: EventStamp, before: Post?, after: Post,
    _ writer: any Writing
  ) throws {}

  public func effects(of happening: PostEvent, id: Int64, after: Post, at: Instant) -> [Effect] {
    []
  }

  public var projections: [ProjectionTable] {
    [ProjectionTable("post_term", key: "post, number")]
  }

  public static let migrations: [Migration] = [
    Migration(
      "posts", 1,
      [
        """
        CREATE TABLE post_term (
          jurisdiction INTEGER NOT NULL,
          post INTEGER NOT NULL,
          code TEXT NOT NULL CHECK (code <> ''),
          number INTEGER NOT NULL CHECK (number > 0),
          person TEXT NOT NULL CHECK (person <> ''),
          begun INTEGER NOT NULL,
          ended INTEGER CHECK (ended >= begun),
          PRIMARY KEY (post, number)
        ) {clustered}
        """,
        "CREATE INDEX post_term_by_person ON post_term (jurisdiction, person)",
      ])
  ]

  /// The posts that a person holds at a moment.
  public func posts(of person: String, at now: Instant, _ reader: any Reading) throws
    -> [PostRecord]
  {
    try reader.rows(
      """
      SELECT code FROM post_term
      WHERE jurisdiction = ? AND person = ? AND begun <= ? AND (ended IS NULL OR ended > ?)
      ORDER BY code
      """,
      [
        .integer(jurisdiction), .text(person), .integer(now.milliseconds),
        .integer(now.milliseconds),
      ]
    ).compactMap { posts[$0.text(0)] }
  }

  /// The posts of the pack that nobody holds at a moment: each is a gap in what the city answers
  /// for.
  public func vacant(at now: Instant, _ reader: any Reading) throws -> [PostRecord] {
    let held = try reader.rows(
      """
      SELECT DISTINCT code FROM post_term
      WHERE jurisdiction = ? AND begun <= ? AND (ended IS NULL OR ended > ?)
      """,
      [.integer(jurisdiction), .integer(now.milliseconds), .integer(now.milliseconds)]
    ).map { $0.text(0) }
    return posts.values.filter { !held.contains($0.id) }.sorted { $0.id < $1.id }
  }
}

extension Post {
  fileprivate mutating func begin(_ person: String, _ at: Instant) {
    terms.append(
      Term(number: Int64(terms.count + 1), person: person, begun: at, ended: nil))
  }

  fileprivate mutating func end(_ person: String, _ at: Instant) {
    for index in terms.indices where terms[index].person == person && terms[index].ended == nil {
      terms[index].ended = at
    }
  }
}
