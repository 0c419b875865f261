import ServiceLifecycle

/// A service that somebody watches over while it ends.
struct EndingService: Service {
  let service: any Service
  let patience: Duration
  let stuck: @Sendable () -> Void

  func run() async throws {
    let (patience, stuck) = (patience, stuck)
    try await withGracefulShutdownHandler {
      try await service.run()
    } onGracefulShutdown: {
      // Outlives the group on purpose: it is for the case that the group does not end, which is an
      // event that never comes.
      Task.detached {
        try await Task.sleep(for: patience)
        stuck()
      }
    }
  }
}
