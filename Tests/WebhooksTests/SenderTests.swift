import Foundation
import Outbound
import Testing

@testable import Webhooks

/// The way out, against a receiver on this machine.
@Suite struct SenderTests {
  private static func clock() -> Int64 { Int64(Date().timeIntervalSince1970 * 1000) }

  private func send(
    _ url: String, _ policy: WebhookPolicy = .inside, body: String = "{}", total: Int = 5_000
  ) async -> WebhookAnswer {
    await CurlSender(policy, totalMilliseconds: total, clock: SenderTests.clock).send(
      WebhookPost(
        url: url, headers: [("content-type", "application/json"), ("webhook-id", "x-1")],
        body: Array(body.utf8)))
  }

  @Test func `a message arrives with its headers and its body`() async throws {
    let receiver = try await Receiver.open()
    let answer = await send(receiver.url + "?a=b", body: #"{"标题":"路灯"}"#)
    #expect(answer.status == 204)
    #expect(answer.isTaken)
    let message = try #require(receiver.messages.first)
    #expect(message.path == "/hook?a=b")
    #expect(message.body == #"{"标题":"路灯"}"#)
    #expect(message.headers["content-type"] == "application/json")
    #expect(message.headers["webhook-id"] == "x-1")
    #expect(message.headers["user-agent"] == "baodao")
    #expect(message.headers["expect"] == nil)
    try await receiver.close()
  }

  @Test func `the status and the wait that was asked for come back`() async throws {
    let receiver = try await Receiver.open([
      Receiver.Reply(status: 503, headers: [("retry-after", "77")]),
      Receiver.Reply(status: 410),
      Receiver.Reply(status: 302, headers: [("location", "/elsewhere")]),
      Receiver.Reply(status: 200, bodyBytes: 1 << 20),
    ])
    let busy = await send(receiver.url)
    #expect(busy.status == 503 && busy.retryAfter == 77 && !busy.isTaken)
    #expect(await send(receiver.url).isGone)
    let moved = await send(receiver.url)
    #expect(moved.status == 302 && !moved.isTaken)
    // A body of a megabyte is not read to its end.
    #expect(await send(receiver.url).isTaken)
    #expect(receiver.messages.allSatisfy { $0.path == "/hook" })
    #expect(receiver.messages.count == 4)
    try await receiver.close()
  }

  @Test func `a receiver that says nothing is given up after the time`() async throws {
    let receiver = try await Receiver.open([Receiver.Reply(isSilent: true)])
    let answer = await send(receiver.url, total: 400)
    #expect(answer.status == 0)
    #expect(answer.words.contains("timed out"))
    #expect(answer.milliseconds < 4_000)
    try await receiver.close()
  }

  @Test func `a name that leads inside is refused however it is written`() async throws {
    let receiver = try await Receiver.open()
    let strict = WebhookPolicy(allowsPlain: true, allowsPrivate: false)
    for host in [
      "127.0.0.1", "localhost", "localhost.", "2130706433", "0x7f000001", "0177.0.0.1", "127.1",
      "017700000001", "0x7f.0.0.1", "0.0.0.0", "0", "[::1]", "[::ffff:127.0.0.1]",
      "[::ffff:7f00:1]", "[::127.0.0.1]", ProcessInfo.processInfo.hostName,
    ] {
      let answer = await send("http://\(host):\(receiver.port)/hook", strict)
      #expect(answer.status == 0, "\(host)")
      #expect(!answer.failure.isEmpty, "\(host)")
    }
    #expect(receiver.messages.isEmpty)
    let literal = await send("http://127.0.0.1:\(receiver.port)/hook", strict)
    #expect(literal.failure == "the address is not allowed")
    try await receiver.close()
  }

  @Test func `a redirect to the inside is not followed`() async throws {
    let receiver = try await Receiver.open()
    let mover = try await Receiver.open([
      Receiver.Reply(status: 307, headers: [("location", receiver.url)])
    ])
    #expect(await send(mover.url).status == 307)
    #expect(receiver.messages.isEmpty)
    try await mover.close()
    try await receiver.close()
  }

  @Test(arguments: ["file:///etc/hostname", "gopher://127.0.0.1/", "ftp://127.0.0.1/", "nothing"])
  func `nothing but the web is spoken`(url: String) async {
    let answer = await send(url)
    #expect(answer.status == 0 && !answer.failure.isEmpty)
  }

  @Test func `plain http is not spoken where it is not allowed`() async throws {
    let receiver = try await Receiver.open()
    let answer = await send(receiver.url, WebhookPolicy(allowsPlain: false, allowsPrivate: true))
    #expect(answer.status == 0)
    #expect(receiver.messages.isEmpty)
    try await receiver.close()
  }

  @Test func `more messages than threads all arrive`() async throws {
    let receiver = try await Receiver.open()
    let lanes = Lanes(2)
    let url = receiver.url
    let taken = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<20 {
        group.addTask {
          await CurlSender(.inside, lanes: lanes, clock: SenderTests.clock).send(
            WebhookPost(url: url, headers: [], body: [])
          ).isTaken
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(taken == 20)
    #expect(receiver.messages.count == 20)
    try await receiver.close()
  }
}
