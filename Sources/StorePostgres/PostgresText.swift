/// A statement as PostgreSQL wants it: `$1`, `$2` … in place of each `?` outside of quotes.
struct PostgresText: Sendable {
  let sql: String
  /// How many arguments it takes.
  let count: Int

  init(_ common: String) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(common.utf8.count + 32)
    var quote: UInt8?
    var count = 0
    for byte in common.utf8 {
      if let open = quote {
        if byte == open { quote = nil }
        bytes.append(byte)
      } else if byte == UInt8(ascii: "?") {
        count += 1
        bytes += Array("$\(count)".utf8)
      } else {
        if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") { quote = byte }
        bytes.append(byte)
      }
    }
    sql = String(decoding: bytes, as: UTF8.self)
    self.count = count
  }
}
