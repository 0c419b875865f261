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
import Testing

/// A program in another language works with the server over a socket.
struct ClientTests {
  private static let now = Instant("2026-05-28T10:00:00+08:00", offset: .china)!
  private static let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Client/client.py").path

  private static var hasPython: Bool {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/python3")
    }
  }

  @Test(.timeLimit(.minutes(2)), .enabled(if: hasPython, "python3 is not on this machine"))
  func `a Python program files, answers, follows and rates a matter`() async throws {
    let folder = NSTemporaryDirectory() + "baodao-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let city = try await City.open(
      try PackLoader.load("example", from: repositoryFiles()),
      try SQLiteStore(temporaryIn: folder), random: fixedBytes
    ) { Self.now }
    let server = CityServer(
      city,
      SignIns([
        "taker": try city.actor(post: "a-call-taker"),
        "handler": try city.actor(post: "a3-housing-handler"),
      ]), Self.equipment
    ) { Self.now }
    let (ports, continuation) = AsyncStream<Int>.makeStream()
    let serving = Task { try await server.run { continuation.yield($0) } }
    defer { serving.cancel() }
    let port = try #require(await ports.first { _ in true })
    let base = "http://127.0.0.1:\(port)"
    let number = try await Self.run([base, "file", "taker"])
    #expect(number.hasPrefix("20260528-"))
    let again = try await Self.run([base, "file", "taker"])
    #expect(again == number, "the same key files it once")
    let subject = try await city.subject("matter", named: number)
    let code = try await city.code(of: subject)
    _ = try await Self.run([base, "answer", "handler", number])
    let followed = try await Self.run([base, "follow", number, code])
    #expect(followed == "answered 路灯已修复，请您查看。")
    _ = try await Self.run([base, "rate", number, code])
    let twice = try await Self.status([base, "rate", number, code])
    #expect(twice != 0, "nobody rates twice")
    let wrong = try await Self.status([base, "follow", number, "AAAA-AAAA"])
    #expect(wrong != 0)
  }

  /// A server on a port that is free.
  private static var equipment: ServerEquipment {
    var configuration = ServerConfiguration()
    configuration.port = 0
    return ServerEquipment(
      configuration, metrics: Metrics(version: "0") { 0 },
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, clock: { now },
      monotonic: { 0 }, random: fixedBytes)
  }

  private struct ClientFailed: Error {}

  private static func run(_ arguments: [String]) async throws -> String {
    let (status, output) = try await start(arguments)
    guard status == 0 else { throw ClientFailed() }
    return output.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private static func status(_ arguments: [String]) async throws -> Int32 {
    try await start(arguments).status
  }

  private static func start(
    _ arguments: [String]
  ) async throws -> (status: Int32, output: String) {
    try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async {
        continuation.resume(
          with: Result {
            let client = try ChildProcess(
              "python3", [script] + arguments, environment: ["PYTHONIOENCODING": "utf-8"])
            let status = client.wait()
            return (status, client.output)
          })
      }
    }
  }
}
