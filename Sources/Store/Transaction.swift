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
  /// Runs a statement that answers no rows. A store may send it later together with others, before
  /// the unit's next question or its end, so that what it refuses may be thrown there.
  func run(_ statement: Statement, _ arguments: [SQLValue]) throws

  /// Runs a statement that answers no rows at once; answers how many rows it changed.
  func change(_ statement: Statement, _ arguments: [SQLValue]) throws -> Int

  /// Adds to a counter by a statement that takes the counter's key and, last, the number. A store
  /// may sum up what the units of one commit add and write the sums before the commit, so that a
  /// counter is not to be read or taken away in a unit that has not called `settle`.
  func add(_ number: Int64, to key: [SQLValue], _ statement: Statement) throws

  /// Writes the sums of what was added so far.
  func settle() throws
}

extension Writing {
  public func add(_ number: Int64, to key: [SQLValue], _ statement: Statement) throws {
    try run(statement, key + [.integer(number)])
  }

  public func settle() throws {}
}
