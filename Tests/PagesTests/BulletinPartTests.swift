import City
import Figures
import Journal
import Kernel
import Matters
import Organisation
import Pack
import Store
import Testing

@testable import Pages

/// What a bulletin ranks and what it withholds.
@Suite struct BulletinPartTests {
  private func lines(_ counts: [Int64]) async throws -> [FigureLine] {
    // Lines are made by readers alone: these come from areas of a small city.
    let quarter = try await Quarter.open()
    for (index, count) in counts.enumerated() {
      for _ in 0..<count {
        _ = try await quarter.receive("A\(index + 1)区路灯不亮", "请修。", "王建国", at: "2022-09-05 09:10")
      }
    }
    let city = quarter.city
    let day = moment("2022-09-05").local(.china).date
    return try await city.store.read {
      try city.figures.parts(
        FigureQuestion(
          figure: "received", period: FigurePeriod(days: day, day), by: [.level("district")]), $0)
    }
  }

  @Test(
    arguments: [
      ([9, 7, 6], [false, false, false]), ([9, 2, 6], [false, true, true]),
      ([2, 9, 1], [true, false, true]), ([3], [true]), ([5, 4], [true, true]),
    ] as [([Int64], [Bool])])
  func `a small part is hidden, and with a lone one the next, so that no sum betrays it`(
    counts: [Int64], hidden: [Bool]
  ) async throws {
    let lines = try await lines(counts)
    #expect(lines.map(\.count) == counts)
    #expect(SmallNumbers.hidden(lines, 5) == hidden)
    #expect(SmallNumbers.hidden(lines, nil) == counts.map { _ in false })
  }

  @Test func `units are ranked only from the number on that the definition names`() async throws {
    let quarter = try await Quarter.open()
    for (area, count) in [("A3区", 6), ("A1区", 5), ("A7县", 4)] {
      for _ in 0..<count {
        let id = try await quarter.receive(
          area + "路灯不亮", "请修。", "王建国", at: "2022-09-05 09:10")
        let engine = quarter.city.matters
        let found = try await quarter.city.store.read { try engine.load(id, $0)?.lead }
        let lead = try #require(found)
        let late = area == "A1区"
        try await quarter.act(
          AnswerMatter(reply: "已修。"), on: id,
          by: try quarter.city.actor(role: "handler", unit: lead),
          at: late ? "2022-11-29 10:00" : "2022-09-06 10:00")
      }
    }
    let city = quarter.city
    func rankings(_ text: String) async throws -> [Bulletin.Ranking] {
      let week = CivilWeek(containing: moment(text).local(.china).date)
      return try await city.store.read { try Bulletin.make(city, .week(week), $0) }.rankings
    }
    // In this week A3 has six and A7 four: one unit alone is no ranking.
    #expect(try await rankings("2022-09-06").isEmpty)
    let lines = try await city.store.read { reader in
      try city.figures.parts(
        FigureQuestion(
          figure: "in-time-rate", period: try #require(FigurePeriod("2022")), by: [.unit]), reader)
    }
    #expect(lines.map(\.count).sorted() == [4, 5, 6])
  }

  @Test func `the headlines are what the mechanisms name, and nobody is ranked by default`()
    async throws
  {
    let city = try await Quarter.open().city
    let headlines = city.pack.figures.filter { $0.record.bulletin.contains(.headline) }
    #expect(headlines.map(\.record.id).contains("received") && headlines.count <= 10)
    let ranked = city.pack.figures.filter { $0.record.rankedFrom != nil }.map(\.record.id)
    #expect(ranked.sorted() == ["in-time-rate", "whistle-arrival-rate"])
    let mechanisms = city.figureGroups.compactMap(\.mechanism?.id)
    #expect(mechanisms.contains("G03") && Set(mechanisms).count == mechanisms.count)
    #expect(
      city.figureGroups.flatMap(\.figures).map(\.record.id).sorted()
        == city.pack.figures.map(\.record.id).sorted())
  }
}
