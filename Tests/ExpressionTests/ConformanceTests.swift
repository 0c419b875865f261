import Conformance
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

  /// The official files; empty, with a note, where they are not to be had.
  static func files() throws -> [ConformanceFile] {
    guard let folder else {
      print("conformance: shared/data/cel is not here, nothing was run")
      return []
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    return try names.filter { $0.hasSuffix(".json") }.map { name in
      let data = try Data(contentsOf: folder.appendingPathComponent(name))
      return try ConformanceFile(Array(data), path: name)
    }
  }

  @Test func `every official case without protobuf messages passes`() throws {
    let files = try Self.files()
    guard !files.isEmpty else { return }
    let report = ConformanceReport(files, libraries: Library.all)
    let (passed, failed, skipped) = (report.passed, report.failed, report.skipped)
    print("conformance: \(passed) passed, \(skipped.count) skipped, \(failed.count) failed")
    let reasons = Dictionary(grouping: skipped, by: \.reason)
    for (reason, cases) in reasons.sorted(by: { $0.key < $1.key }) {
      print("  skipped \(cases.count): \(reason)")
    }
    for failure in failed {
      print("  failed \(failure.name): `\(failure.expression)` \(failure.reason)")
    }
    #expect(failed.isEmpty)
    #expect(passed > 800)
    #expect(reasons.keys.allSatisfy { $0.contains("protobuf") })
  }

  @Test func `every official expression prints as text that parses to the same tree`() throws {
    let files = try Self.files()
    guard !files.isEmpty else { return }
    var count = 0
    for one in files.flatMap(\.cases) {
      let tree = try SyntaxTree(one.expression)
      let again = try SyntaxTree(tree.description)
      #expect(again == tree, "\(tree)")
      count += 1
    }
    #expect(count > 900)
  }
}
