public import Kernel
public import Store

/// What PostgreSQL or the way to it refused: its SQLSTATE, its words and the statement.
public struct PostgresFailure: Error, Hashable, Sendable, CustomStringConvertible, PlainFailure {
  /// Five letters and digits such as `23505`; empty where the connection itself is gone.
  public let state: String
  public let message: String
  /// The constraint that was broken; empty where there is none.
  public let constraint: String
  public let sql: String

  init(state: String, message: String, constraint: String = "", sql: String = "") {
    self.state = state
    self.message = message
    self.constraint = constraint
    self.sql = sql
  }

  /// Whether the connection is of no more use: gone, its server ending, starting or no longer the
  /// one that takes writes.
  var isLost: Bool {
    state.isEmpty || state.hasPrefix("08") || state.hasPrefix("57P")
      || ["25P03", "53300"].contains(state)
  }

  /// Whether a server that took writes takes none any more: another one does now.
  var isDemoted: Bool { state == "25006" }

  /// Whether the same work may well succeed when it is done again.
  var isPassing: Bool { isLost || ["40001", "40P01", "55P03"].contains(state) }

  /// What whoever asked is told where the machine under the database is at fault.
  public var problem: Problem? {
    if state == "53100" { return Problem(.storeFull) }
    if state.hasPrefix("58") { return Problem(.storeDisk, ["reason": message]) }
    if state.hasPrefix("XX") { return Problem(.storeDamaged, ["reason": message]) }
    if isDemoted { return Problem(.storeReadOnly, ["reason": message]) }
    return isPassing ? Problem(.postgresAway, ["found": message]) : nil
  }

  /// Without the server's own words where these may hold a value that a person entered.
  public var description: String {
    let holdsValues = state.hasPrefix("22") || state.hasPrefix("23")
    let words = holdsValues ? constraint : message
    return "PostgreSQL error \(state.isEmpty ? "without a state" : state)"
      + (words.isEmpty ? "" : ": \(words)") + (sql.isEmpty ? "" : " in: \(sql.prefix(200))")
  }
}
