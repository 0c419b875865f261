import Cryptography
import Kernel
import Store
import TestKit
import Testing

@testable import Journal

/// Ranges of the journal under Merkle roots.
@Suite struct SealTests {
  @Test func `the root is the one of RFC 6962 for every number of leaves`() {
    var tree = MerkleTree()
    var leaves: [[UInt8]] = []
    #expect(tree.root == JournalFormat.root([]))
    for number in 0...200 {
      #expect(tree.root == JournalFormat.root(leaves[...]), "\(number) leaves")
      let leaf = Digest.sha256([UInt8(number)])
      tree.append(leaf: leaf)
      leaves.append(leaf)
    }
  }

  @Test func `a digest is the one that FIPS 180-4 gives`() {
    #expect(
      Digest.hex(Digest.sha256(Array("abc".utf8)))
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      Digest.hex(Digest.sha256([]))
        == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  }

  @Test func `each seal begins where the last ended and covers it`() async throws {
    let bank = try await Bank.open()
    #expect(try await Sealer.seal(bank.store, at: bank.clock.now) == 0)
    var random = Seeded(1)
    for _ in 0..<3 {
      try await bank.live(&random, actions: 7)
      #expect(try await Sealer.seal(bank.store, at: bank.clock.now) == 1)
      #expect(try await Sealer.seal(bank.store, at: bank.clock.now) == 0)
    }
    let rows = try await bank.store.read {
      try $0.rows("SELECT number, first, last, sealed, root, hash FROM seal ORDER BY number", [])
    }
    let events = try await Forger(store: bank.store).events()
    var previous = Digest.zero
    var last: Int64 = 0
    for (index, row) in rows.enumerated() {
      #expect(row.integer(0) == Int64(index + 1))
      #expect(row.integer(1) == last + 1)
      last = row.integer(2)
      let leaves = events.filter { (row.integer(1)...last).contains($0.position) }.map(\.hash)
      #expect(row.blob(4) == JournalFormat.root(leaves[...]))
      let numbers = (0..<4).flatMap { JournalFormat.number(row.integer($0)) }
      #expect(row.blob(5) == Digest.sha256([2] + numbers + row.blob(4) + previous))
      previous = row.blob(5)
    }
    #expect(last == Int64(events.count))
    let report = try await Verifier.verify(bank.store)
    #expect(report.isWhole && report.anchor == Digest.hex(previous))
  }

  @Test func `a long journal is sealed in ranges of bounded length`() async throws {
    let bank = try await Bank.open()
    let count = Sealer.rangeMax * 2 + 10
    try await Forger(store: bank.store).run(
      """
      WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < \(count))
      INSERT INTO event SELECT i, 1, i, 1, 'k', 'n', 0, 0, 'a', 'a', '', '{}', zeroblob(32) FROM n
      """)
    #expect(try await Sealer.seal(bank.store, at: bank.clock.now) == 3)
    let rows = try await bank.store.read {
      try $0.rows("SELECT first, last FROM seal ORDER BY 1", [])
    }
    #expect(
      rows.map { $0.integer(1) - $0.integer(0) + 1 } == [Sealer.rangeMax, Sealer.rangeMax, 10])
    #expect(rows.last?.integer(1) == count)
  }

  @Test(arguments: UInt64(1)...20)
  func `a seal that was altered in any column is found`(seed: UInt64) async throws {
    var scene = try await CrimeScene(seed, sealedEvery: 6)
    for (column, value) in [
      ("number", "number + 100"), ("first", "first - 1"), ("last", "last + 1"),
      ("root", "zeroblob(32)"), ("hash", "zeroblob(32)"), ("sealed", "sealed - 1"),
    ] {
      let number = scene.random.number(1...4)
      let row = " WHERE number = \(number)"
      let kept = try await scene.bank.store.read {
        try $0.rows(Statement("SELECT \(column), first FROM seal" + row), [])
      }[0]
      try await scene.forger.run("UPDATE seal SET \(column) = \(value)" + row)
      let report = try await scene.report()
      let first = kept.integer(1) - (column == "first" ? 1 : 0)
      #expect(
        report.findings.contains { $0.kind == .sealBroken && $0.position == first },
        "\(column) of \(number): \(report.findings)")
      let where_ = column == "number" ? " WHERE number = \(number + 100)" : row
      try await scene.forger.run("UPDATE seal SET \(column) = ?" + where_, [kept.values[0]])
      #expect(try await scene.report().isWhole)
    }
  }

  @Test(arguments: UInt64(1)...20)
  func `a seal that was dropped is found by the next, the newest by the anchor kept outside`(
    seed: UInt64
  ) async throws {
    var scene = try await CrimeScene(seed, sealedEvery: 6)
    let anchor = try await scene.report().anchor
    try await scene.forger.run("DELETE FROM seal WHERE number = \(scene.random.number(1...3))")
    #expect(try await scene.report().findings.contains { $0.kind == .sealBroken })
    let other = try await CrimeScene(seed, sealedEvery: 6)
    try await other.forger.run("DELETE FROM seal WHERE number = 4")
    let report = try await other.report()
    #expect(report.isWhole && report.anchor != anchor)
  }

  @Test(arguments: UInt64(1)...20)
  func `events under a seal that were dropped with every trace of them are found`(
    seed: UInt64
  ) async throws {
    var scene = try await CrimeScene(seed, sealedEvery: 6)
    let from = scene.random.number(1...scene.events.count)
    // The newest events go, and the streams' rows are set back as if they had never been.
    try await scene.forger.run("DELETE FROM event WHERE position >= \(from)")
    try await scene.forger.run("DELETE FROM stream")
    try await scene.forger.run(
      """
      INSERT INTO stream SELECT jurisdiction, subject, kind, max(version), hash FROM event
      GROUP BY jurisdiction, subject
      """)
    let report = try await scene.report()
    #expect(
      report.findings.contains { $0.kind == .removed && $0.position == from }, "\(report.findings)")
    #expect(report.findings.contains { $0.kind == .sealBroken })
  }

  @Test(arguments: UInt64(1)...20)
  func `a past that was written anew in full is found by its seal`(seed: UInt64) async throws {
    var scene = try await CrimeScene(seed, sealedEvery: 6)
    let forged = scene.anyEvent()
    var hash = [Int64: [UInt8]]()
    for event in scene.events {
      let actor = event.position == forged.position ? "person:nobody" : event.actor
      let draft = RecordedEvent(
        position: event.position, jurisdiction: event.jurisdiction, stream: event.stream,
        version: event.version, event: event.event, at: event.at, recorded: event.recorded,
        actor: actor, action: event.action, pack: event.pack, hash: [])
      let made = JournalFormat.hash(of: draft, after: hash[event.stream.id] ?? Digest.zero)
      hash[event.stream.id] = made
      try await scene.forger.run(
        "UPDATE event SET actor = ?, hash = ? WHERE position = ?",
        [.text(actor), .blob(made), .integer(event.position)])
      try await scene.forger.run(
        "UPDATE stream SET head = ? WHERE subject = ?", [.blob(made), .integer(event.stream.id)])
    }
    let report = try await scene.report()
    let range = try await scene.bank.store.read {
      try $0.rows(
        "SELECT first FROM seal WHERE ? BETWEEN first AND last", [.integer(forged.position)])
    }
    #expect(!report.isWhole && report.findings.allSatisfy { $0.kind == .sealBroken })
    #expect(report.findings.first?.position == range.first?.integer(0))
  }
}
