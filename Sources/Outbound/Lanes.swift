import Dispatch
import Synchronization

/// A few threads of their own for calls that wait, so that waiting never takes a thread from the
/// rest of the program. Whoever finds all of them at work waits for its turn.
public final class Lanes: Sendable {
  private struct Places {
    var free: [Int]
    var waiting: [CheckedContinuation<Int, Never>] = []
  }

  private let queues: [DispatchQueue]
  private let places: Mutex<Places>

  /// - Parameter count: threads at most.
  public init(_ count: Int) {
    precondition(count > 0)
    queues = (0..<count).map { DispatchQueue(label: "baodao.outbound.\($0)") }
    places = Mutex(Places(free: Array(0..<count)))
  }

  /// Runs a call that waits on a thread of its own.
  public func run<Answer: Sendable>(_ body: @escaping @Sendable () -> Answer) async -> Answer {
    let place = await take()
    let answer = await withCheckedContinuation { continuation in
      queues[place].async { continuation.resume(returning: body()) }
    }
    give(place)
    return answer
  }

  private func take() async -> Int {
    await withCheckedContinuation { continuation in
      let place = places.withLock { places -> Int? in
        if let place = places.free.popLast() { return place }
        places.waiting.append(continuation)
        return nil
      }
      if let place { continuation.resume(returning: place) }
    }
  }

  private func give(_ place: Int) {
    let next = places.withLock { places -> CheckedContinuation<Int, Never>? in
      if !places.waiting.isEmpty { return places.waiting.removeFirst() }
      places.free.append(place)
      return nil
    }
    next?.resume(returning: place)
  }
}
