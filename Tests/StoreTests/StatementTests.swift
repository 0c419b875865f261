import Store
import TestKit
import Testing

@testable import StoreSQLite

/// Prepared statements, which callers share without knowing of each other.
@Suite struct StatementTests {
  private func filled(_ kind: StoreKind, _ count: Int64) async throws -> StoreInUse {
    let place = try kind.open()
    try await place.migrate()
    try await place.store.write { writer in
      for number in 0..<count { try Note.insert(number, writer) }
    }
    return place
  }

  @Test(arguments: StoreKind.allCases)
  func `a query may be run again inside the loop over its own rows`(kind: StoreKind) async throws {
    let place = try await filled(kind, 5)
    let pairs = try await place.store.read { reader in
      let all: Statement = "SELECT number FROM note ORDER BY number"
      var pairs: [[Int64]] = []
      try reader.forEachRow(all, []) { outer in
        try reader.forEachRow(all, []) { inner in
          pairs.append([outer.integer(0), inner.integer(0)])
          return inner.integer(0) < 2
        }
        return pairs.count < 100
      }
      return pairs
    }
    #expect(pairs == (0..<5).flatMap { outer in (0..<3).map { [outer, $0] } })
  }

  @Test(arguments: StoreKind.allCases)
  func `any number of other statements may be run inside a loop over rows`(
    kind: StoreKind
  ) async throws {
    let place = try await filled(kind, 30)
    let sums = try await place.store.write { writer in
      var sum: Int64 = 0
      try writer.forEachRow("SELECT number FROM note ORDER BY number", []) { row in
        for index in 0..<50 {
          let number = row.integer(0) * 50 + Int64(index)
          let answer = try writer.row(Statement("SELECT \(number)"), [])
          sum += answer?.integer(0) ?? 0
        }
        return true
      }
      return sum
    }
    #expect(sums == (0..<1500).reduce(0, +))
  }

  @Test(arguments: StoreKind.allCases)
  func `a loop that is left early or by a throw can be run again`(kind: StoreKind) async throws {
    let place = try await filled(kind, 10)
    struct Enough: Error {}
    let seen = try await place.store.read { reader in
      let all: Statement = "SELECT number FROM note ORDER BY number"
      var seen: [Int64] = []
      for round in 0..<3 {
        try? reader.forEachRow(all, []) { row in
          seen.append(row.integer(0))
          if round == 1 { throw Enough() }
          return seen.count % 2 == 1
        }
      }
      return seen
    }
    #expect(seen == [0, 1, 0, 0])
  }

  @Test(arguments: StoreKind.allCases)
  func `two statements in one text are refused, so that none is left out`(kind: StoreKind)
    async throws
  {
    let place = try await filled(kind, 1)
    #expect(
      await isRefused {
        try await place.store.write { try $0.run("DELETE FROM note; DELETE FROM note_mark", []) }
      })
    #expect(try await place.numbers() == [0])
    try await place.store.write { try $0.run("DELETE FROM note; ", []) }
    #expect(try await place.numbers().isEmpty)
  }

  @Test(arguments: StoreKind.allCases)
  func `the number of arguments must be the number of placeholders`(kind: StoreKind) async throws {
    let place = try await filled(kind, 1)
    for arguments: [SQLValue] in [[], [1, 2]] {
      #expect(
        await isRefused {
          _ = try await place.store.read { try $0.rows("SELECT ?", arguments) }
        })
    }
    #expect(
      await isRefused {
        _ = try await place.store.read { try $0.rows("SELEKT", []) }
      })
    #expect(
      await isRefused {
        _ = try await place.store.read { try $0.rows("DELETE FROM note", []) }
      })
  }

  @Test(arguments: StoreKind.allCases)
  func `a change answers how many rows it changed`(kind: StoreKind) async throws {
    let place = try await filled(kind, 10)
    let counts = try await place.store.write { writer in
      [
        try writer.change("UPDATE note SET text = 'x' WHERE number < ?", [4]),
        try writer.change("DELETE FROM note WHERE number > ?", [100]),
      ]
    }
    #expect(counts == [4, 0])
  }

  @Test(arguments: StoreKind.allCases)
  func `a reader sees one moment however long it reads`(kind: StoreKind) async throws {
    let place = try await filled(kind, 3)
    let inside = Gate()
    let goOn = Gate()
    let counting = Task {
      try await place.store.read { reader in
        let before = try reader.rows("SELECT number FROM note", []).count
        inside.open()
        goOn.wait()
        return [before, try reader.rows("SELECT number FROM note", []).count]
      }
    }
    await inside.opened()
    try await place.store.write { try Note.insert(50, $0) }
    goOn.open()
    #expect(try await counting.value == [3, 3])
    #expect(try await place.numbers().count == 4)
  }
}
