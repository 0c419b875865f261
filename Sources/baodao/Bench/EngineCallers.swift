import City
import Journal
import Kernel
import Matters
import Organisation
import Pack
import Store
import Synchronization

/// Callers at once who take matters through their lives.
protocol LifecycleCallers: Sendable {
  /// Answers the seconds that so many lifecycles took.
  func run(_ count: Int) async throws -> Double
  /// Milliseconds of the pages that were asked for since the last time.
  func takePages() -> [Double]
}

extension LifecycleCallers {
  func takePages() -> [Double] { [] }
}

/// Callers inside the program.
struct EngineCallers: LifecycleCallers {
  let city: City
  let callers: Int

  func run(_ count: Int) async throws -> Double {
    try await run(count) { try await live($0) }
  }

  /// Does something so many times, all callers at once. Answers the seconds it took.
  func run(
    _ count: Int, _ deed: @escaping @Sendable (Int) async throws -> Void
  ) async throws -> Double {
    let next = BenchCounter()
    let clock = ContinuousClock()
    let start = clock.now
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<callers {
        group.addTask {
          while true {
            let number = next.next()
            if number > count { return }
            try await deed(number)
          }
        }
      }
      try await group.waitForAll()
    }
    return start.duration(to: clock.now) / .seconds(1)
  }

  private func live(_ number: Int) async throws {
    let now = Edge.now()
    let words = BenchWords(number)
    let received = try await city.perform(
      Request(
        words.matter, by: try city.actor(post: "a-call-taker"), at: now, key: BenchWords.key()))
    let id = received.subject
    let area = city.organisation.unit(try await lead(of: id))?.area ?? "a"
    let office = area + "-office"
    let dispatcher =
      try area.hasPrefix("a")
      ? city.actor(post: "a-supervisor") : city.actor(role: "dispatcher", unit: office)
    let handler = try city.actor(role: "handler", unit: office)
    let resident = try city.resident(words.caller)
    _ = try await city.perform(
      Request(
        DispatchMatter(unit: office, reason: "属地"), on: id, by: dispatcher, at: now,
        key: BenchWords.key()))
    _ = try await city.perform(
      Request(AcceptMatter(), on: id, by: handler, at: now, key: BenchWords.key()))
    _ = try await city.perform(
      Request(
        AnswerMatter(reply: BenchWords.reply), on: id, by: handler, at: now,
        key: BenchWords.key()))
    _ = try await city.perform(
      Request(
        RateMatter(grade: words.grade), on: id, by: resident, at: now, key: BenchWords.key()))
  }

  /// The unit that leads; every title names a place and a field, so that there is one.
  func lead(of id: Int64) async throws -> String {
    let engine = city.matters
    let matter = try await city.store.read { try engine.load(id, $0) }
    guard let lead = matter?.lead else {
      throw Problem(.notFound, ["what": "lead", "name": matter?.reason ?? ""])
    }
    return lead
  }
}

/// Hands out 1, 2, 3 … to callers at once.
final class BenchCounter: Sendable {
  private let last = Mutex(0)

  func next() -> Int {
    last.withLock { last in
      last += 1
      return last
    }
  }
}
