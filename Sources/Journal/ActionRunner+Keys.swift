import Cryptography
public import Kernel
public import Store

/// Requests that are sent twice are done once.
extension ActionRunner {
  func fingerprint<Performed: Action>(of request: Request<Performed>) -> [UInt8] {
    let parts = [
      Performed.declaration.name, String(request.subject ?? 0), request.actor.id,
      request.inputText,
    ]
    return Digest.sha256(Array(parts.joined(separator: "\n").utf8))
  }

  /// The outcome of an earlier request under the same key; a problem where that request was another
  /// one.
  /// - Parameter days: those that `keyDays` answers.
  func repeated(_ key: String, _ fingerprint: [UInt8], days: [Int64], _ reader: any Reading) throws
    -> Outcome?
  {
    for day in days {
      let row = try reader.row(
        """
        SELECT fingerprint, subject, version, position FROM request
        WHERE jurisdiction = ? AND day = ? AND key = ?
        """, [.integer(jurisdiction), .integer(day), .text(key)])
      guard let row else { continue }
      guard row.blob(0) == fingerprint else { throw Problem(.keyReused, ["key": key]) }
      return Outcome(
        subject: row.integer(1), version: row.integer(2), position: row.integer(3),
        isRepeated: true)
    }
    return nil
  }

  /// Whether something was done under a key that is still remembered.
  /// - Parameter now: by the machine's clock.
  public func isUsed(_ key: String, at now: Instant, _ reader: any Reading) throws -> Bool {
    for day in try keyDays(at: now, reader) {
      let row = try reader.row(
        "SELECT 1 FROM request WHERE jurisdiction = ? AND day = ? AND key = ?",
        [.integer(jurisdiction), .integer(day), .text(key)])
      if row != nil { return true }
    }
    return false
  }

  /// The days under which a key may stand, and first the one under which a new key is put: today,
  /// the newest day before it that has keys, and where the clock was set back the days ahead. A key
  /// is never put under a day before the newest. So no jump of the clock loses one.
  func keyDays(at now: Instant, _ reader: any Reading) throws -> [Int64] {
    let today = now.milliseconds.floorDivided(by: Instant.millisecondsPerDay)
    var days: [Int64] = []
    var newest = try newestDay(before: .max, reader)
    while let day = newest, day > today, days.count < ActionRunner.keyDaysMax {
      days.append(day)
      newest = try newestDay(before: day, reader)
    }
    days.append(today)
    if newest == today { newest = try newestDay(before: today, reader) }
    if let newest, newest < today { days.append(newest) }
    return days
  }

  /// The newest day that has keys, among those before another.
  private func newestDay(before day: Int64, _ reader: any Reading) throws -> Int64? {
    try reader.row(
      "SELECT max(day) FROM request WHERE jurisdiction = ? AND day < ?",
      [.integer(jurisdiction), .integer(day)])?.integerIfPresent(0)
  }

  func remember(
    _ key: String, _ fingerprint: [UInt8], day: Int64, _ outcome: Outcome, _ writer: any Writing
  ) throws {
    guard (1...200).contains(key.utf8.count), key.utf8.allSatisfy({ $0 >= 0x20 }) else {
      throw Problem(
        .tooLong, field: "Idempotency-Key",
        ["name": "Idempotency-Key", "most": "200", "found": String(key.utf8.count)])
    }
    try writer.run(
      """
      INSERT INTO request (jurisdiction, day, key, fingerprint, subject, version, position)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .integer(jurisdiction), .integer(day), .text(key), .blob(fingerprint),
        .integer(outcome.subject), .integer(outcome.version), .integer(outcome.position),
      ])
  }

  /// Forgets keys from before yesterday, but never those of the newest days that have any: a clock
  /// that was wrong for a while, more than once, must not forget what was asked just before.
  public func forgetOldKeys(_ now: Instant) async throws {
    let today = now.milliseconds.floorDivided(by: Instant.millisecondsPerDay)
    let jurisdiction = jurisdiction
    try await store.write { writer in
      var kept = Int64.max
      for _ in 0..<ActionRunner.keyDaysMax {
        guard let day = try self.newestDay(before: kept, writer) else { return }
        kept = day
      }
      try writer.run(
        "DELETE FROM request WHERE jurisdiction = ? AND day < ?",
        [
          .integer(jurisdiction),
          .integer(min(kept, today - Int64(ActionRunner.keyDays) + 1)),
        ])
    }
  }
}
