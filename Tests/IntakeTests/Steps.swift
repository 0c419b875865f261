import Synchronization

/// What an import said of its progress.
final class Steps: Sendable {
  private let said = Mutex<[(Int, Int)]>([])

  func add(_ done: Int, _ total: Int) { said.withLock { $0.append((done, total)) } }

  var all: [Int] { said.withLock { $0.map(\.0) } }
  var totals: [Int] { said.withLock { $0.map(\.1) } }
}
