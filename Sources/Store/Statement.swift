/// One SQL text with `?` placeholders, the same for every engine. Stores prepare it once and keep
/// it.
public struct Statement: Hashable, Sendable, ExpressibleByStringLiteral {
  public let sql: String

  public init(_ sql: String) { self.sql = sql }
  public init(stringLiteral value: String) { sql = value }

  /// Looks at a sample of the text: it is looked up at each use, and the program's few hundred
  /// texts differ in their lengths or in what is looked at. Others are still told apart.
  public func hash(into hasher: inout Hasher) {
    let isSampled: Void? = sql.utf8.withContiguousStorageIfAvailable { bytes in
      hasher.combine(bytes.count)
      guard bytes.count >= 64 else { return hasher.combine(bytes: UnsafeRawBufferPointer(bytes)) }
      let raw = UnsafeRawBufferPointer(bytes)
      for part in 0..<8 {
        let start = (bytes.count - 8) * part / 7
        hasher.combine(raw.loadUnaligned(fromByteOffset: start, as: UInt64.self))
      }
    }
    if isSampled == nil { hasher.combine(sql) }
  }
}
