public import Kernel
public import Store

/// What opens of access keys, as digests. A rebuild leaves them alone.
public struct AccessKeySecrets: Sendable {
  let jurisdiction: Int64

  public init(_ jurisdiction: Int64) { self.jurisdiction = jurisdiction }

  public func keep(_ token: Token, of key: Int64, _ writer: any Writing) throws {
    try writer.run(
      """
      INSERT INTO access_key_secret (token, jurisdiction, access_key, used) VALUES (?, ?, ?, NULL)
      """, [.blob(token.digest), .integer(jurisdiction), .integer(key)])
  }

  /// Notes that a key was used.
  public func note(_ key: Int64, at now: Instant, _ writer: any Writing) throws {
    try writer.run(
      "UPDATE access_key_secret SET used = ? WHERE jurisdiction = ? AND access_key = ?",
      [.integer(now.milliseconds), .integer(jurisdiction), .integer(key)])
  }

  /// Forgets what opened a key that was revoked.
  public func forget(_ key: Int64, _ writer: any Writing) throws {
    try writer.run(
      "DELETE FROM access_key_secret WHERE jurisdiction = ? AND access_key = ?",
      [.integer(jurisdiction), .integer(key)])
  }
}
