import Synchronization

/// Lets a few in at once and some wait; whoever comes beyond that is sent away.
final class PrintLanes: Sendable {
  private struct Places {
    var free: Int
    var waiting: [CheckedContinuation<Bool, Never>] = []
  }

  private let places: Mutex<Places>
  private let waitingMax: Int

  init(_ count: Int, waitingMax: Int) {
    places = Mutex(Places(free: count))
    self.waitingMax = waitingMax
  }

  /// Waits for a place; false where too many wait already. Whoever has entered leaves.
  func enter() async -> Bool {
    await withCheckedContinuation { continuation in
      let answer = places.withLock { places -> Bool? in
        if places.free > 0 {
          places.free -= 1
          return true
        }
        if places.waiting.count >= waitingMax { return false }
        places.waiting.append(continuation)
        return nil
      }
      if let answer { continuation.resume(returning: answer) }
    }
  }

  func leave() {
    let next = places.withLock { places -> CheckedContinuation<Bool, Never>? in
      if !places.waiting.isEmpty { return places.waiting.removeFirst() }
      places.free += 1
      return nil
    }
    next?.resume(returning: true)
  }
}

/// Says to a thread that nobody waits for it any longer.
final class StopSign: Sendable {
  private struct State {
    var isUp = false
    var whenSet: (@Sendable () -> Void)?
  }

  private let state = Mutex(State())

  var isSet: Bool { state.withLock { $0.isUp } }

  /// Has something done once the sign is up: at once where it is up already.
  func whenSet(_ body: @escaping @Sendable () -> Void) {
    let isUp = state.withLock { state in
      state.whenSet = state.isUp ? nil : body
      return state.isUp
    }
    if isUp { body() }
  }

  func set() {
    let body = state.withLock { state in
      defer { state = State(isUp: true) }
      return state.whenSet
    }
    body?()
  }
}
