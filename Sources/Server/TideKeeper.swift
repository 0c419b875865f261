import Journal
import Kernel
import Logging
import ServiceLifecycle
import Store

/// Looks at the end of the journal for all listeners of a node, whenever the store tells that any
/// node has written, until the node ends. A node on which nobody listens, or to whose store nobody
/// writes, asks nothing.
struct TideKeeper: Service {
  let tide: Tide
  let store: any Store
  /// Told of a look that failed; the next one is made all the same.
  let failed: @Sendable (any Error) -> Void
  /// Shorter than the constant only in tests.
  var safetyMilliseconds = TideKeeper.safetyMillisecondsMax

  /// Milliseconds between two looks at the least, so that many commits cost one look.
  static let gapMillisecondsMin = 50
  /// Most questions that the listeners of a node ask the store in a second: each asks one after
  /// every look that found something, so that more listeners have rarer looks.
  static let questionsPerSecondMax = 2_000
  /// Milliseconds after which a store that others write to is looked at unasked. A connection that
  /// a network dropped without a word tells nothing for up to half a minute, and what was written
  /// meanwhile is not told again.
  static let safetyMillisecondsMax = 5_000

  func run() async throws {
    // One signal stands for all that came since the last look.
    let (changes, bell) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
    store.listen { bell.yield() }
    defer { store.listen(nil) }
    bell.yield()
    try await cancelWhenGracefulShutdown {
      await withTaskGroup { group in
        group.addTask { await follow(changes) }
        if store.isShared {
          group.addTask {
            while await pause(safetyMilliseconds) { bell.yield() }
          }
        }
        await group.waitForAll()
      }
    }
  }

  private func follow(_ changes: AsyncStream<Void>) async {
    for await _ in changes {
      let listeners = tide.listeners
      guard listeners > 0 else { continue }
      do {
        tide.rise(to: try await store.read { try EventReader.lastPosition($0) })
      } catch {
        // A store that is away comes back, and tells that it did; listeners stay.
        if !Task.isCancelled { failed(error) }
      }
      guard await pause(TideKeeper.gapMilliseconds(listeners)) else { return }
    }
  }

  /// Milliseconds between two looks for so many listeners.
  static func gapMilliseconds(_ listeners: Int) -> Int {
    max(gapMillisecondsMin, listeners * 1_000 / questionsPerSecondMax)
  }

  /// Waits; false when the node ends.
  private func pause(_ milliseconds: Int) async -> Bool {
    do {
      try await Task.sleep(for: .milliseconds(milliseconds))
      return true
    } catch {
      return false
    }
  }
}
