import Kernel
import Organisation
import Pack
import Store
import Territory

/// Gathers what comes onto the agenda of a series' next meeting: what lower series sent up, what
/// earlier meetings left open, late matters, matters that keep coming back.
struct AgendaBuilder {
  let engine: MeetingEngine
  let series: MeetingSeriesRecord
  /// The area of the series' unit.
  let area: String
  let reader: any Reading

  private var jurisdiction: SQLValue { .integer(engine.pack.jurisdiction) }

  /// What a meeting that is convened now begins with.
  func facts() throws -> ConveneMeeting.Facts {
    let last = try reader.row(
      """
      SELECT ordinal, closed FROM meeting WHERE jurisdiction = ? AND series = ?
      ORDER BY ordinal DESC LIMIT 1
      """, [jurisdiction, .text(series.id)])
    var items = try waiting()
    let carried = items.count
    let waitingCount = try count(
      """
      SELECT count(*) FROM agenda_carry
      WHERE jurisdiction = ? AND series = ? AND taken IS NULL
      """, [jurisdiction, .text(series.id)])
    var known = Set(items.filter { !$0.isSettled }.compactMap(\.matter?.id))
    let late = try series.isLate ? matters(.late, "light = 2", known, items.count) : ([], 0)
    items += late.0
    known.formUnion(late.0.compactMap(\.matter?.id))
    var repeated: ([AgendaItem], Int64) = ([], 0)
    if let repeats = series.repeats {
      // Those that are late and had no room are counted as late.
      let condition = "reopenings >= \(repeats)" + (series.isLate ? " AND light < 2" : "")
      repeated = try matters(.repeated, condition, known, items.count)
      items += repeated.0
    }
    return ConveneMeeting.Facts(
      ordinal: (last?.integer(0) ?? 0) + 1,
      isOpen: last.map { $0.integerIfPresent(1) == nil } ?? false,
      lastClosedAt: last?.integerIfPresent(1).map(Instant.init(milliseconds:)), area: area,
      items: items,
      leftOut: Meeting.LeftOut(
        carried: waitingCount - Int64(carried), late: late.1, repeated: repeated.1))
  }

  private func count(_ sql: String, _ arguments: [SQLValue]) throws -> Int64 {
    try reader.row(Statement(sql), arguments)?.integer(0) ?? 0
  }

  /// What waits for the series: sent up before carried, the oldest first.
  private func waiting() throws -> [AgendaItem] {
    let rows = try reader.rows(
      Statement(
        """
        SELECT meeting, sort, number, times, raised, stuck FROM agenda_carry
        WHERE jurisdiction = ? AND series = ? AND taken IS NULL
        ORDER BY raised DESC, meeting, sort, number LIMIT \(MeetingEngine.agendaMax)
        """), [jurisdiction, .text(series.id)])
    return try rows.enumerated().map { index, row in
      guard let sort = BusinessPart.Sort(rawValue: row.text(1)) else {
        throw EventFault(event: "agenda_carry", member: "sort")
      }
      let source = BusinessPart(meeting: row.integer(0), sort: sort, number: row.integer(2))
      let origin = try origin(of: source)
      return AgendaItem(
        number: Int64(index + 1), cause: row.integer(4) == 1 ? .sentUp : .carried,
        matter: origin.matter, text: origin.text, times: row.integer(3), source: source,
        decision: origin.decision, isSettled: try isSettled(origin.decision),
        isStuck: row.integer(5) == 1)
    }
  }

  /// What is left open, as it stood in its meeting.
  private func origin(of source: BusinessPart) throws -> (
    matter: AgendaItem.MatterName?, text: String, decision: DecisionName?
  ) {
    var number = source.number
    var text: String?
    if source.sort == .decision {
      let row = try reader.row(
        "SELECT item, text FROM meeting_decision WHERE meeting = ? AND number = ?",
        [.integer(source.meeting), .integer(number)])
      guard let row else { throw EventFault(event: "agenda_carry", member: "number") }
      number = row.integer(0)
      text = row.text(1)
    }
    let row = try reader.row(
      Statement(
        "SELECT \(MeetingEngine.itemColumns) FROM agenda_item WHERE meeting = ? AND number = ?"),
      [.integer(source.meeting), .integer(number)])
    guard let row else { throw EventFault(event: "agenda_carry", member: "number") }
    let item = try MeetingEngine.item(row)
    let own = DecisionName(meeting: source.meeting, number: source.number)
    return (item.matter, text ?? item.text, source.sort == .decision ? own : item.decision)
  }

  private func isSettled(_ name: DecisionName?) throws -> Bool {
    guard let name else { return false }
    return try engine.standing(name, reader) == nil
  }

  /// Matters at work in the area that meet a condition and are on no agenda yet, by deadline; and
  /// how many there was no room for.
  private func matters(
    _ cause: AgendaItem.Cause, _ condition: String, _ known: Set<Int64>, _ used: Int
  ) throws -> ([AgendaItem], Int64) {
    let scope = RowScope(areas: [area], units: [], isEverything: false)
    let reached = scope.condition(engine.territory)
    let chain = JSON.array(engine.chain(of: series.id).sorted().map(JSON.string)).canonicalText
    let knownList = JSON.array(known.sorted().map(JSON.integer)).canonicalText
    let rest = """
      FROM matter WHERE jurisdiction = ? AND phase IN ('arbitration', 'pool', 'open')
        AND \(condition) AND \(reached.sql)
        AND id NOT IN (SELECT CAST(value AS INTEGER) FROM json_each(?))
        AND NOT EXISTS (
          SELECT 1 FROM agenda_item JOIN meeting ON meeting.id = agenda_item.meeting
          WHERE agenda_item.matter = matter.id AND meeting.closed IS NULL
            AND meeting.series IN (SELECT value FROM json_each(?)))
        AND NOT EXISTS (
          SELECT 1 FROM agenda_carry
          WHERE agenda_carry.matter = matter.id AND taken IS NULL
            AND agenda_carry.series IN (SELECT value FROM json_each(?)))
      """
    let arguments =
      [jurisdiction] + reached.arguments + [.text(knownList), .text(chain), .text(chain)]
    let rows = try reader.rows(
      Statement(
        "SELECT id, number, title, reopenings \(rest) ORDER BY due {absentFirst}, id LIMIT ?"),
      arguments + [.integer(Int64(max(0, MeetingEngine.agendaMax - used)))])
    let total = try count("SELECT count(*) \(rest)", arguments)
    let items = rows.enumerated().map { index, row in
      AgendaItem(
        number: Int64(used + index + 1), cause: cause,
        matter: AgendaItem.MatterName(id: row.integer(0), number: row.text(1)),
        text: row.text(2).isEmpty ? row.text(1) : row.text(2),
        times: cause == .repeated ? row.integer(3) : 0)
    }
    return (items, total - Int64(items.count))
  }
}

extension MeetingEngine {
  /// A decision that is neither done nor dropped, with the meeting that made it; nil otherwise.
  func standing(_ name: DecisionName, _ reader: any Reading) throws -> (
    dueAt: Instant, meeting: String
  )? {
    let row = try reader.row(
      """
      SELECT meeting_decision.due, meeting.series, meeting.ordinal
      FROM meeting_decision JOIN meeting ON meeting.id = meeting_decision.meeting
      WHERE meeting_decision.meeting = ? AND meeting_decision.number = ? AND state = 'open'
      """, [.integer(name.meeting), .integer(name.number)])
    return row.map {
      (Instant(milliseconds: $0.integer(0)), "\($0.text(1))-\($0.integer(2))")
    }
  }
}
