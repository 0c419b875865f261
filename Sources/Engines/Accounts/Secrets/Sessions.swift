public import Kernel
public import Store

/// Where persons are signed in.
public struct Sessions: Sendable {
  /// One session, as its person sees it in a list.
  public struct Line: Sendable, Hashable {
    /// The digest of its token.
    public let digest: [UInt8]
    public let begunAt: Instant
    public let seenAt: Instant
    /// Browser and system, such as `Firefox · Windows`.
    public let client: String
  }

  let jurisdiction: Int64

  public init(_ jurisdiction: Int64) { self.jurisdiction = jurisdiction }

  /// Begins a session; the one that was longest unused ends where there are too many.
  public func begin(
    _ token: Token, of account: Int64, client: String, at now: Instant, _ writer: any Writing
  ) throws {
    let expires = now.advanced(byMilliseconds: AccountLimits.sessionMilliseconds)
    try writer.run(
      """
      INSERT INTO session (token, jurisdiction, account, begun, seen, expires, client, revoked)
      VALUES (?, ?, ?, ?, ?, ?, ?, NULL)
      """,
      [
        .blob(token.digest), .integer(jurisdiction), .integer(account),
        .integer(now.milliseconds), .integer(now.milliseconds), .integer(expires.milliseconds),
        .text(String(client.prefix(100))),
      ])
    let open = try lines(of: account, at: now, writer)
    for line in open.dropFirst(AccountLimits.sessionsMax) {
      try end(line.digest, of: account, at: now, writer)
    }
  }

  /// Those of an account that have not ended, the last used first.
  public func lines(
    of account: Int64, at now: Instant, _ reader: any Reading
  ) throws -> [Line] {
    try reader.rows(
      Statement(
        """
        SELECT token, begun, seen, client FROM session
        WHERE jurisdiction = ? AND account = ? AND seen > ? AND expires > ? AND revoked IS NULL
        ORDER BY seen DESC, begun DESC, token LIMIT \(AccountLimits.sessionsMax * 2)
        """),
      [
        .integer(jurisdiction), .integer(account), .integer(Sessions.idleSince(now)),
        .integer(now.milliseconds),
      ]
    ).map { row in
      Line(
        digest: row.blob(0), begunAt: Instant(milliseconds: row.integer(1)),
        seenAt: Instant(milliseconds: row.integer(2)), client: row.text(3))
    }
  }

  /// Milliseconds of the moment since when an open session was used.
  public static func idleSince(_ now: Instant) -> Int64 {
    now.milliseconds - AccountLimits.idleMilliseconds
  }

  /// Ends one session of an account; false where it has none of this digest that is open.
  @discardableResult
  public func end(
    _ digest: [UInt8], of account: Int64, at now: Instant, _ writer: any Writing
  ) throws -> Bool {
    try writer.change(
      """
      UPDATE session SET revoked = ?
      WHERE token = ? AND jurisdiction = ? AND account = ? AND revoked IS NULL
      """,
      [.integer(now.milliseconds), .blob(digest), .integer(jurisdiction), .integer(account)]) > 0
  }

  /// Ends all sessions of an account but one.
  /// - Parameter kept: the digest of the one that goes on; nil for none.
  /// - Returns: how many there were.
  @discardableResult
  public func endAll(
    of account: Int64, but kept: [UInt8]?, at now: Instant, _ writer: any Writing
  ) throws -> Int {
    try writer.change(
      """
      UPDATE session SET revoked = ?
      WHERE jurisdiction = ? AND account = ? AND revoked IS NULL AND token <> ?
      """,
      [
        .integer(now.milliseconds), .integer(jurisdiction), .integer(account), .blob(kept ?? []),
      ])
  }

  /// Notes that a session was used.
  public func note(_ digest: [UInt8], at now: Instant, _ writer: any Writing) throws {
    try writer.run(
      "UPDATE session SET seen = ? WHERE token = ? AND seen < ? AND revoked IS NULL",
      [.integer(now.milliseconds), .blob(digest), .integer(now.milliseconds)])
  }

  /// Forgets sessions that ended long ago.
  public func forget(before moment: Instant, _ writer: any Writing) throws {
    try writer.run(
      "DELETE FROM session WHERE jurisdiction = ? AND expires < ?",
      [.integer(jurisdiction), .integer(moment.milliseconds)])
  }
}
