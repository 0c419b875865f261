import TestKit
import Glibc
import Journal
import Kernel
import Store
import StoreSQLite
import Synchronization

/// A store with accounts in it and what is needed to act on them.
final class Bank: Sendable {
  static let jurisdiction: Int64 = 370_200
  /// 2026-03-04T20:15:00+08:00.
  static let evening = Instant(milliseconds: 1_772_626_500_000)

  let store: any Store
  let engine: AccountEngine
  let runner: ActionRunner
  let clock = Clock()

  init(_ store: any Store, jurisdiction: Int64 = Bank.jurisdiction, failsOnRecord: Bool = false) {
    self.store = store
    engine = AccountEngine(jurisdiction: jurisdiction, failsOnRecord: failsOnRecord)
    let clock = clock
    runner = ActionRunner(
      store: store, jurisdiction: jurisdiction, identifiers: IdentifierSource(node: 1),
      clock: { clock.now })
  }

  static func open() async throws -> Bank {
    let store = try temporaryStore()
    try await store.migrate(JournalSchema.migrations + AccountEngine.migrations)
    return Bank(store)
  }

  static func actor(_ name: String, _ permissions: Set<Permission>) -> Actor {
    let grant = Grant(
      role: "teller", permissions: permissions, unit: nil, areas: nil, onlyOwnUnit: false)
    return Actor(id: "person:\(name)", name: name, grants: [grant])
  }

  static let lin = actor("lin", ["account.open", "account.move", "account.close"])
  static let wang = actor("wang", ["account.open", "account.move", "account.close"])
  static let visitor = actor("visitor", [])

  func perform<Performed: Action>(
    _ action: Performed, on subject: Int64? = nil, by actor: Actor = Bank.lin, at: Instant? = nil,
    key: String? = nil, expectedVersion: Int64? = nil, inputText: String = ""
  ) async throws -> Outcome where Performed.Subject == AccountEngine {
    try await runner.perform(
      Request(
        action, on: subject, by: actor, at: at ?? clock.now, key: key,
        expectedVersion: expectedVersion, inputText: inputText), engine, pack: "example@1")
  }

  func open(_ owner: Actor = Bank.lin, limit: Instant? = nil) async throws -> Int64 {
    var members: [String: JSON] = ["owner": .string(owner.name)]
    if let limit { members["limit"] = .integer(limit.milliseconds) }
    return try await perform(try input(OpenAccount.self, .object(members)), by: owner).subject
  }

  func input<Performed: Action>(_ type: Performed.Type, _ json: JSON) throws -> Performed {
    var reader = try InputReader(json)
    return try Performed(&reader)
  }

  func account(_ id: Int64) async throws -> Account? {
    let engine = engine
    return try await store.read { try engine.load(id, $0) }
  }

  func events(_ id: Int64) async throws -> [RecordedEvent] {
    let jurisdiction = engine.jurisdiction
    return try await store.read { try EventReader.events(of: id, jurisdiction, $0) }
  }

  /// Every row of every table, to see that nothing changed.
  func everything() async throws -> [String: [Row]] {
    try await store.read { reader in
      var all: [String: [Row]] = [:]
      let names = try reader.rows(
        "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name", [])
      for name in names.map({ $0.text(0) }) {
        all[name] = try reader.rows(Statement("SELECT * FROM \(name) ORDER BY 1, 2"), [])
      }
      return all
    }
  }

  /// Opens some accounts and lets random things happen to them, one minute or so after another.
  func live(_ random: inout Seeded, actions: Int) async throws {
    var open: [Int64] = []
    for number in 0..<actions {
      clock.advance(Int64(random.number(0...40_000_000)))
      let choice = random.number(0...9)
      guard let account = open.randomElement(using: &random), choice > 1 else {
        let limit = choice == 0 ? clock.now.advanced(byMilliseconds: 86_400_000) : nil
        open.append(try await self.open(limit: limit))
        continue
      }
      if choice == 2 && open.count > 1 {
        _ = try await perform(
          try input(CloseAccount.self, ["reason": .string("because \(number) of “中”")]), on: account
        )
        open.removeAll { $0 == account }
      } else {
        let amounts = (0..<random.number(1...3)).map { _ in Int64(random.number(1...2000)) }
        _ = try await perform(MoveMoney(amounts), on: account)
      }
    }
  }
}

/// The node's clock, which tests turn by hand.
final class Clock: Sendable {
  private let moment = Mutex(Bank.evening)

  var now: Instant { moment.withLock { $0 } }

  func advance(_ milliseconds: Int64) {
    moment.withLock { $0 = $0.advanced(byMilliseconds: milliseconds) }
  }
}
