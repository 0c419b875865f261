public import Kernel
public import Store

/// Links with which persons choose a password, each good once.
public struct WaysIn: Sendable {
  let jurisdiction: Int64

  public init(_ jurisdiction: Int64) { self.jurisdiction = jurisdiction }

  /// Makes a link good, and every earlier one of the account good for nothing.
  public func issue(
    _ token: Token, for account: Int64, at now: Instant, _ writer: any Writing
  ) throws {
    try end(account, at: now, writer)
    let expires = now.advanced(byMilliseconds: AccountLimits.wayInMilliseconds)
    try writer.run(
      "INSERT INTO way_in (token, jurisdiction, account, expires, used) VALUES (?, ?, ?, ?, NULL)",
      [
        .blob(token.digest), .integer(jurisdiction), .integer(account),
        .integer(expires.milliseconds),
      ])
  }

  /// The account that a link leads to; nil where it is none, used or expired, or the account is
  /// locked.
  public func account(
    of token: Token, at now: Instant, _ reader: any Reading
  ) throws -> Int64? {
    try reader.row(
      """
      SELECT w.account FROM way_in w
      JOIN account a ON a.jurisdiction = w.jurisdiction AND a.id = w.account
      WHERE w.token = ? AND w.jurisdiction = ? AND w.used IS NULL AND w.expires > ?
        AND a.locked IS NULL
      """, [.blob(token.digest), .integer(jurisdiction), .integer(now.milliseconds)])?.integer(0)
  }

  /// Makes all links of an account good for nothing.
  public func end(_ account: Int64, at now: Instant, _ writer: any Writing) throws {
    try writer.run(
      "UPDATE way_in SET used = ? WHERE jurisdiction = ? AND account = ? AND used IS NULL",
      [.integer(now.milliseconds), .integer(jurisdiction), .integer(account)])
  }

  /// Forgets links that expired long ago.
  public func forget(before moment: Instant, _ writer: any Writing) throws {
    try writer.run(
      "DELETE FROM way_in WHERE jurisdiction = ? AND expires < ?",
      [.integer(jurisdiction), .integer(moment.milliseconds)])
  }
}
