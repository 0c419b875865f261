import Synchronization

/// Carries a value from one thread to another.
final class BenchBox<Value: Sendable>: Sendable {
  private let value: Mutex<Value>

  init(_ value: Value) { self.value = Mutex(value) }

  var content: Value {
    get { value.withLock { $0 } }
    set { value.withLock { $0 = newValue } }
  }
}
