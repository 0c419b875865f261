import Journal
import Kernel
import Pack
public import Store

/// Writes a matter's rows where they differ from what they were.
extension MatterEngine {
  public func save(_ id: Int64, before: Matter?, after: Matter, _ writer: any Writing) throws {
    try saveMatter(id, before: before, after, writer)
    if let body = after.body, before == nil {
      try writer.run(
        "INSERT INTO matter_text (matter, text, reply) VALUES (?, ?, ?)",
        [.integer(id), .text(body.text), .text(body.reply)])
    }
    for clock in after.clocks {
      let known = before?.clocks.first { $0.id == clock.id }
      if known != clock { try save(id, clock, known, writer) }
    }
    for promise in after.promises {
      let known = before?.promises.first { $0.number == promise.number }
      if known != promise { try save(id, promise, known, writer) }
    }
    if before?.parts ?? MatterParts() != after.parts {
      try save(id, before?.parts ?? MatterParts(), after.parts, writer)
    }
    try saveTimers(id, before: before, after: after, writer)
  }

  private func saveMatter(
    _ id: Int64, before: Matter?, _ after: Matter, _ writer: any Writing
  ) throws {
    let columns = changing(after)
    guard let before else {
      try writer.run(
        """
        INSERT INTO matter (id, jurisdiction, number, kind, sort, pack, title, caller, channel,
          source, origin, steward, against, received, state, phase, light, due, area, category,
          lead, rule, reason, accepted, answered, closed, reopenings, grade, suspended, parts)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
          ?, ?)
        """,
        [
          .integer(id), .integer(pack.jurisdiction), .text(after.number), .text(after.kind),
          .text(after.sort), .text(after.pack), .text(after.title), .text(after.caller),
          .text(after.channel), .text(after.source), .text(after.origin), .text(after.steward),
          SQLValue(after.against), .integer(after.receivedAt.milliseconds),
        ] + columns)
      return
    }
    // A column that is named, even with its old value, has all its indexes written anew.
    let known = changing(before)
    let differing = columns.indices.filter { columns[$0] != known[$0] }
    if differing.isEmpty { return }
    let names = differing.map { MatterEngine.changingNames[$0] + " = ?" }.joined(separator: ", ")
    try writer.run(
      Statement("UPDATE matter SET \(names) WHERE id = ?"),
      differing.map { columns[$0] } + [.integer(id)])
  }

  /// The names of `changing`, in its order.
  private static let changingNames = [
    "state", "phase", "light", "due", "area", "category", "lead", "rule", "reason", "accepted",
    "answered", "closed", "reopenings", "grade", "suspended", "parts",
  ]

  /// The columns that change in a matter's life, in the order of the insertion.
  private func changing(_ matter: Matter) -> [SQLValue] {
    [
      .text(matter.state), .text(matter.phase.rawValue), .integer(matter.light.rawValue),
      SQLValue(matter.dueAt?.milliseconds), SQLValue(matter.area), SQLValue(matter.category),
      SQLValue(matter.lead), .text(matter.rule), .text(matter.reason),
      SQLValue(matter.acceptedAt?.milliseconds), SQLValue(matter.answeredAt?.milliseconds),
      SQLValue(matter.closedAt?.milliseconds), .integer(matter.reopenings),
      SQLValue(matter.grade), SQLValue(matter.suspendedUntil?.milliseconds),
      .integer(Int64(matter.parts.all.count)),
    ]
  }

  private func save(
    _ id: Int64, _ clock: MatterClock, _ known: MatterClock?, _ writer: any Writing
  ) throws {
    let changing: [SQLValue] = [
      .text(clock.limit), .integer(clock.dueAt.milliseconds),
      SQLValue(clock.amberAt?.milliseconds), SQLValue(clock.stoppedAt?.milliseconds),
      .integer(clock.light.rawValue), SQLValue(clock.remaining), .text(clock.pausesText),
      .text(clock.extensions.joined(separator: "\n")), SQLValue(clock.isProvisional),
      .integer(clock.rungs), SQLValue(clock.excusedAt?.milliseconds),
    ]
    let name: [SQLValue] = [
      .integer(id), .text(clock.name), .integer(clock.task), .integer(clock.round),
    ]
    if known == nil {
      try writer.run(
        """
        INSERT INTO matter_clock (limit_words, due, amber, stopped, light, remaining, pauses,
          extensions, provisional, rungs, excused, matter, name, task, round, started, until)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """, changing + name + [.integer(clock.startedAt.milliseconds), .text(clock.until)])
    } else {
      try writer.run(
        """
        UPDATE matter_clock SET limit_words = ?, due = ?, amber = ?, stopped = ?, light = ?,
          remaining = ?, pauses = ?, extensions = ?, provisional = ?, rungs = ?, excused = ?
        WHERE matter = ? AND name = ? AND task = ? AND round = ?
        """, changing + name)
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

  private func save(
    _ id: Int64, _ before: MatterParts, _ after: MatterParts, _ writer: any Writing
  ) throws {
    let known = before.all
    for value in after.all where !known.contains(value) {
      let part = value.part
      try writer.run(
        """
        INSERT INTO matter_part (matter, kind, number, jurisdiction, concerns, is_open, body)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (matter, kind, number) DO UPDATE SET concerns = excluded.concerns,
          is_open = excluded.is_open, body = excluded.body
        """,
        [
          .integer(id), .text(value.kind), .integer(part.number), .integer(pack.jurisdiction),
          .text(part.concerns), SQLValue(part.isOpen), .text(part.json.canonicalText),
        ])
      if let photograph = part as? MatterPhotograph {
        try PhotographShelf(jurisdiction: pack.jurisdiction).attach(photograph.digest, writer)
      }
    }
  }
}
