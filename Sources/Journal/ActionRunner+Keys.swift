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
  func repeated(_ key: String, _ fingerprint: [UInt8], day: Int64, _ reader: any Reading) throws
    -> Outcome?
  {
    for past in 0..<Int64(ActionRunner.keyDays) {
      let row = try reader.row(
        """
        SELECT fingerprint, subject, version, position FROM request
        WHERE jurisdiction = ? AND day = ? AND key = ?
        """, [.integer(jurisdiction), .integer(day - past), .text(key)])
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
    let day = now.milliseconds.floorDivided(by: Instant.millisecondsPerDay)
    for past in 0..<Int64(ActionRunner.keyDays) {
      let row = try reader.row(
        "SELECT 1 FROM request WHERE jurisdiction = ? AND day = ? AND key = ?",
        [.integer(jurisdiction), .integer(day - past), .text(key)])
      if row != nil { return true }
    }
    return false
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

  /// Forgets keys from before yesterday.
  public func forgetOldKeys(_ now: Instant) async throws {
    let day = now.milliseconds.floorDivided(by: Instant.millisecondsPerDay)
    let jurisdiction = jurisdiction
    try await store.write {
      try $0.run(
        "DELETE FROM request WHERE jurisdiction = ? AND day < ?",
        [.integer(jurisdiction), .integer(day - Int64(ActionRunner.keyDays) + 1)])
    }
  }
}
