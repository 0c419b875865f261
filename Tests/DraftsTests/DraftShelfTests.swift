import Drafts
import Kernel
import Store
import StoreSQLite
import TestKit
import Testing

@Suite struct DraftShelfTests {
  private static let now = Instant(milliseconds: 1_800_000_000_000)
  private let shelf = DraftShelf(jurisdiction: 990_000)

  private static func store() async throws -> any Store {
    let store = try temporaryStore()
    try await store.migrate(DraftShelf.migrations)
    return store
  }

  private func save(
    _ values: [String: JSON], _ name: String, of account: Int64 = 7, at now: Instant = now,
    _ store: any Store
  ) async throws {
    let shelf = shelf
    try await store.write { try shelf.save(values, as: name, of: account, at: now, $0) }
  }

  @Test func `a draft keeps every word, and the newer one stands in place of the older`()
    async throws
  {
    let store = try await Self.store()
    try await save(["title": "  路灯\n\t“不亮” ", "text": "三天了"], "form-a", store)
    let later = Self.now.advanced(byMilliseconds: 5)
    try await save(["title": "路灯不亮", "text": "四天了 "], "form-a", at: later, store)
    let shelf = shelf
    let (draft, lines) = try await store.read {
      (try shelf.draft("form-a", of: 7, $0), try shelf.lines(of: 7, $0))
    }
    #expect(draft?.values == ["title": "路灯不亮", "text": "四天了 "])
    #expect(draft?.savedAt == later)
    #expect(lines.map(\.title) == ["路灯不亮"])
  }

  @Test func `nobody finds, sees or removes the draft of somebody else`() async throws {
    let store = try await Self.store()
    try await save(["title": "王女士"], "form-a", of: 7, store)
    let shelf = shelf
    let other = try await store.read {
      (try shelf.draft("form-a", of: 8, $0), try shelf.lines(of: 8, $0))
    }
    #expect(other.0 == nil && other.1.isEmpty)
    let isRemoved = try await store.write { try shelf.remove("form-a", of: 8, $0) }
    #expect(!isRemoved)
    #expect(try await store.read { try shelf.draft("form-a", of: 7, $0) } != nil)
  }

  @Test func `drafts are bounded in number and size, and refused with what to do`() async throws {
    let store = try await Self.store()
    for number in 0..<DraftShelf.draftsMax { try await save(["text": "x"], "f-\(number)", store) }
    #expect(await problemCode { try await save(["text": "x"], "f-new", store) } == "draft.too-many")
    // One that is there already may still be saved.
    try await save(["text": "y"], "f-0", store)
    let long = String(repeating: "字", count: DraftShelf.bodyBytesMax / 3 + 1)
    #expect(
      await problemCode { try await save(["text": .string(long)], "f-0", store) }
        == "draft.too-long")
  }

  @Test(arguments: ["", "a b", "../a", "a/b", "é", String(repeating: "a", count: 81)])
  func `what cannot name a draft is refused`(name: String) async throws {
    let store = try await Self.store()
    #expect(await problemCode { try await save(["text": "x"], name, store) } == "draft.name")
  }

  @Test func `a draft that nobody touches for thirty days goes by itself`() async throws {
    let store = try await Self.store()
    let limit = DraftShelf.daysMax * Instant.millisecondsPerDay
    try await save(["text": "x"], "old", store)
    try await save(["text": "x"], "new", at: Self.now.advanced(byMilliseconds: 1), store)
    let shelf = shelf
    let early = try await store.write {
      try shelf.sweep(at: Self.now.advanced(byMilliseconds: limit), $0)
    }
    let late = try await store.write {
      try shelf.sweep(at: Self.now.advanced(byMilliseconds: limit + 1), $0)
    }
    #expect(early == 0 && late == 1)
    #expect(try await store.read { try shelf.lines(of: 7, $0) }.map(\.name) == ["new"])
  }

  @Test func `drafts are found by their keys`() async throws {
    let store = try await Self.store()
    for (sql, index) in [
      ("SELECT name FROM draft WHERE jurisdiction = 1 AND account = 2", "PRIMARY KEY"),
      (
        "SELECT name FROM draft WHERE jurisdiction = 1 AND saved < 2 ORDER BY saved", "draft_by_age"
      ),
    ] {
      let plan = try await store.read { reader in
        try reader.rows(Statement("EXPLAIN QUERY PLAN " + sql), []).map { $0.text(3) }
      }.joined(separator: "; ")
      #expect(plan.contains(index) && !plan.contains("SCAN"), "\(plan)")
    }
  }
}
