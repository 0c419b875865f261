public import Store

/// What SQLite refused: its code, its words and the statement.
public struct SQLiteFailure: Error, Hashable, Sendable, CustomStringConvertible, PlainFailure {
  /// SQLite's result code, such as 13 for a full disk.
  public let code: Int32
  public let message: String
  public let sql: String

  public var description: String {
    "SQLite error \(code): \(message)" + (sql.isEmpty ? "" : " in: \(sql.prefix(200))")
  }
}
