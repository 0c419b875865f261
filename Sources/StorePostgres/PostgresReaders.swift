import Dispatch
import Kernel
import Store
import Synchronization

/// Connections for reading, each with a thread's worth of a queue; questions wait for a free one.
final class PostgresReaders: Sendable {
  /// One question with who waits for it.
  private final class Job: Sendable {
    let run: @Sendable (PostgresConnection) throws -> Void
    let finish: @Sendable ((any Error)?) -> Void
    /// How to end it from outside: nothing yet, while it runs, or that it is not wanted any more.
    let stopper = Mutex<Stopper>(.waiting)

    enum Stopper {
      case waiting
      case running(@Sendable () -> Void)
      case unwanted
    }

    init(
      _ run: @escaping @Sendable (PostgresConnection) throws -> Void,
      _ finish: @escaping @Sendable ((any Error)?) -> Void
    ) {
      self.run = run
      self.finish = finish
    }

    func stop() {
      stopper.withLock { stopper in
        if case .running(let cancel) = stopper { cancel() }
        stopper = .unwanted
      }
    }
  }

  /// A connection and the queue on which it is used.
  // Safe because the connection is used on the lane's own queue alone.
  private final class Lane: @unchecked Sendable {
    let queue: DispatchQueue
    var connection: PostgresConnection?

    init(_ number: Int) { queue = DispatchQueue(label: "baodao.postgres.reader.\(number)") }
  }

  private struct State {
    var idle: [Lane] = []
    var made = 0
    var waiting: [Job] = []
  }

  /// Most questions that may wait.
  private static let waitingMax = 20_000

  private let settings: PostgresSettings
  private let isReadOnly: Bool
  private let state = Mutex(State())

  init(_ settings: PostgresSettings, isReadOnly: Bool) {
    self.settings = settings
    self.isReadOnly = isReadOnly
  }

  func read<Answer: Sendable>(
    _ body: @escaping @Sendable (any Reading) throws -> Answer
  ) async throws -> Answer {
    let box = AnswerBox<Answer>()
    let ended = Mutex<(@Sendable () -> Void)?>(nil)
    let isCancelled = Mutex(false)
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation {
        (continuation: CheckedContinuation<Void, any Error>) in
        let job = Job({ box.put(try body($0)) }) { failure in
          if let failure {
            continuation.resume(throwing: failure)
          } else {
            continuation.resume()
          }
        }
        ended.withLock { $0 = { job.stop() } }
        if isCancelled.withLock({ $0 }) { job.stop() }
        enter(job)
      }
    } onCancel: {
      isCancelled.withLock { $0 = true }
      ended.withLock { $0 }?()
    }
    guard let answer = box.take() else { throw CancellationError() }
    return answer
  }

  private func enter(_ job: Job) {
    enum Next { case start(Lane), wait, full }
    let next = state.withLock { state -> Next in
      if let lane = state.idle.popLast() { return .start(lane) }
      if state.made < settings.readers {
        state.made += 1
        return .start(Lane(state.made))
      }
      guard state.waiting.count < PostgresReaders.waitingMax else { return .full }
      state.waiting.append(job)
      return .wait
    }
    switch next {
    case .start(let lane): lane.queue.async { self.serve(job, lane) }
    case .wait: break
    case .full: job.finish(Problem(.storeBusy))
    }
  }

  /// Answers a question and those that wait after it.
  private func serve(_ first: Job, _ lane: Lane) {
    var next: Job? = first
    while let job = next {
      job.finish(answer(job, lane))
      next = state.withLock { state in
        if !state.waiting.isEmpty { return state.waiting.removeFirst() }
        state.idle.append(lane)
        return nil
      }
    }
  }

  /// Answers the question's failure. Where the way to the database broke before the first row, the
  /// question is asked again.
  private func answer(_ job: Job, _ lane: Lane) -> (any Error)? {
    var patience = Patience(seconds: settings.patienceSeconds)
    while true {
      if job.stopper.withLock({ if case .unwanted = $0 { true } else { false } }) {
        return CancellationError()
      }
      var given = 0
      do {
        let connection = try connection(of: lane)
        given = connection.rowsGiven
        try ask(job, connection)
        return nil
      } catch let failure as PostgresFailure where failure.isPassing {
        let isFresh = lane.connection.map { $0.rowsGiven == given } ?? true
        lane.connection = nil
        guard isFresh, patience.wait() else {
          return failure.isLost ? Problem(.postgresAway, ["found": failure.message]) : failure
        }
      } catch {
        return error
      }
    }
  }

  private func connection(of lane: Lane) throws -> PostgresConnection {
    if let connection = lane.connection { return connection }
    let made = try PostgresConnection(settings, isReadOnly: isReadOnly)
    lane.connection = made
    return made
  }

  private func ask(_ job: Job, _ connection: PostgresConnection) throws {
    let cancel = connection.cancel
    job.stopper.withLock { stopper in
      if case .waiting = stopper { stopper = .running(cancel) }
    }
    defer {
      job.stopper.withLock { stopper in
        if case .running = stopper { stopper = .waiting }
      }
    }
    try connection.begin(isReading: true, settings)
    do {
      try job.run(connection)
    } catch {
      let isLost = (error as? PostgresFailure)?.isLost ?? false
      if !isLost { try connection.endReading() }
      throw error
    }
    try connection.endReading()
  }

  /// Lets go of the connections that nobody uses.
  func close() {
    let lanes = state.withLock { state in
      defer { state.idle = [] }
      state.made -= state.idle.count
      return state.idle
    }
    for lane in lanes { lane.queue.sync { lane.connection = nil } }
  }
}
