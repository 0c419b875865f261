import Synchronization

/// Carries a unit's answer from the moment it was made to the moment its commit is durable.
public final class AnswerBox<Answer: Sendable>: Sendable {
  private let answer = Mutex<Answer?>(nil)

  public init() {}

  public func put(_ made: Answer) { answer.withLock { $0 = made } }

  public func take() -> Answer? { answer.withLock { $0 } }
}
