public import Kernel
public import Organisation
public import Pack
public import Store

/// Lists of matters, always within a scope.
public struct MatterReader: Sendable {
  /// One line of a list.
  public struct Line: Sendable, Hashable {
    public let id: Int64
    public let number: String
    public let kind: String
    public let title: String
    public let state: String
    public let light: Matter.Light
    public let dueAt: Instant?
    public let area: String?
    public let category: String?
    public let lead: String?
    public let reason: String
    /// Known only of lines of `newest`.
    public internal(set) var phase: Phase?
    public internal(set) var receivedAt: Instant?
    public internal(set) var answeredAt: Instant?
    public internal(set) var closedAt: Instant?
    public internal(set) var channel: String?
    public internal(set) var grade: Int64?

    public var cursor: Cursor {
      Cursor(light: light.rawValue, due: dueAt?.milliseconds ?? 0, id: id)
    }
  }

  /// The place of a line in the list, which stays where it is when the matter moves on.
  public struct Cursor: Sendable, Hashable {
    let light: Int64
    let due: Int64
    let id: Int64

    /// `2.1790000000000.123456`.
    public var text: String { "\(light).\(due).\(id)" }

    init(light: Int64, due: Int64, id: Int64) {
      self.light = light
      self.due = due
      self.id = id
    }

    /// Reads what `text` writes; nil for anything else.
    public init?(_ text: String) {
      let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { Int64($0) }
      guard parts.count == 3, let light = parts[0], let due = parts[1], let id = parts[2],
        (0...2).contains(light)
      else { return nil }
      self.init(light: light, due: due, id: id)
    }
  }

  /// Most lines of one page.
  public static let pageMax = 200

  let engine: MatterEngine
  let scope: MatterScope

  public init(_ engine: MatterEngine, _ scope: RowScope) {
    self.engine = engine
    self.scope = MatterScope(engine, scope)
  }

  static let atWork = """
    SELECT id, number, title, state, light, due, area, category, lead, reason, kind FROM matter
    WHERE jurisdiction = ? AND phase IN ('arbitration', 'pool', 'open')
    """

  /// Matters at work: red before amber before green, and within a light by deadline.
  /// - Parameter after: the cursor of the last line of the page before.
  public func atWork(
    light: Matter.Light? = nil, after: Cursor? = nil, limit: Int = pageMax, _ reader: any Reading
  ) throws -> [Line] {
    let condition = scope.condition
    var sql = MatterReader.atWork
    var arguments: [SQLValue] = [.integer(engine.pack.jurisdiction)]
    if let light {
      sql += " AND light = ?"
      arguments.append(.integer(light.rawValue))
    }
    if let after {
      sql += " AND (light < ? OR (light = ? AND (coalesce(due, 0), id) > (?, ?)))"
      arguments += [
        .integer(after.light), .integer(after.light), .integer(after.due), .integer(after.id),
      ]
    }
    sql += " AND \(condition.sql) ORDER BY light DESC, due {absentFirst}, id LIMIT ?"
    arguments += condition.arguments + [.integer(Int64(max(1, min(limit, MatterReader.pageMax))))]
    return try reader.rows(Statement(sql), arguments).map(MatterReader.line)
  }

  static func line(_ row: Row) -> Line {
    Line(
      id: row.integer(0), number: row.text(1), kind: row.text(10), title: row.text(2),
      state: row.text(3),
      light: Matter.Light(rawValue: row.integer(4)) ?? .green,
      dueAt: row.integerIfPresent(5).map(Instant.init(milliseconds:)),
      area: row.textIfPresent(6), category: row.textIfPresent(7),
      lead: row.textIfPresent(8), reason: row.text(9))
  }

  /// The number of a matter; nil where there is none in the scope.
  public func number(of id: Int64, _ reader: any Reading) throws -> String? {
    let condition = scope.condition
    let row = try reader.row(
      Statement("SELECT number FROM matter WHERE jurisdiction = ? AND id = ? AND \(condition.sql)"),
      [.integer(engine.pack.jurisdiction), .integer(id)] + condition.arguments)
    return row?.text(0)
  }

  /// One matter with its texts, by its number or identifier; nil where there is none in the scope.
  public func matter(_ name: String, _ reader: any Reading) throws -> (id: Int64, matter: Matter)? {
    let id: Int64
    if let identifier = Identifier<Matter>(name) {
      let row = try reader.row(
        "SELECT id FROM matter WHERE jurisdiction = ? AND id = ?",
        [.integer(engine.pack.jurisdiction), .integer(identifier.rawValue)])
      guard row != nil else { return nil }
      id = identifier.rawValue
    } else {
      let row = try reader.row(
        "SELECT id FROM matter WHERE jurisdiction = ? AND number = ?",
        [.integer(engine.pack.jurisdiction), .text(name)])
      guard let row else { return nil }
      id = row.integer(0)
    }
    guard let matter = try engine.loadWhole(id, reader),
      scope.covers(matter)
    else { return nil }
    return (id, matter)
  }

  /// The matter that came from a source number; nil where there is none in the scope.
  public func matter(source: String, _ reader: any Reading) throws -> (id: Int64, matter: Matter)? {
    let row = try reader.row(
      "SELECT id FROM matter WHERE jurisdiction = ? AND source = ? AND source <> ''",
      [.integer(engine.pack.jurisdiction), .text(source)])
    guard let row, let matter = try engine.loadWhole(row.integer(0), reader),
      scope.covers(matter)
    else { return nil }
    return (row.integer(0), matter)
  }

  /// How many matters stand in each light, at work.
  public func lights(_ reader: any Reading) throws -> [Matter.Light: Int] {
    let condition = scope.condition
    let sql = """
      SELECT light, count(*) FROM matter
      WHERE jurisdiction = ? AND phase IN ('arbitration', 'pool', 'open')
        AND \(condition.sql) GROUP BY light
      """
    let rows = try reader.rows(
      Statement(sql), [.integer(engine.pack.jurisdiction)] + condition.arguments)
    return Dictionary(
      uniqueKeysWithValues: rows.map {
        (Matter.Light(rawValue: $0.integer(0)) ?? .green, Int($0.integer(1)))
      })
  }
}
