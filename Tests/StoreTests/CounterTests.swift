import Kernel
import Store
import Testing

@testable import StoreSQLite

/// What units add to counters is summed up over a commit, and is there however units end.
@Suite struct CounterTests {
  private struct Undone: Error {}

  private static let migrations = [
    Migration(
      "counters", 1,
      [
        """
        CREATE TABLE counter (
          name TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (name)
        ) {clustered}
        """
      ])
  ]

  private static let adding: Statement = """
    INSERT INTO counter (name, count) VALUES (?, ?)
    ON CONFLICT (name) DO UPDATE SET count = counter.count + excluded.count
    """

  private static func add(_ number: Int64, to name: String, _ writer: any Writing) throws {
    try writer.add(number, to: [.text(name)], adding)
  }

  private static func counts(_ reader: any Reading) throws -> [String: Int64] {
    let rows = try reader.rows("SELECT name, count FROM counter ORDER BY name", [])
    return Dictionary(uniqueKeysWithValues: rows.map { ($0.text(0), $0.integer(1)) })
  }

  private func opened(_ kind: StoreKind) async throws -> StoreInUse {
    let place = try kind.open()
    try await place.store.migrate(CounterTests.migrations)
    return place
  }

  @Test(arguments: StoreKind.allCases)
  func `units at once add up, and those that are undone add nothing`(
    kind: StoreKind
  ) async throws {
    let place = try await opened(kind)
    let store = place.store
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<300 {
        group.addTask {
          do {
            try await store.write { writer in
              try CounterTests.add(1, to: "all", writer)
              try CounterTests.add(Int64(number), to: "number \(number % 3)", writer)
              if number.isMultiple(of: 5) { throw Undone() }
            }
          } catch is Undone {}
        }
      }
      try await group.waitForAll()
    }
    let kept = (0..<300).filter { !$0.isMultiple(of: 5) }
    var expected: [String: Int64] = ["all": Int64(kept.count)]
    for number in kept { expected["number \(number % 3)", default: 0] += Int64(number) }
    let found = try await store.read { try CounterTests.counts($0) }
    #expect(found == expected)
  }

  @Test(arguments: StoreKind.allCases)
  func `a sum of nothing leaves its counter there, as single additions do`(
    kind: StoreKind
  ) async throws {
    let place = try await opened(kind)
    try await place.store.write { writer in
      try CounterTests.add(2, to: "stock", writer)
      try CounterTests.add(-2, to: "stock", writer)
    }
    let found = try await place.store.read { try CounterTests.counts($0) }
    #expect(found == ["stock": 0])
  }

  @Test(arguments: StoreKind.allCases)
  func `a unit that has settled sees what was added, and what it takes away stays away`(
    kind: StoreKind
  ) async throws {
    let place = try await opened(kind)
    let gate = Gate()
    let answers = Answers()
    // All wait for the first, so that one commit takes them up together.
    place.store.submit { _ in
      gate.wait()
    } completion: { _ in
    }
    place.store.submit {
      try CounterTests.add(7, to: "old", $0)
    } completion: {
      answers.add(1, $0)
    }
    place.store.submit { writer in
      try writer.settle()
      throw Undone()
    } completion: {
      answers.add(2, $0)
    }
    async let seen = place.store.write { writer -> [String: Int64] in
      try CounterTests.add(1, to: "own", writer)
      try writer.settle()
      let seen = try CounterTests.counts(writer)
      try writer.run("DELETE FROM counter", [])
      try CounterTests.add(3, to: "new", writer)
      return seen
    }
    gate.open()
    #expect(try await seen == ["old": 7, "own": 1])
    let found = try await place.store.read { try CounterTests.counts($0) }
    #expect(found == ["new": 3])
    #expect(answers.all.map { $0.failure == nil } == [true, false])
  }
}
