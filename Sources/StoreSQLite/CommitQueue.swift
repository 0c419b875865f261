import GRDB
import Glibc
import Store
import Synchronization

/// The one writer of a SQLite store: units of work are queued, run each in a savepoint, committed
/// together with one flush to the disk, and only then answered.
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
    var thread: pthread_t?
  }

  /// Most units in one commit: bounds how long the first of a batch waits for the last.
  static let batchMax = 256
  /// Most units that may wait.
  static let waitingMax = 100_000

  private let pool: DatabasePool
  private let connections: ConnectionRegister
  private let waiting = Mutex(Waiting())
  /// Where a benchmark keeps what is written; nil otherwise.
  let log = Mutex<WriteLog?>(nil)
  /// Who is called back after commits.
  let listener = Mutex<(@Sendable () -> Void)?>(nil)
  /// Who is told of commits.
  let observer = Mutex<(any CommitObserver)?>(nil)
  private let waitingMax: Int

  /// - Parameter waitingMax: smaller than the constant only in tests.
  init(
    pool: DatabasePool, connections: ConnectionRegister, waitingMax: Int = CommitQueue.waitingMax
  ) {
    self.waitingMax = waitingMax
    self.pool = pool
    self.connections = connections
  }

  var counts: (units: Int, commits: Int) {
    waiting.withLock { ($0.committedUnits, $0.commits) }
  }

  var load: CommitLoad {
    waiting.withLock {
      CommitLoad(waiting: $0.units.count, units: $0.committedUnits, commits: $0.commits)
    }
  }

  /// Whether the caller is one of the queue's own units or completions.
  var isRunningHere: Bool {
    waiting.withLock { $0.thread.map { pthread_equal($0, pthread_self()) != 0 } ?? false }
  }

  /// Queues a unit; false when the queue is full.
  func append(_ unit: Unit) -> Bool {
    enum Outcome { case full, queued, first }
    let outcome = waiting.withLock { waiting -> Outcome in
      guard waiting.units.count < waitingMax else { return .full }
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
    waiting.withLock { $0.thread = pthread_self() }
    while true {
      let batch = waiting.withLock { waiting -> [Unit] in
        let count = min(waiting.units.count, CommitQueue.batchMax)
        if count == 0 {
          waiting.isDraining = false
          waiting.thread = nil
        }
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
    let observer = observer.withLock { $0 }
    observer?.commitBegins()
    var isDurable = true
    do {
      let connection = try connections.connection(for: database)
      try connection.run("BEGIN IMMEDIATE", [])
      let log = log.withLock { $0 }
      connection.log = log == nil ? nil : []
      do {
        for (index, unit) in batch.enumerated() {
          failures[index] = try run(unit, connection)
        }
        try connection.sums.write(connection.run)
        let written = connection.log.take() ?? []
        try connection.run("COMMIT", [])
        log?.append(written)
      } catch {
        connection.sums.forget()
        if database.isInsideTransaction { try connection.run("ROLLBACK", []) }
        throw error
      }
    } catch {
      failures = failures.map { $0 ?? error }
      isDurable = false
    }
    observer?.commitEnded(units: batch.count, isDurable: isDurable)
    let committed = failures.count { $0 == nil }
    waiting.withLock {
      $0.committedUnits += committed
      if committed > 0 { $0.commits += 1 }
    }
    for (unit, failure) in zip(batch, failures) { unit.finish(failure) }
    if committed > 0 { listener.withLock { $0 }?() }
  }

  /// Runs one unit in a savepoint. Answers the unit's own failure; throws where the savepoint
  /// itself fails.
  private func run(_ unit: Unit, _ connection: SQLiteConnection) throws -> (any Error)? {
    try connection.run("SAVEPOINT unit", [])
    let logged = connection.log?.count ?? 0
    do {
      try unit.run(connection)
      try connection.run("RELEASE unit", [])
    } catch {
      connection.sums.drop()
      try connection.run("ROLLBACK TO unit", [])
      connection.log?.removeSubrange(logged...)
      try connection.run("RELEASE unit", [])
      return error
    }
    try connection.sums.keep(connection.run)
    return nil
  }
}
