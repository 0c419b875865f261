public import Kernel
public import Store

/// What a person has read: everything up to a position of the journal, and single matters beyond it
/// up to a version.
public struct SeenMarks: Sendable {
  /// Most matters whose version is kept for one account; the one seen longest ago goes.
  public static let matters: Int64 = 2_000

  private let jurisdiction: Int64

  public init(_ jurisdiction: Int64) { self.jurisdiction = jurisdiction }

  /// Whether a person's marks have begun: before, nothing is news to them.
  public func hasBegun(_ account: Int64, _ reader: any Reading) throws -> Bool {
    try position(account, reader) != nil
  }

  /// Begins a person's marks: what has happened so far is no news.
  public func begin(_ account: Int64, _ writer: any Writing) throws {
    try writer.run(
      """
      INSERT INTO desk_reader (jurisdiction, account, position)
      SELECT ?, ?, coalesce(max(position), 0) FROM event WHERE true
      ON CONFLICT (jurisdiction, account) DO NOTHING
      """, [.integer(jurisdiction), .integer(account)])
  }

  /// Marks everything that has happened so far as read.
  public func readAll(_ account: Int64, _ writer: any Writing) throws {
    try writer.run(
      """
      INSERT INTO desk_reader (jurisdiction, account, position)
      SELECT ?, ?, coalesce(max(position), 0) FROM event WHERE true
      ON CONFLICT (jurisdiction, account) DO UPDATE SET position = excluded.position
      """, [.integer(jurisdiction), .integer(account)])
    try writer.run(
      "DELETE FROM desk_seen WHERE jurisdiction = ? AND account = ?",
      [.integer(jurisdiction), .integer(account)])
  }

  /// Marks a matter as seen up to a version.
  public func see(
    _ matter: Int64, version: Int64, _ account: Int64, at now: Instant, _ writer: any Writing
  ) throws {
    try writer.run(
      """
      INSERT INTO desk_seen (jurisdiction, account, matter, version, seen) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (jurisdiction, account, matter) DO UPDATE
      SET version = excluded.version, seen = excluded.seen
      WHERE excluded.version > desk_seen.version
      """,
      [
        .integer(jurisdiction), .integer(account), .integer(matter), .integer(version),
        .integer(now.milliseconds),
      ])
    try forgetOldest(account, writer)
  }

  private func forgetOldest(_ account: Int64, _ writer: any Writing) throws {
    let own: [SQLValue] = [.integer(jurisdiction), .integer(account)]
    let last = try writer.row(
      """
      SELECT seen FROM desk_seen WHERE jurisdiction = ? AND account = ?
      ORDER BY seen DESC LIMIT 1 OFFSET ?
      """, own + [.integer(SeenMarks.matters)])
    guard let last else { return }
    try writer.run(
      "DELETE FROM desk_seen WHERE jurisdiction = ? AND account = ? AND seen <= ?",
      own + [.integer(last.integer(0))])
  }

  /// Those of some matters that somebody else changed since the person has seen them.
  /// - Parameter actor: the person as the journal calls them, whose own deeds are no news.
  public func unread(
    of account: Int64, _ actor: String, among matters: [Int64], _ reader: any Reading
  ) throws -> Set<Int64> {
    guard let position = try position(account, reader), !matters.isEmpty else { return [] }
    let rows = try reader.rows(
      """
      SELECT m.id FROM (SELECT CAST(value AS INTEGER) AS id FROM json_each(?)) AS m
      WHERE EXISTS (
        SELECT 1 FROM event e WHERE e.jurisdiction = ? AND e.subject = m.id
          AND e.version > coalesce((
            SELECT s.version FROM desk_seen s
            WHERE s.jurisdiction = ? AND s.account = ? AND s.matter = m.id), 0)
          AND e.position > ? AND e.actor <> ?)
      """,
      [
        .text(JSON.array(matters.map(JSON.integer)).canonicalText), .integer(jurisdiction),
        .integer(jurisdiction), .integer(account), .integer(position), .text(actor),
      ])
    return Set(rows.map { $0.integer(0) })
  }

  private func position(_ account: Int64, _ reader: any Reading) throws -> Int64? {
    try reader.row(
      "SELECT position FROM desk_reader WHERE jurisdiction = ? AND account = ?",
      [.integer(jurisdiction), .integer(account)])?.integer(0)
  }
}
