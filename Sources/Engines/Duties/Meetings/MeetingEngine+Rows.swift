import Journal
import Kernel
import Pack
public import Store

/// A meeting's rows: read for an action, written where they differ.
extension MeetingEngine {
  public func load(_ id: Int64, _ reader: any Reading) throws -> Meeting? {
    let row = try reader.row(
      """
      SELECT series, ordinal, lead, area, convened, closed, left_carried, left_late, left_repeated
      FROM meeting WHERE id = ?
      """, [.integer(id)])
    guard let row else { return nil }
    return Meeting(
      series: row.text(0), ordinal: row.integer(1), unit: row.text(2), area: row.text(3),
      convenedAt: Instant(milliseconds: row.integer(4)),
      closedAt: row.integerIfPresent(5).map(Instant.init(milliseconds:)),
      items: try reader.rows(
        Statement(
          "SELECT \(MeetingEngine.itemColumns) FROM agenda_item WHERE meeting = ? ORDER BY number"),
        [.integer(id)]
      ).map(MeetingEngine.item),
      decisions: try reader.rows(
        Statement(
          """
          SELECT \(MeetingEngine.decisionColumns) FROM meeting_decision
          WHERE meeting = ? ORDER BY number
          """), [.integer(id)]
      ).map { MeetingEngine.decision($0) },
      leftOut: Meeting.LeftOut(
        carried: row.integer(6), late: row.integer(7), repeated: row.integer(8)))
  }

  static let itemColumns = """
    number, cause, matter, matter_number, text, times, source, source_sort, source_number, \
    decision_meeting, decision_number, settled, stuck
    """

  static func item(_ row: Row) throws -> AgendaItem {
    guard let cause = AgendaItem.Cause(rawValue: row.text(1)) else {
      throw EventFault(event: "agenda_item", member: "cause")
    }
    var source: BusinessPart?
    if let meeting = row.integerIfPresent(6), let sort = BusinessPart.Sort(rawValue: row.text(7)) {
      source = BusinessPart(meeting: meeting, sort: sort, number: row.integer(8))
    }
    return AgendaItem(
      number: row.integer(0), cause: cause,
      matter: row.integerIfPresent(2).map {
        AgendaItem.MatterName(id: $0, number: row.text(3))
      },
      text: row.text(4), times: row.integer(5), source: source,
      decision: row.integerIfPresent(9).map { DecisionName(meeting: $0, number: row.integer(10)) },
      isSettled: row.integer(11) == 1, isStuck: row.integer(12) == 1)
  }

  static let decisionColumns = "number, item, text, lead, made, due, state, ended, late, note"

  /// - Parameter first: where the columns of `decisionColumns` begin.
  static func decision(_ row: Row, from first: Int = 0) -> Decision {
    Decision(
      number: row.integer(first), item: row.integer(first + 1), text: row.text(first + 2),
      owner: row.text(first + 3), madeAt: Instant(milliseconds: row.integer(first + 4)),
      dueAt: Instant(milliseconds: row.integer(first + 5)),
      state: Decision.State(rawValue: row.text(first + 6)) ?? .open,
      endedAt: row.integerIfPresent(first + 7).map(Instant.init(milliseconds:)),
      isLate: row.integer(first + 8) == 1, note: row.text(first + 9))
  }

  public func save(_ id: Int64, before: Meeting?, after: Meeting, _ writer: any Writing) throws {
    try saveMeeting(id, before: before, after, writer)
    for item in after.items.dropFirst(before?.items.count ?? 0) { try insert(id, item, writer) }
    for decision in after.decisions {
      let known = before?.decision(decision.number)
      if known == nil {
        try insert(id, decision, after.area, writer)
      } else if known != decision {
        try update(id, decision, writer)
      }
    }
    try saveTimers(id, before: before, after: after, writer)
  }

  private func saveMeeting(
    _ id: Int64, before: Meeting?, _ after: Meeting, _ writer: any Writing
  ) throws {
    if before == nil {
      try writer.run(
        """
        INSERT INTO meeting (id, jurisdiction, series, ordinal, lead, area, convened, closed,
          left_carried, left_late, left_repeated)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
          .integer(id), .integer(pack.jurisdiction), .text(after.series), .integer(after.ordinal),
          .text(after.unit), .text(after.area), .integer(after.convenedAt.milliseconds),
          SQLValue(after.closedAt?.milliseconds), .integer(after.leftOut.carried),
          .integer(after.leftOut.late), .integer(after.leftOut.repeated),
        ])
    } else if before?.closedAt != after.closedAt {
      try writer.run(
        "UPDATE meeting SET closed = ? WHERE id = ?",
        [SQLValue(after.closedAt?.milliseconds), .integer(id)])
    }
  }

  private func insert(_ id: Int64, _ item: AgendaItem, _ writer: any Writing) throws {
    try writer.run(
      """
      INSERT INTO agenda_item (meeting, number, cause, matter, matter_number, text, times, source,
        source_sort, source_number, decision_meeting, decision_number, settled, stuck)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .integer(id), .integer(item.number), .text(item.cause.rawValue),
        SQLValue(item.matter?.id), .text(item.matter?.number ?? ""), .text(item.text),
        .integer(item.times), SQLValue(item.source?.meeting),
        .text(item.source?.sort.rawValue ?? ""), SQLValue(item.source?.number),
        SQLValue(item.decision?.meeting), SQLValue(item.decision?.number),
        SQLValue(item.isSettled), SQLValue(item.isStuck),
      ])
  }

  private func insert(_ id: Int64, _ decision: Decision, _ area: String, _ writer: any Writing)
    throws
  {
    try writer.run(
      """
      INSERT INTO meeting_decision (meeting, number, jurisdiction, item, text, lead, area, made,
        due, state, ended, late, note)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .integer(id), .integer(decision.number), .integer(pack.jurisdiction),
        .integer(decision.item), .text(decision.text), .text(decision.owner), .text(area),
        .integer(decision.madeAt.milliseconds), .integer(decision.dueAt.milliseconds),
        .text(decision.state.rawValue), SQLValue(decision.endedAt?.milliseconds),
        SQLValue(decision.isLate), .text(decision.note),
      ])
  }

  private func update(_ id: Int64, _ decision: Decision, _ writer: any Writing) throws {
    try writer.run(
      """
      UPDATE meeting_decision SET state = ?, ended = ?, late = ?, note = ?
      WHERE meeting = ? AND number = ?
      """,
      [
        .text(decision.state.rawValue), SQLValue(decision.endedAt?.milliseconds),
        SQLValue(decision.isLate), .text(decision.note), .integer(id), .integer(decision.number),
      ])
  }
}
