import Cryptography
import Journal
import Kernel
import Matters
import Pack
import Store
import WorkCalendar

/// Holiday lists are published late and corrected: what runs follows the list in force.
extension City {
  /// Matters whose clocks are reckoned again in one unit of work.
  static let calendarRoundMax: Int64 = 200

  /// Reckons the running clocks again where the calendar is another one than when the store was
  /// last opened. Answers how many matters got another date.
  func followCalendar(at now: Instant) async throws -> Int {
    let digest = calendarDigest
    let jurisdiction = pack.jurisdiction
    let known = try await store.read {
      try $0.row(
        "SELECT digest FROM calendar_in_force WHERE jurisdiction = ?", [.integer(jurisdiction)])?
        .text(0)
    }
    if known == digest { return 0 }
    var changed = 0
    var last: Int64 = 0
    // A new store has nothing to reckon.
    while known != nil {
      let after = last
      let round = try await store.write { writer -> (last: Int64, seen: Int, changed: Int) in
        try self.reckonRound(after: after, at: now, writer)
      }
      changed += round.changed
      last = round.last
      if round.seen < Int(City.calendarRoundMax) { break }
    }
    try await store.write {
      _ = try $0.run(
        """
        INSERT INTO calendar_in_force (jurisdiction, digest) VALUES (?, ?)
        ON CONFLICT (jurisdiction) DO UPDATE SET digest = excluded.digest
        """, [.integer(jurisdiction), .text(digest)])
    }
    return changed
  }

  private func reckonRound(after: Int64, at now: Instant, _ writer: any Writing) throws -> (
    last: Int64, seen: Int, changed: Int
  ) {
    let ids = try writer.rows(
      """
      SELECT id FROM matter WHERE jurisdiction = ? AND due IS NOT NULL AND id > ?
        AND phase <> 'closed' ORDER BY id LIMIT ?
      """,
      [.integer(pack.jurisdiction), .integer(after), .integer(City.calendarRoundMax)]
    ).map { $0.integer(0) }
    var changed = 0
    for id in ids {
      do {
        _ = try perform(
          Request(RecalculateClocks(), on: id, by: City.timer, at: now, tellsOutside: false),
          writer)
        changed += 1
      } catch let problem as Problem
        where problem.kind == .nothingToDo || problem.kind == .beforeReceived
      {
        continue
      }
    }
    return (ids.last ?? after, ids.count, changed)
  }

  /// What tells one calendar from another.
  private var calendarDigest: String {
    let days = matters.calendar.holidays.days.map {
      $0.date.text + ($0.isOff ? "-" : "+")
    }
    let rest = matters.calendar.restDays.sorted().map(String.init).joined()
    let hours = "\(matters.calendar.hours)"
    return Digest.hex(
      Digest.sha256(Array((days + [rest, hours]).joined(separator: " ").utf8)))
  }
}
