import Synchronization

/// Carries a unit's answer from the moment it was made to the moment its commit is durable.
final class AnswerBox<Answer: Sendable>: Sendable {
  private let answer = Mutex<Answer?>(nil)

  func put(_ made: Answer) { answer.withLock { $0 = made } }

  func take() -> Answer? { answer.withLock { $0 } }
}
