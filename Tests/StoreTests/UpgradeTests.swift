import Kernel
import Store
import TestKit
import Testing

@testable import StorePostgres

/// Nodes of two programs on one database: what the newer one may do to the schema meanwhile.
@Suite struct UpgradeTests {
  private static let added = Migration(
    "notes", 2,
    [
      "ALTER TABLE note ADD COLUMN colour TEXT NOT NULL DEFAULT 'plain'",
      "CREATE TABLE note_line (note INTEGER NOT NULL, line INTEGER NOT NULL) {strict}",
    ])
  private static let taken = Migration(
    "notes", 3, kind: .contract, ["ALTER TABLE note DROP COLUMN text"])
  private static let expanded = Note.migrations + [added]
  private static let contracted = expanded + [taken]

  private func open(_ address: String, _ start: String) throws -> PostgresStore {
    try PostgresStore(PostgresServer.settings(address), incarnation: start)
  }

  private func write(_ numbers: some Sequence<Int>, _ store: any Store) async throws {
    for number in numbers {
      try await store.write { try Note.insert(Int64(number), $0) }
      let text = try await store.read {
        try $0.row("SELECT text FROM note WHERE number = ?", [.integer(Int64(number))])?.text(0)
      }
      #expect(text == "note \(number)")
    }
  }

  @Test func `nodes of two programs write side by side while the newer one adds to the schema`()
    async throws
  {
    let address = try PostgresServer.running().newDatabase()
    let (old, new) = (try open(address, "old"), try open(address, "new"))
    try await old.migrate(Note.migrations)
    try await write(0..<20, old)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await write(stride(from: 20, to: 400, by: 2), old) }
      group.addTask {
        try await new.migrate(UpgradeTests.expanded)
        try await write(stride(from: 21, to: 400, by: 2), new)
        try await new.write {
          try $0.run("UPDATE note SET colour = 'red' WHERE number % 2 = 1", [])
        }
      }
      try await group.waitForAll()
    }
    let rows = try await new.read {
      try $0.rows("SELECT number, colour FROM note ORDER BY number", [])
    }
    #expect(rows.map { $0.integer(0) } == (0..<400).map { Int64($0) })
    #expect(rows.allSatisfy { $0.text(1) == ($0.integer(0) % 2 == 1 ? "red" : "plain") })
    // The older program starts again beside it.
    try await old.close()
    let again = try open(address, "old again")
    try await again.migrate(Note.migrations)
    try await write(400..<410, again)
  }

  @Test func `nothing is taken from under a node of an older program, and it is named`()
    async throws
  {
    let address = try PostgresServer.running().newDatabase()
    let (old, new) = (try open(address, "old"), try open(address, "new"))
    try await old.migrate(Note.migrations)
    try await new.migrate(UpgradeTests.expanded)
    await #expect { try await new.migrate(UpgradeTests.contracted) } throws: { error in
      let problem = error as? Problem
      return problem?.kind.code == "store.older-nodes"
        && problem?.arguments["nodes"] == "node \(old.node) (step 1)"
    }
    try await write(0..<3, old)
    try await old.close()
    try await new.migrate(UpgradeTests.contracted)
    let late = try open(address, "late")
    #expect(await problemCode { try await late.migrate(Note.migrations) } == "store.newer")
  }

  @Test
  func `a node whose program says nothing of itself counts as older, one that knows does not`()
    async throws
  {
    let address = try PostgresServer.running().newDatabase()
    let (silent, new) = (try open(address, "silent"), try open(address, "new"))
    try await new.migrate(UpgradeTests.expanded)
    let refused = await problemCode { try await new.migrate(UpgradeTests.contracted) }
    #expect(refused == "store.older-nodes")
    try await silent.declare(["notes": 3])
    try await new.migrate(UpgradeTests.contracted)
  }

  @Test func `a node that was silent for too long counts no more, and cannot write any more`()
    async throws
  {
    let address = try PostgresServer.running().newDatabase()
    let (old, new) = (try open(address, "old"), try open(address, "new"))
    try await old.migrate(Note.migrations)
    let number = old.node
    try await new.write {
      try $0.run(
        "UPDATE baodao_node SET seen = now() - INTERVAL '2 days' WHERE number = ?",
        [.integer(Int64(number))])
    }
    try await new.migrate(UpgradeTests.contracted)
    #expect(await problemCode { try await old.write { try Note.insert(1, $0) } } != nil)
    // Its number is free again.
    #expect(try open(address, "third").node == number)
  }
}
