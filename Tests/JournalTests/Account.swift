import Journal
import Kernel
import Store

/// The subject of these tests: an account with a balance, and a limit until which it may be closed.
struct Account: Equatable, Sendable {
  var owner: String
  var balance: Int64
  var limit: Instant?
  var isClosed: Bool
}

/// What may happen to an account.
enum AccountEvent: DomainEvent, Equatable {
  case opened(owner: String, limit: Instant?)
  case moved(Int64)
  case closed(reason: String)

  var event: Event {
    switch self {
    case .opened(let owner, let limit):
      Event("account.opened", ["owner": .string(owner), "limit": JSON(limit)])
    case .moved(let amount): Event("account.moved", ["amount": .integer(amount)])
    case .closed(let reason): Event("account.closed", ["reason": .string(reason)])
    }
  }

  init(_ event: Event) throws {
    switch event.name {
    case "account.opened":
      guard let owner = event.body["owner"]?.string else { throw EventUnread() }
      self = .opened(
        owner: owner, limit: event.body["limit"]?.integer.map { Instant(milliseconds: $0) })
    case "account.moved":
      guard let amount = event.body["amount"]?.integer else { throw EventUnread() }
      self = .moved(amount)
    case "account.closed":
      guard let reason = event.body["reason"]?.string else { throw EventUnread() }
      self = .closed(reason: reason)
    default: throw EventUnread()
    }
  }
}

struct EventUnread: Error {}

/// Keeps accounts, a count of what happened by day, and a timer for each open limit.
struct AccountEngine: Engine {
  static let kind = "account"
  var jurisdiction: Int64 = 370_200
  /// Set by a test that wants to see a unit undone half-way.
  var failsOnRecord = false

  static let migrations = [
    Migration(
      "accounts", 1,
      [
        """
        CREATE TABLE account (
          jurisdiction INTEGER NOT NULL, id INTEGER NOT NULL, owner TEXT NOT NULL,
          balance INTEGER NOT NULL CHECK (balance >= 0), due INTEGER,
          closed INTEGER NOT NULL CHECK (closed IN (0, 1)), PRIMARY KEY (jurisdiction, id)
        ) {clustered}
        """,
        """
        CREATE TABLE account_day (
          day INTEGER NOT NULL, name TEXT NOT NULL, happened INTEGER NOT NULL,
          PRIMARY KEY (day, name)
        ) {clustered}
        """,
      ])
  ]

  func load(_ id: Int64, _ reader: any Reading) throws -> Account? {
    try reader.row(
      "SELECT owner, balance, due, closed FROM account WHERE jurisdiction = ? AND id = ?",
      [.integer(jurisdiction), .integer(id)]
    ).map {
      Account(
        owner: $0.text(0), balance: $0.integer(1),
        limit: $0.integerIfPresent(2).map { Instant(milliseconds: $0) },
        isClosed: $0.integer(3) == 1)
    }
  }

  func apply(_ happening: AccountEvent, at: Instant, to state: Account?) throws -> Account {
    if case .opened(let owner, let limit) = happening {
      return Account(owner: owner, balance: 0, limit: limit, isClosed: false)
    }
    guard var account = state else { throw EventUnread() }
    switch happening {
    case .opened: break
    case .moved(let amount): account.balance += amount
    case .closed: account.isClosed = true
    }
    return account
  }

  func save(_ id: Int64, before: Account?, after: Account, _ writer: any Writing) throws {
    let values: [SQLValue] = [
      .text(after.owner), .integer(after.balance), SQLValue(after.limit?.milliseconds),
      SQLValue(after.isClosed), .integer(jurisdiction), .integer(id),
    ]
    try writer.run(
      before == nil
        ? """
        INSERT INTO account (owner, balance, due, closed, jurisdiction, id)
        VALUES (?, ?, ?, ?, ?, ?)
        """
        : """
        UPDATE account SET owner = ?, balance = ?, due = ?, closed = ?
        WHERE jurisdiction = ? AND id = ?
        """, values)
    let old = timer(id, before)
    let new = timer(id, after)
    if old != new {
      if let old { try Timers.cancel(old, jurisdiction, writer) }
      if let new { try Timers.set(new, jurisdiction, writer) }
    }
  }

  private func timer(_ id: Int64, _ account: Account?) -> Timers.Timer? {
    guard let account, let limit = account.limit, !account.isClosed else { return nil }
    return Timers.Timer(due: limit, subject: id, name: "limit", kind: AccountEngine.kind)
  }

  func record(
    _ happening: AccountEvent, _ stamp: EventStamp, before: Account?, after: Account,
    _ writer: any Writing
  ) throws {
    try writer.run(
      """
      INSERT INTO account_day (day, name, happened) VALUES (?, ?, 1)
      ON CONFLICT (day, name) DO UPDATE SET happened = happened + 1
      """,
      [
        .integer(stamp.at.milliseconds.floorDivided(by: Instant.millisecondsPerDay)),
        .text(happening.event.name),
      ])
    if failsOnRecord { throw EventUnread() }
  }

  func effects(of happening: AccountEvent, id: Int64, after: Account, at: Instant) -> [Effect] {
    switch happening {
    case .opened: []
    case .moved(let amount):
      amount >= 1000 ? [Effect("notice", ["amount": .integer(amount)])] : []
    case .closed(let reason):
      [
        Effect("notice", ["closed": .string(reason)]),
        Effect("archive", ["owner": .string(after.owner)]),
      ]
    }
  }

  var projections: [ProjectionTable] {
    [
      ProjectionTable("account", key: "jurisdiction, id"),
      ProjectionTable("account_day", key: "day, name"),
    ]
  }
}
