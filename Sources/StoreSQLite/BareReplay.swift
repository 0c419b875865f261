import GRDB
public import Store
import Synchronization

/// The limit of a write benchmark: the same rows in the same batches through prepared statements,
/// with the same durability, and no program around them.
public final class BareReplay: Sendable {
  private let queue: DatabaseQueue
  private let connection = Mutex<SQLiteConnection?>(nil)

  /// Opens the store at `path`, which must hold what the log began from.
  public init(path: String) throws {
    var configuration = Configuration()
    configuration.prepareDatabase { database in
      for setting in SQLiteStore.settingsOfConnections + SQLiteStore.settingsOfWriter {
        try database.execute(sql: "PRAGMA " + setting)
      }
    }
    queue = try DatabaseQueue(path: path, configuration: configuration)
    let mode = try queue.writeWithoutTransaction {
      try String.fetchOne($0, sql: "PRAGMA journal_mode = WAL")
    }
    guard mode == "wal" else {
      throw SQLiteFailure(code: 1, message: "journal_mode is \(mode ?? "")", sql: "")
    }
  }

  /// Writes batches, which follow on those before. Answers how long that took.
  public func write(_ batches: [[WriteLog.Write]]) throws -> Duration {
    let clock = ContinuousClock()
    return try queue.writeWithoutTransaction { database in
      let connection = try connection.withLock { kept in
        let made = try kept ?? SQLiteConnection(database)
        kept = made
        return made
      }
      let start = clock.now
      for batch in batches {
        try connection.run("BEGIN IMMEDIATE", [])
        for write in batch { try connection.run(write.statement, write.arguments) }
        try connection.run("COMMIT", [])
      }
      return start.duration(to: clock.now)
    }
  }

  public func close() throws {
    let connection = connection.withLock { $0.take() }
    try queue.writeWithoutTransaction { _ in connection?.finalize() }
    try queue.close()
  }
}
