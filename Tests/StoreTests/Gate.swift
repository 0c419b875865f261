import Glibc
import Synchronization

/// Stays shut until it is opened, for threads and for tasks.
final class Gate: Sendable {
  private let isOpen = Mutex(false)

  func open() { isOpen.withLock { $0 = true } }

  /// Holds the thread that calls; only for the store's own writer.
  func wait() {
    while !isOpen.withLock({ $0 }) { usleep(200) }
  }

  var isOpenNow: Bool { isOpen.withLock { $0 } }

  func opened() async {
    while !isOpen.withLock({ $0 }) { await Task.yield() }
  }
}

/// What completions were called with, in their order.
final class Answers: Sendable {
  struct Answer: Sendable {
    let number: Int64
    let failure: (any Error)?
  }

  private let answers = Mutex<[Answer]>([])

  var all: [Answer] { answers.withLock { $0 } }

  func add(_ number: Int64, _ result: Result<Void, any Error>) {
    var failure: (any Error)?
    if case .failure(let error) = result { failure = error }
    let answer = Answer(number: number, failure: failure)
    answers.withLock { $0.append(answer) }
  }
}
