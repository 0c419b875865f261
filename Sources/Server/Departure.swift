import ServiceLifecycle
import Synchronization
import UnixSignals

/// The time between being told to end and ending: the server says that it is not ready, goes on
/// answering, and asks its clients to come back elsewhere, so that a balancer has noticed before a
/// connection is refused.
final class Departure: Service {
  private let begun = Atomic<Bool>(false)
  /// How long the node stays after it was told to end.
  private let stay: Duration

  /// - Parameter seconds: how long balancers need to notice; 0 where no other node could take over.
  init(seconds: Int) { stay = .seconds(seconds) }

  /// Whether the node has been told to end.
  var isBegun: Bool { begun.load(ordering: .relaxed) }

  /// Stands last among the services, and so ends before the one that listens is told to.
  func run() async throws {
    try await gracefulShutdown()
    begun.store(true, ordering: .relaxed)
    guard stay > .zero else { return }
    await withTaskGroup(of: Void.self) { group in
      group.addTask {
        // Cancelled, it is as good as over.
        try? await Task.sleep(for: self.stay)
      }
      // Whoever sits before it and presses Ctrl-C does not want to wait.
      group.addTask {
        for await _ in await UnixSignalsSequence(trapping: .sigint) { return }
      }
      await group.next()
      group.cancelAll()
    }
  }
}
