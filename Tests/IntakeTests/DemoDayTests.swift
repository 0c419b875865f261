import City
import Figures
import Intake
import Kernel
import Matters
import Organisation
import Pack
import Store
import StoreSQLite
import Territory
import TestKit
import Testing

/// The demonstration's city on the evening of its day: every number on the bulletin and on the
/// pages of figures is as large as the list that it opens to.
@Suite struct DemoDayTests {
  private static let day = CivilDate(dayNumber: 20_601)

  private static func evening() async throws -> City {
    let files = repositoryFiles()
    let pack = try PackLoader.load("example", from: files)
    let city = try await City.open(pack, try temporaryStore(), random: fixedBytes) {
      Instant(startOf: day.advanced(byDays: 1), .china)
    }
    let bytes = files.bytes["Packs/example/demo/messages.csv"] ?? []
    var simulation = Simulation(city, seed: 1)
    try await simulation.live(day) { now in
      _ = try await MessageImporter(city).run(bytes, now: now)
    }
    return city
  }

  /// The rows of a question, page by page.
  private func rows(
    _ question: FigureQuestion, _ city: City, pageOf limit: Int = 40
  ) async throws -> [FigureRow] {
    var all: [FigureRow] = []
    while true {
      let after = all.last?.cursor
      let page = try await city.store.read {
        try FigureRows.make(question, after: after, limit: limit, .everything, city, $0)
      }
      all += page.entries.map(\.row)
      guard let next = page.next, all.count < 20_000 else { return all }
      #expect(FigureRow.Cursor(next.text) == next)
    }
  }

  @Test(.timeLimit(.minutes(5)))
  func `every number of the bulletin is as large as the list behind it`() async throws {
    let city = try await Self.evening()
    var told = 0
    for period in [
      BulletinPeriod.day(Self.day), .week(CivilWeek(containing: Self.day)),
      .day(Self.day.advanced(byDays: -20)),
    ] {
      let bulletin = try await city.store.read { try Bulletin.make(city, period, $0) }
      for item in bulletin.items where item.figure.record.form != .ratio {
        let question = FigureQuestion(figure: item.figure.record.id, period: period.days)
        let found = try await rows(question, city)
        #expect(Int64(found.count) == item.line.count, "\(question.figure) \(period.text)")
        #expect(Set(found.map(\.cursor)).count == found.count, "\(question.figure)")
        let counted = try await city.store.read { try city.figures.count(question, $0) }
        #expect(counted == item.line.count, "\(question.figure) \(period.text)")
        told += item.line.count > 0 ? 1 : 0
      }
      for item in bulletin.items where item.figure.record.form == .ratio {
        let below = bulletin.items.first {
          $0.figure.record.id == item.figure.record.denominator
        }
        #expect(item.line.count == below?.line.count, "\(item.figure.record.id)")
      }
    }
    #expect(told > 25, "the day has to say something: \(told)")
  }

  @Test(.timeLimit(.minutes(5)))
  func `every part of a comparison is as large as the list behind it`() async throws {
    let city = try await Self.evening()
    let period = FigurePeriod(days: Self.day.advanced(byDays: -29), Self.day)
    var parts = 0
    for id in ["received", "answered", "open", "overdue", "arbitration", "delay-natural"] {
      for division in [FigureQuestion.Division.level("district"), .unit, .category, .channel] {
        let whole = FigureQuestion(figure: id, period: period, by: [division])
        let lines = try await city.store.read { try city.figures.parts(whole, $0) }
        for line in lines where line.count != 0 {
          parts += 1
          let found = try await rows(narrowed(whole, to: line.keys[0], city), city)
          #expect(Int64(found.count) == line.count, "\(id) \(division) \(line.keys)")
        }
        let sum = try await city.store.read {
          try city.figures.count(FigureQuestion(figure: id, period: period), $0)
        }
        #expect(lines.reduce(0) { $0 + $1.count } == sum, "\(id) \(division)")
      }
    }
    #expect(parts > 100, "\(parts)")
  }

  private func narrowed(
    _ question: FigureQuestion, to key: String, _ city: City
  ) -> FigureQuestion {
    var areas: Set<String>?
    if case .level(let level) = question.divisions[0] {
      let all = city.pack.areas.map(\.id) + [""]
      areas = Set(all.filter { (city.territory.ancestor(of: $0, level: level) ?? "") == key })
    }
    return FigureQuestion(
      figure: question.figure, period: question.period, areas: areas,
      unit: question.divisions[0] == .unit ? key : nil,
      category: question.divisions[0] == .category ? key : nil,
      channel: question.divisions[0] == .channel ? key : nil)
  }
}
