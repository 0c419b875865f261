import Kernel
import Testing
import WorkCalendar

@testable import Pack

/// What a valid pack holds after it is read.
@Suite struct ReadingTests {
  @Test func `a table gives areas with their other names`() throws {
    let areas = try Fixture.town().areas
    #expect(areas.map(\.id) == ["s", "s-east", "s-east-1", "s-east-1-a", "s-west"])
    #expect(areas[0].aliases == ["示例", "样本市"])
    #expect(areas[0].year == 2023)
    #expect(areas[1].aliases == [])
    #expect(areas[2].aliases == ["东一", "东街,旧称"])
    #expect(areas[4].parent == "s")
  }

  @Test func `line breaks of Windows and a byte order mark change nothing`() throws {
    var bytes = Fixture.base.bytes
    for (path, content) in bytes {
      let text = String(decoding: content, as: UTF8.self).replacing("\n", with: "\r\n")
      bytes[path] = Array(("\u{FEFF}" + text).utf8)
    }
    let pack = try PackLoader.load("town", from: PackFiles(bytes))
    let town = try Fixture.town()
    #expect(pack.areas.map(\.id) == town.areas.map(\.id))
    #expect(pack.areas.map(\.aliases) == town.areas.map(\.aliases))
    #expect(pack.units.map(\.name) == town.units.map(\.name))
    #expect(pack.calendar.holidays == town.calendar.holidays)
  }

  @Test func `a quoted cell holds commas and quotation marks`() throws {
    let files = Fixture.edited("Packs/town/areas.csv", "s-west,西区", "s-west,\"西,\"\"新\"\"区\"")
    #expect(try Fixture.town(files).areas[4].name == "西,\"新\"区")
  }

  @Test func `a template makes a unit in every area of its levels`() throws {
    let units = try Fixture.town().units
    #expect(
      units.map(\.id) == [
        "centre", "housing-bureau", "s-east-office", "s-east-1-office", "s-west-office",
        "s-east-1-desk",
      ])
    let desk = try #require(units.last)
    #expect(desk.name == Text(zh: "东一街道受理台", en: "东一街道 desk"))
    #expect(desk.parent == "s-east-1-office")
    #expect(desk.tier == "street")
    #expect(desk.area == "s-east-1")
  }

  @Test func `duties are nine, twelve, ten and ten`() throws {
    let pack = try Fixture.town()
    let counts = pack.tiers.map { tier in pack.duties.count { $0.tier == tier.id } }
    #expect(counts == [9, 12, 10, 10])
  }

  @Test func `limits, conditions and figures are ready for use`() throws {
    let pack = try Fixture.town()
    let clocks = try #require(pack.kinds["request"]).clocks
    #expect(clocks[0].limits.count == 2)
    #expect(clocks[0].limits[0].condition != nil)
    #expect(clocks[0].limits[1].condition == nil)
    #expect(clocks[0].limits[1].limit == (try TimeLimit(words: "15个工作日")))
    #expect(pack.figures.map(\.unit.symbol) == ["件", "件", "%", "件", "天"])
    #expect(pack.figures.map { $0.condition != nil } == [false, true, false, false, false])
  }

  @Test func `what is left out has its default`() throws {
    var files = Fixture.edited("Packs/town/pack.yaml", "utcOffset: \"+08:00\"", "utcOffset: null")
    files["Packs/town/pack.yaml"]?.replace("  restDays: [6, 7]\n", with: "")
    let pack = try Fixture.town(files)
    #expect(pack.offset == .china)
    #expect(pack.calendar.restDays == [6, 7])
    #expect(pack.posts.map(\.isPlural) == [false, true])
  }

  @Test func `a text may stand in a block and an anchor may be used again`() throws {
    let pack = try Fixture.town([
      "Packs/town/more.yaml": """
      functions:
        - {id: water, name: &name 水务}
        - id: drains
          name: *name
        - id: roads
          name: >-
            道路
      """
    ])
    let names = Dictionary(uniqueKeysWithValues: pack.functions.map { ($0.id, $0.name.chinese) })
    #expect(names["drains"] == "水务")
    #expect(names["roads"] == "道路")
  }

  @Test func `n faults give n lines`() throws {
    for count in [1, 3, 25] {
      let roles = (0..<count).map { "  - {id: role\($0), name: 角色, reach: nowhere}\n" }
      let faults = try Fixture.faults([
        "Packs/town/more.yaml": "roles:\n" + roles.joined()
      ])
      #expect(faults.count == count)
      #expect(faults.map(\.place.line) == (0..<count).map { $0 + 2 })
    }
  }

  @Test func `at most two hundred faults are told`() throws {
    let roles = (0..<300).map { "  - {id: role\($0), name: 角色, reach: nowhere}\n" }
    let faults = try Fixture.faults(["Packs/town/more.yaml": "roles:\n" + roles.joined()])
    #expect(faults.count == 200)
  }

  @Test func `faults are sorted by file, line and column`() throws {
    let files = BrokenPack(name: "several").files
    let faults = try Fixture.faults("town", files).map(\.place)
    #expect(faults == faults.sorted())
    #expect(Set(faults.map(\.file)).count >= 8)
  }
}
