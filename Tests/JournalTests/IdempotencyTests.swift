import TestKit
import Journal
import Kernel
import Store
import Testing

/// Requests that are sent twice.
@Suite struct IdempotencyTests {
  @Test func `a request sent again under its key gets the first answer and is done once`()
    async throws
  {
    let bank = try await Bank.open()
    let id = try await bank.open()
    let first = try await bank.perform(MoveMoney([5]), on: id, key: "a", inputText: "5")
    _ = try await bank.perform(MoveMoney([7]), on: id)
    let before = try await bank.everything()
    let second = try await bank.perform(MoveMoney([5]), on: id, key: "a", inputText: "5")
    #expect(second.isRepeated && !first.isRepeated)
    #expect([second.subject, second.version, second.position] == [id, 2, 2])
    #expect(try await bank.everything() == before)
  }

  @Test func `a creation sent again gives the subject of the first`() async throws {
    let bank = try await Bank.open()
    let action = try bank.input(OpenAccount.self, ["owner": "lin"])
    let ids = try await withThrowingTaskGroup(of: Int64.self) { group in
      for _ in 0..<20 {
        group.addTask { try await bank.perform(action, key: "new", inputText: "lin").subject }
      }
      return try await group.reduce(into: Set()) { $0.insert($1) }
    }
    #expect(ids.count == 1)
    #expect(try await Verifier.verify(bank.store).events == 1)
  }

  @Test(arguments: ["input", "subject", "action", "actor"])
  func `a key that was used for another request is refused`(difference: String) async throws {
    let bank = try await Bank.open()
    let id = try await bank.open()
    let other = try await bank.open()
    let shared = try bank.input(EnsureAccount.self, [:])
    _ = try await bank.perform(shared, on: id, key: "a", inputText: "5")
    let code = await problemCode {
      switch difference {
      case "input": _ = try await bank.perform(shared, on: id, key: "a", inputText: "6")
      case "subject": _ = try await bank.perform(shared, on: other, key: "a", inputText: "5")
      case "actor":
        _ = try await bank.perform(shared, on: id, by: Bank.wang, key: "a", inputText: "5")
      default: _ = try await bank.perform(MoveMoney([5]), on: id, key: "a", inputText: "5")
      }
    }
    #expect(code == "request.key-reused")
    #expect(try await bank.account(id)?.balance == 1)
  }

  @Test func `a refused request leaves its key free`() async throws {
    let bank = try await Bank.open()
    let id = try await bank.open()
    let refused = await problemCode {
      _ = try await bank.perform(MoveMoney([-1]), on: id, key: "a")
    }
    #expect(refused == "account.empty")
    _ = try await bank.perform(MoveMoney([1]), on: id)
    #expect(try await bank.perform(MoveMoney([-1]), on: id, key: "a").isRepeated == false)
  }

  @Test func `a key of two hundred bytes is remembered`() async throws {
    let bank = try await Bank.open()
    let id = try await bank.open()
    for key in [String(repeating: "k", count: 200), "键", "'; DROP TABLE event; --"] {
      #expect(try await bank.perform(MoveMoney([1]), on: id, key: key).isRepeated == false)
      #expect(try await bank.perform(MoveMoney([1]), on: id, key: key).isRepeated)
    }
  }

  @Test func `a key holds today and on the day before that has keys, and is then forgotten`()
    async throws
  {
    let bank = try await Bank.open()
    let id = try await bank.open()
    _ = try await bank.perform(MoveMoney([1]), on: id, key: "a")
    bank.clock.advance(3 * Instant.millisecondsPerDay)
    #expect(try await bank.perform(MoveMoney([1]), on: id, key: "a").isRepeated)
    _ = try await bank.perform(MoveMoney([1]), on: id, key: "b")
    #expect(try await bank.perform(MoveMoney([1]), on: id, key: "a").isRepeated)
    bank.clock.advance(Instant.millisecondsPerDay)
    _ = try await bank.perform(MoveMoney([1]), on: id, key: "c")
    #expect(try await bank.perform(MoveMoney([1]), on: id, key: "b").isRepeated)
    #expect(try await bank.perform(MoveMoney([1]), on: id, key: "a").isRepeated == false)
  }

  @Test func `the keys of old days go, those of the eight newest days stay`() async throws {
    let bank = try await Bank.open()
    let id = try await bank.open()
    for day in 0..<10 {
      _ = try await bank.perform(MoveMoney([1]), on: id, key: "day \(day)")
      bank.clock.advance(Instant.millisecondsPerDay)
      try await bank.runner.forgetOldKeys(bank.clock.now)
    }
    let left = try await bank.store.read { try $0.rows("SELECT key FROM request ORDER BY day", []) }
    #expect(left.map { $0.text(0) } == (2..<10).map { "day \($0)" })
  }

  @Test(arguments: [[1], [-1], [3], [-3], [400], [1, 3, 40]])
  func `a clock that jumps and comes back does nothing twice`(days: [Int64]) async throws {
    let bank = try await Bank.open()
    let id = try await bank.open()
    _ = try await bank.perform(MoveMoney([1]), on: id, key: "before")
    for day in days {
      let jump = day * Instant.millisecondsPerDay
      _ = try await bank.perform(MoveMoney([1]), on: id, key: "just before \(day)")
      bank.clock.advance(jump)
      #expect(try await bank.perform(MoveMoney([1]), on: id, key: "just before \(day)").isRepeated)
      _ = try await bank.perform(MoveMoney([1]), on: id, key: "at \(day)")
      try await bank.runner.forgetOldKeys(bank.clock.now)
      bank.clock.advance(-jump)
      try await bank.runner.forgetOldKeys(bank.clock.now)
      #expect(try await bank.perform(MoveMoney([1]), on: id, key: "at \(day)").isRepeated)
      let isUsed = try await bank.store.read {
        try bank.runner.isUsed("at \(day)", at: bank.clock.now, $0)
      }
      #expect(isUsed)
    }
    #expect(try await bank.perform(MoveMoney([1]), on: id, key: "before").isRepeated)
  }

  @Test func `two jurisdictions keep their keys apart`() async throws {
    let bank = try await Bank.open()
    let other = Bank(bank.store, jurisdiction: 371_500)
    let action = try bank.input(OpenAccount.self, ["owner": "lin"])
    let here = try await bank.perform(action, key: "a")
    let there = try await other.perform(action, key: "a")
    #expect(!here.isRepeated && !there.isRepeated)
  }
}
