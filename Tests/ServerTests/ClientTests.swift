import City
import Foundation
import Kernel
import Pack
import Server
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
      ])
    ) { Self.now }
    let port = Int.random(in: 20_000..<60_000)
    let base = "http://127.0.0.1:\(port)"
    let serving = Task { try await server.run(host: "127.0.0.1", port: port) }
    defer { serving.cancel() }
    let number = try await Self.untilServed { try await Self.run([base, "file", "taker"]) }
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

  /// Tries again while the server opens its socket.
  private static func untilServed(_ body: () async throws -> String) async throws -> String {
    for _ in 0..<50 {
      do {
        return try await body()
      } catch is ClientFailed {
        try await Task.sleep(for: .milliseconds(200))
      }
    }
    return try await body()
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
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", script] + arguments
        process.environment = ProcessInfo.processInfo.environment.merging(
          ["PYTHONIOENCODING": "utf-8"]) { $1 }
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        do {
          try process.run()
          let data = output.fileHandleForReading.readDataToEndOfFile()
          process.waitUntilExit()
          continuation.resume(
            returning: (process.terminationStatus, String(decoding: data, as: UTF8.self)))
        } catch {
          continuation.resume(throwing: error)
        }
      }
    }
  }
}
