public import Store

/// Notes the queries that pass through it.
public final class Eavesdropper: Reading {
  private let reader: any Reading
  public private(set) var heard: [(sql: String, arguments: [SQLValue])] = []

  public init(_ reader: any Reading) { self.reader = reader }

  public func rows(_ statement: Statement, _ arguments: [SQLValue]) throws -> [Row] {
    heard.append((statement.sql, arguments))
    return try reader.rows(statement, arguments)
  }

  public func forEachRow(
    _ statement: Statement, _ arguments: [SQLValue], _ body: (Row) throws -> Bool
  ) throws {
    heard.append((statement.sql, arguments))
    try reader.forEachRow(statement, arguments, body)
  }
}

extension Reading {
  /// How the store goes about the queries that a closure sends, one text each.
  public func plans(_ body: (any Reading) throws -> Void) throws -> [String] {
    let ear = Eavesdropper(self)
    try body(ear)
    return try ear.heard.map { query in
      try rows(Statement("EXPLAIN QUERY PLAN " + query.sql), query.arguments)
        .map { $0.text(3) }.joined(separator: "; ")
    }
  }
}
