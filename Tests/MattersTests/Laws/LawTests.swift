import Journal
import Kernel
import Pack
import Testing

@testable import Matters

/// The laws of joint response hold under any pack, whatever anybody does in whatever order.
@Suite struct LawTests {
  static let packs: UInt64 = 12
  static let seedsOfOne: UInt64 = 4
  static let stepsOfOne = 2150

  /// What came out of one history.
  private struct Story: Sendable {
    let counts: LawCounts
    let faults: [String]
    let log: [String]
  }

  /// The histories under one pack: reading it costs more than one of them.
  private static func stories(_ pack: UInt64) throws -> [Story] {
    let random = RandomPack(seed: pack, kinds: 5)
    let engine = LawWorld.engine(try TestPack.changed([:], extra: random.text))
    return try (1...seedsOfOne).map { number in
      let seed = pack * 100 + number
      var world = try LawWorld(engine, kinds: random.kinds, seed: seed)
      try world.live(steps: stepsOfOne)
      return Story(
        counts: world.counts, faults: world.broken.map { "pack \(pack) seed \(seed): \($0)" },
        log: world.log)
    }
  }

  @Test func `a hundred thousand steps break no law`() async throws {
    let stories = try await withThrowingTaskGroup(of: [Story].self) { group in
      for pack in 0..<Self.packs { group.addTask { try Self.stories(pack) } }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    var counts = LawCounts()
    for story in stories {
      counts.add(story.counts)
      let log = story.log.joined(separator: "\n")
      #expect(story.faults.isEmpty, "\(story.faults)\n\(log)")
    }
    print(counts.text)
    #expect(counts.steps >= 100_000)
    // A law over what never happens says nothing.
    let names = LawDeed.all.map(\.declaration.name)
    #expect(names.filter { counts.succeeded[$0] == nil } == [])
    #expect(LawDeed.names.filter { counts.refused[$0] == nil } == [])
    #expect(LawEvents.names.filter { counts.events[$0] == nil } == [])
    #expect(LawEvents.codes.filter { counts.codes[$0] == nil } == [])
  }

  @Test func `the pack that the illegal ones start from is sound`() throws {
    _ = try TestPack.changed([:], extra: IllegalPack.sound)
  }

  @Test(arguments: IllegalPack.all)
  func `what no pack may say is refused`(_ illegal: IllegalPack) throws {
    let refused = #expect(throws: PackRefused.self) {
      try TestPack.changed([:], extra: illegal.text)
    }
    let words = refused?.diagnostics.map { $0.line(.english) } ?? []
    #expect(words.contains { $0.contains(illegal.words) }, "\(words)")
    #expect(words.count == 1, "\(words)")
  }
}
