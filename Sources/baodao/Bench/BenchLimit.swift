import Glibc
import Kernel
import StoreSQLite
import Store
import Synchronization

/// The limit of a store: the bare database, which writes what the program wrote once more.
protocol BenchLimit: Sendable {
  /// Copies the store as it is, and records from now on.
  func begin() async throws
  /// Writes into the copy what was recorded since the last time. Answers how long that took.
  func write() async throws -> Duration
  func end() async throws
}

/// SQLite alone, on a copy of the store.
final class BareSQLite: BenchLimit {
  private let store: SQLiteStore
  private let copy: String
  private let state = Mutex<(log: WriteLog, replay: BareReplay)?>(nil)

  init(_ store: SQLiteStore, copy: String) {
    self.store = store
    self.copy = copy
  }

  func begin() async throws {
    let log = WriteLog()
    // The copy and the log begin at the same commit only where nothing is written between them.
    store.record(into: log)
    try await store.backup(to: copy)
    guard log.take().isEmpty else {
      throw Problem(.benchRefused, ["reason": "the store was written to while it was copied"])
    }
    // The copy's pages are on their way to the disk, and would be in the way of what is measured.
    sync()
    let replay = try BareReplay(path: copy)
    state.withLock { $0 = (log, replay) }
  }

  func write() async throws -> Duration {
    guard let (log, replay) = state.withLock({ $0 }) else { return .zero }
    return try replay.write(log.take())
  }

  func end() async throws {
    store.record(into: nil)
    try state.withLock { try $0?.replay.close() }
  }
}
