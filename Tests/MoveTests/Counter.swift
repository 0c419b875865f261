import Synchronization

/// A number that several tasks may turn.
final class Counter: Sendable {
  private let number: Mutex<Int64>

  init(_ value: Int64) { number = Mutex(value) }

  var value: Int64 { number.withLock { $0 } }

  func add(_ difference: Int64) { number.withLock { $0 += difference } }
}
