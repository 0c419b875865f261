public import Journal
public import Kernel
public import Matters
public import Organisation
import Pack
import Store
import Territory

/// What somebody who takes a call is told while they write.
extension City {
  /// Where a message would go, and what is at work that may be the same.
  public struct IntakeAdvice: Sendable {
    public let routing: RoutingAdvice
    /// With whoever leads each now.
    public let similar: [(match: SimilarMatters.Match, lead: String?)]
  }

  /// What to tell about the answers so far; nil while they say too little.
  public func advice(
    on values: [String: JSON], by actor: Actor, at now: Instant
  ) async throws -> IntakeAdvice? {
    func text(_ name: String) -> String { values[name]?.string ?? "" }
    func given(_ name: String) -> String? { text(name).isEmpty ? nil : text(name) }
    let (title, words) = (text("title"), String(text("text").prefix(InputReader.textMax)))
    guard title.count + words.count >= City.adviceCharactersMin, pack.kinds[text("kind")] != nil
    else { return nil }
    let area = given("area").flatMap { territory.area($0)?.id }
    let category = given("category").flatMap { code in
      pack.categories.first { $0.id == code }?.id
    }
    let facts = RoutingFacts(
      kind: text("kind"), sort: text("sort"), title: title, text: words,
      channel: text("channel"), area: area, category: category, against: given("against"),
      own: matters.receiver(actor))
    let routing = try matters.advice(facts, at: now)
    let engine = matters
    let similar = SimilarMatters(engine, RowScope(actor, "matter.read"))
    let found = try await store.read { store in
      try similar.matches(title: title, text: words, in: routing.route.area, at: now, store)
        .map { ($0, try engine.load($0.id, store)?.lead) }
    }
    return IntakeAdvice(routing: routing, similar: found.map { (match: $0.0, lead: $0.1) })
  }

  /// Characters from which on there is something to say.
  private static let adviceCharactersMin = 4
}
