import City
import Foundation
import TestKit
import Testing

/// A program in another language works with the server over a socket.
struct ClientTests {
  private static let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Client/client.py").path

  private static var hasPython: Bool {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/python3")
    }
  }

  @Test(.timeLimit(.minutes(10)), .enabled(if: hasPython, "python3 is not on this machine"))
  func `a Python program files, answers, follows and rates a matter`() async throws {
    let town = try await SocketTown()
    let (city, base) = (town.city, town.base)
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
    try await onOwnThread {
      let client = try ChildProcess(
        "python3", [script] + arguments, environment: ["PYTHONIOENCODING": "utf-8"])
      let status = client.wait()
      return (status, client.output)
    }
  }
}
