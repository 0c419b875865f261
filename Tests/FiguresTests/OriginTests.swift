import Kernel
import Pack
import Store
import StoreSQLite
import TestKit
import Testing

@testable import Figures

/// Figures of what came out of one campaign.
@Suite struct OriginTests {
  private static func book(_ condition: String) throws -> FigureBook {
    let yaml = """
      pack: count
      name: {zh: 数, en: Count}
      jurisdiction: 7
      calendar: {hours: [09:00-17:00]}
      levels: [{id: city, name: {zh: 市, en: City}}]
      areas: [{id: c, name: 海城市, level: city}]
      figures:
        - {id: of, name: 数, form: flow, unit: 件, of: received, when: '\(condition)', definition: 数}
      """
    return FigureBook(
      try PackLoader.load("count", from: PackFiles(["Packs/count/pack.yaml": Array(yaml.utf8)])))
  }

  private static let at = Instant(milliseconds: 1_620_000_000_000)

  private func count(_ book: FigureBook, _ store: SQLiteStore) async throws -> Int64 {
    let reader = FigureReader(book, jurisdiction: 7) { _, _ in nil }
    let day = FigurePeriod(
      days: OriginTests.at.local(.china).date, OriginTests.at.local(.china).date)
    return try await store.read {
      let question = FigureQuestion(figure: "of", period: day)
      let rows = try reader.rows(of: question, $0)
      let count = try reader.answer(question, $0).first?.count ?? 0
      return Int64(rows.count) == count ? count : -1
    }
  }

  @Test func `a figure counts what came out of a campaign, at once and anew`() async throws {
    let store = try temporaryStore()
    try await store.migrate(FigureSchema.migrations)
    let firms = try OriginTests.book("origin == \"firms\"")
    for (position, origin) in ["firms", "", "homes", "firms", "homes", "homes"].enumerated() {
      let observation = Observation(
        "received", at: OriginTests.at, subject: Int64(position + 1),
        Observation.Dimensions(
          area: "c", unit: nil, category: nil, channel: "visit", kind: "issue", origin: origin))
      try await store.write { writer in
        try firms.record(observation, position: Int64(position + 1), part: 0, writer)
      }
    }
    #expect(try await count(firms, store) == 2)
    for (condition, expected) in [
      ("origin == \"homes\"", 3), ("origin == \"\"", 1), ("origin != \"\"", 5),
      ("kind == \"issue\"", 6), ("kind == \"firms\"", 0),
    ] {
      let other = try OriginTests.book(condition)
      #expect(try await store.write { try other.follow($0) })
      #expect(try await count(other, store) == Int64(expected), "\(condition)")
    }
  }

  @Test func `what was observed before campaigns were told came out of none`() async throws {
    let store = try temporaryStore()
    try await store.migrate(FigureSchema.migrations.filter { $0.number < 3 })
    try await store.write { writer in
      try writer.run(
        """
        INSERT INTO observation (position, part, jurisdiction, name, day, at, subject, area, unit,
          category, channel, kind)
        VALUES (1, 0, 7, 'received', 20210503, 1620000000000, 1, 'c', '', '', 'web', 'hotline')
        """, [])
    }
    try await store.migrate(FigureSchema.migrations)
    let book = try OriginTests.book("origin == \"\"")
    #expect(try await store.write { try book.follow($0) })
    #expect(try await count(book, store) == 1)
  }
}
