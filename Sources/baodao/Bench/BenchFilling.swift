import City
import Journal
import Kernel
import Matters
import Store

/// Fills a store as a city's years do: most matters are answered, one in twenty is being handled,
/// and a few wait in arbitration.
struct BenchFilling {
  let city: City
  let callers: Int
  /// How many matters there shall be.
  let matters: Int

  /// One in so many is still being handled.
  private static let openShare = 20
  /// One in so many names no place, and waits in arbitration.
  private static let lostShare = 250
  /// Matters between two looks at how far it is.
  private static let step = 20_000

  func run() async throws {
    let there = try await city.store.read {
      try $0.row("SELECT count(*) FROM matter", [])?.integer(0) ?? 0
    }
    let progress = Progress(title: "fill")
    let callers = EngineCallers(city: city, callers: callers)
    var made = Int(there)
    while made < matters {
      let count = min(BenchFilling.step, matters - made)
      _ = try await callers.run(count) { try await live($0, callers) }
      made += count
      progress.show(made, matters)
    }
  }

  private func live(_ number: Int, _ callers: EngineCallers) async throws {
    let now = Edge.now()
    let words = BenchWords(number)
    let isLost = number.isMultiple(of: BenchFilling.lostShare)
    let received = try await city.perform(
      Request(
        isLost ? words.matter(titled: BenchWords.lostTitle) : words.matter,
        by: try city.actor(post: "a-call-taker"), at: now, key: BenchWords.key()))
    if isLost || number.isMultiple(of: BenchFilling.openShare) { return }
    let handler = try city.actor(
      role: "handler", unit: try await callers.lead(of: received.subject))
    _ = try await city.perform(
      Request(
        AnswerMatter(reply: BenchWords.reply), on: received.subject, by: handler, at: now))
  }
}
