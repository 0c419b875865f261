public import Kernel
public import Pack
public import Store
import Territory

extension MatterReader {
  /// Which matters a list holds; what is nil is not asked.
  public struct Filter: Sendable, Hashable {
    public var phases: Set<Phase>?
    public var kind: String?
    public var state: String?
    public var light: Matter.Light?
    /// An area with all that lies in it.
    public var area: String?
    public var category: String?
    public var lead: String?
    public var channel: String?
    public var source: String?
    /// Received at or after it.
    public var from: Instant?
    /// Received before it.
    public var before: Instant?

    public init() {}
  }

  /// Matters of any phase, the newest first. Identifiers grow with time, so that a page begins
  /// where the one before ended, whatever has come in since.
  /// - Parameter after: the identifier of the last matter of the page before.
  public func newest(
    _ filter: Filter, after: Int64? = nil, limit: Int = pageMax, _ reader: any Reading
  ) throws -> [Line] {
    let condition = scope.condition
    // The plus keeps the reader in the order of the identifiers: an index that begins with the
    // jurisdiction would first sort every matter of the city.
    var sql = """
      SELECT id, number, title, state, light, due, area, category, lead, reason, kind, phase,
        received, answered, closed, channel, grade
      FROM matter WHERE +jurisdiction = ?
      """
    var arguments: [SQLValue] = [.integer(engine.pack.jurisdiction)]
    func ask(_ words: String, _ values: SQLValue...) {
      sql += " AND " + words
      arguments += values
    }
    if let after { ask("id < ?", .integer(after)) }
    if let phases = filter.phases {
      let names = phases.map(\.rawValue).sorted().map(JSON.string)
      ask("phase IN (SELECT value FROM json_each(?))", .text(JSON.array(names).canonicalText))
    }
    if let kind = filter.kind { ask("kind = ?", .text(kind)) }
    if let state = filter.state { ask("state = ?", .text(state)) }
    if let light = filter.light { ask("light = ?", .integer(light.rawValue)) }
    if let area = filter.area {
      let areas = engine.territory.descendants(of: area).map(JSON.string)
      ask("area IN (SELECT value FROM json_each(?))", .text(JSON.array(areas).canonicalText))
    }
    if let category = filter.category { ask("category = ?", .text(category)) }
    if let lead = filter.lead { ask("lead = ?", .text(lead)) }
    if let channel = filter.channel { ask("channel = ?", .text(channel)) }
    if let source = filter.source { ask("source = ? AND source <> ''", .text(source)) }
    if let from = filter.from { ask("received >= ?", .integer(from.milliseconds)) }
    if let before = filter.before { ask("received < ?", .integer(before.milliseconds)) }
    sql += " AND \(condition.sql) ORDER BY id DESC LIMIT ?"
    arguments += condition.arguments + [.integer(Int64(max(1, min(limit, MatterReader.pageMax))))]
    return try reader.rows(Statement(sql), arguments).map { row in
      var line = MatterReader.line(row)
      line.phase = Phase(rawValue: row.text(11)) ?? .open
      line.receivedAt = Instant(milliseconds: row.integer(12))
      line.answeredAt = row.integerIfPresent(13).map(Instant.init(milliseconds:))
      line.closedAt = row.integerIfPresent(14).map(Instant.init(milliseconds:))
      line.channel = row.text(15)
      line.grade = row.integerIfPresent(16)
      return line
    }
  }
}
