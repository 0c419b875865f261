import City
import Journal
import Kernel
import Organisation
import Pack
import Store
import Testing

@testable import Matters

/// A refused task waits for whoever decides on it, and no longer for the unit that refused.
@Suite struct RefusalWaitsTests {
  @Test func `a refused task waits for those of neither side`() async throws {
    let bureau = try await Bureau()
    let whistle = try await Whistle(bureau)
    let arbiter = try bureau.role("whistle-arbiter", "a-office")
    let housing = try bureau.role("responder", "a3-housing")
    #expect(try await counts(bureau, arbiter, [.refusals]) == [0])
    #expect(try await counts(bureau, housing, [.summoned, .working]) == [1, 0])
    let input: JSON = ["task": 1, "ground": "outside-mandate", "reason": "不属于我局职权"]
    #expect(try await whistle.unit("a3-housing", "RefuseTask", input) == nil)
    #expect(try await counts(bureau, arbiter, [.refusals]) == [1])
    #expect(try await counts(bureau, housing, [.summoned, .working]) == [0, 0])
    // The street that called is a side, whatever its posts permit.
    let street = LawActors.worker("a3-office", LawActors.every)
    #expect(try await counts(bureau, street, [.refusals]) == [0])
    let own = LawActors.worker("a3-housing", LawActors.every)
    #expect(try await counts(bureau, own, [.refusals]) == [0])
    let ruling: JSON = ["task": 1, "lawful": false, "reason": "职权清单已列明"]
    let code = try await bureau.code(
      "DecideTaskRefusal", on: whistle.id, ruling, by: arbiter, at: Whistle.time)
    #expect(code == nil)
    #expect(try await counts(bureau, arbiter, [.refusals]) == [0])
    #expect(try await counts(bureau, housing, [.summoned]) == [1], "it has to come after all")
  }

  private func counts(
    _ bureau: Bureau, _ actor: Actor, _ groups: [WaitingGroup]
  ) async throws -> [Int] {
    let waiting = WaitingReader(bureau.hall.city.matters, actor)
    return try await bureau.hall.store.read { store in
      try groups.map { try waiting.count($0, store).total }
    }
  }
}
