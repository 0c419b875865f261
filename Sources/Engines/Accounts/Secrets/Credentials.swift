public import Kernel
public import Store

/// The passwords of accounts, as hashes. A rebuild leaves them alone.
public struct Credentials: Sendable {
  let jurisdiction: Int64

  public init(_ jurisdiction: Int64) { self.jurisdiction = jurisdiction }

  /// The hash of an account's password; nil where none was chosen yet.
  public func hash(of account: Int64, _ reader: any Reading) throws -> String? {
    try reader.row(
      "SELECT hash FROM account_credential WHERE jurisdiction = ? AND account = ?",
      [.integer(jurisdiction), .integer(account)])?.text(0)
  }

  /// Puts a hash in the place of any other.
  public func keep(
    _ hash: PasswordHash, of account: Int64, at now: Instant, _ writer: any Writing
  ) throws {
    try writer.run(
      """
      INSERT INTO account_credential (jurisdiction, account, hash, changed) VALUES (?, ?, ?, ?)
      ON CONFLICT (jurisdiction, account)
      DO UPDATE SET hash = excluded.hash, changed = excluded.changed
      """,
      [
        .integer(jurisdiction), .integer(account), .text(hash.text), .integer(now.milliseconds),
      ])
  }

  /// Puts a dearer hash of the same password in the place of a cheaper one, unless the password was
  /// changed meanwhile.
  public func renew(
    _ hash: PasswordHash, of account: Int64, from old: String, _ writer: any Writing
  ) throws {
    try writer.run(
      """
      UPDATE account_credential SET hash = ?
      WHERE jurisdiction = ? AND account = ? AND hash = ?
      """, [.text(hash.text), .integer(jurisdiction), .integer(account), .text(old)])
  }
}
