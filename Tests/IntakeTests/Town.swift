import TestKit
import City
import Figures
import Glibc
import Intake
import Journal
import Kernel
import Matters
import Organisation
import Pack
import Store
import StoreSQLite

/// A city under the pack `example` on an empty store, and what is asked of it.
struct Town {
  let city: City

  /// The pack, read once for all tests.
  static let pack = Result { try PackLoader.load("example", from: repositoryFiles()) }

  static func open() async throws -> Town { try await open(on: try temporaryStore()) }

  static func open(on store: any Store) async throws -> Town {
    Town(
      city: try await City.open(try pack.get(), store, random: fixedBytes) {
        moment("2026-11-20 10:00")
      })
  }

  @discardableResult
  func take(_ bytes: [UInt8]) async throws -> MessageImporter.Report {
    try await MessageImporter(city).run(bytes)
  }

  @discardableResult
  func take(_ table: MessageTable) async throws -> MessageImporter.Report {
    try await take(table.bytes())
  }

  func position() async throws -> Int64 {
    try await city.store.read { try EventReader.lastPosition($0) }
  }

  /// The matter that came from a message; nil where there is none.
  func matter(_ number: String) async throws -> Matter? {
    let reader = MatterReader(city.matters, .everything)
    return try await city.store.read { try reader.matter(source: "message/" + number, $0)?.matter }
  }

  func events(_ number: String) async throws -> [RecordedEvent] {
    let reader = MatterReader(city.matters, .everything)
    let jurisdiction = city.pack.jurisdiction
    return try await city.store.read { store in
      guard let (id, _) = try reader.matter(source: "message/" + number, store) else { return [] }
      return try EventReader.events(of: id, jurisdiction, store)
    }
  }

  func figure(_ name: String, _ period: String) async throws -> FigureLine? {
    guard let period = FigurePeriod(period) else { return nil }
    let figures = city.figures
    return try await city.store.read {
      try figures.answer(FigureQuestion(figure: name, period: period), $0).first
    }
  }

  /// All that the store knows but numbers and identifiers: each matter's facts with its events in
  /// order, by its source, and every counter of every figure.
  func everything() async throws -> [String: JSON] {
    let city = city
    return try await city.store.read { store in
      var all: [String: JSON] = [:]
      for row in try store.rows("SELECT id, source FROM matter", []) {
        guard let matter = try city.matters.loadWhole(row.integer(0), store),
          var facts = MatterFacts.json(row.integer(0), matter, city).object
        else { continue }
        facts["id"] = nil
        facts["number"] = nil
        facts["full caller"] = .string(matter.caller)
        let events = try EventReader.events(of: row.integer(0), city.pack.jurisdiction, store)
        facts["events"] = .array(
          events.map { recorded in
            var body = recorded.event.body.object ?? [:]
            body["number"] = nil
            return [
              "name": .string(recorded.event.name), "body": .object(body),
              "at": .string(recorded.at.text(.china)), "actor": .string(recorded.actor),
            ]
          })
        all[row.text(1)] = .object(facts)
      }
      let cells = try store.rows(
        """
        SELECT figure, period, area, unit, category, channel, bucket, count FROM figure_cell
        WHERE count <> 0 ORDER BY figure, period, area, unit, category, channel, bucket
        """, [])
      all["figures"] = .array(cells.map { .string("\($0.values)") })
      return all
    }
  }
}

/// `2019-12-31 10:00` in China.
func moment(_ text: String) -> Instant {
  guard let instant = Instant(text, offset: .china) else { preconditionFailure(text) }
  return instant
}

/// The problem that a closure ends in; nil where it ends well.
func problem(_ body: () async throws -> Void) async throws -> Problem? {
  do {
    try await body()
    return nil
  } catch let problem as Problem {
    return problem
  }
}
