import Cryptography
public import Journal
public import Kernel
import Organisation
public import Store

/// The engine of accounts: who can sign in, and who cannot any more.
public struct AccountEngine: Engine {
  public static let kind = "account"

  public let jurisdiction: Int64

  public init(_ jurisdiction: Int64) { self.jurisdiction = jurisdiction }

  /// The stream of a login, so that a login exists once. The second-highest bit keeps it apart from
  /// identifiers that are drawn by time.
  public func id(of login: String) -> Int64 {
    let bytes = Digest.sha256(Array("account/\(jurisdiction)/\(login)".utf8)).prefix(8)
    let number = bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return Int64(number & 0x3FFF_FFFF_FFFF_FFFF | 0x4000_0000_0000_0000)
  }

  /// Refuses whoever does not manage accounts in the whole city: who gives others their way in can
  /// become any of them.
  static func requireManager(_ actor: Actor) throws(Problem) {
    guard RowScope(actor, "account.manage").isEverything else { throw Problem(.outOfScope) }
  }

  /// Refuses whoever neither manages accounts nor looks into the machinery of the whole city.
  static func requireReader(_ actor: Actor) throws(Problem) {
    let permissions: [Permission] = ["account.manage", "system.read"]
    guard permissions.contains(where: { RowScope(actor, $0).isEverything }) else {
      throw Problem(.outOfScope)
    }
  }

  public func apply(_ happening: AccountEvent, at: Instant, to state: Account?) throws -> Account {
    if case .created(let login, let person, let name) = happening {
      return Account(login: login, person: person, name: name, lock: nil, madeAt: at)
    }
    guard var account = state else {
      throw Problem(
        .accountEventUnreadable, ["event": happening.event.name, "member": "created"])
    }
    switch happening {
    case .locked(let reason): account.lock = Account.Lock(since: at, reason: reason)
    case .unlocked: account.lock = nil
    case .created, .wayInIssued, .passwordChanged, .sessionsEnded, .signedOut: break
    }
    return account
  }

  static let columns = "login, person, name, locked, lock_reason, made"

  public func load(_ id: Int64, _ reader: any Reading) throws -> Account? {
    try reader.row(
      Statement("SELECT \(AccountEngine.columns) FROM account WHERE jurisdiction = ? AND id = ?"),
      [.integer(jurisdiction), .integer(id)]
    ).map(AccountEngine.account)
  }

  static func account(_ row: Row) -> Account {
    Account(
      login: row.text(0), person: row.text(1), name: row.text(2),
      lock: row.integerIfPresent(3).map {
        Account.Lock(since: Instant(milliseconds: $0), reason: row.text(4))
      }, madeAt: Instant(milliseconds: row.integer(5)))
  }

  public func save(
    _ id: Int64, before: Account?, after: Account, _ writer: any Writing
  ) throws {
    if before == after { return }
    let lock: [SQLValue] = [
      SQLValue(after.lock?.since.milliseconds), .text(after.lock?.reason ?? ""),
    ]
    if before == nil {
      try writer.run(
        """
        INSERT INTO account (jurisdiction, id, login, person, name, locked, lock_reason, made)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
          .integer(jurisdiction), .integer(id), .text(after.login), .text(after.person),
          .text(after.name),
        ] + lock + [.integer(after.madeAt.milliseconds)])
      return
    }
    try writer.run(
      "UPDATE account SET locked = ?, lock_reason = ? WHERE jurisdiction = ? AND id = ?",
      lock + [.integer(jurisdiction), .integer(id)])
  }

  public func record(
    _ happening: AccountEvent, _ stamp: EventStamp, before: Account?, after: Account,
    _ writer: any Writing
  ) throws {}

  public func effects(
    of happening: AccountEvent, id: Int64, after: Account, at: Instant
  ) -> [Effect] { [] }

  public var projections: [ProjectionTable] {
    [ProjectionTable("account", key: "jurisdiction, id")]
  }
}
