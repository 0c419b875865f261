import GRDB
public import Store

/// The limit of a write benchmark: the same rows in the same batches through prepared statements,
/// with the same durability, and no program around them.
public enum BareReplay {
  /// Writes all batches into the store at `path`, which must hold what the log began from. Answers
  /// how long that took.
  public static func run(_ batches: [[WriteLog.Write]], path: String) throws -> Duration {
    var configuration = Configuration()
    configuration.prepareDatabase { database in
      try database.execute(sql: "PRAGMA temp_store = MEMORY")
      try database.execute(sql: "PRAGMA cache_size = -65536")
      try database.execute(sql: "PRAGMA mmap_size = 1073741824")
      try database.execute(sql: "PRAGMA foreign_keys = ON")
      try database.execute(sql: "PRAGMA synchronous = FULL")
      try database.execute(sql: "PRAGMA wal_autocheckpoint = 4000")
    }
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    let clock = ContinuousClock()
    let elapsed = try queue.writeWithoutTransaction { database in
      let connection = try SQLiteConnection(database)
      defer { connection.finalize() }
      let start = clock.now
      for batch in batches {
        try connection.run("BEGIN IMMEDIATE", [])
        for write in batch { try connection.run(write.statement, write.arguments) }
        try connection.run("COMMIT", [])
      }
      return start.duration(to: clock.now)
    }
    try queue.close()
    return elapsed
  }
}
