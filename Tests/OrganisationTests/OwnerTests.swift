import Kernel
import Pack
import Territory
import TestKit
import Testing

@testable import Organisation

@Suite struct OwnerTests {
  @Test(arguments: [
    ("2019-12-31", []), ("2020-01-01", ["old-water"]), ("2021-06-30", ["old-water"]),
    ("2021-07-01", ["new-water"]), ("2030-01-01", ["new-water"]),
  ])
  func `a mandate is in force from its first day to its last`(
    date: String, owners: [String]
  ) throws {
    let town = try Town()
    let day = try Town.day(date)
    #expect(town.organisation.owners(of: "water", in: "c", on: day) == owners)
    #expect(town.organisation.nearestOwners(of: "water", around: "es", on: day) == owners)
  }

  @Test func `owners hold a mandate over exactly the area`() throws {
    let organisation = try Town().organisation
    let day = try Town.day("2022-01-01")
    #expect(organisation.owners(of: "roads", in: "e", on: day) == ["e-works"])
    #expect(organisation.owners(of: "roads", in: "es", on: day) == [])
    #expect(organisation.owners(of: "roads", in: "nowhere", on: day) == [])
    #expect(organisation.owners(of: "nothing", in: "e", on: day) == [])
    #expect(organisation.owners(of: "parks", in: "c", on: day) == [])
  }

  @Test func `the nearest area upward that has an owner decides`() throws {
    let organisation = try Town().organisation
    let day = try Town.day("2022-01-01")
    func nearest(_ function: String, _ area: String) -> [String] {
      organisation.nearestOwners(of: function, around: area, on: day)
    }
    #expect(nearest("roads", "es") == ["e-works"])
    #expect(nearest("roads", "w") == ["w-works"])
    #expect(nearest("roads", "c") == ["c-works"])
    #expect(nearest("noise", "es") == ["noise-street"])
    #expect(nearest("noise", "e") == [])
    #expect(nearest("roads", "nowhere") == [])
  }

  @Test func `two owners of one function in one area are both named`() throws {
    let organisation = try Town().organisation
    let both = ["parks-one", "parks-two"]
    let day = try Town.day("2022-03-01")
    #expect(organisation.nearestOwners(of: "parks", around: "es", on: day) == both)
    for other in ["2022-02-28", "2022-03-02"] {
      let owners = organisation.owners(of: "parks", in: "e", on: try Town.day(other))
      #expect(owners == ["parks-one"])
    }
  }

  @Test func `a unit with two mandates for the same thing is one owner`() throws {
    let day = try Town.day("2019-06-01")
    #expect(try Town().organisation.owners(of: "noise", in: "es", on: day) == ["noise-street"])
  }

  @Test func `functions without an owner and with two are found at every area of a level`() throws {
    let town = try Town()
    func faults(_ level: String, _ date: String) throws -> Set<OwnershipFault> {
      let found = town.organisation.gapsAndConflicts(
        level: level, functions: ["roads", "water", "parks", "noise"],
        areas: ["c", "e", "w", "es", "ws", "nowhere"], on: try Town.day(date))
      #expect(Set(found).count == found.count)
      return Set(found)
    }
    func fault(_ function: String, _ area: String, _ owners: [String] = []) -> OwnershipFault {
      OwnershipFault(function: function, area: area, owners: owners)
    }
    let both = ["parks-one", "parks-two"]
    #expect(
      try faults("street", "2022-03-01") == [
        fault("parks", "es", both), fault("parks", "ws"), fault("noise", "ws"),
      ])
    #expect(
      try faults("district", "2019-01-01") == [
        fault("water", "e"), fault("water", "w"), fault("parks", "w"), fault("noise", "e"),
        fault("noise", "w"),
      ])
  }

  @Test func `a template gives every area of its levels a unit of its name`() throws {
    let organisation = try Town().organisation
    let made = organisation.allUnits.filter { $0.id.hasSuffix("-works") }
    #expect(made.map(\.id) == ["c-works", "e-works", "w-works"])
    #expect(made.map(\.area) == ["c", "e", "w"])
    #expect(made.map(\.tier) == ["city", "district", "district"])
    #expect(organisation.unit("e-works")?.name == Text(zh: "东区工务局", en: "东区 Works"))
    #expect(organisation.unit("es-works") == nil)
    #expect(organisation.allUnits.map(\.id) == organisation.allUnits.map(\.id).sorted())
  }

  @Test(arguments: UInt64(1)...20)
  func `owners on random days agree with reading every mandate`(seed: UInt64) throws {
    var random = Seeded(seed)
    var yaml = Town.yaml
    struct Mandate {
      let unit: Int
      let area: String
      let from: String?
      let until: String?
    }
    var all: [Mandate] = []
    func date() -> String {
      "202\(random.number(0...2))-0\(random.number(1...9))-1\(random.number(0...9))"
    }
    for unit in 0..<12 {
      let area = ["c", "e", "es"][random.number(0...2)]
      let ends = [date(), date()].sorted()
      let from = random.number(0...2) > 0 ? ends[0] : nil
      let until = random.number(0...2) > 0 ? ends[1] : nil
      all.append(Mandate(unit: unit, area: area, from: from, until: until))
      yaml += "\n  - {id: u\(unit), name: {zh: 甲, en: U}, tier: city, area: c, mandates: "
      yaml += "[{function: noise, area: \(area)" + (from.map { ", from: \($0)" } ?? "")
      yaml += (until.map { ", until: \($0)" } ?? "") + "}]}"
    }
    let pack = try PackLoader.load(
      "town", from: PackFiles(["Packs/town/pack.yaml": Array(yaml.utf8)]))
    let organisation = Organisation(pack, Territory(pack))
    for _ in 0..<60 {
      let day = date()
      func holders(_ area: String) -> Set<String> {
        var names = Set(
          all.filter { $0.area == area && $0.from ?? "0" <= day && day <= $0.until ?? "9" }
            .map { "u\($0.unit)" })
        if area == "es" { names.insert("noise-street") }
        return names
      }
      let date = try Town.day(day)
      for area in ["c", "e", "es"] {
        #expect(Set(organisation.owners(of: "noise", in: area, on: date)) == holders(area))
      }
      let nearest = ["e", "c"].map(holders).first { !$0.isEmpty } ?? []
      #expect(Set(organisation.nearestOwners(of: "noise", around: "e", on: date)) == nearest)
    }
  }
}
