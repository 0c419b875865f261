import GRDB
import Synchronization

/// Finds the statements that were prepared for a connection of the pool.
final class ConnectionRegister: Sendable {
  private let known = Mutex<[ObjectIdentifier: SQLiteConnection]>([:])

  func connection(for database: Database) throws -> SQLiteConnection {
    if let connection = known.withLock({ $0[ObjectIdentifier(database)] }) { return connection }
    let made = try SQLiteConnection(database)
    known.withLock { $0[ObjectIdentifier(database)] = made }
    return made
  }

  /// Lets go of every prepared statement; the pool must be quiet.
  func finalizeAll() {
    let connections = known.withLock { known in
      defer { known = [:] }
      return Array(known.values)
    }
    for connection in connections { connection.finalize() }
  }
}
