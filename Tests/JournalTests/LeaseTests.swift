import Journal
import Kernel
import Store
import TestKit
import Testing

/// What only one node at a time may do.
@Suite struct LeaseTests {
  private let noon = Instant(milliseconds: 1_780_000_000_000)

  private func store() async throws -> any Store {
    let store = try temporaryStore()
    try await store.migrate(JournalSchema.migrations)
    return store
  }

  @Test func `one node at a time has it, and another one when that falls silent`() async throws {
    let store = try await store()
    let (first, second) = (Lease("rounds", holder: "a", 1), Lease("rounds", holder: "b", 1))
    #expect(try await first.take(at: noon, store))
    #expect(try await !second.take(at: noon, store))
    let late = noon.advanced(byMilliseconds: Lease.milliseconds - 1)
    #expect(try await !second.take(at: late, store))
    #expect(try await first.take(at: late, store))
    let silent = late.advanced(byMilliseconds: Lease.milliseconds)
    #expect(try await second.take(at: silent, store))
    #expect(try await !first.take(at: silent, store))
  }

  @Test func `holding it costs a write only when half of its time is over`() async throws {
    let store = try await store()
    let lease = Lease("rounds", holder: "a", 1)
    #expect(try await lease.take(at: noon, store))
    let before = store.commitCounts.commits
    let soon = noon.advanced(byMilliseconds: Lease.milliseconds / 2 - 1)
    #expect(try await lease.take(at: soon, store))
    #expect(store.commitCounts.commits == before)
    #expect(try await lease.take(at: soon.advanced(byMilliseconds: 1), store))
    #expect(store.commitCounts.commits == before + 1)
  }

  @Test func `it is given back by its holder alone, and duties and cities are apart`() async throws
  {
    let store = try await store()
    let (first, second) = (Lease("rounds", holder: "a", 1), Lease("rounds", holder: "b", 1))
    #expect(try await first.take(at: noon, store))
    try await second.giveBack(store)
    #expect(try await !second.take(at: noon, store))
    #expect(try await Lease("other", holder: "b", 1).take(at: noon, store))
    #expect(try await Lease("rounds", holder: "b", 2).take(at: noon, store))
    try await first.giveBack(store)
    #expect(try await second.take(at: noon, store))
  }
}
