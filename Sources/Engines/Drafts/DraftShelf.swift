public import Kernel
public import Store

/// The drafts of a city's accounts. They hold what callers said and was never filed, so that they
/// are no part of the journal: who wrote one can throw it away, and what is left goes by itself.
public struct DraftShelf: Sendable {
  /// Most drafts of one account.
  public static let draftsMax = 30
  /// Most bytes of what one draft says.
  public static let bodyBytesMax = 100_000
  /// Most bytes of a draft's name.
  public static let nameBytesMax = 80
  /// Days after which a draft that nobody touched is thrown away.
  public static let daysMax: Int64 = 30
  /// Most drafts that one sweep throws away.
  private static let sweepMax: Int64 = 500

  private let jurisdiction: Int64

  public init(jurisdiction: Int64) { self.jurisdiction = jurisdiction }

  public static let migrations: [Migration] = [
    Migration(
      "drafts", 1,
      [
        """
        CREATE TABLE draft (
          jurisdiction INTEGER NOT NULL,
          account INTEGER NOT NULL,
          name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
          title TEXT NOT NULL,
          body TEXT NOT NULL CHECK (length(body) <= 100000),
          saved INTEGER NOT NULL,
          PRIMARY KEY (jurisdiction, account, name)
        ) {clustered}
        """,
        "CREATE INDEX draft_by_age ON draft (jurisdiction, saved)",
      ])
  ]

  /// Keeps a draft in place of what was kept under its name.
  public func save(
    _ values: [String: JSON], as name: String, of account: Int64, at now: Instant,
    _ writer: any Writing
  ) throws {
    guard DraftShelf.isName(name) else {
      throw Problem(.draftName, field: "_key", ["found": String(name.prefix(40))])
    }
    let body = JSON.object(values).canonicalText
    guard body.utf8.count <= DraftShelf.bodyBytesMax else {
      throw Problem(.draftTooLong, ["most": String(DraftShelf.bodyBytesMax)])
    }
    let others = try writer.row(
      "SELECT count(*) FROM draft WHERE jurisdiction = ? AND account = ? AND name <> ?",
      [.integer(jurisdiction), .integer(account), .text(name)])
    guard (others?.integer(0) ?? 0) < Int64(DraftShelf.draftsMax) else {
      throw Problem(.draftsTooMany, ["most": String(DraftShelf.draftsMax)])
    }
    try writer.run(
      """
      INSERT INTO draft (jurisdiction, account, name, title, body, saved)
      VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (jurisdiction, account, name) DO UPDATE
      SET title = excluded.title, body = excluded.body, saved = excluded.saved
      """,
      [
        .integer(jurisdiction), .integer(account), .text(name), .text(Draft.title(of: values)),
        .text(body), .integer(now.milliseconds),
      ])
  }

  /// Whether a text can name a draft: letters, digits and `-` only.
  private static func isName(_ text: String) -> Bool {
    (1...nameBytesMax).contains(text.utf8.count)
      && text.utf8.allSatisfy {
        (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0)
          || $0 == UInt8(ascii: "-")
      }
  }

  /// The drafts of an account, the last one saved first.
  public func lines(of account: Int64, _ reader: any Reading) throws -> [Draft.Line] {
    try reader.rows(
      Statement(
        """
        SELECT name, title, saved FROM draft WHERE jurisdiction = ? AND account = ?
        ORDER BY saved DESC, name LIMIT \(DraftShelf.draftsMax)
        """), [.integer(jurisdiction), .integer(account)]
    ).map {
      Draft.Line(
        name: $0.text(0), title: $0.text(1), savedAt: Instant(milliseconds: $0.integer(2)))
    }
  }

  /// One draft of an account; nil where it has none of this name.
  public func draft(_ name: String, of account: Int64, _ reader: any Reading) throws -> Draft? {
    let row = try reader.row(
      "SELECT name, body, saved FROM draft WHERE jurisdiction = ? AND account = ? AND name = ?",
      [.integer(jurisdiction), .integer(account), .text(name)])
    return try row.map {
      Draft(
        name: $0.text(0), values: try JSON(parsing: $0.text(1)).object ?? [:],
        savedAt: Instant(milliseconds: $0.integer(2)))
    }
  }

  /// Throws one draft of an account away; false where it has none of this name.
  @discardableResult
  public func remove(_ name: String, of account: Int64, _ writer: any Writing) throws -> Bool {
    try writer.change(
      "DELETE FROM draft WHERE jurisdiction = ? AND account = ? AND name = ?",
      [.integer(jurisdiction), .integer(account), .text(name)]) > 0
  }

  /// Throws away what nobody has touched for long. Answers how many there were.
  @discardableResult
  public func sweep(at now: Instant, _ writer: any Writing) throws -> Int {
    let before = now.milliseconds - DraftShelf.daysMax * Instant.millisecondsPerDay
    let old = try writer.rows(
      """
      SELECT account, name FROM draft WHERE jurisdiction = ? AND saved < ?
      ORDER BY saved LIMIT ?
      """, [.integer(jurisdiction), .integer(before), .integer(DraftShelf.sweepMax)])
    for row in old { try remove(row.text(1), of: row.integer(0), writer) }
    return old.count
  }
}
