import City
import Foundation
import Journal
import Kernel
import Matters
import Store
import TestKit
import Testing

/// What happens to matters, as listeners on sockets hear it.
struct LiveTests {
  private static var hasCurl: Bool {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/curl")
    }
  }

  /// One listener, until the test lets go of it.
  private static func listen(
    _ town: SocketTown, as key: String = "taker", after position: String? = nil,
    to query: String = ""
  ) throws -> ChildProcess {
    let last = position.map { ["-H", "Last-Event-ID: \($0)"] } ?? []
    return try ChildProcess(
      "curl",
      ["-sN", "-H", "Authorization: Bearer \(key)"] + last + [town.base + "/live/matters" + query])
  }

  private static func events(_ output: String) -> [JSON] {
    output.split(separator: "\n").filter { $0.hasPrefix("data: ") }
      .compactMap { try? JSON(parsing: String($0.dropFirst(6))) }
  }

  /// Waits until a listener has heard so many events.
  private static func heard(_ count: Int, _ listener: ChildProcess) async throws -> [JSON] {
    events(try await listener.output { events($0).count >= count })
  }

  private static func began(_ listener: ChildProcess) async throws {
    _ = try await listener.output { $0.contains("retry:") }
  }

  @discardableResult
  private static func receive(_ town: SocketTown, _ title: String) async throws -> String {
    let outcome = try await ActionCatalogue.all.perform(
      ActionCatalogue.Call(
        "ReceiveMatter", on: nil,
        [
          "kind": "hotline", "title": .string(title), "text": "请处理。", "caller": "王建国",
          "channel": "phone",
        ], by: try town.city.actor(post: "a-call-taker"), at: SocketTown.now), town.city)
    let engine = town.city.matters
    return try await town.city.store.read { try engine.load(outcome.subject, $0)?.number ?? "" }
  }

  @Test(.timeLimit(.minutes(10)), .enabled(if: hasCurl, "curl is not on this machine"))
  func `a listener hears what happens, and after a break goes on where it stopped`() async throws {
    let town = try await SocketTown()
    let listener = try Self.listen(town)
    try await Self.began(listener)
    let first = try await Self.receive(town, "A3区路灯不亮")
    let heard = try await Self.heard(1, listener)
    #expect(Set(heard.compactMap { $0["number"]?.string }) == [first])
    let position = try #require(
      listener.output.split(separator: "\n").last { $0.hasPrefix("id: ") }?.dropFirst(4))
    listener.terminate()
    let second = try await Self.receive(town, "A3区井盖松动")
    let again = try Self.listen(town, after: String(position))
    let missed = try await Self.heard(1, again)
    #expect(Set(missed.compactMap { $0["number"]?.string }) == [second])
    let all = try Self.listen(town, after: "0")
    let told = try await Self.heard(heard.count + missed.count, all)
    #expect(told == heard + missed)
  }

  @Test(.timeLimit(.minutes(10)), .enabled(if: hasCurl, "curl is not on this machine"))
  func `a listener hears of no matter that its post does not cover`() async throws {
    let town = try await SocketTown()
    let outside = try await Self.receive(town, "A7县公交站牌倒伏")
    let inside = try await Self.receive(town, "A3区路灯不亮")
    let handler = try Self.listen(town, as: "handler", after: "0")
    let taker = try Self.listen(town, after: "0")
    let all = try await Self.heard(2, taker).compactMap { $0["number"]?.string }
    let own = try await Self.heard(1, handler).compactMap { $0["number"]?.string }
    #expect(Set(all) == [outside, inside])
    #expect(Set(own) == [inside])
    let one = try Self.listen(town, after: "0", to: "?matter=\(outside)")
    #expect(Set(try await Self.heard(1, one).compactMap { $0["number"]?.string }) == [outside])
  }

  @Test(.timeLimit(.minutes(10)), arguments: ["-1", "x", "99999999"])
  func `a position that is none is refused with those that are`(_ position: String) async throws {
    let town = try await SocketTown()
    let listener = try Self.listen(town, after: position)
    _ = try await listener.end()
    #expect(listener.output.contains("request.field-invalid"))
  }
}
