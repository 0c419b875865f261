public import Kernel
public import Organisation
import Pack
public import Store

/// Meetings, agendas and decisions, always within a scope.
public struct MeetingReader: Sendable {
  /// One line of a list of meetings.
  public struct Line: Sendable, Hashable {
    public let id: Int64
    public let series: String
    public let ordinal: Int64
    public let unit: String
    public let area: String
    public let convenedAt: Instant
    public let closedAt: Instant?
  }

  /// One open decision.
  public struct DecisionLine: Sendable, Equatable {
    public let name: DecisionName
    public let decision: Decision

    public var cursor: Cursor {
      Cursor(due: decision.dueAt.milliseconds, meeting: name.meeting, number: name.number)
    }
  }

  /// The place of a decision in the list.
  public struct Cursor: Sendable, Hashable {
    let due: Int64
    let meeting: Int64
    let number: Int64
  }

  /// Something that waits for the next meeting of a series.
  public struct Waiting: Sendable, Hashable {
    public let source: BusinessPart
    public let times: Int64
    public let isRaised: Bool
    public let isStuck: Bool
  }

  /// Most lines of one page.
  public static let pageMax = 200

  private let engine: MeetingEngine
  private let scope: RowScope

  public init(_ engine: MeetingEngine, _ scope: RowScope) {
    self.engine = engine
    self.scope = scope
  }

  private func bounded(_ limit: Int) -> SQLValue {
    .integer(Int64(max(1, min(limit, MeetingReader.pageMax))))
  }

  /// The meetings of a series, the newest first.
  /// - Parameter before: the ordinal of the last line of the page before.
  public func meetings(
    of series: String, before: Int64 = .max, limit: Int = pageMax, _ reader: any Reading
  ) throws -> [Line] {
    let condition = scope.condition(engine.territory)
    return try reader.rows(
      Statement(
        """
        SELECT id, series, ordinal, lead, area, convened, closed FROM meeting
        WHERE jurisdiction = ? AND series = ? AND ordinal < ? AND \(condition.sql)
        ORDER BY ordinal DESC LIMIT ?
        """),
      [.integer(engine.pack.jurisdiction), .text(series), .integer(before)]
        + condition.arguments + [bounded(limit)]
    ).map {
      Line(
        id: $0.integer(0), series: $0.text(1), ordinal: $0.integer(2), unit: $0.text(3),
        area: $0.text(4), convenedAt: Instant(milliseconds: $0.integer(5)),
        closedAt: $0.integerIfPresent(6).map(Instant.init(milliseconds:)))
    }
  }

  /// One meeting with its agenda and decisions; nil where there is none in the scope.
  public func meeting(_ id: Int64, _ reader: any Reading) throws -> Meeting? {
    let row = try reader.row(
      "SELECT jurisdiction FROM meeting WHERE id = ?", [.integer(id)])
    guard row?.integer(0) == engine.pack.jurisdiction,
      let meeting = try engine.load(id, reader),
      scope.covers(area: meeting.area, unit: meeting.unit, engine.territory)
    else { return nil }
    return meeting
  }

  /// Open decisions by date: of one unit or of all, and those whose date passed before a moment.
  /// - Parameter after: the cursor of the last line of the page before.
  public func openDecisions(
    of unit: String? = nil, overdueAt now: Instant? = nil, after: Cursor? = nil,
    limit: Int = pageMax, _ reader: any Reading
  ) throws -> [DecisionLine] {
    let condition = scope.condition(engine.territory)
    var sql = """
      SELECT meeting, \(MeetingEngine.decisionColumns) FROM meeting_decision
      WHERE jurisdiction = ? AND state = 'open'
      """
    var arguments: [SQLValue] = [.integer(engine.pack.jurisdiction)]
    if let unit {
      sql += " AND lead = ?"
      arguments.append(.text(unit))
    }
    if let now {
      sql += " AND due < ?"
      arguments.append(.integer(now.milliseconds))
    }
    if let after {
      sql += " AND (due, meeting, number) > (?, ?, ?)"
      arguments += [.integer(after.due), .integer(after.meeting), .integer(after.number)]
    }
    sql += " AND \(condition.sql) ORDER BY due, meeting, number LIMIT ?"
    arguments += condition.arguments + [bounded(limit)]
    return try reader.rows(Statement(sql), arguments).map { row in
      let decision = MeetingEngine.decision(row, from: 1)
      return DecisionLine(
        name: DecisionName(meeting: row.integer(0), number: decision.number), decision: decision)
    }
  }

  /// What closed meetings left for the next meeting of a series, in the order of its agenda; empty
  /// where the series lies outside the scope.
  public func waiting(
    for series: String, limit: Int = pageMax, _ reader: any Reading
  ) throws -> [Waiting] {
    let unit = engine.series[series]?.unit
    let area = unit.flatMap { engine.organisation.unit($0)?.area }
    guard scope.covers(area: area, unit: unit, engine.territory) else { return [] }
    return try reader.rows(
      """
      SELECT meeting, sort, number, times, raised, stuck FROM agenda_carry
      WHERE jurisdiction = ? AND series = ? AND taken IS NULL
      ORDER BY raised DESC, meeting, sort, number LIMIT ?
      """, [.integer(engine.pack.jurisdiction), .text(series), bounded(limit)]
    ).compactMap { row in
      BusinessPart.Sort(rawValue: row.text(1)).map {
        Waiting(
          source: BusinessPart(meeting: row.integer(0), sort: $0, number: row.integer(2)),
          times: row.integer(3), isRaised: row.integer(4) == 1, isStuck: row.integer(5) == 1)
      }
    }
  }
}
