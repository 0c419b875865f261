/// One SQL text with `?` placeholders, the same for every engine. Stores prepare it once and keep
/// it.
public struct Statement: Hashable, Sendable, ExpressibleByStringLiteral {
  public let sql: String

  public init(_ sql: String) { self.sql = sql }
  public init(stringLiteral value: String) { sql = value }
}
