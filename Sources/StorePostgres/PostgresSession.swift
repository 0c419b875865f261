import Kernel
import Store
import Synchronization

/// A writer's connection with what it knows of itself, made anew where it is lost.
// Safe because everything but the number is used on the writer's queue alone, and that is locked.
final class PostgresSession: @unchecked Sendable {
  private let settings: PostgresSettings
  let incarnation: String
  private let claimed = Mutex<Int>(0)
  private var connection: PostgresConnection?
  private var batch: Int64 = 0

  /// - Parameter incarnation: names this start of the node, unlike any other start.
  init(_ settings: PostgresSettings, incarnation: String) {
    self.settings = settings
    self.incarnation = incarnation
  }

  /// The node's number among those at work.
  var node: Int { claimed.withLock { $0 } }

  /// Connects for the first time, sets the database up where it is new, and takes a number.
  func open() throws {
    let made = try PostgresConnection(settings)
    try PostgresSchema.prepare(made, settings, readOnly: false)
    let number = try PostgresSchema.claimNode(made, settings, incarnation: incarnation)
    claimed.withLock { $0 = number }
    connection = made
  }

  func connected() throws -> PostgresConnection {
    if let connection { return connection }
    let made = try PostgresConnection(settings)
    connection = made
    return made
  }

  func drop() { connection = nil }

  /// Undoes what a transaction has begun; a connection that cannot is let go.
  func undo() throws {
    do { try connection?.rollBack() } catch {
      drop()
      guard let failure = error as? PostgresFailure, failure.isLost else { throw error }
    }
  }

  func end() {
    if let connection { giveBack(connection) }
    drop()
  }

  /// Lets the next start have the number at once. Where that fails, the number's time runs out.
  private func giveBack(_ connection: PostgresConnection) {
    do {
      try connection.begin(isReading: false, settings)
      try connection.run(
        "DELETE FROM baodao_node WHERE number = ? AND incarnation = ?",
        [.integer(Int64(node)), .text(incarnation)])
      try connection.commit()
    } catch {
      drop()
    }
  }

  /// Writes into the transaction which batch it is, so that it can be found out later whether it
  /// was committed.
  func mark(_ connection: PostgresConnection) throws -> Int64 {
    batch += 1
    let changed = try connection.change(
      "UPDATE baodao_node SET batch = ?, seen = now() WHERE number = ? AND incarnation = ?",
      [.integer(batch), .integer(Int64(node)), .text(incarnation)])
    guard changed == 1 else { throw Problem(.nodeLost) }
    try connection.notify()
    return batch
  }

  /// Says that the node lives, on any connection.
  func sayAlive(_ connection: PostgresConnection) throws {
    try connection.run(
      "UPDATE baodao_node SET seen = now() WHERE number = ? AND incarnation = ?",
      [.integer(Int64(node)), .text(incarnation)])
    try connection.mark()
  }

  /// Whether a batch was committed whose connection broke meanwhile. The row's lock waits for a
  /// server process that may still be at it.
  func wasCommitted(_ number: Int64, _ patience: inout Patience) throws -> Bool {
    while true {
      do {
        let connection = try connected()
        try connection.begin(isReading: false, settings)
        let row = try connection.row(
          "SELECT batch FROM baodao_node WHERE number = ? AND incarnation = ? FOR UPDATE",
          [.integer(Int64(node)), .text(incarnation)])
        try connection.commit()
        guard let row else { throw Problem(.outcomeUnknown) }
        return row.integer(0) == number
      } catch let failure as PostgresFailure
        where failure.isPassing || failure.isDemoted
      {
        drop()
        guard patience.wait() else { throw Problem(.outcomeUnknown) }
      }
    }
  }
}
