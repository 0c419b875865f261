/// What a reader may do: a consistent view of the store for as long as the closure runs.
public protocol Reading {
  /// All rows of a query. Callers bound the number by the statement's LIMIT.
  func rows(_ statement: Statement, _ arguments: [SQLValue]) throws -> [Row]

  /// Feeds the rows of a long query one by one; stops early when the closure answers false.
  func forEachRow(
    _ statement: Statement, _ arguments: [SQLValue], _ body: (Row) throws -> Bool) throws
}

extension Reading {
  /// The first row, or nil.
  public func row(_ statement: Statement, _ arguments: [SQLValue]) throws -> Row? {
    try rows(statement, arguments).first
  }
}

/// What a writer may do inside its unit of work.
public protocol Writing: Reading {
  /// Runs a statement that answers no rows; answers how many rows it changed.
  @discardableResult
  func run(_ statement: Statement, _ arguments: [SQLValue]) throws -> Int
}
