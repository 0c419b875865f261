import Store
import Synchronization

/// A store whose writes go wrong in a way that a test chooses.
final class StoreWrapper: Store {
  /// What may be done to a row before it is written; throws where the disk is full.
  typealias Twist = @Sendable (Statement, [SQLValue]) throws -> [SQLValue]

  struct DiskFull: Error {}

  private struct Writer: Writing {
    let writer: any Writing
    let twist: Twist

    func rows(_ statement: Statement, _ arguments: [SQLValue]) throws -> [Row] {
      try writer.rows(statement, arguments)
    }

    func forEachRow(
      _ statement: Statement, _ arguments: [SQLValue], _ body: (Row) throws -> Bool
    ) throws { try writer.forEachRow(statement, arguments, body) }

    func run(_ statement: Statement, _ arguments: [SQLValue]) throws {
      try writer.run(statement, try twist(statement, arguments))
    }

    func change(_ statement: Statement, _ arguments: [SQLValue]) throws -> Int {
      try writer.change(statement, try twist(statement, arguments))
    }
  }

  private let store: any Store
  private let twist: Twist

  init(_ store: any Store, _ twist: @escaping Twist) {
    self.store = store
    self.twist = twist
  }

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
    let twist = twist
    store.submit({ try body(Writer(writer: $0, twist: twist)) }, completion: completion)
  }
}
