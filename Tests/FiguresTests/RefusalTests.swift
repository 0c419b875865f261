import TestKit
import Kernel
import Store
import Testing

@testable import Figures

@Suite struct RefusalTests {
  private func code(_ question: FigureQuestion, rows: Bool = false) async throws -> String? {
    var random = RandomObservations(11)
    var counting = try await Counting()
    try await counting.observe(random.flows(30))
    try await counting.observe(random.stocks(30))
    let ready = counting
    return await problemCode {
      if rows { _ = try await ready.rows(question) } else { _ = try await ready.answer(question) }
    }
  }

  @Test func `an unknown figure is refused`() async throws {
    let question = FigureQuestion(figure: "recieved", period: try #require(FigurePeriod("2019")))
    #expect(try await code(question) == "request.not-found")
    #expect(try await code(question, rows: true) == "request.not-found")
  }

  @Test func `a question with too many lines is refused`() async throws {
    let wide = FigureQuestion(
      figure: "open", period: try #require(FigurePeriod("0001..9999")), by: [.month])
    #expect(try await code(wide) == "figure.too-wide")
    let narrow = FigureQuestion(
      figure: "open", period: try #require(FigurePeriod("2018..2020")), by: [.month])
    #expect(try await code(narrow) == nil)
  }

  @Test func `a flow of more lines than an answer holds is refused`() async throws {
    var counting = try await Counting()
    let start = Instant(startOf: try #require(CivilDate("1990-01-01")), .china)
    let observations = (0...FigureQuestion.linesMax).map { number in
      Observation(
        "received", at: start.advanced(byMilliseconds: Int64(number) * Instant.millisecondsPerDay),
        subject: Int64(number),
        Observation.Dimensions(area: "c", unit: nil, category: nil, channel: "web", kind: "k"))
    }
    try await counting.observe(observations)
    let ready = counting
    let last = observations[FigureQuestion.linesMax].at.local(.china).date
    func ask(_ last: CivilDate) async throws -> [FigureLine] {
      try await ready.answer(
        FigureQuestion(
          figure: "received", period: FigurePeriod(days: start.local(.china).date, last),
          by: [.day]))
    }
    #expect(await problemCode { _ = try await ask(last) } == "figure.too-wide")
    #expect(try await ask(last.advanced(byDays: -1)).count == FigureQuestion.linesMax)
  }

  @Test func `a ratio has no rows of its own`() async throws {
    let question = FigureQuestion(
      figure: "in-time-rate", period: try #require(FigurePeriod("2019")))
    #expect(try await code(question, rows: true) == "figure.no-rows")
  }

  @Test func `a stock of more days than an answer holds is refused`() async throws {
    let wide = FigureQuestion(
      figure: "open", period: try #require(FigurePeriod("1980..2020")), by: [.day])
    #expect(try await code(wide) == "figure.too-wide")
  }

  @Test func `the tables refuse what is no observation`() async throws {
    let counting = try await Counting()
    for (name, onTime) in [("''", "1"), ("'received'", "2")] {
      let sql = """
        INSERT INTO observation VALUES (1, 0, 7, \(name), 20190101, 0, 1, '', '', '', '', '', \
        \(onTime), NULL, NULL, NULL, '')
        """
      await #expect(throws: (any Error).self) {
        try await counting.store.write { try $0.run(Statement(sql), []) }
      }
    }
  }
}
