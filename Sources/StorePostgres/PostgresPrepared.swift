import CPostgres
import Synchronization

/// A statement of one connection, with what was prepared for it.
final class PostgresPrepared {
  let text: PostgresText
  /// Whether it may change something.
  let isChange: Bool
  var variants: [PostgresVariant] = []

  private static let changing: Set<Substring> = [
    "INSERT", "UPDATE", "DELETE", "CREATE", "ALTER", "DROP", "TRUNCATE",
  ]

  init(_ text: PostgresText) {
    self.text = text
    let words = text.sql.drop { $0 == " " || $0 == "\n" }
    isChange = PostgresPrepared.changing.contains(words.prefix { $0.isLetter })
  }

  /// One that takes arguments of these types; an absent argument is of any.
  func variant(for types: [Oid]) -> PostgresVariant? {
    variants.first { variant in
      zip(variant.types, types).allSatisfy {
        $1 == PostgresArguments.TypeNumber.unknown || $0 == $1
      }
    }
  }
}

/// A statement as it is prepared for arguments of certain types.
final class PostgresVariant {
  let name: String
  let types: [Oid]
  /// Whether its preparation failed or was skipped.
  var isBroken = false

  init(name: String, types: [Oid]) {
    self.name = name
    self.types = types
  }
}

/// Lets any thread ask the server to give up what a connection waits for.
// Safe because libpq lets PQcancel be called from any thread, and the lock keeps it from an object
// that is freed.
final class PostgresCanceller: @unchecked Sendable {
  private let handle: Mutex<UInt>

  init(_ connection: OpaquePointer) {
    handle = Mutex(UInt(bitPattern: PQgetCancel(connection)))
  }

  deinit { PQfreeCancel(OpaquePointer(bitPattern: handle.withLock { $0 })) }

  func cancel() {
    handle.withLock { handle in
      var words = [CChar](repeating: 0, count: 256)
      // Where it cannot be told, the statement's own time limit ends it.
      _ = PQcancel(OpaquePointer(bitPattern: handle), &words, Int32(words.count))
    }
  }
}

extension String {
  /// Without white space at either end.
  var trimmed: String {
    var text = self[...]
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text.drop(while: \.isWhitespace))
  }
}
