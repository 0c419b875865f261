import Kernel
import Store
import Testing

/// Questions to a store: many at once, given up, and small ones on the caller's own thread.
@Suite struct ReadingTests {
  private struct Refused: Error {}

  private static let count: Statement = "SELECT count(*) FROM note"

  private func filled(_ kind: StoreKind) async throws -> StoreInUse {
    let place = try kind.open()
    try await place.migrate()
    try await place.store.write { writer in
      for number in 1...300 { try Note.insert(Int64(number), writer) }
    }
    return place
  }

  @Test(arguments: StoreKind.allCases)
  func `more questions than connections are all answered`(_ kind: StoreKind) async throws {
    let place = try await filled(kind)
    let store = place.store
    let answers = try await withThrowingTaskGroup(of: Int64.self) { group in
      for number in 1...200 {
        let statement: Statement = "SELECT number FROM note WHERE number = ?"
        let body: @Sendable (any Reading) throws -> Int64 = {
          try $0.row(statement, [.integer(Int64(number))])?.integer(0) ?? 0
        }
        group.addTask {
          number.isMultiple(of: 2) ? try await store.glance(body) : try await store.read(body)
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(answers.sorted() == Array(1...200))
  }

  @Test(arguments: StoreKind.allCases)
  func `one question sees one state, whatever is written meanwhile`(_ kind: StoreKind) async throws
  {
    let place = try await filled(kind)
    let store = place.store
    let count = ReadingTests.count
    for isGlance in [true, false] {
      let before = try await store.read { try $0.row(count, [])?.integer(0) }
      let gate = Gate()
      let body: @Sendable (any Reading) throws -> [Int64?] = { reader in
        let first = try reader.row(count, [])?.integer(0)
        store.submit({ try $0.run("DELETE FROM note WHERE number % 2 = 0", []) }) { _ in
          gate.open()
        }
        gate.wait()
        return [first, try reader.row(count, [])?.integer(0)]
      }
      let seen = try await isGlance ? store.glance(body) : store.read(body)
      #expect(seen == [before, before])
    }
    #expect(try await store.read { try $0.row(count, [])?.integer(0) } == 150)
  }

  @Test(arguments: StoreKind.allCases)
  func `a question that fails leaves the connection fit for the next`(_ kind: StoreKind)
    async throws
  {
    let place = try await filled(kind)
    let store = place.store
    for _ in 0..<20 {
      await #expect(throws: Refused.self) {
        try await store.glance { reader in
          _ = try reader.rows("SELECT number FROM note", [])
          throw Refused()
        }
      }
      await #expect(throws: (any Error).self) {
        try await store.read { try $0.rows("SELECT missing FROM note", []) }
      }
    }
    #expect(try await store.glance { try $0.rows("SELECT number FROM note", []).count } == 300)
  }

  @Test(arguments: StoreKind.allCases)
  func `a question that nobody waits for any more is ended`(_ kind: StoreKind) async throws {
    let place = try await filled(kind)
    let store = place.store
    let gate = Gate()
    let asked = Task {
      try await store.read { reader in
        // Some 10^14 rows: only ending it gets through.
        let sql = "SELECT a.number FROM " + "abcdef".map { "note AS \($0)" }.joined(separator: ", ")
        try reader.forEachRow(Statement(sql), []) { _ in
          gate.open()
          return true
        }
      }
    }
    await gate.opened()
    asked.cancel()
    await #expect(throws: CancellationError.self) { try await asked.value }
    #expect(try await store.read { try $0.rows("SELECT number FROM note", []).count } == 300)
  }
}
