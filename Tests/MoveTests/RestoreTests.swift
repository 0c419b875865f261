import Archive
import City
import Journal
import Kernel
import Matters
import Move
import Organisation
import Store
import StoreSQLite
import TestKit
import Testing

/// What was true at a moment is true again after a restore to it.
@Suite struct RestoreTests {
  /// The tables that a restore brings back to the moment: the journal, and all that is made of it.
  private func truth(_ store: any Store, like town: Town) async throws -> [String: [Row]] {
    let digests = try await town.city.rebuilder.digests(store)
    let names = Set(digests.keys).union(["event", "stream"])
    return try await everything(store).filter { names.contains($0.key) }
  }

  /// A copy of a file that was put away, brought to an end and opened.
  private func restored(
    _ backup: String, _ end: Restorer.End, from folders: [String], _ scene: ArchiveScene,
    as name: String
  ) async throws -> (store: SQLiteStore, report: Restorer.Report) {
    let path = scene.place.path + "/" + name
    do {
      let source = try SQLiteStore(path: backup, readOnly: true)
      try await source.backup(to: path)
    }
    let copy = try SQLiteStore(path: path)
    let report = try await Restorer(end).restore(copy, from: folders)
    #expect(try await copy.read(EventReader.lastPosition) == report.last)
    let clock = scene.town.clock
    let city = try await City(reading: scene.town.city.pack, copy) { clock.now }
    #expect(try await city.settleRestored().packsMissing == [])
    #expect(try await Verifier.verify(copy).isWhole)
    return (copy, report)
  }

  /// A town whose every state was noted: backed up after the second range, archived after the
  /// fourth, with events beyond.
  private struct Story {
    let scene: ArchiveScene
    let backup: String
    var moments: [(at: Instant, position: Int64, truth: [String: [Row]])] = []
  }

  private func story() async throws -> Story {
    let scene = try await ArchiveScene(rounds: 0)
    var story = Story(scene: scene, backup: scene.place.path + "/backup")
    for round in 0..<5 {
      try await scene.town.live(4, seed: UInt64(round))
      let position = try await scene.town.store.read(EventReader.lastPosition)
      story.moments.append(
        (scene.town.clock.now, position, try await truth(scene.town.store, like: scene.town)))
      if round < 4 { try await Sealer.seal(scene.town.store, at: scene.town.clock.now) }
      if round == 1 { try await scene.town.store.backup(to: story.backup) }
      if round == 3 { try await scene.archive() }
    }
    return story
  }

  @Test(arguments: 0..<4, [true, false])
  func `a store is restored to what was true at a moment`(
    round: Int, byMoment: Bool
  ) async throws {
    let story = try await story()
    let moment = story.moments[round]
    let end: Restorer.End =
      byMoment ? .moment(moment.at) : .position(moment.position)
    let (store, report) = try await restored(
      story.backup, end, from: [story.scene.folder], story.scene, as: "restored")
    #expect(report.last == moment.position)
    let found = try await truth(store, like: story.scene.town)
    #expect(found == moment.truth)
    #expect(found["matter"]?.count == 4 * (round + 1))
    // Seals that reach beyond the moment are gone, the others are those of the store.
    let seals = try await store.read { try Seal.seals(after: 0, $0) }
    let whole = try await story.scene.town.store.read { try Seal.seals(after: 0, $0) }
    #expect(seals == whole.filter { $0.last <= moment.position })
  }

  @Test func `without an end everything that was archived comes back`() async throws {
    let story = try await story()
    let (store, report) = try await restored(
      story.backup, .newest, from: [story.scene.folder], story.scene, as: "restored")
    #expect(report.added > 0 && report.removed == 0)
    #expect(try await truth(store, like: story.scene.town) == story.moments[3].truth)
    // The city goes on in it.
    let clock = story.scene.town.clock
    let city = try await City.open(
      story.scene.town.city.pack, store, random: fixedBytes
    ) { clock.now }
    let action = ReceiveMatter(
      kind: "hotline", title: "又一件", text: "请修", caller: "王建国", channel: "phone")
    _ = try await city.perform(
      Request(action, by: try city.actor(post: "a-call-taker"), at: clock.now))
    #expect(try await Verifier.verify(store).isWhole)
    #expect(try await store.read(EventReader.lastPosition) > report.last)
  }

  @Test func `any position within an action is refused and any other is reached`() async throws {
    let story = try await story()
    let events = try await story.scene.town.store.read {
      try $0.rows(
        "SELECT position, subject, recorded, action FROM event ORDER BY position", [])
    }
    var refused = 0
    for position in Int64(1)..<story.moments[1].position {
      let (here, next) = (events[Int(position) - 1], events[Int(position)])
      let isInside = here.values[1...] == next.values[1...]
      let path = "restored\(position)"
      let code = await problemCode {
        _ = try await restored(
          story.backup, .position(position), from: [], story.scene, as: path)
      }
      #expect(code == (isInside ? "restore.inside-action" : nil), "\(position)")
      if isInside { refused += 1 }
    }
    #expect(refused < Int(story.moments[1].position) - 1)
  }

  @Test func `what lies beyond backup and archives is refused`() async throws {
    let story = try await story()
    let far = story.moments[4].position
    for folders in [[], [story.scene.folder]] {
      let code = await problemCode {
        _ = try await restored(
          story.backup, .position(far), from: folders, story.scene, as: "far\(folders.count)")
      }
      #expect(code == "restore.beyond")
    }
  }

  @Test func `an archive of another history, or with a gap, is refused`() async throws {
    let story = try await story()
    let other = try await ArchiveScene(rounds: 8, seed: 5)
    _ = try await other.archive()
    let foreign = await problemCode {
      _ = try await restored(
        story.backup, .newest, from: [other.folder], story.scene, as: "foreign")
    }
    #expect(foreign == "journal.line-foreign")
    let name = try #require(story.scene.files().keys.first { $0.hasSuffix(".gz") })
    var bytes = try story.scene.files()[name, default: []]
    bytes[bytes.count / 2] ^= 4
    try story.scene.write(name, bytes)
    let damaged = await problemCode {
      _ = try await restored(
        story.backup, .newest, from: [story.scene.folder], story.scene, as: "damaged")
    }
    #expect(damaged == "archive.damaged")
  }

  @Test func `a clock that was put back brings nothing later in`() async throws {
    let scene = try await ArchiveScene(rounds: 0)
    try await scene.town.live(3, seed: 1)
    let moment = scene.town.clock.now
    let position = try await scene.town.store.read(EventReader.lastPosition)
    try await scene.town.live(1, seed: 2)
    scene.town.clock.advance(-7_200_000)
    try await scene.town.live(1, seed: 3)
    let end = try await scene.town.store.read { try JournalEnd.position(at: moment, $0) }
    #expect(end == position)
  }

  @Test func `of every table it is said where a restore takes it from`() async throws {
    let scene = try await ArchiveScene(rounds: 0)
    let projections = Set(try await scene.town.city.rebuilder.digests(scene.town.store).keys)
    let beside = Set(City.tablesBesideProjections.keys)
    #expect(projections.isDisjoint(with: beside))
    let all = Set(TableShape.tables(of: City.migrations).map(\.name))
    #expect(all == projections.union(beside))
  }

  @Test func `working state goes as far as it belongs to what is gone`() async throws {
    let scene = try await ArchiveScene(rounds: 0)
    try await scene.town.live(3, seed: 1)
    let position = try await scene.town.store.read(EventReader.lastPosition)
    try await scene.town.live(3, seed: 2)
    try await scene.town.fillWorkingState()
    let last = try await scene.town.store.read(EventReader.lastPosition)
    try await scene.town.store.write { writer in
      try writer.run("UPDATE desk_reader SET position = ?", [.integer(last)])
      for (place, part) in [(position, 90), (last, 91)] {
        try writer.run(
          """
          INSERT INTO outbox (position, part, jurisdiction, destination, payload, attempts, due,
            state, failure) VALUES (?, ?, ?, 'notice', '{}', 0, 0, 'waiting', '')
          """, [.integer(place), .integer(Int64(part)), .integer(Town.jurisdiction)])
      }
      try writer.run(
        """
        INSERT INTO desk_seen (jurisdiction, account, matter, version, seen)
        SELECT jurisdiction, 5, subject, version, 1 FROM stream
        """, [])
    }
    let backup = scene.place.path + "/backup"
    try await scene.town.store.backup(to: backup)
    let (store, _) = try await restored(
      backup, .position(position), from: [], scene, as: "restored")
    let all = try await everything(store)
    #expect(all["session"] == [] && all["way_in"] == [])
    #expect(all["account_credential"]?.count == 1 && all["photograph"]?.count == 1)
    #expect(all["city_secret"]?.count == 1)
    #expect(all["desk_reader"]?.first?.integer(2) == position)
    #expect(all["desk_seen"]?.count == 3)
    #expect(all["outbox"]?.contains { $0.integer(1) == 90 } == true)
    #expect(all["outbox"]?.allSatisfy { $0.integer(0) <= position } == true)
    #expect(all["calendar_in_force"]?.first?.text(1) == "")
  }
}
