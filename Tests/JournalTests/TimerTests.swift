import Journal
import Kernel
import Store
import TestKit
import Testing

/// Deadlines as rows.
@Suite struct TimerTests {
  private func timer(_ due: Int64, _ subject: Int64, _ name: String = "limit") -> Timers.Timer {
    Timers.Timer(
      due: Instant(milliseconds: due), subject: subject, name: name, kind: "account")
  }

  private func due(_ bank: Bank, by moment: Int64) async throws -> [Timers.Timer] {
    try await bank.store.read {
      try Timers.due(by: Instant(milliseconds: moment), Bank.jurisdiction, $0)
    }
  }

  @Test func `what has fallen due comes in order and nothing comes early`() async throws {
    let bank = try await Bank.open()
    var random = Seeded(1)
    let all = (0..<100).map { timer(Int64(random.number(-50...50)), Int64($0 % 7), "t\($0)") }
    try await bank.store.write { writer in
      for timer in all { try Timers.set(timer, Bank.jurisdiction, writer) }
      try Timers.set(self.timer(-100, 1), 1, writer)
    }
    for moment in Int64(-51)...51 {
      let expected = all.filter { $0.due.milliseconds <= moment }.sorted {
        ($0.due.milliseconds, $0.subject, $0.name) < ($1.due.milliseconds, $1.subject, $1.name)
      }
      #expect(try await due(bank, by: moment) == expected)
      let late = try await bank.store.read {
        try Timers.late(at: Instant(milliseconds: moment), Bank.jurisdiction, $0)
      }
      #expect(late == expected.count)
    }
  }

  @Test func `one round is bounded and the earliest come first`() async throws {
    let bank = try await Bank.open()
    let count = Timers.roundMax + 40
    try await bank.store.write { writer in
      for number in 0..<count {
        try Timers.set(self.timer(Int64(count - number), 1), Bank.jurisdiction, writer)
      }
    }
    let round = try await due(bank, by: .max)
    #expect(round.map(\.due.milliseconds) == (1...Int64(Timers.roundMax)).map { $0 })
  }

  @Test func `a timer is cancelled alone, and set twice is refused`() async throws {
    let bank = try await Bank.open()
    let timers = [timer(1, 1, "a"), timer(1, 1, "b"), timer(2, 1, "a"), timer(1, 2, "a")]
    try await bank.store.write { writer in
      for timer in timers { try Timers.set(timer, Bank.jurisdiction, writer) }
      try Timers.cancel(timers[0], Bank.jurisdiction, writer)
    }
    #expect(Set(try await due(bank, by: 9)) == Set(timers.dropFirst()))
    let refused = await problemCode {
      try await bank.store.write { try Timers.set(timers[1], Bank.jurisdiction, $0) }
    }
    #expect(refused != nil)
  }

  @Test func `a closed account has no limit to watch`() async throws {
    let bank = try await Bank.open()
    let limit = Bank.evening.advanced(byMilliseconds: 5)
    let id = try await bank.open(limit: limit)
    #expect(try await due(bank, by: limit.milliseconds).map(\.subject) == [id])
    #expect(try await due(bank, by: limit.milliseconds - 1).isEmpty)
    _ = try await bank.perform(try bank.input(CloseAccount.self, ["reason": "moved"]), on: id)
    #expect(try await due(bank, by: .max).isEmpty)
  }
}
