import Kernel
import Store

/// A condition over rows with its arguments. Only texts of the program become part of the SQL;
/// what readers give travels as arguments.
struct SQLCondition: Sendable {
  private(set) var sql: String
  private(set) var arguments: [SQLValue]

  init(_ sql: String, _ arguments: [SQLValue] = []) {
    self.sql = sql
    self.arguments = arguments
  }

  mutating func and(_ words: String, _ values: SQLValue...) {
    and(SQLCondition(words, values))
  }

  mutating func and(_ other: SQLCondition) {
    sql += " AND " + other.sql
    arguments += other.arguments
  }

  func with(_ other: SQLCondition) -> SQLCondition {
    var both = self
    both.and(other)
    return both
  }

  /// Whether a column holds one of some texts.
  static func isOne(_ column: String, of texts: some Sequence<String>) -> SQLCondition {
    let list = JSON.array(texts.sorted().map(JSON.string))
    return SQLCondition(
      "\(column) IN (SELECT value FROM json_each(?))", [.text(list.canonicalText)])
  }

  /// Either of several; false where there is none.
  static func any(_ conditions: [SQLCondition]) -> SQLCondition {
    if conditions.isEmpty { return SQLCondition("1 = 0") }
    return SQLCondition(
      "(" + conditions.map(\.sql).joined(separator: " OR ") + ")",
      conditions.flatMap(\.arguments))
  }
}
