import ArgumentParser
import City
import Foundation
import Journal
import Kernel
import Pack
import Server

/// Serves a city.
struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Serve the city's pages and keep its deadlines.",
    discussion: "Prints one link for each post of the pack; each is good until the server stops.")

  @OptionGroup var city: CityOptions

  @Option(help: "Address to listen on.")
  var host = "127.0.0.1"

  @Option(help: "Port to listen on.")
  var port = 8080

  @Option(help: "Folder into which notices are put for a gateway to fetch.")
  var spool = "baodao-notices"

  func run() async throws {
    try await Output.run(city.language) {
      let opened = try await city.openCity(makes: true)
      let start = Edge.now()
      let simulated = try city.now()
      let clock: @Sendable () -> Instant = {
        simulated.advanced(byMilliseconds: Edge.now().milliseconds - start.milliseconds)
      }
      try await Serving(opened, host: host, port: port, spool: spool, clock: clock).run()
    }
  }
}

/// A city being served: the server, its deadlines, its outbox and its seals, until it is told to
/// stop.
struct Serving: Sendable {
  let city: City
  let host: String
  let port: Int
  let spool: String
  let clock: @Sendable () -> Instant

  init(
    _ city: City, host: String, port: Int, spool: String, clock: @escaping @Sendable () -> Instant
  ) {
    self.city = city
    self.host = host
    self.port = port
    self.spool = spool
    self.clock = clock
  }

  /// Seconds between rounds of deadlines and deliveries.
  static let roundSeconds = 1
  /// Rounds between seals.
  static let sealRounds = 60

  func run() async throws {
    var secrets: [String: Actor] = [:]
    Output.note("sign in:")
    for post in city.pack.posts {
      let secret = Serving.secret()
      secrets[secret] = try city.actor(post: post.id)
      Output.note("  \(post.id): http://\(host):\(port)/sign-in?secret=\(secret)")
    }
    let server = CityServer(city, SignIns(secrets), clock: clock)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await keepTime() }
      group.addTask { try await server.run(host: host, port: port) }
      // The server ends on SIGTERM and SIGINT after it has answered what it took on.
      for try await _ in group {
        group.cancelAll()
        break
      }
    }
    try await Sealer.seal(city.store, at: Edge.now())
  }

  /// Fires deadlines, delivers notices and seals, round after round. A failed round is told and
  /// tried again.
  private func keepTime() async throws {
    let outbox = Outbox(city.store)
    let destinations = ["notice": MatterNotices(city, to: SpoolFolder(spool))]
    var rounds = 0
    while !Task.isCancelled {
      // Each duty is tried on its own: one that fails does not stop the others.
      await attempt {
        _ = try await city.runTimers(until: clock()) { Output.note("baodao: \($0.name): \($1)") }
      }
      await attempt { _ = try await outbox.deliverDue(Edge.now(), destinations) }
      if rounds % Serving.sealRounds == 0 {
        await attempt { try await Sealer.seal(city.store, at: Edge.now()) }
        await attempt { try await city.runner.forgetOldKeys(Edge.now()) }
      }
      rounds += 1
      do {
        try await Task.sleep(for: .seconds(Serving.roundSeconds))
      } catch is CancellationError {
        return
      }
    }
  }

  private func attempt(_ duty: () async throws -> Void) async {
    do {
      try await duty()
    } catch {
      Output.note("baodao: \(error)")
    }
  }

  private static func secret() -> String {
    var generator = SystemRandomNumberGenerator()
    let letters = Array("ABCDEFGHJKMNPQRSTVWXYZabcdefghjkmnpqrstvwxyz23456789")
    return String((0..<32).map { _ in letters.randomElement(using: &generator) ?? "A" })
  }
}

/// A folder from which a gateway fetches notices: one JSON file each, named by its position so that
/// a notice that is put twice is one file.
struct SpoolFolder: Destination {
  let folder: String

  init(_ folder: String) { self.folder = folder }

  func deliver(_ item: Outbox.Item) async throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let name = "\(folder)/\(item.position)-\(item.part).json"
    try Data(item.payload.utf8).write(to: URL(fileURLWithPath: name), options: .atomic)
  }
}
