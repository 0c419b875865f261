import Kernel
import Store
import Testing

@testable import Figures

@Suite struct AnswerTests {
  private static let flows = [
    "received", "answered", "in-time", "good", "rated", "slow-web", "in-time-rate", "good-share",
    "natural", "working", "grades",
  ]

  private func expectSame(_ left: [FigureLine], _ right: [FigureLine], _ question: FigureQuestion) {
    #expect(left.map(\.keys) == right.map(\.keys), "\(question)")
    #expect(left.map(\.count) == right.map(\.count), "\(question)")
    for (found, wanted) in zip(left, right) {
      for (one, other) in [
        (found.value, wanted.value), (found.percentile90, wanted.percentile90),
      ] {
        #expect((one == nil) == (other == nil), "\(question) \(found) \(wanted)")
        if let one, let other { #expect(abs(one - other) < 1e-9, "\(question) \(found) \(wanted)") }
      }
    }
  }

  @Test(arguments: UInt64(1)...12)
  func `every answer is what the list of observations gives`(seed: UInt64) async throws {
    var random = RandomObservations(seed)
    var counting = try await Counting()
    try await counting.observe(random.flows(250))
    try await counting.observe(random.stocks(80))
    let naive = Naive(entries: counting.entries)
    var lines = 0
    for _ in 0..<8 {
      for figure in AnswerTests.flows + ["open", "open-web"] {
        let question = random.question(figure, isStock: figure.hasPrefix("open"))
        let found = try await counting.answer(question)
        expectSame(found, naive.answer(question), question)
        lines += found.count
      }
    }
    #expect(lines > 200)
  }

  @Test(arguments: UInt64(101)...108)
  func `the rows of a figure are as many as it counts`(seed: UInt64) async throws {
    var random = RandomObservations(seed)
    var counting = try await Counting()
    try await counting.observe(random.flows(200))
    try await counting.observe(random.stocks(60))
    let naive = Naive(entries: counting.entries)
    for _ in 0..<6 {
      for figure in ["received", "in-time", "slow-web", "natural", "working", "open", "open-web"] {
        let asked = random.question(figure, isStock: figure.hasPrefix("open"))
        let question = FigureQuestion(
          figure: figure, period: asked.period, areas: asked.areas, unit: asked.unit,
          category: asked.category)
        let count = try await counting.answer(question).first?.count ?? 0
        let rows = try await counting.pages(question, limit: 500)
        #expect(rows.count == count, "\(question)")
        if figure.hasPrefix("open") { continue }
        #expect(Set(rows.map(\.position)) == Set(naive.flow(question).map(\.position)))
      }
    }
  }

  @Test(arguments: ["received", "natural", "open"], [1, 3, 7, 50])
  func `page after page gives every row exactly once`(figure: String, limit: Int) async throws {
    var random = RandomObservations(7)
    var counting = try await Counting()
    try await counting.observe(random.flows(120))
    try await counting.observe(random.stocks(60))
    let date = try #require(CivilDate("2019-12-01"))
    let first = try #require(CivilDate("2018-01-01"))
    let question = FigureQuestion(figure: figure, period: FigurePeriod(months: first, date))
    let whole = try await counting.rows(question)
    let paged = try await counting.pages(question, limit: limit)
    #expect(whole.count > 10)
    #expect(paged == whole)
    #expect(Set(paged.map(\.position)).count == paged.count)
  }

  @Test func `a matter that moved within a stock is counted once and where it is`() async throws {
    var counting = try await Counting()
    let moments = try ["2019-04-02", "2019-04-20", "2019-06-03"].map {
      Instant(startOf: try #require(CivilDate($0)), .china)
    }
    func place(_ unit: String) -> Observation.Dimensions {
      Observation.Dimensions(area: "es", unit: unit, category: "lamp", channel: "web", kind: "k")
    }
    try await counting.observe([
      Observation("open.entered", at: moments[0], subject: 1, place("roads")),
      Observation("open.left", at: moments[1], subject: 1, place("roads")),
      Observation("open.entered", at: moments[1], subject: 1, place("water")),
      Observation("open.left", at: moments[2], subject: 1, place("water")),
    ])
    let period = try #require(FigurePeriod("2019-03..2019-06"))
    let byUnit = try await counting.answer(
      FigureQuestion(figure: "open", period: period, by: [.month, .unit]))
    #expect(
      byUnit.filter { $0.count != 0 }.map(\.keys) == [["2019-04", "water"], ["2019-05", "water"]])
    let april = try #require(FigurePeriod("2019-04"))
    let rows = try await counting.rows(FigureQuestion(figure: "open", period: april))
    #expect(rows.map(\.dimensions.unit) == ["water"])
    let roads = FigureQuestion(figure: "open", period: april, unit: "roads")
    #expect(try await counting.rows(roads).isEmpty)
    #expect(try await counting.answer(roads).map(\.count) == [0])
  }

  @Test func `percentiles are by nearest rank`() {
    func both(_ values: [Int64]) -> [Int64?] {
      let counts = Dictionary(grouping: values) { $0 }.mapValues { Int64($0.count) }
      return [FigureReader.percentile(50, counts), FigureReader.percentile(90, counts)]
    }
    #expect(both([]) == [nil, nil])
    #expect(both([7]) == [7, 7])
    #expect(both([1, 2]) == [1, 2])
    #expect(both([1, 2, 3]) == [2, 3])
    #expect(both(Array(1...10)) == [5, 9])
    #expect(both(Array(1...11)) == [6, 10])
    #expect(both([1, 1, 1, 1, 1, 1, 1, 1, 1, 100]) == [1, 1])
    #expect(both([-3, -3, 5]) == [-3, 5])
  }

  @Test func `what was not observed has no line and a ratio of nothing is not zero`() async throws {
    var counting = try await Counting()
    let period = try #require(FigurePeriod("2019"))
    for figure in AnswerTests.flows + ["open"] {
      #expect(try await counting.answer(FigureQuestion(figure: figure, period: period)).isEmpty)
    }
    let at = Instant(startOf: try #require(CivilDate("2019-05-24")), .china)
    let dimensions = Observation.Dimensions(
      area: nil, unit: nil, category: nil, channel: "web", kind: "k")
    try await counting.observe([
      Observation("answered", at: at, subject: 1, dimensions, isOnTime: false)
    ])
    func line(_ figure: String) async throws -> FigureLine? {
      try await counting.answer(FigureQuestion(figure: figure, period: period)).first
    }
    #expect(try await line("in-time-rate")?.value == 0)
    #expect(try await line("in-time-rate")?.count == 1)
    #expect(try await line("good-share") == nil)
    #expect(try await line("working") == nil)
  }

  @Test func `each jurisdiction has figures of its own`() async throws {
    var random = RandomObservations(3)
    var counting = try await Counting()
    try await counting.observe(random.flows(50))
    let other = FigureReader(counting.book, jurisdiction: 8) { _, _ in nil }
    let question = FigureQuestion(
      figure: "received", period: try #require(FigurePeriod("2018..2020")))
    #expect(try await counting.answer(question).count == 1)
    #expect(try await counting.store.read { try other.answer(question, $0) }.isEmpty)
    #expect(try await counting.store.read { try other.rows(of: question, $0) }.isEmpty)
  }
}
