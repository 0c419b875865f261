import Archive
import Foundation
import Journal
import Kernel
import Store
import StoreSQLite
import TestKit
import Testing

/// Sealed events in files, exactly as they stand in the store.
@Suite struct ArchiveTests {
  @Test func `an archive holds every sealed event and proves itself without the store`()
    async throws
  {
    let scene = try await ArchiveScene()
    let report = try await scene.archive()
    let sealed = try await scene.sealedEvents()
    #expect(report.events == sealed && sealed > 0)
    #expect(report.seals == 4)
    let proof = try await ArchiveProof.verify(folder: scene.folder)
    #expect(proof.journal.findings.isEmpty)
    #expect(proof.journal.events == report.events && proof.journal.seals == report.seals)
    #expect(proof.compared == nil)
    let stored = try await Verifier.verify(scene.town.store)
    #expect(proof.journal.anchor == stored.anchor && proof.journal.streams == stored.streams)
    let against = try await ArchiveProof.verify(folder: scene.folder, against: scene.town.store)
    #expect(against.journal.isWhole && against.compared == 4)
  }

  @Test func `archiving again adds what is new and leaves the rest`() async throws {
    let scene = try await ArchiveScene(rounds: 2)
    _ = try await scene.archive()
    let before = try scene.files()
    let again = try await scene.archive()
    #expect(again.events == 0 && again.seals == 0)
    #expect(try scene.files() == before)
    try await scene.goOn()
    let more = try await scene.archive()
    #expect(more.seals == 1 && more.events > 0)
    #expect(try await ArchiveProof.verify(folder: scene.folder).journal.isWhole)
    // One day is one file: what was there is the beginning of what is there now.
    for (name, bytes) in before where name.hasSuffix(".gz") {
      #expect(try scene.files()[name]?.starts(with: bytes) == true)
    }
  }

  @Test func `each day of sealing is a file, and a date leaves later seals out`() async throws {
    let scene = try await ArchiveScene(rounds: 3, hoursBetween: 30)
    let days = try await scene.town.store.read { try Seal.seals(after: 0, $0) }.map(\.sealed)
    let first = try await Archiver(folder: scene.folder).add(scene.town.store, before: days[1])
    #expect(first.seals == 1 && first.files == 1)
    let second = try await Archiver(folder: scene.folder).add(
      scene.town.store, before: days[2].advanced(byMilliseconds: 1))
    #expect(second.seals == 2 && second.files == 3)
    #expect(try await ArchiveProof.verify(folder: scene.folder).journal.isWhole)
  }

  @Test func `the lines are what any program can read`() async throws {
    let scene = try await ArchiveScene(rounds: 2)
    _ = try await scene.archive()
    let name = try #require(scene.files().keys.first { $0.hasSuffix(".gz") })
    let child = try ChildProcess("gzip", ["-dc", scene.folder + "/" + name])
    #expect(child.wait() == 0)
    let lines = child.output.split(separator: "\n").map(String.init)
    let events = try await scene.town.store.read {
      try $0.rows("SELECT position, body, subject FROM event ORDER BY position", [])
    }
    let parsed = try lines.map { try JSON(parsing: $0) }
    #expect(parsed.compactMap { $0["body"]?.string } == events.map { $0.text(1) })
    #expect(parsed.compactMap { $0["subject"]?.integer } == events.map { $0.integer(2) })
    #expect(parsed.count { $0["root"] != nil } == 2)
  }

  @Test func `what a stopped program left behind is cut off`() async throws {
    let scene = try await ArchiveScene(rounds: 2)
    _ = try await scene.archive()
    let before = try scene.files()
    // Longer than what is written over it.
    let tail = [UInt8](repeating: 7, count: 100_000)
    let name = try #require(before.keys.first { $0.hasSuffix(".gz") })
    try scene.write(name, before[name, default: []] + [0x1F, 0x8B, 8, 0] + tail)
    let proof = try await ArchiveProof.verify(folder: scene.folder)
    #expect(!proof.journal.isWhole)
    try await scene.goOn()
    _ = try await scene.archive()
    #expect(try await ArchiveProof.verify(folder: scene.folder).journal.isWhole)
    // A file that no manifest names is one whose first seal was being written.
    let scene2 = try await ArchiveScene(rounds: 1)
    let seal = try await scene2.town.store.read { try Seal.seals(after: 0, $0) }[0]
    try FileManager.default.createDirectory(
      atPath: scene2.folder, withIntermediateDirectories: true)
    try scene2.write("\(seal.sealed.local(.utc).date.text)-0000000001.jsonl.gz", tail)
    _ = try await scene2.archive()
    #expect(try await ArchiveProof.verify(folder: scene2.folder).journal.isWhole)
  }

  @Test func `another history and a second writer are refused`() async throws {
    let scene = try await ArchiveScene(rounds: 2)
    _ = try await scene.archive()
    let other = try await ArchiveScene(rounds: 2, seed: 9)
    let code = await problemCode {
      _ = try await Archiver(folder: scene.folder).add(other.town.store)
    }
    #expect(code == "archive.other-history")
    let differs = try await ArchiveProof.verify(folder: scene.folder, against: other.town.store)
    #expect(differs.journal.findings.allSatisfy { $0.kind == .sealBroken })
    #expect(differs.journal.findings.count == 2)
    try await scene.goOn()
    let held = open(scene.folder + "/.lock", O_RDWR)
    defer { close(held) }
    #expect(flock(held, LOCK_EX) == 0)
    let locked = await problemCode { _ = try await scene.archive() }
    #expect(locked == "archive.locked")
  }

  @Test func `a file that lost bytes is not written on`() async throws {
    let scene = try await ArchiveScene(rounds: 2)
    _ = try await scene.archive()
    let name = try #require(scene.files().keys.first { $0.hasSuffix(".gz") })
    try scene.write(name, try scene.files()[name, default: []].dropLast())
    try await scene.goOn()
    #expect(await problemCode { _ = try await scene.archive() } == "archive.damaged")
  }

  @Test func `nobody else may read an archive`() async throws {
    let scene = try await ArchiveScene(rounds: 1)
    _ = try await scene.archive()
    for name in try scene.files().keys {
      let attributes = try FileManager.default.attributesOfItem(atPath: scene.folder + "/" + name)
      #expect(attributes[.posixPermissions] as? Int == 0o600, "\(name)")
    }
  }
}
