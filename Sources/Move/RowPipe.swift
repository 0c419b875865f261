import Foundation
import Store
import Synchronization

/// Carries rows from a reader's thread to another store's writer, a bounded number of batches at a
/// time: the reader waits while the writer is behind.
final class RowPipe: Sendable {
  /// Most rows, and about most bytes, that one unit of work writes.
  static let batchRowsMax = 1_000
  static let batchBytesMax = 4 << 20
  /// Most units that are under way.
  static let unitsMax = 4

  private struct State {
    var free = unitsMax
    var failure: (any Error)?
  }

  private let target: any Store
  private let state = Mutex(State())
  /// Signalled whenever a unit ends.
  private let ended = NSCondition()

  init(into target: any Store) { self.target = target }

  /// Hands a batch over; waits where too many are under way. Called on a store's own thread, never
  /// on one of the tasks' pool.
  /// - Throws: what an earlier batch failed with.
  func send(_ rows: [Row], _ insertion: Statement) throws {
    wait { $0.free > 0 }
    try throwFailure()
    state.withLock { $0.free -= 1 }
    target.submit { writer in
      for row in rows { try writer.run(insertion, row.values) }
    } completion: { result in
      self.end(result)
    }
  }

  /// Waits until every batch is durable.
  func finish() throws {
    wait { $0.free == RowPipe.unitsMax }
    try throwFailure()
  }

  private func end(_ result: Result<Void, any Error>) {
    ended.lock()
    state.withLock { state in
      state.free += 1
      if case .failure(let error) = result { state.failure = state.failure ?? error }
    }
    ended.broadcast()
    ended.unlock()
  }

  private func wait(until condition: (State) -> Bool) {
    ended.lock()
    while !state.withLock({ condition($0) }) { ended.wait() }
    ended.unlock()
  }

  private func throwFailure() throws {
    if let error = state.withLock({ $0.failure }) { throw error }
  }
}

extension Row {
  /// About how many bytes the row takes.
  var bytes: Int {
    values.reduce(0) { sum, value in
      switch value {
      case .null, .integer, .real: sum + 8
      case .text(let text): sum + text.utf8.count
      case .blob(let blob): sum + blob.count
      }
    }
  }
}
