import Kernel
import Store
import Synchronization

/// A store that fails at chosen units of work, as a full disk or a queue without room would make
/// it.
final class FailingStore: Store {
  enum Manner: String, CaseIterable, Sendable {
    /// One unit's statements fail.
    case inside
    /// Units are done, and the commit of all of them fails.
    case atCommit
    /// The queue has no room for it.
    case busy
  }

  struct DiskFull: Error {}

  private struct Undone: Error {}

  private struct FullWriter: Writing {
    func rows(_ statement: Statement, _ arguments: [SQLValue]) throws -> [Row] { throw DiskFull() }
    func run(_ statement: Statement, _ arguments: [SQLValue]) throws { throw DiskFull() }
    func change(_ statement: Statement, _ arguments: [SQLValue]) throws -> Int {
      throw DiskFull()
    }
    func forEachRow(
      _ statement: Statement, _ arguments: [SQLValue], _ body: (Row) throws -> Bool
    ) throws { throw DiskFull() }
  }

  private let store: any Store
  private let manner: Manner
  /// Units to go until one fails; nil where none does.
  private let left = Mutex<Int?>(nil)

  init(_ store: any Store, _ manner: Manner) {
    self.store = store
    self.manner = manner
  }

  func fail(after units: Int?) { left.withLock { $0 = units } }

  var dialect: Dialect { store.dialect }
  var commitCounts: (units: Int, commits: Int) { store.commitCounts }

  func backup(to path: String) async throws { try await store.backup(to: path) }

  func read<Answer: Sendable>(
    _ body: @escaping @Sendable (any Reading) throws -> Answer
  ) async throws -> Answer { try await store.read(body) }

  func submit<Answer: Sendable>(
    _ body: @escaping @Sendable (any Writing) throws -> Answer,
    completion: @escaping @Sendable (Result<Answer, any Error>) -> Void
  ) {
    let manner = manner
    let failsNow = left.withLock { left in
      guard let units = left else { return false }
      left = units - 1
      return manner == .atCommit ? units <= 0 : units == 0
    }
    guard failsNow else { return store.submit(body, completion: completion) }
    switch manner {
    case .inside:
      store.submit({ _ in try body(FullWriter()) }, completion: completion)
    case .atCommit:
      store.submit { writer -> Answer in
        _ = try body(writer)
        throw Undone()
      } completion: { result in
        completion(result.mapError { $0 is Undone ? DiskFull() : $0 })
      }
    case .busy: completion(.failure(Problem(.storeBusy)))
    }
  }
}
