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
  /// - Throws: where the actor neither manages accounts nor looks into the machinery of the whole
  ///   city.
  public init(_ engine: AccountEngine, _ actor: Actor?) throws(Problem) {
    self.engine = engine
    if let actor { try AccountEngine.requireReader(actor) }
  }

  /// A page of accounts by login.
  /// - Parameter after: the login after which to begin.
  public func lines(
    after: String = "", limit: Int = pageMax, _ reader: any Reading
  ) throws -> [Line] {
    try reader.rows(
      Statement(
        "\(AccountReader.select) WHERE jurisdiction = ? AND login > ? ORDER BY login LIMIT ?"),
      [.integer(engine.jurisdiction), .text(after), .integer(AccountReader.bounded(limit))]
    ).map(AccountReader.line)
  }

  /// Accounts whose login or, for words that no login has, whose name begins with something; by
  /// login and by name.
  /// - Parameter after: the login after which to begin, among logins.
  public func lines(
    beginningWith words: String, after: String = "", limit: Int = pageMax, _ reader: any Reading
  ) throws -> [Line] {
    // No text begins so and comes after this.
    let end = words + "\u{10FFFF}"
    if words.utf8.allSatisfy({ $0 < 0x80 }) {
      return try reader.rows(
        Statement(
          """
          \(AccountReader.select)
          WHERE jurisdiction = ? AND login > ? AND login >= ? AND login < ? ORDER BY login LIMIT ?
          """),
        [
          .integer(engine.jurisdiction), .text(after), .text(words.lowercased()),
          .text(end.lowercased()), .integer(AccountReader.bounded(limit)),
        ]
      ).map(AccountReader.line)
    }
    return try reader.rows(
      Statement(
        """
        \(AccountReader.select)
        WHERE jurisdiction = ? AND name >= ? AND name < ? ORDER BY name LIMIT ?
        """),
      [
        .integer(engine.jurisdiction), .text(words), .text(end),
        .integer(AccountReader.bounded(limit)),
      ]
    ).map(AccountReader.line)
  }

  /// The account of a login; nil where there is none.
  public func line(_ login: String, _ reader: any Reading) throws -> Line? {
    try reader.row(
      Statement("\(AccountReader.select) WHERE jurisdiction = ? AND login = ?"),
      [.integer(engine.jurisdiction), .text(login)]
    ).map(AccountReader.line)
  }

  private static func bounded(_ limit: Int) -> Int64 {
    Int64(max(1, min(limit, AccountReader.pageMax)))
  }

  private static let select = """
    SELECT login, person, name, locked, lock_reason, made,
      EXISTS (SELECT 1 FROM account_credential c
        WHERE c.jurisdiction = account.jurisdiction AND c.account = id),
      (SELECT max(seen) FROM session s
        WHERE s.jurisdiction = account.jurisdiction AND s.account = id)
    FROM account
    """

  private static func line(_ row: Row) -> Line {
    Line(
      login: row.text(0), person: row.text(1), name: row.text(2),
      lockedAt: row.integerIfPresent(3).map(Instant.init(milliseconds:)),
      lockReason: row.text(4), madeAt: Instant(milliseconds: row.integer(5)),
      hasPassword: row.integer(6) == 1,
      seenAt: row.integerIfPresent(7).map(Instant.init(milliseconds:)))
  }
}

extension AccountEngine {
  /// The account that a person has, as those see it who see the person's posts.
  public struct Known: Sendable, Hashable {
    public let login: String
    public let name: String

    public init(login: String, name: String) {
      self.login = login
      self.name = name
    }
  }

  /// Who persons are, by their identities. Each is one look into an index.
  public func known(_ persons: Set<String>, _ reader: any Reading) throws -> [String: Known] {
    var known: [String: Known] = [:]
    for person in persons {
      let row = try reader.row(
        "SELECT login, name FROM account WHERE jurisdiction = ? AND person = ?",
        [.integer(jurisdiction), .text(person)])
      known[person] = row.map { Known(login: $0.text(0), name: $0.text(1)) }
    }
    return known
  }
}
