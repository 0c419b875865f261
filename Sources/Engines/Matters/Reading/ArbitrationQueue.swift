public import Journal
public import Kernel
public import Organisation
import Pack
public import Store

/// The matters that nobody leads yet, for those who may say who does.
public struct ArbitrationQueue: Sendable {
  /// One matter that waits.
  public struct Item: Sendable {
    public let id: Int64
    public let matter: Matter
    /// The version that the arbiter sees, so that nobody decides about another one.
    public let version: Int64
    /// Since when it has been waiting.
    public let since: Instant
    public let cursor: MatterReader.Cursor
  }

  /// Matters of one page.
  public static let pageMax = 15

  private let engine: MatterEngine
  private let scope: MatterScope

  /// - Parameter scope: what the reader may dispatch.
  public init(_ engine: MatterEngine, _ scope: RowScope) {
    self.engine = engine
    self.scope = MatterScope(engine, scope)
  }

  /// How many wait.
  public func count(_ reader: any Reading) throws -> Int64 {
    let condition = scope.condition
    let sql = """
      SELECT count(*) FROM matter WHERE jurisdiction = ? AND phase = 'arbitration'
        AND \(condition.sql)
      """
    return try reader.row(
      Statement(sql), [.integer(engine.pack.jurisdiction)] + condition.arguments)?.integer(0) ?? 0
  }

  /// What waits: red before amber before green, and within a light by deadline.
  /// - Parameter after: the cursor of the last one of the page before.
  public func items(
    after: MatterReader.Cursor? = nil, limit: Int = pageMax, _ reader: any Reading
  ) throws -> [Item] {
    let condition = scope.condition
    var sql = """
      SELECT id, light, due FROM matter WHERE jurisdiction = ? AND phase = 'arbitration'
      """
    var arguments: [SQLValue] = [.integer(engine.pack.jurisdiction)]
    if let after {
      sql += " AND (light < ? OR (light = ? AND (coalesce(due, 0), id) > (?, ?)))"
      arguments += [
        .integer(after.light), .integer(after.light), .integer(after.due), .integer(after.id),
      ]
    }
    sql += " AND \(condition.sql) ORDER BY light DESC, due {absentFirst}, id LIMIT ?"
    arguments +=
      condition.arguments + [.integer(Int64(max(1, min(limit, ArbitrationQueue.pageMax))))]
    return try reader.rows(Statement(sql), arguments).compactMap { row in
      let cursor = MatterReader.Cursor(
        light: row.integer(1), due: row.integerIfPresent(2) ?? 0, id: row.integer(0))
      return try item(row.integer(0), cursor, reader)
    }
  }

  private func item(
    _ id: Int64, _ cursor: MatterReader.Cursor, _ reader: any Reading
  ) throws -> Item? {
    guard let matter = try engine.loadWhole(id, reader) else { return nil }
    let events = try EventReader.events(of: id, engine.pack.jurisdiction, reader)
    let turn = events.last { ArbitrationQueue.turns.contains($0.event.name) }
    return Item(
      id: id, matter: matter, version: events.last?.version ?? 0,
      since: turn?.at ?? matter.receivedAt, cursor: cursor)
  }

  /// Events that can bring a matter before an arbiter.
  private static let turns: Set<String> = [
    "matter.received", "matter.refused", "matter.returned", "matter.reviewed", "matter.unmerged",
  ]
}
