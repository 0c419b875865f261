public import Kernel
public import Organisation
import Pack
public import Store

/// Coverage and counts of programmes, always within a scope.
public struct OutreachReader: Sendable {
  /// How far a programme has come.
  public struct Coverage: Sendable, Hashable {
    /// Targets that the pack plans; nil where it plans none.
    public let planned: Int64?
    public let plannedVisitors: Int64?
    /// Targets that are known, those without a visitor included.
    public let known: Int64
    /// Targets with a visitor now.
    public let assigned: Int64
    /// People who are sent somewhere now.
    public let visitors: Int64
    /// Targets that were visited at least once.
    public let covered: Int64

    /// The covered among the planned, or, without a plan, among the known; nil where there are
    /// none.
    public var percent: Double? {
      let whole = planned ?? known
      return whole > 0 ? Double(covered) * 100 / Double(whole) : nil
    }
  }

  /// One line of a list of targets.
  public struct Line: Sendable, Hashable {
    public let id: Int64
    public let target: String
    public let name: String
    public let area: String
    public let visitor: String?
    public let visits: Int64
    /// The day from which the wait for the next visit is counted.
    public let waitsSince: CivilDate
  }

  /// What one visitor did; the empty name stands for stalls.
  public struct VisitorLine: Sendable, Hashable {
    public let visitor: String
    public let visits: Int64
    public let met: Int64
    public let materials: Int64
  }

  /// Most lines of one page.
  public static let pageMax = 200

  private let engine: OutreachEngine
  private let scope: RowScope

  public init(_ engine: OutreachEngine, _ scope: RowScope) {
    self.engine = engine
    self.scope = scope
  }

  private func arguments(_ program: String, _ more: SQLValue...) -> [SQLValue] {
    [.integer(engine.pack.jurisdiction), .text(program)] + more
  }

  private func bounded(_ limit: Int) -> SQLValue {
    .integer(Int64(max(1, min(limit, OutreachReader.pageMax))))
  }

  public func coverage(of program: String, _ reader: any Reading) throws -> Coverage {
    let condition = scope.condition(engine.territory)
    let row = try reader.row(
      Statement(
        """
        SELECT count(*), count(visitor), count(DISTINCT visitor), count(nullif(visits, 0))
        FROM outreach_target WHERE jurisdiction = ? AND program = ? AND \(condition.sql)
        """), arguments(program) + condition.arguments)
    let record = engine.programs[program]
    return Coverage(
      planned: record?.targets.map(Int64.init), plannedVisitors: record?.visitors.map(Int64.init),
      known: row?.integer(0) ?? 0, assigned: row?.integer(1) ?? 0, visitors: row?.integer(2) ?? 0,
      covered: row?.integer(3) ?? 0)
  }

  private static let lineColumns = "id, target, name, area, visitor, visits, waits_day"

  private static func line(_ row: Row) -> Line {
    Line(
      id: row.integer(0), target: row.text(1), name: row.text(2), area: row.text(3),
      visitor: row.textIfPresent(4), visits: row.integer(5),
      waitsSince: CivilDate(dayNumber: Int(row.integer(6))))
  }

  /// Targets that nobody has visited, by code.
  /// - Parameter after: the code of the last line of the page before.
  public func uncovered(
    of program: String, after: String = "", limit: Int = pageMax, _ reader: any Reading
  ) throws -> [Line] {
    let condition = scope.condition(engine.territory)
    return try reader.rows(
      Statement(
        """
        SELECT \(OutreachReader.lineColumns) FROM outreach_target
        WHERE jurisdiction = ? AND program = ? AND visits = 0 AND target > ? AND \(condition.sql)
        ORDER BY target LIMIT ?
        """), arguments(program, .text(after)) + condition.arguments + [bounded(limit)]
    ).map(OutreachReader.line)
  }

  /// Targets whose last visit, or whose naming where there was none, lies more days back than the
  /// programme allows, the longest wait first; empty for a programme without a rhythm.
  /// - Parameter after: the last line of the page before.
  public func overdue(
    of program: String, on date: CivilDate, after: Line? = nil, limit: Int = pageMax,
    _ reader: any Reading
  ) throws -> [Line] {
    guard let every = engine.programs[program]?.every else { return [] }
    let condition = scope.condition(engine.territory)
    return try reader.rows(
      Statement(
        """
        SELECT \(OutreachReader.lineColumns) FROM outreach_target
        WHERE jurisdiction = ? AND program = ? AND waits_day < ?
          AND (waits_day, target) > (?, ?) AND \(condition.sql)
        ORDER BY waits_day, target LIMIT ?
        """),
      arguments(
        program, SQLValue(date.dayNumber - every),
        after.map { SQLValue($0.waitsSince.dayNumber) } ?? .integer(.min),
        .text(after?.target ?? "")) + condition.arguments + [bounded(limit)]
    ).map(OutreachReader.line)
  }

  /// Visits by topic; a visit with several topics counts under each.
  public func topics(of program: String, _ reader: any Reading) throws -> [String: Int64] {
    let condition = scope.condition(engine.territory)
    let rows = try reader.rows(
      Statement(
        """
        SELECT topic, sum(visits) FROM outreach_topic
        WHERE jurisdiction = ? AND program = ? AND \(condition.sql) GROUP BY topic
        """), arguments(program) + condition.arguments)
    return Dictionary(uniqueKeysWithValues: rows.map { ($0.text(0), $0.integer(1)) })
  }

  /// What each visitor did, by name.
  /// - Parameter after: the name of the last line of the page before; nil for the first page.
  public func visitors(
    of program: String, after: String? = nil, limit: Int = pageMax, _ reader: any Reading
  ) throws -> [VisitorLine] {
    let condition = scope.condition(engine.territory)
    let later = after == nil ? "" : "AND visitor > ?"
    return try reader.rows(
      Statement(
        """
        SELECT visitor, sum(visits), sum(met), sum(materials) FROM outreach_visitor
        WHERE jurisdiction = ? AND program = ? \(later) AND \(condition.sql)
        GROUP BY visitor ORDER BY visitor LIMIT ?
        """),
      arguments(program) + (after.map { [.text($0)] } ?? []) + condition.arguments
        + [bounded(limit)]
    ).map {
      VisitorLine(
        visitor: $0.text(0), visits: $0.integer(1), met: $0.integer(2), materials: $0.integer(3))
    }
  }
}
