public import Kernel
public import Store

/// The lists of access keys.
public struct AccessKeyReader: Sendable {
  /// One key, without what opens.
  public struct Line: Sendable, Hashable {
    public let id: Int64
    /// The login of the person for whom it acts; nil where it acts for a post.
    public let login: String?
    public let post: String?
    public let label: String
    public let madeAt: Instant
    public let usedAt: Instant?
    public let revokedAt: Instant?
  }

  /// Most lines of one list.
  public static let linesMax = 200

  let engine: AccessKeyEngine

  public init(_ engine: AccessKeyEngine) { self.engine = engine }

  /// Those of one account, the newest first.
  public func lines(ofAccount account: Int64, _ reader: any Reading) throws -> [Line] {
    try lines("k.account = ?", [.integer(account)], reader)
  }

  /// All keys, for whoever manages accounts; those that open first.
  /// - Parameter actor: nil for whoever runs the program.
  public func lines(for actor: Actor?, _ reader: any Reading) throws -> [Line] {
    if let actor { try AccountEngine.requireManager(actor) }
    return try lines("1 = 1", [], reader)
  }

  private func lines(
    _ condition: String, _ arguments: [SQLValue], _ reader: any Reading
  ) throws -> [Line] {
    try reader.rows(
      Statement(
        """
        SELECT k.id, a.login, k.post, k.label, k.made, s.used, k.revoked FROM access_key k
        LEFT JOIN account a ON a.jurisdiction = k.jurisdiction AND a.id = k.account
        LEFT JOIN access_key_secret s ON s.jurisdiction = k.jurisdiction AND s.access_key = k.id
        WHERE k.jurisdiction = ? AND \(condition)
        ORDER BY k.revoked IS NOT NULL, k.id DESC LIMIT \(AccessKeyReader.linesMax)
        """), [.integer(engine.jurisdiction)] + arguments
    ).map { row in
      Line(
        id: row.integer(0), login: row.textIfPresent(1), post: row.textIfPresent(2),
        label: row.text(3), madeAt: Instant(milliseconds: row.integer(4)),
        usedAt: row.integerIfPresent(5).map(Instant.init(milliseconds:)),
        revokedAt: row.integerIfPresent(6).map(Instant.init(milliseconds:)))
    }
  }

  /// How many keys of a holder open.
  /// - Parameter column: `account` or `post`.
  static func count(
    _ column: String, _ holder: SQLValue, _ engine: AccessKeyEngine, _ reader: any Reading
  ) throws -> Int64 {
    try reader.row(
      Statement(
        """
        SELECT count(*) FROM access_key
        WHERE jurisdiction = ? AND \(column) = ? AND revoked IS NULL
        """), [.integer(engine.jurisdiction), holder])?.integer(0) ?? 0
  }

  static func requireRoom(_ count: Int64) throws(Problem) {
    guard count < AccountLimits.keysMax else {
      throw Problem(.keysTooMany, ["most": String(AccountLimits.keysMax)])
    }
  }
}
