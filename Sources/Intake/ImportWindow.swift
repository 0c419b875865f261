import Kernel
import Store
import Synchronization

/// Steps that are on their way to the store at once. After a fault of the store nothing more of
/// them is done: time must not run on past a step that is missing.
final class ImportWindow<Done: Sendable>: Sendable {
  private struct Progress {
    var results: [Result<Done, any Error>?]
    var open: Int
    var fault: (any Error)?
  }

  private let progress: Mutex<Progress>
  private let whenDone: @Sendable (Result<[Result<Done, any Error>], any Error>) -> Void

  /// - Parameter whenDone: called once, with what became of every step, or with the first fault.
  init(
    _ count: Int,
    whenDone: @escaping @Sendable (Result<[Result<Done, any Error>], any Error>) -> Void
  ) {
    progress = Mutex(Progress(results: Array(repeating: nil, count: count), open: count))
    self.whenDone = whenDone
  }

  /// Does one step inside its unit of work, unless one before it met a fault.
  func run(_ step: () throws -> Done) throws -> Done {
    if let fault = progress.withLock({ $0.fault }) { throw fault }
    do {
      return try step()
    } catch {
      stop(after: error)
      throw error
    }
  }

  /// Takes note of what became of a step.
  func finish(_ index: Int, _ result: Result<Done, any Error>) {
    if case .failure(let error) = result { stop(after: error) }
    let state = progress.withLock { progress in
      progress.results[index] = result
      progress.open -= 1
      return progress
    }
    guard state.open == 0 else { return }
    if let fault = state.fault {
      whenDone(.failure(fault))
    } else {
      whenDone(.success(state.results.compactMap { $0 }))
    }
  }

  /// A refusal concerns its own row only; a full queue and anything else is a fault.
  private func stop(after error: any Error) {
    let isRefusal = (error as? Problem).map { $0.kind != .storeBusy } ?? false
    guard !isRefusal else { return }
    progress.withLock { $0.fault = $0.fault ?? error }
  }
}
