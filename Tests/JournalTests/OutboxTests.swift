import Journal
import Kernel
import Store
import Synchronization
import Testing

/// What is told outside: at least once, with patience, and given up only in sight of people.
@Suite struct OutboxTests {
  /// Takes over what it is told to, and remembers everything that it was offered.
  private final class Gateway: Destination {
    enum Manner { case takes, refuses, takesAndFails }
    let manner: Mutex<Manner>
    let offered = Mutex<[String]>([])

    init(_ manner: Manner) { self.manner = Mutex(manner) }

    func deliver(_ item: Outbox.Item) async throws {
      let manner = manner.withLock { $0 }
      if manner == .refuses { throw EventUnread() }
      offered.withLock { $0.append("\(item.position).\(item.part) \(item.payload)") }
      if manner == .takesAndFails { throw EventUnread() }
    }
  }

  /// A bank with `count` notices waiting.
  private func bank(notices count: Int) async throws -> Bank {
    let bank = try await Bank.open()
    let id = try await bank.open()
    for number in 0..<count {
      _ = try await bank.perform(MoveMoney([Int64(1000 + number)]), on: id)
    }
    return bank
  }

  @Test func `everything is delivered once and in order when the destination takes it`()
    async throws
  {
    let bank = try await bank(notices: 5)
    let gateway = Gateway(.takes)
    let outbox = Outbox(bank.store)
    let round = try await outbox.deliverDue(bank.clock.now, ["notice": gateway])
    #expect(round.delivered == 5 && round.failed == 0)
    #expect(
      gateway.offered.withLock { $0 } == (0..<5).map { "\($0 + 2).0 {\"amount\":\(1000 + $0)}" })
    let again = try await outbox.deliverDue(bank.clock.now, ["notice": gateway])
    #expect(again.delivered == 0)
    #expect(try await outbox.depth() == (0, 0))
  }

  @Test func `one round is bounded`() async throws {
    let bank = try await bank(notices: Outbox.roundMax + 20)
    let gateway = Gateway(.takes)
    let first = try await Outbox(bank.store).deliverDue(bank.clock.now, ["notice": gateway])
    #expect(first.delivered == Outbox.roundMax)
    let second = try await Outbox(bank.store).deliverDue(bank.clock.now, ["notice": gateway])
    #expect(second.delivered == 20)
  }

  @Test func `the wait doubles from thirty seconds up to six hours`() {
    let waits = (1...30).map { Outbox.backOffMilliseconds(afterAttempt: $0) }
    #expect(
      Array(waits.prefix(10))
        == [30, 60, 120, 240, 480, 960, 1920, 3840, 7680, 15_360].map { $0 * 1000 })
    #expect(waits.dropFirst(10).allSatisfy { $0 == 6 * Instant.millisecondsPerHour })
    #expect(Outbox.backOffMilliseconds(afterAttempt: .max) == 6 * Instant.millisecondsPerHour)
  }

  @Test func `a message that fails waits longer each time and is given up after ten`() async throws
  {
    let bank = try await bank(notices: 1)
    let gateway = Gateway(.refuses)
    let outbox = Outbox(bank.store)
    for attempt in 1...Outbox.attemptsMax {
      let round = try await outbox.deliverDue(bank.clock.now, ["notice": gateway])
      #expect(round.delivered == 0 && round.failed == 1)
      let wait = Outbox.backOffMilliseconds(afterAttempt: attempt)
      bank.clock.advance(wait - 1)
      let early = try await outbox.deliverDue(bank.clock.now, ["notice": gateway])
      #expect(early.failed == 0)
      bank.clock.advance(1)
      let depth = try await outbox.depth()
      #expect(depth == (attempt < Outbox.attemptsMax ? (1, 0) : (0, 1)))
    }
    let after = try await outbox.deliverDue(.init(milliseconds: .max), ["notice": gateway])
    #expect(after.failed == 0)
    let dead = try await outbox.deadLetters()
    #expect(dead.map(\.attempts) == [10])
    #expect(dead.first?.failure == "EventUnread()")
    #expect(dead.first?.payload == #"{"amount":1000}"#)
  }

  @Test func `dead letters are tried again from the beginning when a person says so`() async throws
  {
    let bank = try await bank(notices: 3)
    let gateway = Gateway(.refuses)
    let outbox = Outbox(bank.store)
    for _ in 1...Outbox.attemptsMax {
      _ = try await outbox.deliverDue(bank.clock.now, ["notice": gateway])
      bank.clock.advance(6 * Instant.millisecondsPerHour)
    }
    #expect(try await outbox.depth() == (0, 3))
    #expect(try await outbox.retryDeadLetters(bank.clock.now) == 3)
    #expect(try await outbox.depth() == (3, 0))
    _ = try await outbox.deliverDue(bank.clock.now, ["notice": gateway])
    #expect(try await outbox.depth() == (3, 0))
    bank.clock.advance(Outbox.backOffMilliseconds(afterAttempt: 1))
    gateway.manner.withLock { $0 = .takes }
    let round = try await outbox.deliverDue(bank.clock.now, ["notice": gateway])
    #expect(round.delivered == 3)
    #expect(try await outbox.depth() == (0, 0))
  }

  @Test func `a destination that takes a message and then fails sees it again`() async throws {
    let bank = try await bank(notices: 1)
    let gateway = Gateway(.takesAndFails)
    let outbox = Outbox(bank.store)
    _ = try await outbox.deliverDue(bank.clock.now, ["notice": gateway])
    gateway.manner.withLock { $0 = .takes }
    bank.clock.advance(Outbox.backOffMilliseconds(afterAttempt: 1))
    _ = try await outbox.deliverDue(bank.clock.now, ["notice": gateway])
    let offered = gateway.offered.withLock { $0 }
    #expect(offered.count == 2 && Set(offered).count == 1)
    #expect(try await outbox.depth() == (0, 0))
  }

  @Test func `one destination that fails does not hold up another`() async throws {
    let bank = try await bank(notices: 0)
    let id = try await bank.open()
    _ = try await bank.perform(try bank.input(CloseAccount.self, ["reason": "moved"]), on: id)
    let archive = Gateway(.takes)
    let round = try await Outbox(bank.store).deliverDue(
      bank.clock.now, ["notice": Gateway(.refuses), "archive": archive])
    #expect(round.delivered == 1 && round.failed == 1)
    #expect(archive.offered.withLock { $0 } == [#"3.1 {"owner":"lin"}"#])
  }

  @Test func `a message for a destination that nobody set up is kept with the reason`() async throws
  {
    let bank = try await bank(notices: 1)
    let round = try await Outbox(bank.store).deliverDue(bank.clock.now, [:])
    #expect(round.failed == 1)
    let failures = try await bank.store.read { try $0.rows("SELECT failure FROM outbox", []) }
    #expect(failures.first?.text(0).contains("request.not-found") == true)
  }
}
