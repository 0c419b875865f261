public import Kernel
public import Organisation
import Pack
public import Store

/// The whistles that are under way, always within a scope.
public struct WhistleReader: Sendable {
  /// One whistle with its units.
  public struct Item: Sendable {
    public let matter: Matter
    public let cursor: MatterReader.Cursor
  }

  /// Whistles of one page.
  public static let pageMax = 30

  private let engine: MatterEngine
  private let scope: MatterScope

  public init(_ engine: MatterEngine, _ scope: RowScope) {
    self.engine = engine
    self.scope = MatterScope(engine, scope)
  }

  /// The kinds of matters that are whistles, of which a city has few.
  private var kinds: [SQLValue] {
    engine.pack.kinds.values.filter { $0.record.whistle != nil }.map(\.record.id).sorted()
      .map(SQLValue.text)
  }

  private var underWay: String { WhistleReader.underWay(kinds: kinds.count) }

  /// The places of the kinds stand in the text, for the index is found by them only then.
  static func underWay(kinds: Int) -> String {
    let places = Array(repeating: "?", count: kinds).joined(separator: ", ")
    return "FROM matter WHERE jurisdiction = ? AND kind IN (\(places)) AND phase = 'open'"
  }

  /// How many whistles stand in each light.
  public func lights(_ reader: any Reading) throws -> [Matter.Light: Int] {
    let condition = scope.condition
    let sql =
      "SELECT light, count(*) \(underWay) AND \(condition.sql) GROUP BY light"
    let rows = try reader.rows(
      Statement(sql), [.integer(engine.pack.jurisdiction)] + kinds + condition.arguments)
    return Dictionary(
      uniqueKeysWithValues: rows.map {
        (Matter.Light(rawValue: $0.integer(0)) ?? .green, Int($0.integer(1)))
      })
  }

  /// Whistles under way: late ones first, then by deadline.
  /// - Parameter after: the cursor of the last one of the page before.
  public func running(
    after: MatterReader.Cursor? = nil, limit: Int = pageMax, _ reader: any Reading
  ) throws -> [Item] {
    let condition = scope.condition
    var sql = "SELECT id, light, due \(underWay)"
    var arguments: [SQLValue] = [.integer(engine.pack.jurisdiction)] + kinds
    if let after {
      sql += " AND (light < ? OR (light = ? AND (coalesce(due, 0), id) > (?, ?)))"
      arguments += [
        .integer(after.light), .integer(after.light), .integer(after.due), .integer(after.id),
      ]
    }
    sql += " AND \(condition.sql) ORDER BY light DESC, due {absentFirst}, id LIMIT ?"
    arguments +=
      condition.arguments + [.integer(Int64(max(1, min(limit, WhistleReader.pageMax))))]
    return try reader.rows(Statement(sql), arguments).compactMap { row in
      try engine.load(row.integer(0), reader).map {
        Item(
          matter: $0,
          cursor: MatterReader.Cursor(
            light: row.integer(1), due: row.integerIfPresent(2) ?? 0, id: row.integer(0)))
      }
    }
  }
}

/// How far the units of a whistle have come.
public struct WhistleTally: Sendable, Hashable {
  public let summoned: Int
  public let signedIn: Int
  public let onSite: Int
  public let reported: Int
  /// Units that owe something whose time is up.
  public let late: Int

  /// - Parameter now: what is due before it is late.
  public init(_ matter: Matter, at now: Instant) {
    let tasks = matter.parts.tasks.filter { $0.round == matter.parts.taskRound }
    summoned = tasks.count
    signedIn = tasks.count { $0.signedInAt != nil }
    onSite = tasks.count { $0.arrivedAt != nil }
    reported = tasks.count { $0.reportedAt != nil }
    late = tasks.count { $0.isLate(in: matter, at: now) }
  }
}

extension MatterTask {
  /// Whether something that the unit owes is overdue.
  public func isLate(in matter: Matter, at now: Instant) -> Bool {
    isOpen
      && matter.clocks.contains { $0.task == number && $0.isRunning && $0.dueAt < now }
  }
}
