import Journal
import Kernel
import Store
import TestKit
import Testing

/// Looking for entries, against looking at all of them.
@Suite struct JournalSearchTests {
  private func all(_ bank: Bank) async throws -> [RecordedEvent] {
    try await bank.store.read { try EventReader.events(after: 0, limit: 500, $0) }
  }

  @Test func `what is found is what looking at every entry finds, newest first`() async throws {
    let bank = try await Bank.open()
    var random = Seeded(7)
    try await bank.live(&random, actions: 60)
    for _ in 0..<5 { _ = try await bank.open(Bank.wang) }
    let events = try await all(bank)
    let subjects = [nil] + Set(events.map(\.stream.id)).sorted().prefix(3).map(Optional.some)
    let actors: [String?] = [nil, "person:lin", "person:wang", "person:nobody"]
    for subject in subjects {
      for actor in actors {
        for (first, before) in [(Int64(1), Int64.max), (10, 40), (20, 21), (40, 10)] {
          var search = JournalSearch()
          (search.subject, search.actor) = (subject, actor)
          (search.first, search.before) = (first, before)
          let expected = events.filter {
            (subject == nil || $0.stream.id == subject) && (actor == nil || $0.actor == actor)
              && $0.position >= first && $0.position < before
          }.map(\.position)
          let found = try await bank.store.read { [search] in
            try EventReader.events(search, Bank.jurisdiction, limit: 500, $0).map(\.position)
          }
          #expect(found == expected.reversed())
        }
      }
    }
    #expect(Set(events.map(\.actor)).count > 1)
  }

  @Test func `the first position since a moment, and how many lie between moments`() async throws {
    let bank = try await Bank.open()
    var random = Seeded(3)
    try await bank.live(&random, actions: 40)
    let events = try await all(bank)
    let end = events[events.count - 1].position + 1
    let moments =
      events.map(\.recorded) + [Instant(milliseconds: 0), Instant(milliseconds: .max)]
    for moment in moments {
      let expected = events.first { $0.recorded >= moment }?.position ?? end
      let found = try await bank.store.read { try EventReader.position(since: moment, $0) }
      #expect(found == expected)
    }
    let bounds = [moments[0], moments[15], moments[30], Instant(milliseconds: .max)]
    let counts = try await bank.store.read { try EventReader.counts(between: bounds, $0) }
    #expect(counts.reduce(0, +) == Int64(events.count))
    let empty = try await Bank.open()
    #expect(
      try await empty.store.read { try EventReader.position(since: moments[0], $0) } == 1)
  }

  @Test func `an entry is proved by the hash before it, and an altered one is not`() async throws {
    let bank = try await Bank.open()
    var random = Seeded(5)
    try await bank.live(&random, actions: 20)
    for event in try await all(bank) {
      let proof = try await bank.store.read { try EventReader.proof(of: event, $0) }
      #expect(proof.isSound)
      #expect((proof.before == nil) == (event.version == 1))
    }
    try await bank.store.write {
      try $0.run("UPDATE event SET at = at + 1 WHERE position = 9", [])
    }
    let event = try #require(
      try await bank.store.read { try EventReader.event(at: 9, Bank.jurisdiction, $0) })
    #expect(try await bank.store.read { try EventReader.proof(of: event, $0) }.isSound == false)
    #expect(try await bank.store.read { try EventReader.event(at: 9, 1, $0) } == nil)
  }

  @Test func `a verification that is told to stop finds nothing out`() async throws {
    let bank = try await Bank.open()
    _ = try await bank.open()
    let code = await problemCode {
      _ = try await Verifier.verify(bank.store, goesOn: { false })
    }
    #expect(code == "journal.verification-stopped")
    #expect(try await Verifier.verify(bank.store).isWhole)
  }
}
