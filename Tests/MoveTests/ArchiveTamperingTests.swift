import Archive
import Cryptography
import Foundation
import Housekeeping
import Journal
import Kernel
import Store
import StoreSQLite
import TestKit
import Testing

/// Whatever is done to an archive's files is found, also where the manifest was set right.
@Suite struct ArchiveTamperingTests {
  private typealias Lines = [String]

  /// What is done to a file's lines, and what must be found.
  struct Crime: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let kinds: Set<Verifier.Finding.Kind>
    let change: @Sendable (inout [String], inout Seeded) -> Void

    static func events(_ lines: [String]) -> [Int] {
      lines.indices.filter { lines[$0].contains("\"position\"") }
    }

    static let all = [
      Crime(testDescription: "altered", kinds: [.changed]) { lines, random in
        let events = events(lines)
        let place = events[random.number(0...(events.count - 1))]
        lines[place] = lines[place].replacingOccurrences(of: "王建国", with: "王建民")
          .replacingOccurrences(of: "\"actor\":\"", with: "\"actor\":\"x")
      },
      Crime(testDescription: "removed", kinds: [.removed]) { lines, random in
        let events = events(lines)
        lines.remove(at: events[random.number(0...(events.count - 2))])
      },
      Crime(testDescription: "swapped", kinds: [.removed, .inserted]) { lines, random in
        let events = events(lines)
        let first = random.number(0...(events.count - 2))
        lines.swapAt(events[first], events[first + 1])
      },
      Crime(testDescription: "cut", kinds: [.removed]) { lines, _ in
        lines.remove(at: lines.count - 2)
      },
      Crime(testDescription: "appended", kinds: [.inserted]) { lines, _ in
        lines.append(lines[events(lines)[0]])
      },
      Crime(testDescription: "seal dropped", kinds: [.sealBroken]) { lines, _ in
        lines.remove(at: lines.firstIndex { $0.contains("\"root\"") } ?? 0)
      },
      Crime(testDescription: "seal altered", kinds: [.sealBroken]) { lines, _ in
        let place = lines.firstIndex { $0.contains("\"root\"") } ?? 0
        lines[place] = lines[place].replacingOccurrences(of: "\"sealed\":1", with: "\"sealed\":2")
      },
    ]
  }

  private func lines(of path: String) throws -> [String] {
    let child = try ChildProcess("gzip", ["-dc", path])
    #expect(child.wait() == 0)
    return child.output.split(separator: "\n").map(String.init)
  }

  /// Sets length and digest in the manifest to those of the file that was changed.
  private func forgeManifest(_ scene: ArchiveScene, _ name: String) throws {
    let bytes = try scene.files()[name, default: []]
    let manifest = try JSON(parsing: scene.files()["manifest.json", default: []])
    let files = manifest["files"]?.array?.map { file -> JSON in
      guard file["name"]?.string == name, var members = file.object else { return file }
      members["bytes"] = .integer(Int64(bytes.count))
      members["digest"] = .string(Digest.hex(Digest.sha256(bytes)))
      return .object(members)
    }
    let forged: JSON = ["format": 1, "files": .array(files ?? [])]
    try scene.write("manifest.json", Array(forged.prettyText.utf8))
  }

  @Test(arguments: Crime.all, UInt64(1)...5)
  func `a file that was changed is found`(crime: Crime, seed: UInt64) async throws {
    for setsManifestRight in [false, true] {
      let scene = try await ArchiveScene(rounds: 3, seed: seed)
      _ = try await scene.archive()
      let name = try #require(scene.files().keys.first { $0.hasSuffix(".gz") })
      var lines = try lines(of: scene.folder + "/" + name)
      var random = Seeded(seed)
      crime.change(&lines, &random)
      let text = lines.joined(separator: "\n") + "\n"
      try scene.write(name, try GzipStream.compressed(Array(text.utf8)))
      if setsManifestRight { try forgeManifest(scene, name) }
      let report = try await ArchiveProof.verify(folder: scene.folder).journal
      #expect(!report.isWhole)
      #expect(
        report.findings.contains { crime.kinds.contains($0.kind) && $0.text.contains(" ") },
        "\(report.findings)")
      if setsManifestRight {
        #expect(!report.findings.contains { $0.text.contains("not the file") })
      }
    }
  }

  @Test func `every byte of a file counts`() async throws {
    let scene = try await ArchiveScene(rounds: 2)
    _ = try await scene.archive()
    let name = try #require(scene.files().keys.first { $0.hasSuffix(".gz") })
    let whole = try scene.files()[name, default: []]
    var random = Seeded(3)
    for _ in 0..<40 {
      var bytes = whole
      bytes[random.number(0...(bytes.count - 1))] ^= UInt8(1 << random.number(0...7))
      try scene.write(name, bytes)
      #expect(try await !ArchiveProof.verify(folder: scene.folder).journal.isWhole)
      try scene.write(name, whole.prefix(random.number(0...(whole.count - 1))))
      #expect(try await !ArchiveProof.verify(folder: scene.folder).journal.isWhole)
    }
    try scene.write(name, whole)
    #expect(try await ArchiveProof.verify(folder: scene.folder).journal.isWhole)
  }

  @Test func `files that were removed, swapped or added are found by name`() async throws {
    let scene = try await ArchiveScene(rounds: 3, hoursBetween: 30)
    _ = try await scene.archive()
    let whole = try scene.files()
    let names = whole.keys.filter { $0.hasSuffix(".gz") }.sorted()
    #expect(names.count == 3)
    for name in names {
      try scene.remove(name)
      let report = try await ArchiveProof.verify(folder: scene.folder).journal
      #expect(report.findings.contains { $0.kind == .removed && $0.text.contains(name) })
      try scene.write(name, whole[name, default: []])
    }
    try scene.write(names[0], whole[names[1], default: []])
    try scene.write(names[1], whole[names[0], default: []])
    let swapped = try await ArchiveProof.verify(folder: scene.folder).journal
    for name in names[..<2] { #expect(swapped.findings.contains { $0.text.contains(name) }) }
    for name in names { try scene.write(name, whole[name, default: []]) }
    try scene.write("2030-01-01-0000000009.jsonl.gz", whole[names[0], default: []])
    let added = try await ArchiveProof.verify(folder: scene.folder).journal
    #expect(added.findings.contains { $0.kind == .inserted && $0.text.contains("2030") })
  }

  @Test func `a manifest that lost its last file is told by the anchor and by the store`()
    async throws
  {
    let scene = try await ArchiveScene(rounds: 3, hoursBetween: 30)
    let anchor = try await scene.archive().anchor
    let manifest = try JSON(parsing: scene.files()["manifest.json", default: []])
    let files = manifest["files"]?.array ?? []
    let shorter: JSON = ["format": 1, "files": .array(files.dropLast())]
    try scene.write("manifest.json", Array(shorter.prettyText.utf8))
    try scene.remove(try #require(files.last?["name"]?.string))
    let report = try await ArchiveProof.verify(folder: scene.folder).journal
    #expect(report.isWhole && report.anchor != anchor)
  }

  @Test(
    arguments: [
      "", "{", "{\"format\":2,\"files\":[]}", "{\"format\":1}",
      "{\"format\":1,\"files\":[{\"name\":\"../../etc/passwd\"}]}",
    ])
  func `a manifest that the program did not write is refused`(text: String) async throws {
    let scene = try await ArchiveScene(rounds: 1)
    _ = try await scene.archive()
    try scene.write("manifest.json", Array(text.utf8))
    for code in [
      await problemCode { _ = try await ArchiveProof.verify(folder: scene.folder) },
      await problemCode { _ = try await scene.archive() },
    ] { #expect(code == "archive.damaged") }
  }

  @Test func `numbers beyond all bounds are findings and stop nothing`() async throws {
    let scene = try await ArchiveScene(rounds: 1)
    _ = try await scene.archive()
    let name = try #require(scene.files().keys.first { $0.hasSuffix(".gz") })
    let whole = try lines(of: scene.folder + "/" + name)
    for (member, place) in [
      ("position", 0), ("version", 1), ("subject", 2), ("number", -1), ("first", -1), ("last", -1),
    ] {
      for number in [Int64.min, .max] {
        var lines = whole
        let index = place < 0 ? lines.count - 1 : place
        let pattern = try Regex("\"\(member)\":[0-9]+")
        lines[index].replace(pattern, with: "\"\(member)\":\(number)")
        try scene.write(
          name, try GzipStream.compressed(Array((lines.joined(separator: "\n") + "\n").utf8)))
        try forgeManifest(scene, name)
        #expect(try await !ArchiveProof.verify(folder: scene.folder).journal.isWhole)
      }
    }
  }
}
