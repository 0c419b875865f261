import TestKit
import Cryptography
import Kernel
import Store
import Testing

@testable import Journal

/// The way from a request to its events.
@Suite struct ActionTests {
  @Test func `an action appends its events, saves the state and leaves what has to be told`()
    async throws
  {
    let bank = try await Bank.open()
    let id = try await bank.open()
    let outcome = try await bank.perform(MoveMoney([1500, 20, 3000]), on: id)
    #expect(outcome == Outcome(subject: id, version: 4, position: 4, isRepeated: false))
    #expect(try await bank.account(id)?.balance == 4520)
    let events = try await bank.events(id)
    #expect(events.map(\.version) == [1, 2, 3, 4])
    #expect(
      events.map(\.event.name) == ["account.opened"] + Array(repeating: "account.moved", count: 3))
    #expect(events.allSatisfy { $0.actor == "person:lin" && $0.pack == "example@1" })
    #expect(events[1].action == "MoveMoney")
    #expect(events[3].event.body == ["amount": 3000])
    let depth = try await Outbox(bank.store).depth()
    #expect(depth.waiting == 2)
  }

  @Test func `what happened and when it was recorded are two moments`() async throws {
    let bank = try await Bank.open()
    let earlier = Instant(milliseconds: 1000)
    let action = try bank.input(OpenAccount.self, ["owner": "lin"])
    let id = try await bank.perform(action, at: earlier).subject
    let event = try #require(try await bank.events(id).first)
    #expect(event.at == earlier)
    #expect(event.recorded == Bank.evening)
  }

  @Test(arguments: [
    "forbidden", "not found", "other kind", "out of scope", "closed", "empty", "nothing", "version",
    "no subject", "broken engine", "key too long", "key empty",
  ])
  func `a refused action changes nothing`(refusal: String) async throws {
    let bank = try await Bank.open()
    let id = try await bank.open()
    let closed = try await bank.open()
    _ = try await bank.perform(
      try bank.input(CloseAccount.self, ["reason": "moved away"]), on: closed)
    try await bank.store.write {
      try $0.run(
        "INSERT INTO stream VALUES (?, 77, 'matter', 1, zeroblob(32))",
        [.integer(Bank.jurisdiction)])
    }
    let before = try await bank.everything()
    let move = MoveMoney([5])
    let code = await problemCode {
      switch refusal {
      case "forbidden": _ = try await bank.perform(move, on: id, by: Bank.visitor)
      case "not found": _ = try await bank.perform(move, on: 12)
      case "other kind":
        _ = try await bank.perform(try bank.input(EnsureAccount.self, [:]), on: 77)
      case "out of scope": _ = try await bank.perform(move, on: id, by: Bank.wang)
      case "closed": _ = try await bank.perform(move, on: closed)
      case "empty": _ = try await bank.perform(MoveMoney([5, -6]), on: id)
      case "nothing": _ = try await bank.perform(MoveMoney([0]), on: id)
      case "version": _ = try await bank.perform(move, on: id, expectedVersion: 2)
      case "no subject": _ = try await bank.perform(move)
      case "key too long":
        _ = try await bank.perform(move, on: id, key: String(repeating: "é", count: 101))
      case "key empty": _ = try await bank.perform(move, on: id, key: "")
      default:
        let broken = Bank(bank.store, failsOnRecord: true)
        _ = try await broken.perform(move, on: id)
      }
    }
    let codes = [
      "forbidden": "request.forbidden", "not found": "request.not-found",
      "other kind": "request.not-found", "out of scope": "request.out-of-scope",
      "closed": "account.closed", "empty": "account.empty", "nothing": "request.nothing-to-do",
      "version": "request.version-conflict", "no subject": "request.field-missing",
      "broken engine": "EventUnread()", "key too long": "request.too-long",
      "key empty": "request.too-long",
    ]
    #expect(code == codes[refusal])
    #expect(try await bank.everything() == before)
  }

  @Test func `of two who saw the same version one is refused and reads why`() async throws {
    let bank = try await Bank.open()
    let id = try await bank.open()
    let outcome = try await bank.perform(MoveMoney([5]), on: id, expectedVersion: 1)
    #expect(outcome.version == 2)
    await #expect(throws: Problem(.versionConflict, ["expected": "1", "found": "2"])) {
      try await bank.perform(MoveMoney([7]), on: id, expectedVersion: 1)
    }
    #expect(try await bank.account(id)?.balance == 5)
  }

  @Test func `of many at once with one version exactly one succeeds`() async throws {
    let bank = try await Bank.open()
    let id = try await bank.open()
    let codes = await withTaskGroup(of: String?.self) { group in
      for _ in 0..<40 {
        group.addTask {
          await problemCode {
            _ = try await bank.perform(MoveMoney([1]), on: id, expectedVersion: 1)
          }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(codes.count { $0 == nil } == 1)
    #expect(codes.count { $0 == "request.version-conflict" } == 39)
    #expect(try await bank.account(id)?.balance == 1)
  }

  @Test func `an action that begins either way begins once and goes on after`() async throws {
    let bank = try await Bank.open()
    let ensure = try bank.input(EnsureAccount.self, [:])
    #expect(try await bank.perform(ensure, on: 4242, expectedVersion: 0).version == 1)
    #expect(try await bank.perform(ensure, on: 4242, expectedVersion: 1).version == 2)
    #expect(try await bank.account(4242)?.balance == 1)
    let report = try await Verifier.verify(bank.store)
    #expect(report.isWhole)
  }

  @Test func `an event's hash covers the one before it`() async throws {
    let bank = try await Bank.open()
    let id = try await bank.open()
    _ = try await bank.perform(MoveMoney([1, 2]), on: id)
    let events = try await bank.events(id)
    var previous = Digest.zero
    for event in events {
      #expect(event.hash == JournalFormat.hash(of: event, after: previous))
      previous = event.hash
    }
    #expect(Set(events.map(\.hash)).count == 3)
    let head = try await bank.store.read { try $0.row("SELECT version, head FROM stream", []) }
    #expect(head?.values == [3, .blob(previous)])
  }

  @Test func `positions are one row of numbers over all streams`() async throws {
    let bank = try await Bank.open()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<40 {
        group.addTask {
          let id = try await bank.open()
          for amount in Int64(1)...5 { _ = try await bank.perform(MoveMoney([amount]), on: id) }
        }
      }
      try await group.waitForAll()
    }
    let positions = try await bank.store.read {
      try $0.rows("SELECT position FROM event ORDER BY 1", [])
    }
    #expect(positions.map { $0.integer(0) } == Array(1...240))
    let report = try await Verifier.verify(bank.store)
    #expect(report.isWhole)
    #expect(report.events == 240)
    #expect(report.streams == 40)
  }
}
