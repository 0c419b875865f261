import Testing

@testable import Pack

/// A pack's revision stands for all files that made it, and for no others.
@Suite struct RevisionTests {
  @Test func `a revision is twelve hexadecimal digits and the same every time`() throws {
    let pack = try Fixture.town()
    #expect(pack.revision.wholeMatch(of: /[0-9a-f]{12}/) != nil)
    #expect(try Fixture.town().revision == pack.revision)
    #expect(pack.reference == "town@" + pack.revision)
  }

  @Test(arguments: Fixture.base.bytes.keys.sorted())
  func `a changed file makes another revision`(_ path: String) throws {
    let text = Fixture.text(path)
    // A comment in YAML, an empty line in a table: the pack stays as it was.
    let changed = text + (path.hasSuffix(".yaml") ? "# changed\n" : "\n")
    #expect(try Fixture.town([path: changed]).revision != Fixture.town().revision)
  }

  @Test(arguments: [
    "Packs/town/scenario.yaml", "Packs/town/README.md", "Packs/town/demo/pack.yaml",
    "Packs/town/unused.csv", "Packs/calendars/other.csv", "Packs/other/pack.yaml",
    "Mechanisms/market/mechanism.yaml",
  ])
  func `a file that is not used changes no revision`(_ path: String) throws {
    #expect(try Fixture.town([path: "x: y\n"]).revision == Fixture.town().revision)
  }

  @Test func `the revision of a pack depends on the pack it extends`() throws {
    let suburb = ["Packs/suburb/pack.yaml": "pack: suburb\nextends: town\n"]
    let before = try PackLoader.load("suburb", from: Fixture.over(suburb))
    let changed = suburb.merging(
      Fixture.edited("Packs/town/figures.yaml", "按时率。", "按时办结的比例。")
    ) { _, new in new }
    let after = try PackLoader.load("suburb", from: Fixture.over(changed))
    #expect(before.revision != after.revision)
  }

  @Test func `a file under another name is another revision`() throws {
    var bytes = Fixture.base.bytes
    bytes["Packs/town/numbers.yaml"] = bytes.removeValue(forKey: "Packs/town/figures.yaml")
    let pack = try PackLoader.load("town", from: PackFiles(bytes))
    #expect(try pack.revision != Fixture.town().revision)
  }

  @Test func `the files that a pack keeps make the same pack again`() throws {
    let pack = try Fixture.town(["Packs/town/unused.csv": "x\n"])
    #expect(pack.sources.bytes.keys.sorted() == Fixture.base.bytes.keys.sorted())
    let again = try PackLoader.load("town", from: pack.sources)
    #expect(again.reference == pack.reference)
  }
}
