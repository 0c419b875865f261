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
    var refused = 0
    var last: Int64 = 0
    // A new store has nothing to reckon.
    while known != nil {
      let after = last
      let round = try await store.write { writer -> ReckonedRound in
        try self.reckonRound(after: after, at: now, writer)
      }
      changed += round.changed
      refused += round.refused
      last = round.last
      if round.seen < Int(City.calendarRoundMax) { break }
    }
    if known != nil { try await moveRungs() }
    // What could not be reckoned is tried again when the store is opened next.
    if refused > 0 { return changed }
    try await store.write {
      try $0.run(
        """
        INSERT INTO calendar_in_force (jurisdiction, digest) VALUES (?, ?)
        ON CONFLICT (jurisdiction) DO UPDATE SET digest = excluded.digest
        """, [.integer(jurisdiction), .text(digest)])
    }
    return changed
  }

  /// What one unit of work did.
  private struct ReckonedRound {
    var last: Int64
    var seen: Int
    var changed = 0
    /// Matters that were refused: one does not keep the city shut.
    var refused = 0
  }

  private func reckonRound(after: Int64, at now: Instant, _ writer: any Writing) throws
    -> ReckonedRound
  {
    let ids = try writer.rows(
      """
      SELECT id FROM matter WHERE +jurisdiction = ? AND id > ? AND phase <> 'closed'
        AND (due IS NOT NULL OR suspended IS NOT NULL OR phase = 'merged') ORDER BY id LIMIT ?
      """,
      [.integer(pack.jurisdiction), .integer(after), .integer(City.calendarRoundMax)]
    ).map { $0.integer(0) }
    var round = ReckonedRound(last: ids.last ?? after, seen: ids.count)
    for id in ids {
      do {
        _ = try perform(
          Request(RecalculateClocks(), on: id, by: City.timer, at: now, tellsOutside: false),
          writer)
        round.changed += 1
      } catch let problem as Problem
        where problem.kind == .nothingToDo || problem.kind == .beforeReceived
      {
        continue
      } catch let error where City.isRefusal(error) {
        round.refused += 1
      }
    }
    return round
  }

  /// The rungs of ladders that are yet to be climbed lie so much working time after a date that
  /// stays: their timers follow the calendar too.
  private func moveRungs() async throws {
    var last: Timers.Timer?
    repeat {
      let after = last
      last = try await store.write { writer -> Timers.Timer? in
        let round = try Timers.due(
          by: Instant(milliseconds: .max), self.pack.jurisdiction, after: after, writer)
        for timer in round
        where timer.kind == MatterEngine.kind && timer.name.hasPrefix("rung/") {
          try self.moveRung(timer, writer)
        }
        return round.count < Timers.roundMax ? nil : round.last
      }
    } while last != nil
  }

  private func moveRung(_ timer: Timers.Timer, _ writer: any Writing) throws {
    let (engine, _) = try shelf.engine(ofMatter: timer.subject, writer)
    let wanted = engine.timers(timer.subject, try engine.load(timer.subject, writer))
      .first { $0.name == timer.name }
    if wanted == timer { return }
    try Timers.cancel(timer, pack.jurisdiction, writer)
    if let wanted { try Timers.set(wanted, pack.jurisdiction, writer) }
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
