import Expression
import Foundation
import Testing

@Suite struct ConformanceTests {
  /// `shared/data/cel` beside the package or above it; nil where it is not to be had.
  static let folder: URL? = {
    var folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    while folder.path != "/" {
      folder.deleteLastPathComponent()
      let data = folder.appendingPathComponent("shared/data/cel")
      if FileManager.default.fileExists(atPath: data.path) { return data }
    }
    return nil
  }()

  @Test func `every official case without protobuf messages passes`() throws {
    guard let folder = Self.folder else {
      print("conformance: shared/data/cel is not here, nothing was run")
      return
    }
    var passed = 0
    var skipped: [String: Int] = [:]
    var failures: [String] = []
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    where file.hasSuffix(".json") {
      let data = try Data(contentsOf: folder.appendingPathComponent(file))
      let json = try JSONSerialization.jsonObject(with: data)
      for object in json as? [[String: Any]] ?? [] {
        let one = ConformanceCase(object, file: file)
        switch one.run() {
        case .passed: passed += 1
        case .skipped(let reason): skipped[reason, default: 0] += 1
        case .failed(let why): failures.append("\(one.name): `\(one.expression)` \(why)")
        }
      }
    }
    let count = skipped.values.reduce(0, +)
    print("conformance: \(passed) passed, \(count) skipped, \(failures.count) failed")
    for (reason, count) in skipped.sorted(by: { $0.key < $1.key }) {
      print("  skipped \(count): \(reason)")
    }
    for failure in failures { print("  failed \(failure)") }
    #expect(failures.isEmpty)
    #expect(passed > 800)
  }

  @Test func `every official expression prints as text that parses to the same tree`() throws {
    guard let folder = Self.folder else { return }
    var count = 0
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path)
    where file.hasSuffix(".json") {
      let data = try Data(contentsOf: folder.appendingPathComponent(file))
      let json = try JSONSerialization.jsonObject(with: data)
      for object in json as? [[String: Any]] ?? [] {
        let tree = try SyntaxTree(object["expr"] as? String ?? "")
        let again = try SyntaxTree(tree.description)
        #expect(again == tree, "\(tree)")
        count += 1
      }
    }
    #expect(count > 900)
  }
}
