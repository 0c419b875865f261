import Foundation
import Kernel
import Testing

@testable import Pack

/// A pack with a fault, written down in one file of `Broken/`, and the answer it must get.
///
/// `--- file: PATH` begins a file that is laid over the base, `--- latin1: PATH` one that is stored
/// in that encoding, `--- edit: PATH` a list of changes `old => new` to a file of the base,
/// `--- delete: PATH` takes one away, `--- load: NAME` names the pack, if not `town`.
struct BrokenPack: CustomTestStringConvertible {
  let name: String
  let pack: String
  let files: PackFiles
  /// Texts that an edit looked for in vain.
  let missed: [String]

  var testDescription: String { name }
  var golden: URL { BrokenPack.folder.appending(path: name + ".expected") }

  static let folder = Fixture.folder.appending(path: "Broken")

  static let all: [BrokenPack] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []
    return names.filter { $0.hasSuffix(".yaml") }.sorted().map {
      BrokenPack(name: String($0.dropLast(5)))
    }
  }()

  init(name: String) {
    self.name = name
    let url = BrokenPack.folder.appending(path: name + ".yaml")
    let source = (try? Data(contentsOf: url)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    var bytes = Fixture.base.bytes
    var pack = "town"
    var missed: [String] = []
    for section in source.split(separator: "\n--- ").dropFirst() {
      let end = section.firstIndex(of: "\n") ?? section.endIndex
      let head = section[..<end].split(separator: ": ", maxSplits: 1).map(String.init)
      let body = section[end...].dropFirst()
      switch head[0] {
      case "file": bytes[head[1]] = Array((body + "\n").utf8)
      case "latin1": bytes[head[1]] = body.unicodeScalars.map { UInt8($0.value) }
      case "delete": bytes[head[1]] = nil
      case "load": pack = head[1]
      case "edit":
        var text = String(decoding: bytes[head[1]] ?? [], as: UTF8.self)
        for line in body.split(separator: "\n") {
          let change = line.split(separator: " => ", maxSplits: 1).map(String.init)
          if change.count < 2 || !text.contains(change[0]) { missed.append(String(line)) }
          guard change.count == 2, let range = text.range(of: change[0]) else { continue }
          text.replaceSubrange(range, with: change[1].replacing("\\n", with: "\n"))
        }
        bytes[head[1]] = Array(text.utf8)
      default: missed.append(String(section))
      }
    }
    self.pack = pack
    self.missed = missed
    files = PackFiles(bytes)
  }

  /// All lines in Chinese, an empty line, all lines in English.
  func answer() throws -> String {
    let faults = try Fixture.faults(pack, files)
    let chinese = faults.map { $0.line(.chinese) }
    let english = faults.map { $0.line(.english) }
    return (chinese + [""] + english).joined(separator: "\n") + "\n"
  }
}
