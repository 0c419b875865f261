import City
import Journal
import Kernel
import Matters
import Move
import Pack
import Store
import StoreSQLite
import TestKit

/// A small city with something in every sort of table, to be copied, cut and put together again.
struct Town {
  static let jurisdiction: Int64 = 990_000
  /// 2026-05-28T09:00:00+08:00.
  static let morning = Instant(milliseconds: 1_779_930_000_000)

  let city: City
  let store: SQLiteStore
  let clock: TownClock

  /// A town in a file, which lives through some hours.
  init(_ path: String) async throws {
    let clock = TownClock()
    store = try SQLiteStore(path: path)
    city = try await City.open(
      try PackLoader.load("example", from: repositoryFiles()), store, random: fixedBytes
    ) { clock.now }
    self.clock = clock
  }

  /// Residents call one after another, and whatever falls due happens.
  func live(_ count: Int, seed: UInt64) async throws {
    var random = Seeded(seed)
    let caller = try city.actor(post: "a-call-taker")
    for number in 0..<count {
      clock.advance(Int64(random.number(60_000...1_800_000)))
      let action = ReceiveMatter(
        kind: "hotline", title: "A3区路灯不亮 \(seed)-\(number)",
        text: "第\(number)盏，“请修”\"\\\n\t快", caller: "王建国", channel: "phone")
      _ = try await city.perform(Request(action, by: caller, at: clock.now))
      _ = try await city.runTimers(until: clock.now)
    }
  }

  /// Rows of working state that no journal holds.
  func fillWorkingState() async throws {
    try await store.write { writer in
      for (sql, arguments) in Town.workingState { try writer.run(Statement(sql), arguments) }
    }
  }

  private static let workingState: [(String, [SQLValue])] = [
    (
      "INSERT INTO desk_reader (jurisdiction, account, position) VALUES (?, 5, 2)",
      [.integer(jurisdiction)]
    ),
    (
      """
      INSERT INTO account_credential (jurisdiction, account, hash, changed) VALUES (?, 5, 'x', 1)
      """, [.integer(jurisdiction)]
    ),
    (
      """
      INSERT INTO session (token, jurisdiction, account, begun, seen, expires, client)
      VALUES (?, ?, 5, 1, 1, 2, '')
      """, [.blob([UInt8](repeating: 9, count: 32)), .integer(jurisdiction)]
    ),
    (
      """
      INSERT INTO photograph
        (jurisdiction, digest, media_type, width, height, kept, bytes, attached)
      VALUES (?, ?, 'image/png', 1, 1, 1, ?, 1)
      """,
      [
        .integer(jurisdiction), .text(String(repeating: "a", count: 64)),
        .blob((0..<9_000).map { UInt8(truncatingIfNeeded: $0 * 7) }),
      ]
    ),
  ]
}

/// The town's clock, turned by hand.
final class TownClock: Sendable {
  private let moment = Counter(Town.morning.milliseconds)

  var now: Instant { Instant(milliseconds: moment.value) }

  func advance(_ milliseconds: Int64) { moment.add(milliseconds) }
}

/// Every row of every table of a store, to compare two.
func everything(_ store: any Store) async throws -> [String: [Row]] {
  let tables = TableShape.tables(of: City.migrations)
  return try await store.read { reader in
    var all: [String: [Row]] = [:]
    for table in tables {
      let columns = table.columns.joined(separator: ", ")
      all[table.name] = try reader.rows(Statement("SELECT \(columns) FROM \(table.name)"), [])
    }
    all["schema_step"] = try reader.rows("SELECT module, number FROM schema_step", [])
    return all.mapValues { rows in
      rows.map { (row: $0, text: "\($0.values)") }.sorted { $0.text < $1.text }.map(\.row)
    }
  }
}
