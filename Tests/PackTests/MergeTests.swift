import Kernel
import Testing
import WorkCalendar

@testable import Pack

/// A pack is laid over the pack it extends, and both over their mechanisms.
@Suite struct MergeTests {
  private let suburb = "Packs/suburb/pack.yaml"

  private func extended(_ own: String, _ others: [String: String] = [:]) throws -> Pack {
    var files = others
    files[suburb] = "pack: suburb\nextends: town\n" + own
    return try PackLoader.load("suburb", from: Fixture.over(files))
  }

  @Test func `a pack has the kinds of its mechanism`() throws {
    let kind = try #require(try Fixture.town().kinds["request"])
    #expect(kind.record.name == Text(zh: "诉求", en: "Request"))
    #expect(kind.clocks.map(\.record.id) == ["answer", "first"])
    #expect(kind.steps(.answer, in: "working").map(\.id) == ["answer"])
  }

  @Test func `what describes a mechanism does not reach the pack`() throws {
    #expect(try Fixture.town().name == Text(zh: "示例市", en: "Sample City"))
  }

  @Test func `a pack states only what differs from its mechanism`() throws {
    let pack = try Fixture.town([
      "Packs/town/kinds.yaml": """
      kinds:
        - id: request
          clocks:
            - {id: answer, limit: 7个工作日}
            - {id: last, name: 末次, limit: 2小时}
      """
    ])
    let clocks = try #require(pack.kinds["request"]).record.clocks
    #expect(clocks.map(\.id) == ["answer", "first", "last"])
    #expect(clocks[0].limit == (try TimeLimit(words: "7个工作日")))
    #expect(clocks[0].name == Text("答复时限"))
  }

  @Test func `a pack has what the pack has that it extends`() throws {
    let town = try Fixture.town()
    let pack = try extended("")
    #expect(pack.id == "suburb")
    #expect(pack.jurisdiction == town.jurisdiction)
    #expect(pack.units.map(\.id) == town.units.map(\.id))
    #expect(pack.duties.count == 41)
    #expect(pack.kinds.keys.sorted() == ["request"])
  }

  @Test func `a pack is laid over the pack it extends thing by thing`() throws {
    let pack = try extended(
      """
      jurisdiction: 990002
      calendar: {restDays: [7]}
      functions:
        - {id: housing, name: 住建}
        - {id: water, name: 水务}
      """)
    #expect(pack.jurisdiction == 990_002)
    #expect(pack.calendar.restDays == [7])
    #expect(pack.calendar.hours.text == "08:30-12:00,13:30-17:30")
    #expect(pack.functions.map(\.id) == ["housing", "transport", "water"])
    #expect(pack.functions.map(\.name.chinese) == ["住建", "交通", "水务"])
  }

  @Test func `remove takes a thing out`() throws {
    let pack = try extended(
      """
      posts:
        - {id: clerks, remove: true}
      kinds:
        - id: request
          clocks: [{id: first, remove: true}]
      """)
    #expect(pack.posts.map(\.id) == ["chief"])
    #expect(pack.kinds["request"]?.clocks.map(\.record.id) == ["answer"])
  }

  @Test func `what is taken out may not be referred to`() throws {
    let files = [
      suburb: "pack: suburb\nextends: town\nroles: [{id: handler, remove: true}]\n"
    ]
    let faults = try Fixture.faults("suburb", Fixture.over(files))
    #expect(
      faults.map { $0.line(.english) }
        == ["Packs/town/organisation.yaml:31:56: there is no role “handler”"])
  }

  @Test func `a list without ids is replaced as a whole`() throws {
    let pack = try extended("categories: [{id: house, keywords: [门窗]}]\n")
    #expect(pack.categories.first?.keywords == ["门窗"])
  }

  @Test func `a mechanism named again does not undo the pack that is extended`() throws {
    let changed = ["Packs/town/kinds.yaml": "kinds: [{id: request, grades: 3}]\n"]
    #expect(try Fixture.town(changed).kinds["request"]?.record.grades == 3)
    let pack = try extended("mechanisms: [hotline]\n", changed)
    #expect(pack.kinds["request"]?.record.grades == 3)
  }

  @Test func `a mechanism of the upper pack lies below the lower pack`() throws {
    let files = [
      "Mechanisms/market/mechanism.yaml": """
      mechanism: market
      functions:
        - {id: housing, name: 机制的住房}
        - {id: trade, name: 商贸}
      """
    ]
    let pack = try extended("mechanisms: [market]\n", files)
    let names = Dictionary(uniqueKeysWithValues: pack.functions.map { ($0.id, $0.name.chinese) })
    #expect(names == ["housing": "住房", "trade": "商贸", "transport": "交通"])
  }

  @Test func `lists of several files of a folder are joined`() throws {
    let pack = try Fixture.town([
      "Packs/town/more.yaml": "functions: [{id: water, name: 水务}]\n",
      "Packs/town/scenario.yaml": "not: [a, part, of, it\n",
      "Packs/town/demo/other.yaml": "nor: [this\n",
    ])
    #expect(Set(pack.functions.map(\.id)) == ["housing", "transport", "water"])
  }

  @Test func `files laid over others replace them path by path`() {
    let below = PackFiles(["Packs/a/pack.yaml": [1], "Packs/b/pack.yaml": [2]])
    let above = PackFiles(["Packs/b/pack.yaml": [3], "Mechanisms/m/mechanism.yaml": [4]])
    let both = below.overlaid(with: above)
    #expect(both.bytes["Packs/a/pack.yaml"] == [1])
    #expect(both.bytes["Packs/b/pack.yaml"] == [3])
    #expect(both.packs == ["a", "b"])
    #expect(both.mechanisms == ["m"])
  }
}
