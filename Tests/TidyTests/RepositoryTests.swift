import Foundation
import Testing

/// Every rule over every file. Each rule's failing example stands in `RuleTests`.
struct RepositoryTests {
  static let rules: [(name: String, rule: Rule)] = [
    ("Swift files are short", swiftFilesAreShort),
    ("Swift lines are narrow", swiftLinesAreNarrow),
    ("nothing stops the program", nothingStopsTheProgram),
    ("unchecked concurrency is proved", uncheckedConcurrencyIsProved),
    ("leftovers have an issue", leftoversHaveAnIssue),
    ("type names say something", typeNamesSaySomething),
    ("no code asks for the city", noCodeAsksForTheCity),
    ("no workplace is named", noWorkplaceIsNamed),
    ("pages have one title", pagesHaveOneTitle),
    ("links lead somewhere", linksLeadSomewhere(in: Repository.here.paths)),
    ("imports are declared", importsAreDeclared(in: manifest)),
    ("modules stay behind their fences", modulesStayBehindTheirFences),
    ("the centre is pure", theCentreIsPure),
    ("words stand in the catalogue", wordsStandInTheCatalogue),
    ("mark-up holds no words", markUpHoldsNoWords),
    ("texts have both languages", textsHaveBothLanguages),
    ("every word is used", everyWordIsUsed(in: Repository.here.files)),
  ]

  static let manifest = Manifest(Repository.here.file("Package.swift")?.text ?? "")

  @Test(arguments: rules.map(\.name))
  func `the repository keeps the rule`(name: String) throws {
    let rule = try #require(Self.rules.first { $0.name == name }).rule
    let findings = Repository.here.files.flatMap(rule).map(\.description)
    if findings.isEmpty { return }
    Issue.record("\(findings.count) places break the rule:\n\(findings.joined(separator: "\n"))")
  }

  @Test func `the walk finds the repository`() {
    let paths = Repository.here.paths
    #expect(paths.isSuperset(of: ["Package.swift", "Makefile", "Sources/Kernel", ".ci/run"]))
    #expect(!paths.contains { $0.hasPrefix(".git/") || $0.hasPrefix(".build") })
    #expect(Self.manifest.targets.contains { $0.name == "Kernel" && $0.path == "Sources/Kernel" })
  }

  @Test func `the embedded files are fresh`() throws {
    let check = try ResourceCheck(root: Repository.here.root)
    #expect(check.isFresh, "\(check.complaint)")
  }
}
