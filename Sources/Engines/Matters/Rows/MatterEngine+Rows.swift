import Journal
import Kernel
import Pack
public import Store

/// A matter's rows: read for an action, written where they differ.
extension MatterEngine {
  static let columns = """
    number, kind, state, phase, title, caller, channel, source, area, category, lead, rule, \
    reason, received, accepted, answered, closed, reopenings, grade, pack, sort, origin, steward, \
    against, suspended, parts
    """

  public func load(_ id: Int64, _ reader: any Reading) throws -> Matter? {
    let statement = Statement("SELECT \(MatterEngine.columns) FROM matter WHERE id = ?")
    guard let row = try reader.row(statement, [.integer(id)]) else { return nil }
    var matter = try MatterEngine.matter(row)
    matter.clocks = try reader.rows(
      """
      SELECT name, task, round, limit_words, started, due, amber, until, stopped, light, remaining,
        pauses, extensions, provisional, rungs, excused
      FROM matter_clock WHERE matter = ? ORDER BY round, name, task
      """, [.integer(id)]
    ).map(MatterEngine.clock)
    matter.promises = try reader.rows(
      "SELECT number, text, due, kept, broken FROM matter_promise WHERE matter = ? ORDER BY number",
      [.integer(id)]
    ).map {
      Promise(
        number: $0.integer(0), text: $0.text(1), dueAt: Instant(milliseconds: $0.integer(2)),
        keptAt: $0.integerIfPresent(3).map(Instant.init(milliseconds:)),
        isBroken: $0.integer(4) == 1)
    }
    // Most matters have no parts, and ask for none.
    if row.integer(25) > 0 {
      let rows = try reader.rows(
        "SELECT kind, body FROM matter_part WHERE matter = ? ORDER BY kind, number",
        [.integer(id)])
      for row in rows {
        let body = EventBody("matter_part", try JSON(parsing: row.text(1)))
        guard let part = try PartValue(kind: row.text(0), body) else {
          throw EventFault("matter_part", "kind")
        }
        matter.parts.set(part)
      }
    }
    return matter
  }

  /// The matter with its long texts.
  public func loadWhole(_ id: Int64, _ reader: any Reading) throws -> Matter? {
    guard var matter = try load(id, reader) else { return nil }
    if let row = try reader.row(
      "SELECT text, reply FROM matter_text WHERE matter = ?", [.integer(id)])
    {
      matter.body = MatterBody(text: row.text(0), reply: row.text(1))
    }
    return matter
  }

  private static func clock(_ row: Row) -> MatterClock {
    func instant(_ index: Int) -> Instant? {
      row.integerIfPresent(index).map(Instant.init(milliseconds:))
    }
    return MatterClock(
      id: MatterClock.Name(clock: row.text(0), task: row.integer(1), round: row.integer(2)),
      limit: row.text(3), startedAt: Instant(milliseconds: row.integer(4)),
      dueAt: Instant(milliseconds: row.integer(5)), amberAt: instant(6), until: row.text(7),
      stoppedAt: instant(8), light: Matter.Light(rawValue: row.integer(9)) ?? .green,
      remaining: row.integerIfPresent(10), pauses: MatterClock.pauses(row.text(11)),
      extensions: row.text(12).split(separator: "\n").map(String.init),
      isProvisional: row.integer(13) == 1, rungs: row.integer(14), excusedAt: instant(15))
  }

  static func matter(_ row: Row) throws -> Matter {
    guard let phase = Phase(rawValue: row.text(3)) else { throw EventFault("matter", "phase") }
    func instant(_ index: Int) -> Instant? {
      row.integerIfPresent(index).map(Instant.init(milliseconds:))
    }
    return Matter(
      number: row.text(0), kind: row.text(1), sort: row.text(20), pack: row.text(19),
      state: row.text(2), phase: phase,
      title: row.text(4), caller: row.text(5), channel: row.text(6), source: row.text(7),
      origin: row.text(21), steward: row.text(22), against: row.textIfPresent(23),
      area: row.textIfPresent(8), category: row.textIfPresent(9), lead: row.textIfPresent(10),
      rule: row.text(11), reason: row.text(12),
      receivedAt: Instant(milliseconds: row.integer(13)), acceptedAt: instant(14),
      answeredAt: instant(15), closedAt: instant(16), reopenings: row.integer(17),
      grade: row.integerIfPresent(18), suspendedUntil: instant(24), clocks: [], promises: [],
      parts: MatterParts(), body: nil)
  }
}

extension MatterClock {
  /// One line a pause: both moments, or the first alone while it lasts.
  var pausesText: String {
    pauses.map { pause in
      "\(pause.from.milliseconds)" + (pause.until.map { " \($0.milliseconds)" } ?? "")
    }.joined(separator: "\n")
  }

  static func pauses(_ text: String) -> [Pause] {
    text.split(separator: "\n").compactMap { line in
      let moments = line.split(separator: " ").compactMap { Int64($0) }
        .map(Instant.init(milliseconds:))
      return moments.first.map { Pause(from: $0, until: moments.dropFirst().first) }
    }
  }
}
