import City
import Cryptography
import Foundation
import Journal
import Kernel
import Matters
import Organisation
import Outbound
import Pack
import Store
import Synchronization
import TestKit
import Testing

@testable import Webhooks

/// Replays, restarts, several nodes, and a receiver on a socket.
@Suite struct RecoveryTests {
  @Test func `a replay sends again what came after a position, in order`() async throws {
    let town = try await Town()
    let id = try await town.subscribe()
    var positions: [Int64] = []
    for _ in 0..<4 { positions.append(try await town.call().position) }
    let mailbox = Mailbox()
    let courier = town.courier(mailbox)
    _ = try await courier.round()
    _ = try await town.perform(ReplayWebhook(position: positions[1]), on: id)
    _ = try await courier.round()
    #expect(mailbox.positions == positions + positions[2...])
    #expect(try await courier.round() == 0)
    // A position before the subscription began reaches what it never got.
    _ = try await town.perform(ReplayWebhook(position: 0), on: id)
    mailbox.forget()
    _ = try await courier.round()
    #expect(mailbox.positions == positions)
  }

  @Test func `a replay in the middle of a delivery is not lost`() async throws {
    let town = try await Town()
    let id = try await town.subscribe()
    var positions: [Int64] = []
    for _ in 0..<3 { positions.append(try await town.call().position) }
    let isDone = Mutex(false)
    let begun = positions[0] - 1
    let mailbox = Mailbox {
      let isFirst = isDone.withLock { done in
        defer { done = true }
        return !done
      }
      if isFirst { _ = try? await town.perform(ReplayWebhook(position: begun), on: id) }
    }
    _ = try await town.courier(mailbox).round()
    #expect(mailbox.positions == [positions[0]] + positions)
  }

  @Test func `pausing keeps the place, and what happened meanwhile is sent later`() async throws {
    let town = try await Town()
    let id = try await town.subscribe()
    let mailbox = Mailbox()
    let courier = town.courier(mailbox)
    let first = try await town.call().position
    _ = try await courier.round()
    _ = try await town.perform(PauseWebhook(reason: "x"), on: id)
    let second = try await town.call().position
    #expect(try await courier.round() == 0)
    _ = try await town.perform(ResumeWebhook(), on: id)
    _ = try await courier.round()
    #expect(mailbox.positions == [first, second])
  }

  @Test func `two nodes do not serve one subscription at a time`() async throws {
    let town = try await Town()
    let id = try await town.subscribe()
    try await town.call()
    let other = Mailbox()
    let second = town.courier(other, "two")
    let counted = Mutex<[Int]>([])
    let mailbox = Mailbox {
      let tried = try? await second.round()
      // Also where it looked before the first one took the lease.
      let late = try? await second.serve(id)
      counted.withLock { $0 += [tried ?? -1, late ?? -1] }
    }
    _ = try await town.courier(mailbox, "one").round()
    #expect(counted.withLock { $0 } == [0, 0])
    #expect(other.posts.isEmpty)
    #expect(try await second.round() == 0)
  }

  @Test func `a node that died is replaced when its lease ends, and its message comes again`()
    async throws
  {
    let town = try await Town()
    let id = try await town.subscribe()
    let first = try await town.call().position
    let second = try await town.call().position
    let other = Mailbox()
    let heir = town.courier(other, "two")
    // The first node hangs after its message was taken, for longer than its lease.
    let mailbox = Mailbox {
      #expect((try? await heir.round()) == 0)
      town.watch.pass(seconds: 61)
      _ = try? await heir.round()
    }
    _ = try await town.courier(mailbox, "one").round()
    #expect(mailbox.positions == [first])
    #expect(other.positions == [first, second])
    // What the first one wanted to note down is not taken over.
    #expect(try await town.log(id).map(\.position) == [second, first])
    #expect(try await heir.round() == 0)
  }

  @Test func `a program that ends between sending and noting sends again, in order`() async throws {
    let town = try await Town()
    try await town.subscribe()
    var positions: [Int64] = []
    for _ in 0..<6 { positions.append(try await town.call().position) }
    var heard: [Int64] = []
    for start in 0..<12 {
      let mailbox = Mailbox()
      let courier = town.courier(mailbox, "start \(start)")
      // Each start sends one message and ends before it is noted, every second time.
      let stopped = Task { try await courier.round() }
      if start % 2 == 0 { stopped.cancel() }
      _ = try? await stopped.value
      heard += mailbox.positions
      town.watch.pass(seconds: 61)
    }
    var first: [Int64] = []
    for position in heard where !first.contains(position) { first.append(position) }
    #expect(first == positions)
  }

  @Test func `a changed secret and the one before both sign for a day`() async throws {
    let town = try await Town()
    let id = try await town.subscribe()
    let mailbox = Mailbox()
    let courier = town.courier(mailbox)
    let desk = WebhookDesk(town.city) { Town.start }
    func signatures() async throws -> [String] {
      try await town.call()
      _ = try await courier.round()
      let headers = Dictionary(uniqueKeysWithValues: try #require(mailbox.posts.last).headers)
      return (headers["webhook-signature"] ?? "").split(separator: " ").map(String.init)
    }
    func expected(_ rotations: [Int64]) async throws -> [String] {
      let post = try #require(mailbox.posts.last)
      let headers = Dictionary(uniqueKeysWithValues: post.headers)
      let signed =
        Array(
          "\(headers["webhook-id"] ?? "").\(headers["webhook-timestamp"] ?? "").".utf8) + post.body
      return try await town.city.store.read { reader in
        try rotations.map {
          let secret = try desk.secret(of: id, rotation: $0, reader)
          return "v1," + Data(Digest.hmac(signed, key: secret)).base64EncodedString()
        }
      }
    }
    #expect(try await signatures() == expected([1]))
    _ = try await town.perform(RotateWebhookSecret(), on: id)
    #expect(try await signatures() == expected([2, 1]))
    town.watch.pass(seconds: 86_399)
    #expect(try await signatures() == expected([2, 1]))
    town.watch.pass(seconds: 1)
    #expect(try await signatures() == expected([2]))
  }

  @Test func `a real receiver that fails twice gets everything once it is well`() async throws {
    let town = try await Town()
    let receiver = try await Receiver.open([
      Receiver.Reply(status: 500), Receiver.Reply(status: 502),
    ])
    let id = try await town.subscribe(["*"], url: receiver.url)
    let first = try await town.call()
    let second = try await town.call()
    let courier = town.courier(
      CurlSender(.inside) { Int64(Date().timeIntervalSince1970 * 1000) })
    for _ in 0..<3 {
      _ = try await courier.round()
      town.watch.pass(seconds: 40)
    }
    let taken = receiver.messages.dropFirst(2).map(\.position)
    #expect(taken == taken.sorted() && Set(taken).count == taken.count)
    #expect(taken.contains(first.position) && taken.contains(second.position))
    #expect(receiver.messages.prefix(3).map(\.position) == Array(repeating: taken[0], count: 3))
    #expect(try await town.log(id).allSatisfy { $0.milliseconds < 10_000 })
    try await receiver.close()
  }

  @Test(.timeLimit(.minutes(5)))
  func `a slow receiver holds up nobody else`() async throws {
    let town = try await Town()
    let slow = try await Receiver.open([Receiver.Reply(isSilent: true)])
    let quick = try await Receiver.open()
    let first = try await town.subscribe(url: slow.url)
    try await town.subscribe(url: quick.url)
    for _ in 0..<3 { try await town.call() }
    let courier = town.courier(
      CurlSender(.inside, totalMilliseconds: 600_000) {
        Int64(Date().timeIntervalSince1970 * 1000)
      })
    let running = Task {
      // The pause between rounds: a period is meant.
      await courier.run(wait: { try await Task.sleep(for: .milliseconds(20)) }) {
        Issue.record("\($0)")
      }
    }
    await quick.took(3)
    await slow.took(1)
    #expect(quick.messages.count == 3)
    #expect(slow.messages.count == 1)
    #expect(try await town.log(first).isEmpty)
    running.cancel()
    try await slow.close()
    await running.value
    try await quick.close()
  }
}
