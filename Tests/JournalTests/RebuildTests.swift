import Kernel
import Store
import StoreSQLite
import TestKit
import Testing

@testable import Journal

@Suite struct RebuildTests {
  private let tables = ["account", "account_day", "timer"]

  private func rebuilder(_ bank: Bank) -> Rebuilder { Rebuilder([Rebuilder.Part(bank.engine)]) }

  private func copy(of bank: Bank, in folder: String) async throws -> SQLiteStore {
    try await bank.store.backup(to: folder + "/copy.sqlite")
    return try SQLiteStore(path: folder + "/copy.sqlite")
  }

  @Test(arguments: UInt64(1)...30)
  func `a rebuild makes every row of every table again`(seed: UInt64) async throws {
    let bank = try await Bank.open()
    var random = Seeded(seed)
    try await bank.live(&random, actions: 60)
    _ = try await bank.open(limit: bank.clock.now)
    let before = try await bank.everything()
    #expect(tables.allSatisfy { before[$0]?.isEmpty == false })
    let digests = try await rebuilder(bank).digests(bank.store)
    #expect(Set(digests.keys) == Set(tables))
    let events = try await rebuilder(bank).rebuild(bank.store)
    #expect(events == before["event"]?.count)
    #expect(try await bank.everything() == before)
    #expect(try await rebuilder(bank).digests(bank.store) == digests)
  }

  @Test(arguments: UInt64(1)...30)
  func `a rebuild mends what was lost or altered and the check names the table`(
    seed: UInt64
  ) async throws {
    let bank = try await Bank.open()
    var random = Seeded(seed)
    try await bank.live(&random, actions: 60)
    _ = try await bank.open(limit: bank.clock.now)
    let before = try await bank.everything()
    let spoils = [
      "account": ["UPDATE account SET balance = balance + 1", "DELETE FROM account"],
      "account_day": [
        "UPDATE account_day SET happened = happened + 1 "
          + "WHERE day = (SELECT min(day) FROM account_day)",
        "INSERT INTO account_day VALUES (1, 'account.moved', 1)",
      ],
      "timer": ["UPDATE timer SET due = due + 1", "INSERT INTO timer VALUES (1, 1, 1, 'a', 'b')"],
    ]
    for table in tables {
      let statement = spoils[table, default: []][random.number(0...1)]
      try await Forger(store: bank.store).run(statement)
      let folder = try TemporaryFolder()
      let report = try await rebuilder(bank).check(copy: try await copy(of: bank, in: folder.path))
      #expect(report.differing == [table], "\(statement)")
      #expect(report.events == before["event"]?.count)
      _ = try await rebuilder(bank).rebuild(bank.store)
      #expect(try await bank.everything() == before)
    }
    let folder = try TemporaryFolder()
    let clean = try await rebuilder(bank).check(copy: try await copy(of: bank, in: folder.path))
    #expect(clean.differing.isEmpty)
  }

  @Test func `a stream that no engine knows stops the rebuild and leaves the tables`() async throws
  {
    let bank = try await Bank.open()
    _ = try await bank.open()
    let before = try await bank.everything()
    let code = await problemCode { _ = try await Rebuilder([]).rebuild(bank.store) }
    #expect(code == "request.not-found")
    #expect(try await bank.everything() == before)
  }

  @Test func `an event that its engine cannot read stops the rebuild`() async throws {
    let bank = try await Bank.open()
    _ = try await bank.open()
    try await Forger(store: bank.store).run("UPDATE event SET body = '{}'")
    let before = try await bank.everything()
    let code = await problemCode { _ = try await rebuilder(bank).rebuild(bank.store) }
    #expect(code == "EventUnread()")
    #expect(try await bank.everything() == before)
  }

  @Test func `a rebuild tells nobody outside a second time`() async throws {
    let bank = try await Bank.open()
    let id = try await bank.open()
    _ = try await bank.perform(MoveMoney([5000]), on: id)
    try await Forger(store: bank.store).run("DELETE FROM outbox")
    _ = try await rebuilder(bank).rebuild(bank.store)
    #expect(try await Outbox(bank.store).depth().waiting == 0)
  }

  @Test func `streams of one identifier in two jurisdictions are replayed apart`() async throws {
    let bank = try await Bank.open()
    let other = Bank(bank.store, jurisdiction: 370_201)
    let ensure = try bank.input(EnsureAccount.self, [:])
    _ = try await bank.perform(ensure, on: 42)
    for _ in 0..<3 { _ = try await other.perform(ensure, on: 42, by: Bank.wang) }
    let listener = Listener()
    _ = try await Rebuilder([Rebuilder.Part(listener)]).rebuild(bank.store)
    #expect(listener.heard.all == [1, 1, 2, 3])
  }
}
