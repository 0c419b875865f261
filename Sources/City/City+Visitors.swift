import Accounts
public import Kernel
import Organisation
import Pack
import Store

/// From what a request shows to an actor with the posts that they hold now.
extension City {
  /// Whose session a token opens; nil where it opens none.
  /// - Parameter now: the moment whose posts count. Sessions end by the machine's clock.
  public func visitor(session token: String, at now: Instant) async throws -> Visitor? {
    guard City.isTokenLike(token) else { return nil }
    let (jurisdiction, clock) = (pack.jurisdiction, clock())
    let digest = Token(shown: token).digest
    let rows = try await store.glance { reader in
      try reader.rows(
        """
        SELECT a.id, a.person, a.name, s.seen, t.code FROM session s
        JOIN account a ON a.jurisdiction = s.jurisdiction AND a.id = s.account
        LEFT JOIN post_term t ON t.jurisdiction = a.jurisdiction AND t.person = a.person
          AND t.begun <= ? AND (t.ended IS NULL OR t.ended > ?)
        WHERE s.token = ? AND s.jurisdiction = ? AND s.revoked IS NULL AND s.seen > ?
          AND s.expires > ? AND a.locked IS NULL
        ORDER BY t.code
        """,
        [
          .integer(now.milliseconds), .integer(now.milliseconds), .blob(digest),
          .integer(jurisdiction), .integer(Sessions.idleSince(clock)),
          .integer(clock.milliseconds),
        ])
    }
    guard let first = rows.first else { return nil }
    let visitor = Visitor(
      actor: try actor(
        of: first.text(1), name: first.text(2), holding: rows.compactMap { $0.textIfPresent(4) }),
      way: .session(digest), account: first.integer(0),
      notedAt: Instant(milliseconds: first.integer(3)))
    note(visitor, at: clock)
    return visitor
  }

  /// For whom an access key opens; nil where it opens for nobody.
  public func visitor(key token: String, at now: Instant) async throws -> Visitor? {
    guard City.isTokenLike(token) else { return nil }
    let (jurisdiction, clock) = (pack.jurisdiction, clock())
    let digest = Token(shown: token).digest
    let rows = try await store.glance { reader in
      try reader.rows(
        """
        SELECT k.id, k.post, s.used, a.id, a.person, a.name, t.code FROM access_key_secret s
        JOIN access_key k ON k.jurisdiction = s.jurisdiction AND k.id = s.access_key
        LEFT JOIN account a ON a.jurisdiction = k.jurisdiction AND a.id = k.account
          AND a.locked IS NULL
        LEFT JOIN post_term t ON t.jurisdiction = a.jurisdiction AND t.person = a.person
          AND t.begun <= ? AND (t.ended IS NULL OR t.ended > ?)
        WHERE s.token = ? AND s.jurisdiction = ? AND k.revoked IS NULL
        ORDER BY t.code
        """,
        [
          .integer(now.milliseconds), .integer(now.milliseconds), .blob(digest),
          .integer(jurisdiction),
        ])
    }
    guard let first = rows.first else { return nil }
    let actor: Actor
    if let post = first.textIfPresent(1) {
      // A post that the pack no longer has opens nothing.
      guard pack.posts.contains(where: { $0.id == post }) else { return nil }
      actor = try self.actor(post: post)
    } else if let person = first.textIfPresent(4) {
      actor = try self.actor(
        of: person, name: first.text(5), holding: rows.compactMap { $0.textIfPresent(6) })
    } else {
      return nil
    }
    let visitor = Visitor(
      actor: actor, way: .key(first.integer(0)), account: first.integerIfPresent(3),
      notedAt: first.integerIfPresent(2).map(Instant.init(milliseconds:)))
    note(visitor, at: clock)
    return visitor
  }

  /// What is too long to be a token is not even hashed.
  private static func isTokenLike(_ text: String) -> Bool { (1...200).contains(text.utf8.count) }

  /// A person with everything that posts give; posts that the pack no longer has give nothing.
  private func actor(of person: String, name: String, holding posts: [String]) throws -> Actor {
    let known = Set(pack.posts.map(\.id)).intersection(posts)
    let grants = try Set(posts).intersection(known).sorted().flatMap {
      try actor(post: $0).grants
    }
    return Actor(id: "person:" + person, name: name, grants: grants)
  }

  /// Notes now and then that a session or a key is in use. Nobody waits for it: a note that is lost
  /// is made at the next request.
  private func note(_ visitor: Visitor, at clock: Instant) {
    let noted = visitor.notedAt?.milliseconds ?? Int64.min / 2
    guard clock.milliseconds - noted >= AccountLimits.noteMilliseconds else { return }
    let (sessions, keySecrets) = (sessions, keySecrets)
    store.submit { writer in
      switch visitor.way {
      case .session(let digest): try sessions.note(digest, at: clock, writer)
      case .key(let key): try keySecrets.note(key, at: clock, writer)
      }
    } completion: { _ in
    }
  }
}
