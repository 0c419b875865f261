import Journal
import Kernel
import Pack
public import Store

/// A matter's rows: read for an action, written where they differ.
extension MatterEngine {
  static let columns = """
    number, kind, state, phase, title, caller, channel, source, area, category, lead, rule, \
    reason, \
    received, accepted, answered, closed, reopenings, grade, public_text, pack
    """

  public func load(_ id: Int64, _ reader: any Reading) throws -> Matter? {
    let statement = Statement("SELECT \(MatterEngine.columns) FROM matter WHERE id = ?")
    guard let row = try reader.row(statement, [.integer(id)]) else { return nil }
    var matter = try MatterEngine.matter(row)
    matter.clocks = try reader.rows(
      """
      SELECT name, round, limit_words, started, due, amber, until, stopped, light FROM matter_clock
      WHERE matter = ? ORDER BY round, name
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
    MatterClock(
      name: row.text(0), round: row.integer(1), limit: row.text(2),
      startedAt: Instant(milliseconds: row.integer(3)),
      dueAt: Instant(milliseconds: row.integer(4)),
      amberAt: row.integerIfPresent(5).map(Instant.init(milliseconds:)),
      until: row.text(6), stoppedAt: row.integerIfPresent(7).map(Instant.init(milliseconds:)),
      light: Matter.Light(rawValue: row.integer(8)) ?? .green)
  }

  static func matter(_ row: Row) throws -> Matter {
    guard let phase = Phase(rawValue: row.text(3)) else { throw EventFault("matter", "phase") }
    func instant(_ index: Int) -> Instant? {
      row.integerIfPresent(index).map(Instant.init(milliseconds:))
    }
    return Matter(
      number: row.text(0), kind: row.text(1), pack: row.text(20), state: row.text(2), phase: phase,
      title: row.text(4), caller: row.text(5), channel: row.text(6), source: row.text(7),
      area: row.textIfPresent(8), category: row.textIfPresent(9), lead: row.textIfPresent(10),
      rule: row.text(11), reason: row.text(12),
      receivedAt: Instant(milliseconds: row.integer(13)), acceptedAt: instant(14),
      answeredAt: instant(15), closedAt: instant(16), reopenings: row.integer(17),
      grade: row.integerIfPresent(18), publicText: row.textIfPresent(19), clocks: [],
      promises: [], body: nil)
  }

  public func save(_ id: Int64, before: Matter?, after: Matter, _ writer: any Writing) throws {
    try saveMatter(id, before: before, after, writer)
    if let body = after.body, before == nil {
      try writer.run(
        "INSERT INTO matter_text (matter, text, reply) VALUES (?, ?, ?)",
        [.integer(id), .text(body.text), .text(body.reply)])
    }
    for clock in after.clocks {
      let known = before?.clocks.first { $0.name == clock.name && $0.round == clock.round }
      if known != clock { try save(id, clock, known, writer) }
    }
    for promise in after.promises {
      let known = before?.promises.first { $0.number == promise.number }
      if known != promise { try save(id, promise, known, writer) }
    }
    try saveTimers(id, before: before, after: after, writer)
  }

  private func saveMatter(
    _ id: Int64, before: Matter?, _ after: Matter, _ writer: any Writing
  ) throws {
    if before == nil {
      try writer.run(
        """
        INSERT INTO matter (id, jurisdiction, number, kind, pack, title, caller, channel, source, \
        received,
          state, phase, light, due, area, category, lead, rule, reason, accepted, answered, closed,
          reopenings, grade, public_text)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
          .integer(id), .integer(pack.jurisdiction), .text(after.number), .text(after.kind),
          .text(after.pack),
          .text(after.title), .text(after.caller), .text(after.channel), .text(after.source),
          .integer(after.receivedAt.milliseconds),
        ] + changing(after))
    } else {
      try writer.run(
        """
        UPDATE matter SET state = ?, phase = ?, light = ?, due = ?, area = ?, category = ?, lead = \
        ?,
          rule = ?, reason = ?, accepted = ?, answered = ?, closed = ?, reopenings = ?, grade = ?,
          public_text = ?
        WHERE id = ?
        """, changing(after) + [.integer(id)])
    }
  }

  /// The columns that change in a matter's life, in the order of both statements.
  private func changing(_ matter: Matter) -> [SQLValue] {
    [
      .text(matter.state), .text(matter.phase.rawValue), .integer(matter.light.rawValue),
      SQLValue(matter.dueAt?.milliseconds), SQLValue(matter.area), SQLValue(matter.category),
      SQLValue(matter.lead), .text(matter.rule), .text(matter.reason),
      SQLValue(matter.acceptedAt?.milliseconds), SQLValue(matter.answeredAt?.milliseconds),
      SQLValue(matter.closedAt?.milliseconds), .integer(matter.reopenings),
      SQLValue(matter.grade), SQLValue(matter.publicText),
    ]
  }

  private func save(
    _ id: Int64, _ clock: MatterClock, _ known: MatterClock?, _ writer: any Writing
  ) throws {
    if known == nil {
      try writer.run(
        """
        INSERT INTO matter_clock (matter, name, round, limit_words, started, due, amber, until,
          stopped, light)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
          .integer(id), .text(clock.name), .integer(clock.round), .text(clock.limit),
          .integer(clock.startedAt.milliseconds), .integer(clock.dueAt.milliseconds),
          SQLValue(clock.amberAt?.milliseconds), .text(clock.until),
          SQLValue(clock.stoppedAt?.milliseconds), .integer(clock.light.rawValue),
        ])
    } else {
      try writer.run(
        """
        UPDATE matter_clock SET stopped = ?, light = ?
        WHERE matter = ? AND name = ? AND round = ?
        """,
        [
          SQLValue(clock.stoppedAt?.milliseconds), .integer(clock.light.rawValue), .integer(id),
          .text(clock.name), .integer(clock.round),
        ])
    }
  }

  private func save(
    _ id: Int64, _ promise: Promise, _ known: Promise?, _ writer: any Writing
  ) throws {
    if known == nil {
      try writer.run(
        """
        INSERT INTO matter_promise (matter, number, text, due, kept, broken)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
        [
          .integer(id), .integer(promise.number), .text(promise.text),
          .integer(promise.dueAt.milliseconds), SQLValue(promise.keptAt?.milliseconds),
          SQLValue(promise.isBroken),
        ])
    } else {
      try writer.run(
        "UPDATE matter_promise SET kept = ?, broken = ? WHERE matter = ? AND number = ?",
        [
          SQLValue(promise.keptAt?.milliseconds), SQLValue(promise.isBroken), .integer(id),
          .integer(promise.number),
        ])
    }
  }
}
