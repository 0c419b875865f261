/// Where the engines' languages differ. Statements carry the marks, stores fill them in once.
public struct Dialect: Hashable, Sendable {
  public let name: String
  /// Ends the definition of a table whose columns keep their declared types.
  public let strictTable: String
  /// Ends the definition of a table that is kept in the order of its primary key.
  public let clusteredTable: String
  /// The type of a column of bytes.
  public let bytes: String
  /// The type of a column of whole numbers of 64 bits, for the common word `INTEGER`.
  public let integer: String
  /// After a column in an index or an order: what is absent comes first.
  public let absentFirst: String

  public init(
    name: String, strictTable: String, clusteredTable: String, bytes: String, integer: String,
    absentFirst: String
  ) {
    self.name = name
    self.strictTable = strictTable
    self.clusteredTable = clusteredTable
    self.bytes = bytes
    self.integer = integer
    self.absentFirst = absentFirst
  }

  /// The statement with `{strict}`, `{clustered}`, `{bytes}` and `{absentFirst}` filled in
  /// and whole numbers named.
  public func fill(_ sql: String) -> String {
    var result = sql
    for (mark, text) in [
      ("{strict}", strictTable), ("{clustered}", clusteredTable), ("{bytes}", bytes),
      ("INTEGER", integer), (" {absentFirst}", absentFirst),
    ] where text != mark {
      while let range = result.firstRange(of: mark) { result.replaceSubrange(range, with: text) }
    }
    return result
  }
}
