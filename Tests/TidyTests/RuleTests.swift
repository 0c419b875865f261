import Foundation
import Testing

/// A rule that cannot fail is no rule: one example that breaks it, and one beside it that does not.
struct RuleTests {
  private func lines(_ rule: Rule, _ path: String, _ text: String) -> [Int] {
    rule(RepositoryFile(path, text)).map(\.line)
  }

  @Test func `a long file is found`() {
    let longest = String(repeating: "let a = 1\n", count: swiftFileLinesMax)
    #expect(lines(swiftFilesAreShort, "Sources/A/A.swift", longest) == [])
    #expect(lines(swiftFilesAreShort, "Sources/A/A.swift", longest + "let b = 2\n") == [0])
    #expect(lines(swiftFilesAreShort, "Packs/a/areas.csv", longest + longest) == [])
  }

  @Test func `a wide line is found`() {
    let widest = "// " + String(repeating: "宽", count: swiftLineColumnsMax - 3)
    #expect(lines(swiftLinesAreNarrow, "Sources/A/A.swift", widest) == [])
    #expect(lines(swiftLinesAreNarrow, "Sources/A/A.swift", "\n" + widest + "x\n") == [2])
  }

  @Test func `a stop of the program is found`() {
    let text = "let a = try! b()\nfatalError(\"gone\")\n// try! is banned\nlet c = \"try!\"\n"
    #expect(lines(nothingStopsTheProgram, "Sources/A/A.swift", text) == [1, 2])
    #expect(lines(nothingStopsTheProgram, "Tests/A/A.swift", text) == [1])
  }

  @Test func `unproved concurrency is found`() {
    let rule = uncheckedConcurrencyIsProved
    let bare = "/// A box.\nfinal class A: @unchecked Sendable {}\nnonisolated(unsafe) var b = 1\n"
    #expect(lines(rule, "Sources/A/A.swift", bare) == [2, 3])
    let proved = """
      // Safe because only the owner's queue touches it,
      // and the owner waits for that queue.
      final class A: @unchecked Sendable {}
      """
    #expect(lines(rule, "Sources/A/A.swift", proved) == [])
    #expect(lines(rule, "Sources/A/A.swift", "// Safe because.\n\n" + bare) == [4, 5])
  }

  @Test func `leftovers without an issue are found`() {
    let text = "// TODO later\n// TODO #12 later\n// FIXME\n// XXX\nlet list = \"TODO\"\n"
    #expect(lines(leftoversHaveAnIssue, "Sources/A/A.swift", text) == [1, 3, 4])
    #expect(lines(leftoversHaveAnIssue, "docs/a.md", "# A\nTODO\n`TODO`\n```\nFIXME\n```\n") == [2])
    #expect(lines(leftoversHaveAnIssue, "bin/a", "# FIXME\n") == [1])
    #expect(lines(leftoversHaveAnIssue, "Packs/a/messages.csv", "XXX小区\n") == [])
  }

  @Test(arguments: emptySuffixes) func `an empty type name is found`(suffix: String) {
    let text = "struct Clock\(suffix) {}\nfinal class \(suffix)Clock {}\nFile\(suffix).standard()\n"
    #expect(lines(typeNamesSaySomething, "Sources/A/A.swift", text) == [1])
  }

  @Test func `a question for the city is found`() {
    let text = "if pack.id == \"a\" {}\nswitch city.pack.id {}\nif packID != x {}\nshow(pack.id)\n"
    #expect(lines(noCodeAsksForTheCity, "Sources/A/A.swift", text) == [1, 2, 3])
    #expect(lines(noCodeAsksForTheCity, "Tests/A/A.swift", text) == [])
  }

  @Test func `a path of a workplace is found`() {
    let place = "/wo" + "rk/"
    let text = "cd \(place)main\nhomework/a\nsrc\(place)a\n\"\(place)\"\nread .libr" + "ary/list\n"
    #expect(lines(noWorkplaceIsNamed, "docs/a.md", text) == [1, 4, 5])
    #expect(lines(noWorkplaceIsNamed, "Package.swift", ".library(name: \"A\")") == [])
  }

  @Test func `a page with no title or two is found`() {
    #expect(lines(pagesHaveOneTitle, "docs/a.md", "# A\n\n```\n# comment\n```\n## B\n") == [])
    #expect(lines(pagesHaveOneTitle, "docs/a.md", "# A\n\n# B\n") == [3])
    #expect(lines(pagesHaveOneTitle, "docs/a.md", "A\n") == [0])
  }

  @Test func `a link that leads nowhere is found`() {
    let rule = linksLeadSomewhere(in: ["README.md", "docs", "docs/a.md", "docs/单位.md"])
    let text = """
      [up](../README.md) ![picture](b.svg) [here](#part) [world](https://example.org/x)
      [a](a.md#part) [folder](.) [unit](%E5%8D%95%E4%BD%8D.md) `[code](c.md)`
      [out](../../README.md) [root](/docs/a.md) [gone](b/a.md "title")
      """
    #expect(lines(rule, "docs/a.md", text) == [1, 3, 3])
  }

  @Test func `an import that the manifest does not declare is found`() {
    let manifest = Manifest(
      """
      targets: [
        .target(name: "Kernel", swiftSettings: strict),
        .target(
          name: "Journal",
          dependencies: ["Kernel", .product(name: "GRDB", package: "GRDB.swift")]),
        // .target(name: "Gone"),
        .target(name: "Matters", dependencies: ["Kernel"], path: "Sources/Engines/Matters"),
        .testTarget(name: "MattersTests", dependencies: ["Matters"]),
      ]
      """)
    #expect(manifest.targets.map(\.name) == ["Kernel", "Journal", "Matters", "MattersTests"])
    #expect(manifest.targets[1].dependencies == ["Kernel", "GRDB"])
    #expect(manifest.target(of: "Tests/MattersTests/A.swift")?.name == "MattersTests")
    let rule = importsAreDeclared(in: manifest)
    let text = """
      public import Kernel
      import struct Journal.Chain
      @testable import Matters
      import A
      """
    #expect(lines(rule, "Sources/Engines/Matters/A.swift", text) == [2])
    #expect(lines(rule, "Tests/MattersTests/A.swift", text) == [1, 2])
    #expect(lines(rule, "Sources/Elsewhere/A.swift", text) == [])
  }

  @Test func `a module outside its fence is found`() {
    let text = "import GRDB\ninternal import HummingbirdCore\nlet a = \"import GRDB\"\n"
    #expect(lines(modulesStayBehindTheirFences, "Sources/Journal/A.swift", text) == [1, 2])
    #expect(lines(modulesStayBehindTheirFences, "Sources/StoreSQLite/A.swift", text) == [2])
    #expect(lines(modulesStayBehindTheirFences, "Sources/Server/A.swift", text) == [1])
  }

  @Test func `the world in the pure centre is found`() {
    let text = """
      import Foundation
      import Glibc
      import Kernel
      private import FoundationEssentials
      """
    #expect(lines(theCentreIsPure, "Sources/Engines/Matters/A.swift", text) == [1, 2, 4])
    #expect(lines(theCentreIsPure, "Sources/StoreSQLite/A.swift", text) == [])
    #expect(lines(theCentreIsPure, "Sources/Expression/Zones/A.swift", text) == [1, 2, 4])
    for path in filesThatAskTheMachine { #expect(lines(theCentreIsPure, path, text) == []) }
  }

  @Test func `a stale embedded file is found`() throws {
    let root = FileManager.default.temporaryDirectory.appending(path: "tidy-\(UUID())")
    defer { try? FileManager.default.removeItem(at: root) }
    for folder in ["bin", "Packs/a"] {
      try FileManager.default.createDirectory(
        at: root.appending(path: folder), withIntermediateDirectories: true)
    }
    try FileManager.default.copyItem(
      at: Repository.here.root.appending(path: "bin/resources"),
      to: root.appending(path: "bin/resources"))
    let page = root.appending(path: "Packs/a/pack.yaml")
    try Data("id: a\n".utf8).write(to: page)
    #expect(try !ResourceCheck(root: root).isFresh)

    let write = try Process.run(root.appending(path: "bin/resources"), arguments: [])
    write.waitUntilExit()
    #expect(try ResourceCheck(root: root).isFresh)

    try Data("id: b\n".utf8).write(to: page)
    let check = try ResourceCheck(root: root)
    #expect(!check.isFresh)
    #expect(check.complaint.contains("stale"))
  }
}
