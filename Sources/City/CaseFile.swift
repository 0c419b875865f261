public import Journal
public import Kernel
public import Matters
import Organisation
import Pack
import Store

/// A matter with all that its page tells of it: what happened, who those were, what follows it.
public struct CaseFile: Sendable {
  /// Somebody who holds posts, as others call them.
  public struct Person: Sendable, Hashable {
    /// A post, from when until when.
    public struct Term: Sendable, Hashable {
      public let post: String
      public let begun: Instant
      public let ended: Instant?
    }

    public let name: String
    public let terms: [Term]

    /// The posts that were held at a moment.
    public func posts(at moment: Instant) -> [String] {
      terms.filter { $0.begun <= moment && ($0.ended.map { moment < $0 } ?? true) }.map(\.post)
    }
  }

  public let id: Int64
  public let matter: Matter
  /// From the first on, at most `eventsMax`.
  public let events: [RecordedEvent]
  /// The matter after each of the events.
  public let states: [Matter]
  /// Of the newest event.
  public let version: Int64
  /// Those who did something, by the identity that stands in the events.
  public let people: [String: Person]
  /// Matters that were merged into this one and wait for its answer, as far as the reader sees
  /// them.
  public let followers: [MatterReader.Line]

  /// Most events that are read: more than any matter has.
  public static let eventsMax = 3_000

  /// - Throws: where the events cannot be folded, which is a fault of the store.
  public init(
    id: Int64, matter: Matter, events: [RecordedEvent], version: Int64? = nil,
    people: [String: Person] = [:], followers: [MatterReader.Line] = [], in engine: MatterEngine
  ) throws {
    self.id = id
    self.matter = matter
    self.events = events
    self.version = version ?? events.last?.version ?? 0
    self.people = people
    self.followers = followers
    var states: [Matter] = []
    for recorded in events {
      states.append(
        try engine.apply(MatterEvent(recorded.event), at: recorded.at, to: states.last))
    }
    self.states = states
  }
}

extension City {
  /// Puts the page of a matter together, which the reader was found to see.
  public func caseFile(
    of id: Int64, _ matter: Matter, for reader: MatterReader
  ) async throws -> CaseFile {
    let (jurisdiction, engine) = (pack.jurisdiction, matters)
    return try await store.read { store in
      var events: [RecordedEvent] = []
      var hasMore = true
      while hasMore, events.count < CaseFile.eventsMax {
        let next = try EventReader.events(
          of: id, jurisdiction, after: events.last?.version ?? 0, store)
        events += next
        hasMore = next.count == EventReader.pageMax
      }
      let version = try store.row(
        "SELECT max(version) FROM event WHERE jurisdiction = ? AND subject = ?",
        [.integer(jurisdiction), .integer(id)])?.integerIfPresent(0)
      return try CaseFile(
        id: id, matter: matter, events: events, version: version,
        people: try City.people(Set(events.map(\.actor)), jurisdiction, store),
        followers: try reader.followers(of: id, store), in: engine)
    }
  }

  private static let personPrefix = "person:"

  /// The people among those who did something, by one query each for names and posts.
  private static func people(
    _ actors: Set<String>, _ jurisdiction: Int64, _ reader: any Reading
  ) throws -> [String: CaseFile.Person] {
    let logins = actors.filter { $0.hasPrefix(personPrefix) }.map {
      String($0.dropFirst(personPrefix.count))
    }
    if logins.isEmpty { return [:] }
    let arguments: [SQLValue] = [
      .integer(jurisdiction), .text(JSON.array(logins.sorted().map(JSON.string)).canonicalText),
    ]
    let names = try reader.rows(
      """
      SELECT person, name FROM account
      WHERE jurisdiction = ? AND person IN (SELECT value FROM json_each(?))
      """, arguments)
    let terms = try reader.rows(
      """
      SELECT person, code, begun, ended FROM post_term
      WHERE jurisdiction = ? AND person IN (SELECT value FROM json_each(?))
      ORDER BY person, begun, code
      """, arguments)
    let byPerson = Dictionary(grouping: terms) { $0.text(0) }
    let named = Dictionary(names.map { ($0.text(0), $0.text(1)) }) { first, _ in first }
    return Dictionary(
      uniqueKeysWithValues: logins.map { login in
        let terms = (byPerson[login] ?? []).map {
          CaseFile.Person.Term(
            post: $0.text(1), begun: Instant(milliseconds: $0.integer(2)),
            ended: $0.integerIfPresent(3).map(Instant.init(milliseconds:)))
        }
        return (
          personPrefix + login, CaseFile.Person(name: named[login] ?? login, terms: terms)
        )
      })
  }
}
