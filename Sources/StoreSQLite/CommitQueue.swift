import GRDB
import Store
import Synchronization

/// The one writer of a SQLite store: units of work are queued, run each in a savepoint, committed together
/// with one flush to the disk, and only then answered.
final class CommitQueue: Sendable {
  /// One queued unit: `run` does the work inside the savepoint, `finish` answers after the commit.
  struct Unit: Sendable {
    let run: @Sendable (SQLiteConnection) throws -> Void
    let finish: @Sendable ((any Error)?) -> Void
  }

  private struct Waiting {
    var units: [Unit] = []
    var isDraining = false
    var committedUnits = 0
    var commits = 0
  }

  /// Most units in one commit: bounds how long the first of a batch waits for the last.
  static let batchMax = 256
  /// Most units that may wait.
  static let waitingMax = 100_000

  private let pool: DatabasePool
  private let connections: ConnectionRegister
  private let waiting = Mutex(Waiting())

  init(pool: DatabasePool, connections: ConnectionRegister) {
    self.pool = pool
    self.connections = connections
  }

  var counts: (units: Int, commits: Int) {
    waiting.withLock { ($0.committedUnits, $0.commits) }
  }

  /// Queues a unit; false when the queue is full.
  func append(_ unit: Unit) -> Bool {
    enum Outcome { case full, queued, first }
    let outcome = waiting.withLock { waiting -> Outcome in
      guard waiting.units.count < CommitQueue.waitingMax else { return .full }
      waiting.units.append(unit)
      if waiting.isDraining { return .queued }
      waiting.isDraining = true
      return .first
    }
    if outcome == .first {
      pool.asyncWriteWithoutTransaction { self.drain($0) }
    }
    return outcome != .full
  }

  private func drain(_ database: Database) {
    while true {
      let batch = waiting.withLock { waiting -> [Unit] in
        let count = min(waiting.units.count, CommitQueue.batchMax)
        if count == 0 { waiting.isDraining = false }
        let batch = Array(waiting.units.prefix(count))
        waiting.units.removeFirst(count)
        return batch
      }
      if batch.isEmpty { return }
      commit(batch, database)
    }
  }

  private func commit(_ batch: [Unit], _ database: Database) {
    var failures: [(any Error)?] = Array(repeating: nil, count: batch.count)
    do {
      let connection = try connections.connection(for: database)
      try connection.run("BEGIN IMMEDIATE", [])
      do {
        for (index, unit) in batch.enumerated() {
          failures[index] = try run(unit, connection)
        }
        try connection.run("COMMIT", [])
      } catch {
        if database.isInsideTransaction { try connection.run("ROLLBACK", []) }
        throw error
      }
    } catch {
      failures = failures.map { $0 ?? error }
    }
    waiting.withLock {
      $0.committedUnits += failures.count { $0 == nil }
      $0.commits += 1
    }
    for (unit, failure) in zip(batch, failures) { unit.finish(failure) }
  }

  /// Runs one unit in a savepoint. Answers the unit's own failure; throws where the savepoint itself fails.
  private func run(_ unit: Unit, _ connection: SQLiteConnection) throws -> (any Error)? {
    try connection.run("SAVEPOINT unit", [])
    do {
      try unit.run(connection)
      try connection.run("RELEASE unit", [])
      return nil
    } catch {
      try connection.run("ROLLBACK TO unit", [])
      try connection.run("RELEASE unit", [])
      return error
    }
  }
}
