import City
import Figures
import Journal
import Kernel
import Pack
import Store
import StoreSQLite
import TestKit
import Testing

@testable import Matters

/// What holds of matters alone holds in a city on a store too, and its journal tells it all.
@Suite struct LawTownTests {
  @Test(arguments: UInt64(1)...10)
  func `random steps in a city break no law and can be told from the journal`(
    seed: UInt64
  ) async throws {
    let random = RandomPack(seed: seed, kinds: 3)
    let store = try temporaryStore()
    let hall = try await Hall.open(try TestPack.changed([:], extra: random.text), on: store)
    var town = try LawTown(hall, kinds: random.kinds, seed: seed)
    try await town.live(steps: 500)
    let log = town.log.joined(separator: "\n")
    #expect(town.broken.isEmpty, "seed \(seed): \(town.broken)\n\(log)")
    #expect(town.counts.succeeded.values.reduce(0, +) > 50)
    let report = try await Verifier.verify(store)
    #expect(report.findings.isEmpty, "\(report.findings)")
    #expect(report.streams == town.ids.count)
    try await expectRebuild(hall)
    try await expectStocks(hall, town.now)
  }

  /// A copy rebuilt from the journal alone has every row of the original.
  private func expectRebuild(_ hall: Hall) async throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/copy.sqlite"
    try await hall.store.backup(to: path)
    let copy = try SQLiteStore(path: path)
    try await copy.write { writer in
      try writer.run("UPDATE matter SET title = 'spoilt', light = 2", [])
      try writer.run("DELETE FROM figure_cell", [])
    }
    let report = try await hall.city.rebuilder.check(copy: copy)
    #expect(report.differing == ["figure_cell", "matter"])
    let rebuilt = try await hall.city.rebuilder.digests(copy)
    #expect(try await hall.city.rebuilder.digests(hall.store) == rebuilt)
  }

  /// Stocks and flows say what the rows say.
  private func expectStocks(_ hall: Hall, _ now: Instant) async throws {
    let figures = hall.city.figures
    let date = now.local(.china).date
    let month = FigurePeriod(months: date, date)
    let years = try #require(FigurePeriod("2021..2035"))
    try await hall.store.read { reader in
      for (figure, period, sql) in [
        ("open", month, "SELECT count(*) FROM matter WHERE phase = 'open'"),
        ("arbitration", month, "SELECT count(*) FROM matter WHERE phase = 'arbitration'"),
        ("received", years, "SELECT count(*) FROM matter"),
        ("reopened", years, "SELECT coalesce(sum(reopenings), 0) FROM matter"),
        ("rated", years, "SELECT count(grade) FROM matter"),
        ("promises-made", years, "SELECT count(*) FROM matter_promise"),
        ("answered", years, "SELECT count(*) FROM event WHERE name = 'matter.answered'"),
      ] {
        let question = FigureQuestion(figure: figure, period: period)
        let count = try figures.answer(question, reader).first?.count ?? 0
        #expect(count == (try reader.row(Statement(sql), [])?.integer(0)), "\(figure)")
        #expect(try figures.rows(of: question, reader).count == Int(count), "\(figure)")
      }
    }
  }
}
