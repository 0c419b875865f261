import Dispatch
import Kernel
import Synchronization

/// Connections for reading, each used by one question at a time; questions wait for a free one.
public final class ReaderLanes<Connection>: Sendable {
  /// One question with who waits for it.
  public final class Job: Sendable {
    private let run: @Sendable (any Reading) throws -> Void
    fileprivate let finish: @Sendable ((any Error)?) -> Void
    /// How to end it from outside: nothing yet, while it runs, or that it is not wanted any more.
    private let stopper = Mutex<Stopper>(.waiting)

    private enum Stopper {
      case waiting
      case running(@Sendable () -> Void)
      case unwanted
    }

    fileprivate init(
      _ run: @escaping @Sendable (any Reading) throws -> Void,
      _ finish: @escaping @Sendable ((any Error)?) -> Void
    ) {
      self.run = run
      self.finish = finish
    }

    fileprivate func stop() {
      stopper.withLock { stopper in
        if case .running(let cancel) = stopper { cancel() }
        stopper = .unwanted
      }
    }

    public var isUnwanted: Bool {
      stopper.withLock { if case .unwanted = $0 { true } else { false } }
    }

    /// Asks the question.
    /// - Parameter cancel: ends it from another thread.
    public func ask(_ reader: any Reading, cancel: @escaping @Sendable () -> Void) throws {
      stopper.withLock { stopper in
        if case .waiting = stopper { stopper = .running(cancel) }
      }
      defer {
        stopper.withLock { stopper in
          if case .running = stopper { stopper = .waiting }
        }
      }
      try run(WantedReading(reader: reader, isUnwanted: { self.isUnwanted }))
    }
  }

  /// A connection, and the queue on which it answers those who wait.
  // Safe because the connection is used only by whoever has taken the lane from the idle ones.
  public final class Lane: @unchecked Sendable {
    fileprivate let queue: DispatchQueue
    public var connection: Connection?

    fileprivate init(_ label: String) { queue = DispatchQueue(label: label) }
  }

  private struct State {
    var idle: [Lane] = []
    var made = 0
    var waiting: [Job] = []
  }

  private enum Next { case start(Lane), wait, full }

  /// Most questions that may wait.
  private static var waitingMax: Int { 20_000 }

  private let most: Int
  private let label: String
  private let answer: @Sendable (Job, Lane) -> (any Error)?
  private let state = Mutex(State())

  /// - Parameters:
  ///   - most: connections at most.
  ///   - answer: asks a job's question on a lane's connection, which it opens where there is none,
  ///     and answers its failure.
  public init(
    most: Int, label: String, answer: @escaping @Sendable (Job, Lane) -> (any Error)?
  ) {
    self.most = most
    self.label = label
    self.answer = answer
  }

  public func read<Answer: Sendable>(
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

  /// Reads on the caller's own thread where a connection is free and open.
  public func glance<Answer: Sendable>(
    _ body: @escaping @Sendable (any Reading) throws -> Answer
  ) async throws -> Answer {
    guard let lane = state.withLock({ $0.idle.popLast() }) else { return try await read(body) }
    let box = AnswerBox<Answer>()
    let failure = answer(Job({ box.put(try body($0)) }, { _ in }), lane)
    if let next = giveBack(lane) { lane.queue.async { self.serve(next, lane) } }
    if let failure { throw failure }
    guard let answer = box.take() else { throw CancellationError() }
    return answer
  }

  private func enter(_ job: Job) {
    let next = state.withLock { state -> Next in
      if let lane = state.idle.popLast() { return .start(lane) }
      if state.made < most {
        state.made += 1
        return .start(Lane("\(label).\(state.made)"))
      }
      guard state.waiting.count < ReaderLanes.waitingMax else { return .full }
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
      let failure = job.isUnwanted ? CancellationError() : answer(job, lane)
      // What the database says of a question that was ended is of interest to nobody.
      job.finish(failure != nil && job.isUnwanted ? CancellationError() : failure)
      next = giveBack(lane)
    }
  }

  /// The question that the lane's holder has to answer next; nil where the lane is idle now.
  private func giveBack(_ lane: Lane) -> Job? {
    state.withLock { state in
      if !state.waiting.isEmpty { return state.waiting.removeFirst() }
      state.idle.append(lane)
      return nil
    }
  }

  /// Lets go of the connections that nobody uses.
  public func close() {
    let lanes = state.withLock { state in
      defer { state.idle = [] }
      state.made -= state.idle.count
      return state.idle
    }
    for lane in lanes { lane.connection = nil }
  }
}

/// A reader that asks and gives nothing more once nobody waits for it. Ending a statement from
/// outside is not enough: where none runs at that moment, the next would.
private struct WantedReading: Reading {
  let reader: any Reading
  let isUnwanted: () -> Bool

  private func refuseUnwanted() throws(CancellationError) {
    if isUnwanted() { throw CancellationError() }
  }

  func rows(_ statement: Statement, _ arguments: [SQLValue]) throws -> [Row] {
    try refuseUnwanted()
    return try reader.rows(statement, arguments)
  }

  func forEachRow(
    _ statement: Statement, _ arguments: [SQLValue], _ body: (Row) throws -> Bool
  ) throws {
    try refuseUnwanted()
    try reader.forEachRow(statement, arguments) { row in
      try refuseUnwanted()
      return try body(row)
    }
  }
}
