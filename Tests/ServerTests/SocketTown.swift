import City
import Foundation
import Housekeeping
import Kernel
import Logging
import Pack
import Server
import Settings
import StoreSQLite
import TestKit

/// A small city served over a socket, until the test lets go of it.
final class SocketTown {
  static let now = Instant("2026-05-28T10:00:00+08:00", offset: .china)!

  let city: City
  let port: Int
  private let serving: Task<Void, any Error>

  struct NotListening: Error {}

  /// Post `a-call-taker` acts with the key `taker`, `a3-housing-handler` with `handler`.
  init() async throws {
    let folder = NSTemporaryDirectory() + "baodao-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let city = try await City.open(
      try PackLoader.load("example", from: repositoryFiles()),
      try SQLiteStore(temporaryIn: folder), random: fixedBytes
    ) { SocketTown.now }
    try await city.make(
      keys: ["taker": "a-call-taker", "handler": "a3-housing-handler"], at: SocketTown.now)
    let server = CityServer(city, Self.equipment) { SocketTown.now }
    let (ports, continuation) = AsyncStream<Int>.makeStream()
    serving = Task {
      defer { continuation.finish() }
      try await server.run { continuation.yield($0) }
    }
    guard let port = await ports.first(where: { _ in true }) else { throw NotListening() }
    (self.city, self.port) = (city, port)
  }

  deinit { serving.cancel() }

  var base: String { "http://127.0.0.1:\(port)" }

  /// A server on a port that is free.
  private static var equipment: ServerEquipment {
    var configuration = ServerConfiguration()
    configuration.port = 0
    return ServerEquipment(
      configuration, metrics: Metrics(version: "0") { 0 },
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, clock: { now },
      monotonic: { 0 }, random: fixedBytes)
  }
}
