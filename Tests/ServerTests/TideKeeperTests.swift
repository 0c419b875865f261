import City
import Foundation
import Journal
import Kernel
import Matters
import Pack
import Store
import StorePostgres
import StoreSQLite
import Synchronization
import TestKit
import Testing

@testable import Server

/// The keeper of the tide on a node: it hears of what any node writes, and asks only then.
@Suite(.timeLimit(.minutes(5)))
struct TideKeeperTests {
  private static let forever = 3_600_000

  private static func city(_ store: any Store) async throws -> City {
    try await City.open(
      try PackLoader.load("example", from: repositoryFiles()), store, random: fixedBytes
    ) { SocketTown.now }
  }

  private static func receive(_ city: City) async throws {
    _ = try await ActionCatalogue.all.perform(
      ActionCatalogue.Call(
        "ReceiveMatter", on: nil,
        [
          "kind": "hotline", "title": "路灯不亮", "text": "请处理。", "caller": "王建国",
          "channel": "phone",
        ], by: try city.actor(post: "a-call-taker"), at: SocketTown.now), city)
  }

  private static func postgres(_ address: String, _ start: String) throws -> PostgresStore {
    try PostgresStore(PostgresServer.settings(address), incarnation: start)
  }

  /// Runs a keeper while a test does something. The slow look of its own is as good as off unless
  /// a test asks for it.
  private static func keeping(
    _ tide: Tide, _ store: any Store, safety: Int = forever, _ body: () async throws -> Void
  ) async throws {
    let keeper = TideKeeper(tide: tide, store: store, failed: { _ in }, safetyMilliseconds: safety)
    let keeping = Task { try await keeper.run() }
    defer { keeping.cancel() }
    try await body()
  }

  @Test(arguments: [false, true])
  func `what is written through the same node is heard at once`(isPostgres: Bool) async throws {
    let store: any Store = isPostgres ? try postgresStore() : try temporaryStore()
    let city = try await Self.city(store)
    let tide = Tide()
    #expect(tide.enter(most: 1))
    try await Self.keeping(tide, store) {
      try await Self.receive(city)
      #expect(await tide.wait(beyond: 0, milliseconds: Self.forever))
    }
  }

  @Test func `what another node writes is heard, also after the connection that hears was cut`()
    async throws
  {
    let server = try PostgresServer.running()
    let address = try server.newDatabase()
    let (first, second) = (try Self.postgres(address, "a"), try Self.postgres(address, "b"))
    let city = try await Self.city(first)
    let tide = Tide()
    #expect(tide.enter(most: 1))
    try await Self.keeping(tide, second) {
      for _ in 0..<3 {
        let before = try await first.read { try EventReader.lastPosition($0) }
        // Cut from the server's end, before it is written and with nobody there to hear.
        try await second.write {
          _ = try $0.rows(
            """
            SELECT pg_terminate_backend(pid)::TEXT FROM pg_stat_activity
            WHERE datname = current_database() AND query = 'LISTEN baodao'
            """, [])
        }
        try await Self.receive(city)
        #expect(await tide.wait(beyond: before, milliseconds: Self.forever))
      }
    }
  }

  @Test func `a store that tells nothing is looked at now and then`() async throws {
    let address = try PostgresServer.running().newDatabase()
    let store = try Self.postgres(address, "a")
    let city = try await Self.city(store)
    let deaf = WatchedStore(store, isDeaf: true)
    let tide = Tide()
    #expect(tide.enter(most: 1))
    try await Self.keeping(tide, deaf, safety: 20) {
      try await Self.receive(city)
      #expect(await tide.wait(beyond: 0, milliseconds: Self.forever))
    }
  }

  @Test
  func `a node asks nothing where nobody listens or nobody writes, and seldom for many writes`()
    async throws
  {
    let store = try temporaryStore()
    let city = try await Self.city(store)
    let watched = WatchedStore(store, isDeaf: false)
    let tide = Tide()
    try await Self.keeping(tide, watched) {
      for _ in 0..<5 { try await Self.receive(city) }
      #expect(watched.reads == 0)
      #expect(tide.enter(most: 1))
      let began = ContinuousClock.now
      for _ in 0..<200 { try await Self.receive(city) }
      let end = try await store.read { try EventReader.lastPosition($0) }
      #expect(await tide.wait(beyond: end - 1, milliseconds: Self.forever))
      let most = (ContinuousClock.now - began) / .milliseconds(TideKeeper.gapMillisecondsMin)
      #expect(watched.reads >= 1 && Double(watched.reads) <= most + 2)
      let quiet = watched.reads
      #expect(await !tide.wait(beyond: end, milliseconds: 300))
      #expect(watched.reads <= quiet + 1)
    }
  }

  @Test func `more listeners have rarer looks`() {
    #expect(TideKeeper.gapMilliseconds(1) == 50)
    #expect(TideKeeper.gapMilliseconds(LiveUpdates.listenersMax) == 1_000)
  }
}

/// A store that counts what is asked of it, and may keep what was written to itself.
private final class WatchedStore: Store {
  private let store: any Store
  private let isDeaf: Bool
  private let asked = Mutex(0)

  init(_ store: any Store, isDeaf: Bool) { (self.store, self.isDeaf) = (store, isDeaf) }

  var reads: Int { asked.withLock { $0 } }
  var dialect: Dialect { store.dialect }
  var isShared: Bool { store.isShared }
  var commitCounts: (units: Int, commits: Int) { store.commitCounts }

  func read<Answer: Sendable>(
    _ body: @escaping @Sendable (any Reading) throws -> Answer
  ) async throws -> Answer {
    asked.withLock { $0 += 1 }
    return try await store.read(body)
  }

  func submit<Answer: Sendable>(
    _ body: @escaping @Sendable (any Writing) throws -> Answer,
    completion: @escaping @Sendable (Result<Answer, any Error>) -> Void
  ) {
    store.submit(body, completion: completion)
  }

  func backup(to path: String) async throws { try await store.backup(to: path) }

  func listen(_ listener: (@Sendable () -> Void)?) { store.listen(isDeaf ? nil : listener) }
}
