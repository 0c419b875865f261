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
  /// Seconds during which a lost database is looked for again before callers are refused.
  public var patienceSeconds = 60

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
