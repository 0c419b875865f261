import City
import Journal
import Kernel
import Organisation
import Pack
import Store
import TestKit
import Testing

@testable import Matters

/// What a desk counts and lists is what somebody would find who read every matter.
@Suite struct WaitingLawTests {
  private static let stages = 12
  private static let stepsOfStage = 40

  @Test func `counts and lists of a desk are those of a recount, after any history`()
    async throws
  {
    let all = try await withThrowingTaskGroup(of: [WaitingGroup: Int].self) { group in
      for seed in UInt64(21)...25 { group.addTask { try await story(seed) } }
      return try await group.reduce(into: [:]) { $0.merge($1) { $0 + $1 } }
    }
    // A law over what never waits says nothing; a refused task is too rare, and has its own test.
    let never = WaitingGroup.allCases.filter { all[$0, default: 0] == 0 }
    #expect(Set(never).subtracting([.refusals]) == [])
  }

  /// One history, looked at in its course by everybody; answers how much each group held.
  private func story(_ seed: UInt64) async throws -> [WaitingGroup: Int] {
    let random = RandomPack(seed: seed, kinds: 3)
    let hall = try await Hall.open(try TestPack.changed([:], extra: random.text))
    var town = try LawTown(hall, kinds: random.kinds, seed: seed)
    var seen: [WaitingGroup: Int] = [:]
    for stage in 1...WaitingLawTests.stages {
      try await town.live(steps: stage * WaitingLawTests.stepsOfStage)
      var matters: [(id: Int64, matter: Matter)] = []
      for id in town.ids { matters.append((id, try await hall.matter(id))) }
      // Everybody has their turn, who sees all of it each time.
      for (index, actor) in WaitingLawTests.actors.enumerated()
      where index == 0 || (index + stage).isMultiple(of: 4) {
        let found = try await expectRecount(actor, matters, hall, town.now)
        seen.merge(found) { $0 + $1 }
      }
    }
    return seen
  }

  private static var actors: [Actor] {
    [
      LawActors.almighty, LawActors.overseer("a-office", "a", 1),
      LawActors.overseer("example-office", nil, 2), LawActors.overseer("a3-office", "a3", 1),
    ]
      + LawActors.units.map { LawActors.worker($0) }
      + LawActors.units.map { LawActors.worker($0, LawActors.every) }
      + [
        two("a-office", "a3-housing"), two("law-team", "law-crew"),
        Actor(id: "post:law-post", name: "law-post", grants: LawActors.worker("law-crew").grants),
      ]
  }

  private static func two(_ first: String, _ second: String) -> Actor {
    Actor(
      id: "person:\(first)+\(second)", name: "two",
      grants: LawActors.overseer(first, "a3", 1).grants + LawActors.worker(second).grants)
  }

  /// Holds counts and lists against reading every matter; answers how much each group held.
  private func expectRecount(
    _ actor: Actor, _ matters: [(id: Int64, matter: Matter)], _ hall: Hall, _ now: Instant
  ) async throws -> [WaitingGroup: Int] {
    let recount = WaitingRecount(hall.city, actor, now)
    let waiting = WaitingReader(hall.city.matters, actor)
    #expect(Set(waiting.groups) == recount.groups, "\(actor.id)")
    var seen: [WaitingGroup: Int] = [:]
    for group in WaitingGroup.allCases {
      let expected = matters.filter { recount.holds(group, $0.id, $0.matter) }
      let note: Comment = "\(actor.id) \(group)"
      try await hall.store.read { store in
        let count = try waiting.count(group, store)
        #expect(count.total == expected.count && !count.isMore, note)
        #expect(count.red == expected.count { $0.matter.light == .red }, note)
        for light in Matter.Light.allCases {
          let lit = expected.filter { $0.matter.light == light }.map(\.id)
          #expect(try waiting.count(group, light, store) == lit.count, note)
          let lines = try waiting.lines(group, light: light, store)
          #expect(Set(lines.map(\.id)) == Set(lit), note)
        }
        let sorted = expected.sorted { WaitingRecount.precedes($0, $1) }.map(\.id)
        #expect(try Self.walk(waiting, group, .clock, store) == sorted, note)
        #expect(
          try Self.walk(waiting, group, .newest, store) == expected.map(\.id).sorted(by: >), note)
      }
      seen[group] = expected.count
    }
    return seen
  }

  /// A group's matters, page by page.
  private static func walk(
    _ waiting: WaitingReader, _ group: WaitingGroup, _ order: WaitingReader.Order,
    _ store: any Reading
  ) throws -> [Int64] {
    var ids: [Int64] = []
    var after: MatterReader.Cursor?
    while true {
      let lines = try waiting.lines(group, order: order, after: after, limit: 7, store)
      ids += lines.map(\.id)
      guard lines.count == 7, let last = lines.last else { return ids }
      after = last.cursor
    }
  }
}
