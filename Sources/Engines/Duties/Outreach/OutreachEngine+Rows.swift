import Kernel
import Journal
import Pack
public import Store

/// A target's rows.
extension OutreachEngine {
  public func load(_ id: Int64, _ reader: any Reading) throws -> OutreachTarget? {
    let row = try reader.row(
      """
      SELECT program, target, name, lead, area, opened_day, visits, last_day FROM outreach_target
      WHERE id = ?
      """, [.integer(id)])
    guard let row else { return nil }
    let terms = try reader.rows(
      "SELECT number, visitor, begun, ended FROM outreach_term WHERE target = ? ORDER BY number",
      [.integer(id)])
    return OutreachTarget(
      program: row.text(0), code: row.text(1), name: row.text(2), unit: row.text(3),
      area: row.text(4), openedOn: CivilDate(dayNumber: Int(row.integer(5))),
      terms: terms.map {
        OutreachTarget.Term(
          number: $0.integer(0), visitor: $0.text(1), begun: Instant(milliseconds: $0.integer(2)),
          ended: $0.integerIfPresent(3).map(Instant.init(milliseconds:)))
      },
      visits: row.integer(6),
      lastVisit: row.integerIfPresent(7).map { CivilDate(dayNumber: Int($0)) })
  }

  public func save(
    _ id: Int64, before: OutreachTarget?, after: OutreachTarget, _ writer: any Writing
  ) throws {
    if before == nil {
      try insert(id, after, writer)
    } else if before?.visitor != after.visitor || before?.visits != after.visits {
      try writer.run(
        """
        UPDATE outreach_target SET visitor = ?, visits = ?, last_day = ?, waits_day = ?
        WHERE id = ?
        """, changing(after) + [.integer(id)])
    }
    // Who goes ends before who comes begins: the schema knows one running term.
    for term in after.terms {
      let known = before?.terms.first { $0.number == term.number }
      if known == nil {
        try insert(id, term, writer)
      } else if known != term {
        try writer.run(
          "UPDATE outreach_term SET ended = ? WHERE target = ? AND number = ?",
          [SQLValue(term.ended?.milliseconds), .integer(id), .integer(term.number)])
      }
    }
  }

  private func changing(_ target: OutreachTarget) -> [SQLValue] {
    [
      SQLValue(target.visitor), .integer(target.visits), SQLValue(target.lastVisit?.dayNumber),
      SQLValue(target.waitsSince.dayNumber),
    ]
  }

  private func insert(_ id: Int64, _ target: OutreachTarget, _ writer: any Writing) throws {
    try writer.run(
      """
      INSERT INTO outreach_target (id, jurisdiction, program, target, name, lead, area, opened_day,
        visitor, visits, last_day, waits_day)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .integer(id), .integer(pack.jurisdiction), .text(target.program), .text(target.code),
        .text(target.name), .text(target.unit), .text(target.area),
        SQLValue(target.openedOn.dayNumber),
      ] + changing(target))
  }

  private func insert(_ id: Int64, _ term: OutreachTarget.Term, _ writer: any Writing) throws {
    try writer.run(
      """
      INSERT INTO outreach_term (target, number, visitor, begun, ended) VALUES (?, ?, ?, ?, ?)
      """,
      [
        .integer(id), .integer(term.number), .text(term.visitor),
        .integer(term.begun.milliseconds), SQLValue(term.ended?.milliseconds),
      ])
  }
}
