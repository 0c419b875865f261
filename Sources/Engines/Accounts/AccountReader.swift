public import Kernel
public import Store

/// The list of accounts, for those who manage them.
public struct AccountReader: Sendable {
  /// One account with how it is used.
  public struct Line: Sendable, Hashable {
    public let login: String
    public let person: String
    public let name: String
    /// Nil while it is open.
    public let lockedAt: Instant?
    public let lockReason: String
    public let madeAt: Instant
    /// Whether a password was chosen.
    public let hasPassword: Bool
    /// The last request of any session that is kept.
    public let seenAt: Instant?
  }

  /// Most lines of one page.
  public static let pageMax = 200

  let engine: AccountEngine

  /// - Parameter actor: nil for whoever runs the program.
  /// - Throws: where the actor does not manage accounts.
  public init(_ engine: AccountEngine, _ actor: Actor?) throws(Problem) {
    self.engine = engine
    if let actor { try AccountEngine.requireManager(actor) }
  }

  /// A page of accounts by login.
  /// - Parameter after: the login after which to begin.
  public func lines(
    after: String = "", limit: Int = pageMax, _ reader: any Reading
  ) throws -> [Line] {
    try reader.rows(
      """
      SELECT login, person, name, locked, lock_reason, made,
        EXISTS (SELECT 1 FROM account_credential c
          WHERE c.jurisdiction = account.jurisdiction AND c.account = id),
        (SELECT max(seen) FROM session s
          WHERE s.jurisdiction = account.jurisdiction AND s.account = id)
      FROM account WHERE jurisdiction = ? AND login > ? ORDER BY login LIMIT ?
      """,
      [
        .integer(engine.jurisdiction), .text(after),
        .integer(Int64(min(limit, AccountReader.pageMax))),
      ]
    ).map { row in
      Line(
        login: row.text(0), person: row.text(1), name: row.text(2),
        lockedAt: row.integerIfPresent(3).map(Instant.init(milliseconds:)),
        lockReason: row.text(4), madeAt: Instant(milliseconds: row.integer(5)),
        hasPassword: row.integer(6) == 1,
        seenAt: row.integerIfPresent(7).map(Instant.init(milliseconds:)))
    }
  }
}
