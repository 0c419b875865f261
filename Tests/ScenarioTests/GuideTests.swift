import City
import Kernel
import Pack
import Scenarios
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
    var files: [String: [UInt8]] = [:]
    for block in blocks {
      let words = (block.first ?? "").split(separator: " ").map(String.init)
      guard words.count == 2 else { continue }
      let path: String
      switch words[0] {
      case "scenario:": path = "Mechanisms/\(words[1])/scenario.yaml"
      case "mechanism:": path = "Mechanisms/\(words[1])/mechanism.yaml"
      case "pack:": path = "Packs/\(words[1])/pack.yaml"
      default: continue
      }
      files[path] = Array((block.joined(separator: "\n") + "\n").utf8)
    }
    return PackFiles(files)
  }

  @Test(arguments: [
    ("write-a-mechanism.md", "M01", "town", 2), ("write-a-matter.md", "M02", "borough", 20),
  ])
  func `what a guide has its reader write loads and comes true`(
    name: String, mechanism: String, packName: String, steps: Int
  ) async throws {
    let guide = try written(name)
    #expect(guide.bytes.count == 3)
    let files = repositoryFiles().overlaid(with: guide)
    let record = try RecordFile.read(
      "Mechanisms/\(mechanism)/scenario.yaml", ScenarioRecord.self, from: files)
    let pack = try PackLoader.load(packName, from: files)
    let city = try await City.open(pack, try temporaryStore(), random: fixedBytes) {
      Instant(milliseconds: 1_780_000_000_000)
    }
    var run = ScenarioRun(record, city)
    try await run.run()
    #expect(run.lines.flatMap(\.failures) == [])
    #expect(run.lines.count == steps)
  }
}
