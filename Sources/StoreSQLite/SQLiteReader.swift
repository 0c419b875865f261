import GRDB
import GRDBSQLite
import Kernel
import Store

/// A connection that reads, opened by the library and then run through SQLite's own interface.
// Safe because it is used only by whoever has taken its lane; interrupting it is for any thread.
final class SQLiteReader: @unchecked Sendable {
  private let queue: DatabaseQueue
  private let connection: SQLiteConnection

  init(path: String, configuration: Configuration) throws {
    queue = try DatabaseQueue(path: path, configuration: configuration)
    connection = try queue.inDatabase { try SQLiteConnection($0) }
  }

  deinit { connection.finalize() }

  /// Asks a question within one view of the store.
  func ask(_ job: ReaderLanes<SQLiteReader>.Job) throws {
    try connection.run("BEGIN", [])
    do {
      try job.ask(connection, cancel: connection.interrupt)
    } catch {
      if connection.isInTransaction { try connection.run("ROLLBACK", []) }
      throw error
    }
    try connection.run("COMMIT", [])
  }
}
