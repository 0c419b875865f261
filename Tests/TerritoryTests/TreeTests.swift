import Pack
import TestKit
import Testing

@testable import Territory

@Suite struct TreeTests {
  @Test func `an area lies in itself and in every area above it and in no other`() throws {
    let land = try Land.twins()
    #expect(land.isWithin("ev", "ev"))
    #expect(land.isWithin("ev", "es"))
    #expect(land.isWithin("ev", "c"))
    #expect(!land.isWithin("ev", "ws"))
    #expect(!land.isWithin("es", "ev"))
    #expect(!land.isWithin("ev", "ev2"))
    #expect(!land.isWithin("nowhere", "c"))
    #expect(!land.isWithin("c", "nowhere"))
  }

  @Test func `the chain goes from the area up to the root`() throws {
    let land = try Land.twins()
    #expect(land.root == "c")
    #expect(land.chain(of: "wv") == ["wv", "ws", "w", "c"])
    #expect(land.chain(of: "c") == ["c"])
    #expect(land.chain(of: "nowhere") == [])
  }

  @Test func `the ancestor of a level is the area itself or one above it`() throws {
    let land = try Land.twins()
    #expect(land.ancestor(of: "wv", level: "district") == "w")
    #expect(land.ancestor(of: "w", level: "district") == "w")
    #expect(land.ancestor(of: "c", level: "district") == nil)
    #expect(land.ancestor(of: "wv", level: "province") == nil)
    #expect(land.ancestor(of: "nowhere", level: "city") == nil)
  }

  @Test func `the common area is the smallest that holds all`() throws {
    let land = try Land.twins()
    #expect(land.commonArea(of: ["ev", "ev2"]) == "es")
    #expect(land.commonArea(of: ["ev", "es"]) == "es")
    #expect(land.commonArea(of: ["ev", "wv"]) == "c")
    #expect(land.commonArea(of: ["ev"]) == "ev")
    #expect(land.commonArea(of: []) == nil)
    #expect(land.commonArea(of: ["ev", "nowhere"]) == nil)
  }

  @Test func `descendants are the area and all below it`() throws {
    let land = try Land.twins()
    #expect(land.descendants(of: "e") == ["e", "es", "ev", "ev2"])
    #expect(land.descendants(of: "wv") == ["wv"])
    #expect(land.descendants(of: "nowhere") == [])
  }

  @Test func `a code names an area only with its scheme and year`() throws {
    let land = try Land.twins()
    func ids(_ code: String, _ scheme: String, _ year: Int) -> [String] {
      land.areas(code: code, scheme: scheme, year: year).map(\.id)
    }
    #expect(ids("370202001", "stats", 2023) == ["es"])
    #expect(ids("370202001", "civil", 2021) == ["ws"])
    #expect(ids("370202001", "stats", 2021) == [])
    #expect(ids("370202001", "", 2023) == [])
    #expect(ids("", "", 0) == [])
  }

  @Test func `areas of one code come in the order of their names`() throws {
    let lines = ["c,海城市,city,,,,,"] + (10...40).map { "d\($0),区\($0)区,district,c,9,stats,2020," }
    let land = Territory(try Land.pack(lines))
    let found = land.areas(code: "9", scheme: "stats", year: 2020).map(\.id)
    #expect(found == (10...40).map { "d\($0)" })
  }

  @Test(arguments: UInt64(1)...20)
  func `a random tree agrees with walking from parent to parent`(seed: UInt64) throws {
    var random = Seeded(seed)
    var parents: [String: String] = [:]
    var ids = ["n0"]
    var byLevel: [[String]] = [["n0"], [], [], []]
    var lines = ["n0,根零市,city,,,,,"]
    let levels = ["city", "district", "street", "village"]
    for number in 1...60 {
      let above = random.number(0...2)
      guard let parent = byLevel[above].randomElement(using: &random) else { continue }
      let id = "n\(number)"
      // A level may be passed over.
      let level = random.number(above + 1...3)
      lines.append("\(id),名\(number)号,\(levels[level]),\(parent),,,,")
      parents[id] = parent
      byLevel[level].append(id)
      ids.append(id)
    }
    let land = Territory(try Land.pack(lines))
    func chain(_ id: String) -> [String] { [id] + (parents[id].map { chain($0) } ?? []) }
    for id in ids {
      #expect(land.chain(of: id) == chain(id))
      #expect(land.descendants(of: id) == ids.filter { chain($0).contains(id) }.sorted())
      for other in ids { #expect(land.isWithin(id, other) == chain(id).contains(other)) }
    }
  }
}
