import Accounts
public import Kernel
import Organisation
import Pack
import Store

/// The secret address of a personal calendar: it names whose it is in a word that says nothing, and
/// proves by another that the address was given to them.
extension City {
  /// The word in the address of an actor's calendar; it depends on who they are alone.
  /// - Throws: `request.not-found` for whoever is neither a person with an account nor a post.
  public func calendarWord(of actor: Actor) async throws -> String {
    let id: Int64
    if let person = Account.person(of: actor) {
      let jurisdiction = pack.jurisdiction
      let row = try await store.read {
        try $0.row(
          "SELECT id FROM account WHERE jurisdiction = ? AND person = ?",
          [.integer(jurisdiction), .text(person)])
      }
      guard let row else { throw Problem(.notFound, ["what": "account", "name": person]) }
      id = row.integer(0)
    } else {
      id = posts.id(of: String(actor.id.drop { $0 != ":" }.dropFirst()))
    }
    return Identifier<Actor>(rawValue: id).text + "-" + (try await feedToken(of: actor.id))
  }

  /// Whose calendar a word leads to, with the posts that they hold now; nil for nobody's, and for
  /// that of a locked account.
  public func actor(ofCalendarWord word: String, at now: Instant) async throws -> Actor? {
    let halves = word.split(separator: "-", maxSplits: 1)
    guard halves.count == 2, let id = Identifier<Actor>(String(halves[0]))?.rawValue,
      let actor = try await subscriber(id, at: now)
    else { return nil }
    let owner = try await signIn(ofFeedToken: String(halves[1]), among: [actor.id])
    return owner == nil ? nil : actor
  }

  private func subscriber(_ id: Int64, at now: Instant) async throws -> Actor? {
    if let post = pack.posts.first(where: { posts.id(of: $0.id) == id }) {
      return try actor(post: post.id)
    }
    let accounts = accounts
    guard let account = try await store.read({ try accounts.load(id, $0) }), account.lock == nil
    else { return nil }
    return try await actor(person: account.person, at: now)
  }
}
