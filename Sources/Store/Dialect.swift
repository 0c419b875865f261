/// Where the engines' languages differ. Statements carry the marks, stores fill them in once.
public struct Dialect: Hashable, Sendable {
  public let name: String
  /// Ends the definition of a table whose columns keep their declared types.
  public let strictTable: String
  /// Ends the definition of a table that is kept in the order of its primary key.
  public let clusteredTable: String
  /// The type of a column of bytes.
  public let bytes: String

  public init(name: String, strictTable: String, clusteredTable: String, bytes: String) {
    self.name = name
    self.strictTable = strictTable
    self.clusteredTable = clusteredTable
    self.bytes = bytes
  }

  /// The statement with `{strict}`, `{clustered}` and `{bytes}` filled in.
  public func fill(_ sql: String) -> String {
    var result = sql
    for (mark, text) in [
      ("{strict}", strictTable), ("{clustered}", clusteredTable), ("{bytes}", bytes),
    ] {
      while let range = result.firstRange(of: mark) { result.replaceSubrange(range, with: text) }
    }
    return result
  }
}
