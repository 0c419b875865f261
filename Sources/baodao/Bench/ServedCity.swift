import City
import Foundation
import Kernel
import Pack
import Settings
import Store
import Synchronization

/// A city that is served as `baodao serve` does it, while a benchmark asks.
struct ServedCity {
  private let city: City
  private let callers: Int
  private let configuration: ServerConfiguration

  /// - Parameter spool: where notices are put down.
  init(_ city: City, callers: Int, spool: String) {
    self.city = city
    self.callers = callers
    var configuration = ServerConfiguration()
    configuration.port = 0
    configuration.spool = spool
    // All callers sit at one address and show three keys; nobody reads a line for each request.
    configuration.requestRate = 0
    configuration.guessBurst = 100_000
    configuration.logLevel = .warning
    self.configuration = configuration
  }

  /// Serves for as long as something is measured.
  func serve<Answer: Sendable>(
    _ body: @escaping @Sendable (HTTPCallers) async throws -> Answer
  ) async throws -> Answer {
    let (ports, port) = AsyncStream<Int>.makeStream()
    let serving = Serving(
      city, configuration,
      candidate: { try PackLoader.load("example", from: Edge.embeddedFiles()) },
      listening: { port.yield($0) }
    ) { Edge.now() }
    return try await withThrowingTaskGroup(of: Answer?.self) { group in
      group.addTask {
        try await serving.run()
        return nil
      }
      group.addTask {
        guard let port = await ports.first(where: { _ in true }) else {
          throw HTTPLine.failure("the server did not begin")
        }
        return try await body(HTTPCallers(city, callers: callers, port: port))
      }
      while let answer = try await group.next() {
        if let answer {
          group.cancelAll()
          return answer
        }
      }
      throw HTTPLine.failure("the server ended")
    }
  }
}
