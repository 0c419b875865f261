import Dispatch
import Glibc
import Kernel
import Store
import Synchronization

/// The writer of one node: units of work are queued, run one after another in one transaction that
/// has taken the store's turn, committed together, and only then answered.
///
/// A unit may be run again: where the connection broke before the commit, and one by one where
/// another of its batch failed.
final class PostgresWriter: Sendable {
  /// One queued unit.
  struct Unit: Sendable {
    let run: @Sendable (PostgresConnection) throws -> Void
    let finish: @Sendable ((any Error)?) -> Void
  }

  private struct State {
    var units: [Unit] = []
    var isDraining = false
    var committedUnits = 0
    var commits = 0
  }

  /// Something of the batch failed after it had written, so that the whole is tried again with
  /// each unit in a savepoint.
  private struct NeedsCare: Error {}

  /// Most units in one commit.
  static let batchMax = 256
  /// Most units that may wait.
  static let waitingMax = 100_000

  private let settings: PostgresSettings
  private let waitingMax: Int
  private let session: PostgresSession
  private let state = Mutex(State())
  private let queue = DispatchQueue(label: "baodao.postgres.writer")
  let log = Mutex<WriteLog?>(nil)
  let observer = Mutex<(any CommitObserver)?>(nil)

  init(_ settings: PostgresSettings, _ session: PostgresSession, waitingMax: Int) {
    self.settings = settings
    self.session = session
    self.waitingMax = waitingMax
  }

  var load: CommitLoad {
    state.withLock {
      CommitLoad(waiting: $0.units.count, units: $0.committedUnits, commits: $0.commits)
    }
  }

  /// Queues a unit; false when the queue is full.
  func append(_ unit: Unit) -> Bool {
    enum Outcome { case full, queued, first }
    let outcome = state.withLock { state -> Outcome in
      guard state.units.count < waitingMax else { return .full }
      state.units.append(unit)
      if state.isDraining { return .queued }
      state.isDraining = true
      return .first
    }
    if outcome == .first { queue.async { self.drain() } }
    return outcome != .full
  }

  /// Waits for the units that were queued, and lets go of the connection.
  func close() async {
    await withCheckedContinuation { continuation in
      queue.async {
        self.session.end()
        continuation.resume()
      }
    }
  }

  private func drain() {
    while true {
      let batch = state.withLock { state -> [Unit] in
        let count = min(state.units.count, PostgresWriter.batchMax)
        if count == 0 { state.isDraining = false }
        let batch = Array(state.units.prefix(count))
        state.units.removeFirst(count)
        return batch
      }
      if batch.isEmpty { return }
      write(batch)
    }
  }

  private func write(_ batch: [Unit]) {
    let observer = observer.withLock { $0 }
    observer?.commitBegins()
    var failures: [(any Error)?]
    var isDurable = true
    do {
      failures = try persist(batch)
    } catch {
      failures = Array(repeating: error, count: batch.count)
      isDurable = false
    }
    observer?.commitEnded(units: batch.count, isDurable: isDurable)
    let committed = failures.count { $0 == nil }
    state.withLock {
      $0.committedUnits += committed
      if committed > 0 { $0.commits += 1 }
    }
    for (unit, failure) in zip(batch, failures) { unit.finish(failure) }
  }

  /// Writes a batch however often the way to the database breaks, within the time of patience.
  private func persist(_ batch: [Unit]) throws -> [(any Error)?] {
    var patience = Patience(seconds: settings.patienceSeconds)
    var isCareful = false
    while true {
      var number: Int64?
      do {
        let connection = try session.connected()
        let begun = try begin(connection)
        let failures = try run(batch, connection, isCareful: isCareful)
        try connection.sums.write(connection.run)
        let written = connection.log
        connection.log = nil
        number = try session.mark(connection)
        try connection.commit()
        if let written { begun?.append(written) }
        return failures
      } catch is NeedsCare {
        isCareful = true
        try session.undo()
      } catch let failure as PostgresFailure where failure.isPassing || failure.isDemoted {
        if failure.isLost || failure.isDemoted {
          session.drop()
          if let number, try session.wasCommitted(number, &patience) {
            return Array(repeating: nil, count: batch.count)
          }
        } else {
          try session.undo()
        }
        guard patience.wait() else {
          throw Problem(.postgresAway, ["found": failure.message])
        }
      } catch {
        try? session.undo()
        throw error
      }
    }
  }

  private func begin(_ connection: PostgresConnection) throws -> WriteLog? {
    let log = log.withLock { $0 }
    connection.log = log == nil ? nil : []
    connection.sums.forget()
    try connection.begin(isReading: false, settings)
    // Whoever has the row has the turn until the end of the transaction. Every later statement sees
    // what was committed before.
    try connection.control("SELECT one FROM baodao_turn FOR UPDATE")
    return log
  }

  private func run(_ batch: [Unit], _ connection: PostgresConnection, isCareful: Bool) throws
    -> [(any Error)?]
  {
    var failures: [(any Error)?] = []
    failures.reserveCapacity(batch.count)
    for unit in batch {
      failures.append(
        isCareful ? try runCarefully(unit, connection) : try runAtOnce(unit, connection))
    }
    return failures
  }

  /// Runs a unit without a savepoint. Answers its failure where it has written nothing.
  private func runAtOnce(_ unit: Unit, _ connection: PostgresConnection) throws -> (any Error)? {
    let before = connection.changes
    do {
      try unit.run(connection)
      try connection.sums.keep(connection.run)
      return nil
    } catch let failure as PostgresFailure where failure.isPassing || failure.isDemoted {
      throw failure
    } catch {
      guard connection.changes == before, !connection.hasFailed else { throw NeedsCare() }
      connection.sums.drop()
      return error
    }
  }

  private func runCarefully(_ unit: Unit, _ connection: PostgresConnection) throws -> (any Error)? {
    try connection.control("SAVEPOINT unit")
    let logged = connection.log?.count ?? 0
    do {
      try unit.run(connection)
      try connection.awaitAnswers()
      try connection.control("RELEASE unit")
      try connection.sums.keep(connection.run)
      return nil
    } catch {
      if let failure = error as? PostgresFailure, failure.isPassing || failure.isDemoted {
        throw failure
      }
      connection.sums.drop()
      try connection.rollBack(to: "unit")
      connection.log?.removeSubrange(logged...)
      try connection.control("RELEASE unit")
      return error
    }
  }
}

/// How long a lost database is looked for again.
struct Patience {
  private let end: UInt64
  private var pause: UInt32 = 50_000

  private static let pauseMax: UInt32 = 1_000_000

  init(seconds: Int) {
    end = Patience.now + UInt64(max(0, seconds)) * 1_000_000_000
  }

  private static var now: UInt64 { DispatchTime.now().uptimeNanoseconds }

  /// Waits a little longer than the last time; false when the time is over.
  mutating func wait() -> Bool {
    guard Patience.now < end else { return false }
    // There is nothing to wait for but time: nobody tells when a server comes back.
    usleep(pause)
    pause = min(pause * 2, Patience.pauseMax)
    return true
  }
}
