import City
import Dispatch
import Journal
import Kernel
import Matters
import Move
import Organisation
import Store
import StorePostgres
import StoreSQLite
import TestKit
import Testing

/// A city goes from one store into another as it is, or not at all.
@Suite struct MoveTests {
  private let mover = Mover(City.migrations)

  private func town(in folder: TemporaryFolder) async throws -> Town {
    let town = try await Town(folder.path + "/from")
    try await town.live(40, seed: 1)
    try await town.fillWorkingState()
    try await Sealer.seal(town.store, at: town.clock.now)
    return town
  }

  private func target(in folder: TemporaryFolder) throws -> SQLiteStore {
    try SQLiteStore(path: folder.path + "/to")
  }

  @Test func `the tables are those that a store has after the migrations`() async throws {
    let store = try temporaryStore()
    try await store.migrate(City.migrations)
    let found = try await store.read { reader in
      try reader.rows(
        """
        SELECT t.name, c.name FROM sqlite_master t, pragma_table_info(t.name) c
        WHERE t.type = 'table' AND t.name NOT IN ('schema_step', 'schema_contract')
        ORDER BY t.name, c.cid
        """, [])
    }
    let shapes = TableShape.tables(of: City.migrations).sorted { $0.name < $1.name }
    let listed = shapes.flatMap { shape in shape.columns.map { [shape.name, $0] } }
    #expect(listed == found.map { [$0.text(0), $0.text(1)] })
    #expect(shapes.count > 30)
  }

  @Test func `everything arrives, with its indexes, and the city goes on in its new store`()
    async throws
  {
    let folder = try TemporaryFolder()
    let town = try await town(in: folder)
    let before = try await everything(town.store)
    for table in ["event", "stream", "seal", "timer", "matter", "session", "photograph"] {
      #expect(before[table]?.isEmpty == false, "\(table)")
    }
    let to = try target(in: folder)
    let seen = Counter(0)
    let report = try await mover.move(from: town.store, to: to, rebuilder: town.city.rebuilder) {
      if $0 == .copy, $1 == $2 { seen.add(1) }
    }
    #expect(seen.value == 1)
    #expect(try await everything(town.store) == before)
    #expect(try await everything(to) == before)
    #expect(report.rows == before.reduce(0) { $0 + ($1.key == "schema_step" ? 0 : $1.value.count) })
    #expect(report.journal.isWhole && report.journal.seals == 1 && !report.isBegunAgain)
    let indexes: @Sendable (any Reading) throws -> [Row] = {
      try $0.rows("SELECT name, tbl_name, sql FROM sqlite_master ORDER BY name", [])
    }
    #expect(try await to.read(indexes) == town.store.read(indexes))
    let clock = town.clock
    let moved = try await City.open(town.city.pack, to, random: fixedBytes) { clock.now }
    #expect(try await moved.rebuilder.rebuild(to) == report.journal.events)
  }

  private func database() throws -> PostgresStore {
    let address = try PostgresServer.running().newDatabase()
    return try PostgresStore(PostgresSettings(address: address), incarnation: "move")
  }

  @Test func `a city goes to PostgreSQL, lives on there, and comes back`() async throws {
    let folder = try TemporaryFolder()
    let town = try await town(in: folder)
    let before = try await everything(town.store)
    let postgres = try database()
    let there = try await mover.move(
      from: town.store, to: postgres, rebuilder: town.city.rebuilder)
    #expect(there.rows > 400 && there.journal.isWhole)
    #expect(try await everything(postgres) == before)
    let clock = town.clock
    let city = try await City.open(town.city.pack, postgres, random: fixedBytes) { clock.now }
    let action = ReceiveMatter(
      kind: "hotline", title: "又一件", text: "请修", caller: "王建国", channel: "phone")
    _ = try await city.perform(
      Request(action, by: try city.actor(post: "a-call-taker"), at: clock.now))
    let lived = try await everything(postgres)
    #expect(lived["matter"]?.count == 41)
    let back = try target(in: folder)
    let report = try await mover.move(from: postgres, to: back, rebuilder: city.rebuilder)
    #expect(try await everything(back) == lived)
    #expect(
      report.tables.first { $0.name == "city_secret" }
        == there.tables.first {
          $0.name == "city_secret"
        })
    try await postgres.close()
  }

  @Test func `a move into PostgreSQL that was interrupted is begun again`() async throws {
    let folder = try TemporaryFolder()
    let town = try await town(in: folder)
    let postgres = try database()
    let left = Counter(20)
    let failing = StoreWrapper(postgres) { statement, arguments in
      if statement.sql.hasPrefix("INSERT INTO event") { left.add(-1) }
      if left.value < 0 { throw StoreWrapper.DiskFull() }
      return arguments
    }
    await #expect(throws: StoreWrapper.DiskFull.self) {
      _ = try await mover.move(from: town.store, to: failing)
    }
    let clock = town.clock
    let pack = town.city.pack
    let code = await problemCode {
      _ = try await City.open(pack, postgres, random: fixedBytes) { clock.now }
    }
    #expect(code == "store.unfinished")
    #expect(try await mover.move(from: town.store, to: postgres).isBegunAgain)
    #expect(try await everything(postgres) == everything(town.store))
    let used = await problemCode { _ = try await mover.move(from: town.store, to: postgres) }
    #expect(used == "move.target-in-use")
    try await postgres.close()
  }

  @Test func `a store that holds something is no target`() async throws {
    let folder = try TemporaryFolder()
    let town = try await town(in: folder)
    let to = try target(in: folder)
    try await to.migrate(City.migrations)
    let code = await problemCode { _ = try await mover.move(from: town.store, to: to) }
    #expect(code == "move.target-in-use")
    #expect(try await everything(to)["event"]?.isEmpty == true)
  }

  @Test(arguments: [0, 1, 40, 200, 400])
  func `a move that was interrupted is opened by nobody and begun again`(
    after rows: Int
  ) async throws {
    let folder = try TemporaryFolder()
    let town = try await town(in: folder)
    let to = try target(in: folder)
    let left = Counter(Int64(rows))
    let failing = StoreWrapper(to) { statement, arguments in
      if statement.sql.hasPrefix("INSERT"), !statement.sql.contains("schema_step") {
        left.add(-1)
        if left.value < 0 { throw StoreWrapper.DiskFull() }
      }
      return arguments
    }
    await #expect(throws: StoreWrapper.DiskFull.self) {
      _ = try await mover.move(from: town.store, to: failing)
    }
    let clock = town.clock
    let pack = town.city.pack
    for code in [
      await problemCode {
        _ = try await City.open(pack, to, random: fixedBytes) { clock.now }
      },
      await problemCode { _ = try await City(reading: pack, to) { clock.now } },
      await problemCode { _ = try await mover.move(from: to, to: try temporaryStore()) },
    ] { #expect(code == "store.unfinished") }
    let report = try await mover.move(from: town.store, to: to)
    #expect(report.isBegunAgain)
    #expect(try await everything(to) == everything(town.store))
  }

  @Test(arguments: ["event", "matter", "photograph", "city_secret", "session", "timer"])
  func `a row that came out otherwise is found in whatever table it is`(
    table: String
  ) async throws {
    let folder = try TemporaryFolder()
    let town = try await town(in: folder)
    let to = try target(in: folder)
    let lies = Counter(0)
    let lying = StoreWrapper(to) { statement, arguments in
      guard statement.sql.hasPrefix("INSERT INTO \(table) ") else { return arguments }
      // The last integer of the first row, or a bit of its last bytes.
      var changed = arguments
      lies.add(1)
      guard lies.value == 1 else { return arguments }
      for (index, value) in arguments.enumerated().reversed() {
        if case .integer(let number) = value, number > 1 {
          changed[index] = .integer(number + 1)
          return changed
        }
        if case .blob(var bytes) = value, table == "city_secret" {
          bytes[0] ^= 1
          changed[index] = .blob(bytes)
          return changed
        }
      }
      return changed
    }
    let code = await problemCode { _ = try await mover.move(from: town.store, to: lying) }
    #expect(lies.value > 0)
    #expect(code == "move.differs")
    let opened = await problemCode { try await to.requireFinished() }
    #expect(opened == "store.unfinished")
  }

  @Test func `a journal that is not whole does not move`() async throws {
    let folder = try TemporaryFolder()
    let town = try await town(in: folder)
    try await town.store.write {
      try $0.run("UPDATE event SET actor = 'person:x' WHERE position = 3", [])
    }
    let to = try target(in: folder)
    let code = await problemCode { _ = try await mover.move(from: town.store, to: to) }
    #expect(code == "move.journal-broken")
  }

  @Test func `state tables that the journal does not give are found by the rebuild`() async throws {
    let folder = try TemporaryFolder()
    let town = try await town(in: folder)
    try await town.store.write { try $0.run("UPDATE matter SET title = 'x'", []) }
    let to = try target(in: folder)
    let code = await problemCode {
      _ = try await mover.move(from: town.store, to: to, rebuilder: town.city.rebuilder)
    }
    #expect(code == "move.rebuild-differs")
  }

  @Test func `a source that goes on growing is found out`() async throws {
    let folder = try TemporaryFolder()
    let town = try await town(in: folder)
    let to = try target(in: folder)
    let source = town.store
    let code = await problemCode {
      _ = try await mover.move(from: source, to: to) { stage, done, all in
        guard stage == .index, done == all else { return }
        let written = DispatchSemaphore(value: 0)
        source.submit {
          try $0.run("UPDATE event SET position = position + 1000 WHERE version = 9999", [])
          try $0.run(
            """
            INSERT INTO event SELECT max(position) + 1, 1, 1, 1, 'k', 'n', 0, 0, 'a', 'a', '',
              '{}', zeroblob(32) FROM event
            """, [])
        } completion: { _ in
          written.signal()
        }
        written.wait()
      }
    }
    #expect(code == "move.source-written")
  }

  @Test func `a source of another schema is refused`() async throws {
    let folder = try TemporaryFolder()
    let town = try await town(in: folder)
    let more = City.migrations + [Migration("more", 1, ["CREATE TABLE more (a INTEGER)"])]
    let older = await problemCode {
      _ = try await Mover(more).move(from: town.store, to: try temporaryStore())
    }
    #expect(older == "move.source-older")
    let newer = await problemCode {
      let known = City.migrations.filter { $0.module != "desk" }
      _ = try await Mover(known).move(from: town.store, to: try temporaryStore())
    }
    #expect(newer == "store.newer")
  }

  @Test func `a digest knows rows by their values and not by their order`() {
    func digest(_ rows: [[SQLValue]]) -> String {
      var digest = TableDigest()
      for row in rows { digest.add(Row(row)) }
      return digest.text
    }
    let first: [SQLValue] = [1, "a", nil]
    let second: [SQLValue] = [2, "b", .blob([1])]
    #expect(digest([first, second]) == digest([second, first]))
    let others: [[[SQLValue]]] = [
      [], [first], [first, first], [second, second], [["1", "a", nil], second],
      [[1, "a", ""], second], [[1, "a", .blob([])], second], [["a", 1, nil], second],
      [[1, "a", 0], second], [[.real(1), "a", nil], second],
    ]
    let all = [digest([first, second])] + others.map(digest)
    #expect(Set(all).count == all.count)
  }
}
