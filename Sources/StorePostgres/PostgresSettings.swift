/// How a store reaches its database.
public struct PostgresSettings: Hashable, Sendable {
  /// As libpq takes it: `postgres://user@host1,host2/database?sslmode=verify-full`.
  public var address: String
  /// Connections for reading.
  public var readers = 4
  /// Whether a pool of transactions (pgbouncer) stands between: nothing is then kept from one
  /// transaction to the next, neither prepared statements nor settings.
  public var isPooled = false
  /// Where to listen for what other nodes wrote, beside the pool; nil for the address itself.
  public var listenAddress: String?
  /// Seconds after which one statement is given up.
  public var statementSeconds = 60
  /// Seconds without a word after which a server that was asked counts as gone, whatever the
  /// connection says: more than any statement may last.
  public var silenceSeconds = 70
  /// Seconds during which a lost database is looked for again before callers are refused.
  public var patienceSeconds = 60
  /// Seconds after which a node that told nothing of itself counts as gone; the same on all nodes.
  public var leaseSeconds = 120

  public init(address: String) { self.address = address }

  /// The address without its password, for people and logs.
  public var publicAddress: String {
    guard let scheme = address.firstRange(of: "://"),
      let at = address[scheme.upperBound...].lastIndex(of: "@")
    else { return address.contains("password") ? "postgres" : address }
    let user = address[scheme.upperBound..<at].prefix { $0 != ":" }
    let rest = address[at...].prefix { $0 != "?" }
    return String(address[..<scheme.upperBound] + user + rest)
  }

  /// Whether a store's name is an address of this kind and no file.
  public static func isAddress(_ text: String) -> Bool {
    text.hasPrefix("postgres://") || text.hasPrefix("postgresql://")
  }
}

extension PostgresSettings {
  /// Settings that bound how long a statement, a wait and an idle transaction may last. A wait for
  /// a lock is shorter than a statement, so that who waits for a turn is told and asks again.
  var limits: [String] {
    [
      "statement_timeout = '\(statementSeconds)s'",
      "lock_timeout = '\(statementSeconds * 500)ms'",
      "idle_in_transaction_session_timeout = '\(statementSeconds * 2)s'",
      "synchronous_commit = on",
    ]
  }

  /// Settings by which the server finds out that a node's machine is gone, and ends the turn that
  /// it may have had.
  static let signsOfLife = [
    "tcp_keepalives_idle = 10", "tcp_keepalives_interval = 5", "tcp_keepalives_count = 3",
    "tcp_user_timeout = 20000",
  ]
}
