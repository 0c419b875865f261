import Dispatch
public import Kernel
import Synchronization

/// A few threads of their own for hashing passwords: neither the rest of the program nor the
/// machine's memory suffers when many sign in at once. Who comes when too many wait is sent away.
public final class PasswordLanes: Sendable {
  private struct Places {
    var free: [Int]
    var waiting: [CheckedContinuation<Int?, Never>] = []
  }

  private let queues: [DispatchQueue]
  private let places: Mutex<Places>
  private let waitingMax: Int

  /// Seconds after which those who were sent away may come again.
  public static let patienceSeconds = 5

  /// - Parameters:
  ///   - count: hashes at once.
  ///   - waitingMax: those who may wait for their turn.
  public init(_ count: Int = 2, waitingMax: Int = 40) {
    precondition(count > 0 && waitingMax >= 0)
    queues = (0..<count).map { DispatchQueue(label: "baodao.password.\($0)") }
    places = Mutex(Places(free: Array(0..<count)))
    self.waitingMax = waitingMax
  }

  /// Runs a call on a thread of its own.
  /// - Throws: `account.busy` where too many wait.
  public func run<Answer: Sendable>(
    _ body: @escaping @Sendable () -> Answer
  ) async throws -> Answer {
    let taken = await take()
    guard let place = taken else {
      throw Problem(.passwordsBusy, ["seconds": String(PasswordLanes.patienceSeconds)])
    }
    let answer = await withCheckedContinuation { continuation in
      queues[place].async { continuation.resume(returning: body()) }
    }
    give(place)
    return answer
  }

  /// A place; nil where too many wait for one.
  private func take() async -> Int? {
    await withCheckedContinuation { (continuation: CheckedContinuation<Int?, Never>) in
      let place = places.withLock { places -> Int?? in
        if let place = places.free.popLast() { return place }
        if places.waiting.count >= waitingMax { return .some(nil) }
        places.waiting.append(continuation)
        return nil
      }
      if let place { continuation.resume(returning: place) }
    }
  }

  private func give(_ place: Int) {
    let next = places.withLock { places -> CheckedContinuation<Int?, Never>? in
      if !places.waiting.isEmpty { return places.waiting.removeFirst() }
      places.free.append(place)
      return nil
    }
    next?.resume(returning: place)
  }
}
