import TestKit
import City
import Figures
import Glibc
import Journal
import Kernel
import Pack
import Store
import StoreSQLite
import Testing

@testable import Matters

@Suite struct HistoryTests {
  @Test(arguments: UInt64(1)...60)
  func `after any history all laws hold and everything can be folded and rebuilt`(
    seed: UInt64
  ) async throws {
    let store = try temporaryStore()
    let isBusy = seed % 2 == 0
    let first = try isBusy ? TestPack.busy() : TestPack.example()
    var life = try Life(try await Hall.open(first, on: store), seed: seed)
    try await life.live(steps: 70)
    if seed % 5 == 0 {
      let second = try isBusy ? TestPack.example() : TestPack.busy()
      life.move(to: try await Hall.open(second, on: store))
    }
    try await life.live(steps: 70)
    #expect(life.faults.isEmpty, "\(life.faults)")
    #expect(life.done > 40)
    #expect(life.refused.values.reduce(0, +) > 20)
    try await expectStocks(life)
    _ = try await life.hall.city.runTimers(until: life.now)
    for id in life.ids { try await expectLaws(id, life) }
    try await expectStocks(life)
    try await expectRebuild(life)
    let report = try await Verifier.verify(store)
    #expect(report.findings.isEmpty, "\(report.findings)")
    #expect(report.streams == life.ids.count)
    try await Sealer.seal(store, at: life.now)
    #expect(try await Verifier.verify(store).isWhole)
  }

  @Test func `the histories see every event, every state and every refusal`() async throws {
    var events: Set<String> = []
    var states: Set<String> = []
    var refused: Set<String> = []
    for seed in UInt64(1)...12 {
      let hall = try await Hall.open(try TestPack.busy())
      var life = try Life(hall, seed: seed)
      try await life.live(steps: 140)
      _ = try await hall.city.runTimers(until: life.now)
      for id in life.ids {
        events.formUnion(try await hall.events(id).map(\.event.name))
        states.insert(try await hall.matter(id).state)
      }
      refused.formUnion(life.refused.keys)
    }
    #expect(events.isSuperset(of: Self.daily))
    #expect(states.isSuperset(of: StepTests.possible.keys))
    let known = Set([
      "matter.step-impossible", "matter.ground-needed", "matter.source-known",
      "matter.unit-unknown", "matter.mandate-missing", "matter.not-yours", "matter.rated-already",
      "matter.grade-invalid", "matter.reopen-late", "matter.promise-unknown",
      "matter.promise-past", "matter.personal-data-left", "request.out-of-scope",
      "request.forbidden", "request.version-conflict", "request.nothing-to-do",
      "request.key-reused", "request.not-found", "request.field-missing",
      "request.field-invalid", "request.field-unknown",
    ])
    #expect(known.subtracting(refused) == [])
  }

  /// What happens in the daily life of the example's hotline.
  private static let daily = Set(
    [
      "received", "dispatched", "accepted", "refused", "answered", "closed", "reopened", "rated",
      "promised", "promise-kept", "promise-broken", "noted", "clock-turned", "published",
      "withdrawn",
    ].map { "matter." + $0 })

  private func expectLaws(_ id: Int64, _ life: Life) async throws {
    let hall = life.hall
    let engine = hall.city.matters
    let matter = try await hall.matter(id)
    #expect((matter.lead == nil) == (matter.phase == .arbitration))
    #expect((matter.rule == "") == (matter.lead == nil))
    #expect(matter.phase != .arbitration || matter.reason != "")
    #expect((matter.closedAt != nil) == (matter.phase == .closed))
    for clock in matter.clocks where clock.stoppedAt == nil {
      #expect(matter.phase != .closed)
      #expect(clock.round == matter.reopenings + 1)
      let isAmber = (clock.amberAt.map { $0 <= life.now } ?? false) && clock.amberAt != clock.dueAt
      #expect(clock.light == (clock.dueAt <= life.now ? .red : isAmber ? .amber : .green))
    }
    let running = matter.clocks.filter { $0.stoppedAt == nil }
    let worst = running.map(\.light.rawValue).max() ?? 0
    let row = try #require(
      try await hall.store.read {
        try $0.row("SELECT light, due FROM matter WHERE id = ?", [.integer(id)])
      })
    #expect(row.integer(0) == worst)
    #expect(row.integerIfPresent(1) == running.map(\.dueAt.milliseconds).min())

    let names = Set(running.map { "clock/\($0.name)/\($0.task)/\($0.round)" })
    let timers = try await hall.timers(id)
    for timer in timers where timer.hasPrefix("clock/") {
      #expect(names.contains(String(timer.dropLast(2))), "\(timer) of a stopped clock")
    }
    #expect(Set(timers) == Set(engine.timers(id, matter).map(\.name)))
    #expect(timers.count == engine.timers(id, matter).count)

    let events = try await hall.events(id)
    #expect(events.map(\.version) == Array(1...Int64(events.count)))
    var folded: Matter?
    for recorded in events {
      folded = try engine.apply(try MatterEvent(recorded.event), at: recorded.at, to: folded)
    }
    #expect(folded == matter)
    #expect(events.filter { $0.event.name == "matter.rated" }.count <= 1)
  }

  /// Figures say what the rows say.
  private func expectStocks(_ life: Life) async throws {
    let figures = life.hall.city.figures
    let date = life.now.local(.china).date
    let month = FigurePeriod(months: date, date)
    let years = try #require(FigurePeriod("2021..2030"))
    let stocks = [
      "open": "phase = 'open'", "arbitration": "phase = 'arbitration'",
      "overdue": "light = 2 AND phase IN ('open', 'arbitration')",
    ]
    try await life.hall.store.read { reader in
      for (stock, condition) in stocks {
        let lines = try figures.answer(
          FigureQuestion(figure: stock, period: month, by: [.unit, .category]), reader)
        let sql = """
          SELECT coalesce(lead, ''), coalesce(category, ''), count(*) FROM matter
          WHERE \(condition) GROUP BY 1, 2 ORDER BY 1, 2
          """
        let counted = try reader.rows(Statement(sql), []).map {
          [$0.text(0), $0.text(1), String($0.integer(2))]
        }
        let told = lines.filter { $0.count != 0 }.map { $0.keys + [String($0.count)] }
        #expect(told == counted)
        let rows = try figures.rows(of: FigureQuestion(figure: stock, period: month), reader)
        let ids = try reader.rows(
          Statement("SELECT id FROM matter WHERE \(condition) ORDER BY id"), [])
        #expect(rows.map(\.subject).sorted() == ids.map { $0.integer(0) })
      }
      for (figure, sql) in [
        ("received", "SELECT count(*) FROM matter"),
        ("reopened", "SELECT coalesce(sum(reopenings), 0) FROM matter"),
        ("rated", "SELECT count(grade) FROM matter"),
        ("promises-made", "SELECT count(*) FROM matter_promise"),
        ("promises-broken", "SELECT coalesce(sum(broken), 0) FROM matter_promise"),
        ("answered", "SELECT count(*) FROM event WHERE name = 'matter.answered'"),
      ] {
        let question = FigureQuestion(figure: figure, period: years)
        let count = try figures.answer(question, reader).first?.count ?? 0
        let counted = try reader.row(Statement(sql), [])?.integer(0)
        #expect(count == counted, "\(figure)")
        let rows = try figures.rows(of: question, reader).count
        #expect(rows == Int(count), "\(figure)")
      }
    }
  }

  /// A copy rebuilt from the journal alone has every row of the original.
  private func expectRebuild(_ life: Life) async throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/copy.sqlite"
    try await life.hall.store.backup(to: path)
    let copy = try SQLiteStore(path: path)
    // A rebuild that did nothing would agree as well.
    try await copy.write { writer in
      try writer.run("UPDATE matter SET title = 'spoilt', light = 2", [])
      try writer.run("DELETE FROM figure_cell", [])
    }
    let report = try await life.hall.city.rebuilder.check(copy: copy)
    #expect(report.differing == ["figure_cell", "matter"])
    let rebuilt = try await life.hall.city.rebuilder.digests(copy)
    #expect(try await life.hall.city.rebuilder.digests(life.hall.store) == rebuilt)
    #expect(report.events > life.ids.count)
  }
}
