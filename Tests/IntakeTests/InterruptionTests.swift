import City
import Intake
import Kernel
import Store
import TestKit
import Testing

/// An import that stops in the middle is continued by running it again.
@Suite struct InterruptionTests {
  @Test(arguments: FailingStore.Manner.allCases)
  func `an import that meets a fault of the store is continued from any step`(
    manner: FailingStore.Manner
  ) async throws {
    let whole = try await Town.open()
    try await whole.take(Village.replied)
    let expected = try await whole.everything()
    for units in 0...10 {
      let store = FailingStore(try temporaryStore(), manner)
      let town = try await Town.open(on: store)
      store.fail(after: units)
      await #expect(throws: (any Error).self) { try await town.take(Village.replied) }
      #expect(try await town.position() < (try await whole.position()))
      store.fail(after: nil)
      let report = try await town.take(Village.replied)
      #expect(report.read == Village.replied.rows.count && report.rejected == 0)
      #expect(try await town.everything() == expected, "after \(units) units")
    }
  }

  @Test func `no step is done after one that the store could not keep`() async throws {
    let store = FailingStore(try temporaryStore(), .inside)
    let town = try await Town.open(on: store)
    store.fail(after: 3)
    await #expect(throws: FailingStore.DiskFull.self) { try await town.take(Village.replied) }
    store.fail(after: nil)
    // By time: M5 came, was answered, M2 came; then M3 failed.
    for (number, isThere) in [
      ("M5", true), ("M2", true), ("M3", false), ("M4", false), ("M6", false),
    ] {
      #expect((try await town.matter(number) != nil) == isThere)
    }
  }

  @Test func `a full queue is no reason to reject a row`() async throws {
    let store = FailingStore(try temporaryStore(), .busy)
    let town = try await Town.open(on: store)
    store.fail(after: 2)
    let found = try await problem { try await town.take(Village.replied) }
    #expect(found?.kind == .storeBusy)
  }

  @Test func `an import that is cancelled stops between two windows and is continued`() async throws
  {
    var random = Seeded(5)
    let table = RandomMessages.table(rows: 900, &random)
    let whole = try await Town.open()
    try await whole.take(table)
    let town = try await Town.open()
    let city = town.city
    let task = Task {
      _ = try await MessageImporter(city).run(table.bytes()) { _, _ in
        withUnsafeCurrentTask { $0?.cancel() }
      }
    }
    await #expect(throws: CancellationError.self) { try await task.value }
    let stopped = try await town.position()
    #expect(stopped > 0)
    #expect(stopped < (try await whole.position()))
    try await town.take(table)
    #expect(try await town.everything() == (try await whole.everything()))
  }

  @Test func `progress is told to the last step`() async throws {
    let town = try await Town.open()
    let steps = Steps()
    let rows = (1...400).map { message(String($0), "已修", "2019/4/26 9:00:00") }
    _ = try await MessageImporter(town.city).run(replied(rows).bytes()) { steps.add($0, $1) }
    #expect(steps.all == [256, 512, 768, 800])
    #expect(steps.totals == [800, 800, 800, 800])
  }
}
