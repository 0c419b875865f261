import Kernel
import Store
import StoreSQLite
import TestKit
import Testing

@testable import Figures

/// Trends, parts and what stands, against the list of observations counted by hand.
@Suite struct TrendTests {
  private static let figures = [
    "received", "answered", "in-time", "rated", "slow-web", "in-time-rate", "good-share",
    "natural", "working", "grades", "open", "open-web",
  ]

  private func steps(_ first: String, _ count: Int, of days: Int) throws -> [FigureStep] {
    let start = try #require(CivilDate(first))
    return (0..<count).map {
      FigureStep(start.advanced(byDays: $0 * days), start.advanced(byDays: $0 * days + days - 1))
    }
  }

  private func months(_ count: Int) throws -> [FigureStep] {
    try (0..<count).map { index in
      let (year, month) = (2019 + index / 12, index % 12 + 1)
      let first = try #require(CivilDate(year: year, month: month, day: 1))
      let length = CivilDate.length(ofMonth: month, year: year)
      return FigureStep(first, first.advanced(byDays: length - 1))
    }
  }

  /// What the list gives for a step; nothing observed is zero for what is counted.
  private func naive(_ question: FigureQuestion, _ step: FigureStep, _ naive: Naive) -> FigureLine?
  {
    naive.answer(
      FigureQuestion(
        figure: question.figure, period: FigurePeriod(days: step.first, step.last),
        areas: question.areas, unit: question.unit, category: question.category)
    ).first
  }

  @Test(arguments: UInt64(201)...206)
  func `every step of a trend is what the list of observations gives`(seed: UInt64) async throws {
    var random = RandomObservations(seed)
    var counting = try await Counting()
    try await counting.observe(random.flows(250))
    try await counting.observe(random.stocks(60))
    let list = Naive(entries: counting.entries)
    let reader = counting.reader
    var told = 0
    for figure in TrendTests.figures {
      let asked = random.question(figure, isStock: figure.hasPrefix("open"))
      for (steps, isByMonth) in [
        (try steps("2019-04-27", 12, of: 1), false), (try steps("2019-01-07", 20, of: 7), false),
        (try months(15), true),
      ] {
        let trend = try await counting.store.read {
          try reader.trend(asked, steps, isByMonth: isByMonth, $0)
        }
        #expect(trend.count == steps.count)
        for (step, line) in zip(steps, trend) {
          let wanted = naive(asked, step, list)
          let what = "\(figure) \(step.first.text) \(asked)"
          #expect(line.count == wanted?.count ?? 0, "\(what)")
          if let value = wanted?.value {
            told += 1
            #expect(abs(value - (line.value ?? .infinity)) < 1e-9, "\(what)")
          } else {
            #expect((line.value ?? 0) == 0, "\(what)")
          }
        }
      }
    }
    #expect(told > 100, "\(told)")
  }

  @Test(arguments: UInt64(301)...306)
  func `the parts of a stock are those of its answer that are not nothing`(seed: UInt64)
    async throws
  {
    var random = RandomObservations(seed)
    var counting = try await Counting()
    try await counting.observe(random.stocks(90))
    let reader = counting.reader
    var told = 0
    for figure in ["open", "open-web"] {
      for division in [FigureQuestion.Division.unit, .category, .channel, .level("district")] {
        for _ in 0..<3 {
          let asked = random.question(figure, isStock: true)
          let question = FigureQuestion(
            figure: figure, period: asked.period, by: [division], areas: asked.areas)
          let answer = try await counting.answer(question).filter { $0.count != 0 }
          let parts = try await counting.store.read { try reader.parts(question, $0) }
          #expect(parts == answer, "\(question)")
          told += parts.count
        }
      }
    }
    #expect(told > 20, "\(told)")
  }

  @Test func `what stands is the same after it is counted anew`() async throws {
    var random = RandomObservations(9)
    var counting = try await Counting()
    try await counting.observe(random.stocks(120))
    let statement = Statement("SELECT * FROM figure_standing ORDER BY figure, subject")
    let before = try await counting.store.read { try $0.rows(statement, []).map { "\($0)" } }
    #expect(before.count > 20)
    let book = counting.book
    #expect(try await counting.store.write { try book.follow($0) })
    let after = try await counting.store.read { try $0.rows(statement, []).map { "\($0)" } }
    #expect(after == before)
    #expect(try await counting.store.write { try !book.follow($0) })
  }

  @Test(arguments: ["", "1.2", "1.2.x", "1.2.3.4", "a.b.c", "99999999999999999999.0.0", "1..3"])
  func `what is no place in a list is none`(text: String) {
    #expect(FigureRow.Cursor(text) == nil)
  }
}
