import Kernel
import Store
import TestKit
import Testing

@testable import StoreSQLite

@Suite struct MigrationTests {
  private let second = Migration("notes", 2, ["ALTER TABLE note ADD COLUMN more TEXT"])

  private func steps(_ store: any Store) async throws -> [String] {
    try await store.read {
      try $0.rows("SELECT module, number FROM schema_step ORDER BY module, number", [])
    }.map { "\($0.text(0)) \($0.integer(1))" }
  }

  @Test(arguments: StoreKind.allCases)
  func `a step is taken once, however often the store is opened`(kind: StoreKind) async throws {
    let place = try kind.open()
    for _ in 0..<3 { try await place.migrate() }
    #expect(try await steps(place.store) == ["notes 1"])
    try await place.store.write { try Note.insert(1, $0) }
    for _ in 0..<2 { try await place.store.migrate(Note.migrations + [second]) }
    #expect(try await steps(place.store) == ["notes 1", "notes 2"])
    #expect(try await place.numbers() == [1])
  }

  @Test(arguments: StoreKind.allCases)
  func `a store to which a newer program only added is used, and known for what it is`(
    kind: StoreKind
  ) async throws {
    let place = try kind.open()
    let other = Migration("other", 1, ["CREATE TABLE other (a INTEGER) {strict}"])
    try await place.store.migrate(Note.migrations + [second, other])
    try await place.migrate()
    try await place.store.requireKnown(Note.migrations)
    try await place.store.requireCurrent(Note.migrations)
    try await place.store.write { try Note.insert(1, $0) }
    #expect(try await place.numbers() == [1])
    let newer = Note.migrations + [second, other]
    let standings = try await place.store.read {
      (try SchemaStanding(Note.migrations, $0), try SchemaStanding(newer, $0))
    }
    #expect(standings == (.ahead, .same))
    // What makes tables anew would leave out what it does not know.
    #expect(
      await problemCode { try await place.store.requireSame(Note.migrations) } == "store.newer")
    try await place.store.requireSame(newer)
    #expect(try await steps(place.store) == ["notes 1", "notes 2", "other 1"])
  }

  private let contract = Migration(
    "notes", 3, kind: .contract, ["ALTER TABLE note DROP COLUMN more"])

  @Test(arguments: StoreKind.allCases)
  func `a store from which a newer program took something is refused and left alone`(
    kind: StoreKind
  ) async throws {
    let place = try kind.open()
    let newer = Note.migrations + [second, contract]
    try await place.store.migrate(newer)
    for known in [Note.migrations, Note.migrations + [second], []] {
      for code in [
        await problemCode { try await place.store.migrate(known) },
        await problemCode { try await place.store.requireKnown(known) },
        await problemCode { try await place.store.requireCurrent(known) },
      ] { #expect(code == "store.newer") }
    }
    let standing = try await place.store.read { try SchemaStanding(Note.migrations, $0) }
    #expect(standing == .unfit)
    #expect(try await steps(place.store) == ["notes 1", "notes 2", "notes 3"])
    // A program that knows the contract goes on beside what is only added after it.
    let fourth = Migration("notes", 4, ["ALTER TABLE note ADD COLUMN last TEXT"])
    try await place.store.migrate(newer + [fourth])
    try await place.store.migrate(newer)
  }

  @Test(arguments: StoreKind.allCases)
  func `steps with a gap, a repeat or the wrong order are refused before anything is done`(
    kind: StoreKind
  ) async throws {
    let place = try kind.open()
    func step(_ number: Int) -> Migration {
      Migration("steps", number, ["CREATE TABLE step_\(number) (a INTEGER) {strict}"])
    }
    for numbers in [[2], [1, 3], [1, 1], [2, 1], [0, 1], [1, 2, 2]] {
      let code = await problemCode { try await place.store.migrate(numbers.map(step)) }
      #expect(code == "store.schema-gap", "\(numbers)")
    }
    try await place.store.migrate([step(1), Note.migrations[0], step(2)])
    #expect(try await steps(place.store) == ["notes 1", "steps 1", "steps 2"])
  }

  @Test(arguments: StoreKind.allCases)
  func `a step that fails leaves nothing of the steps before it`(kind: StoreKind) async throws {
    let place = try kind.open()
    let broken = Migration("notes", 2, ["CREATE TABLE half (a INTEGER)", "CREATE TABEL oops (a)"])
    #expect(
      await isRefused {
        try await place.store.migrate(Note.migrations + [broken])
      })
    #expect(try await place.tables().isEmpty)
  }

  @Test func `the dialect's marks are filled wherever they stand`() {
    let dialect = Dialect(
      name: "x", strictTable: "S", clusteredTable: "C {strict}", bytes: "B", integer: "I",
      absentFirst: " F")
    #expect(dialect.fill("a {bytes} b {bytes} {strict}") == "a B b B S")
    #expect(dialect.fill("{other} {") == "{other} {")
  }
}
