import City
import Foundation
import Kernel
import Pack
import Scenarios
import StoreSQLite
import TestKit
import Testing

struct GuideTests {
  /// The files that a guide has its reader write: indented blocks, told apart by their first key.
  private func written(_ guide: String) throws -> PackFiles {
    let text = String(
      decoding: try #require(fileBytes(root + "/docs/guides/" + guide)), as: UTF8.self)
    var blocks: [[Substring]] = [[]]
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("    ") {
        blocks[blocks.count - 1].append(line.dropFirst(4))
      } else if !line.isEmpty, !blocks[blocks.count - 1].isEmpty {
        blocks.append([])
      }
    }
    let paths = [
      "scenario:": "Mechanisms/M01/scenario.yaml", "mechanism:": "Mechanisms/M01/mechanism.yaml",
      "pack:": "Packs/town/pack.yaml",
    ]
    var files: [String: [UInt8]] = [:]
    for block in blocks {
      let key = block.first.flatMap { $0.split(separator: " ").first }.map(String.init) ?? ""
      if let path = paths[key] { files[path] = Array((block.joined(separator: "\n") + "\n").utf8) }
    }
    return PackFiles(files)
  }

  @Test func `what the guide to mechanisms has its reader write loads and comes true`()
    async throws
  {
    let guide = try written("write-a-mechanism.md")
    #expect(guide.bytes.count == 3)
    let files = repositoryFiles().overlaid(with: guide)
    let record = try RecordFile.read(
      "Mechanisms/M01/scenario.yaml", ScenarioRecord.self, from: files)
    let folder = NSTemporaryDirectory() + "baodao-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let pack = try PackLoader.load("town", from: files)
    let city = try await City.open(
      pack, try SQLiteStore(temporaryIn: folder), random: fixedBytes
    ) {
      Instant(milliseconds: 1_780_000_000_000)
    }
    var run = ScenarioRun(record, city)
    try await run.run()
    #expect(run.isTrue, "\(run.lines.flatMap(\.failures))")
    #expect(run.lines.count == 2)
  }
}
