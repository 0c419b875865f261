import Kernel
import Pack
import Territory
import TestKit
import Testing

@testable import Organisation

@Suite struct MandateTests {
  private func reformed() throws -> Organisation {
    let yaml = """
      pack: reform
      name: {zh: 市, en: City}
      jurisdiction: 8
      calendar: {hours: [09:00-17:00]}
      tiers: [{id: street, name: 街道}, {id: city, name: 市}]
      levels: [{id: city, name: 市, tier: city}, {id: street, name: 街道镇, tier: street}]
      areas:
        - {id: c, name: 海城市, level: city}
        - {id: a, name: 甲街道, level: street, parent: c}
        - {id: b, name: 乙街道, level: street, parent: c}
        - {id: d, name: 丙街道, level: street, parent: c}
        - {id: t, name: 丁镇, level: street, parent: c}
      functions: [{id: investment, name: 招商}, {id: service, name: 服务}]
      unitTemplates:
        - id: office
          levels: [street]
          ending: 街道
          name: "{area}办"
          functions: [investment, service]
        - {id: town, levels: [street], ending: 镇, name: "{area}政府", functions: [investment]}
      units:
        - id: future
          name: 后来者
          tier: city
          area: c
          mandates: [{function: investment, from: 2030-01-01}]
      withdrawals:
        - {id: reform, units: [a-office, d-office], functions: [investment], until: 2018-12-31}
      """
    let pack = try PackLoader.load(
      "reform", from: PackFiles(["Packs/reform/pack.yaml": Array(yaml.utf8)]))
    return Organisation(pack, Territory(pack))
  }

  @Test func `before the last day nobody is stripped, after it those who were`() throws {
    let organisation = try reformed()
    func count(_ date: String) throws -> MandateCount {
      organisation.mandates(
        for: "investment", among: .template("office"), on: try Town.day(date))
    }
    let all = ["a-office", "b-office", "d-office"]
    #expect(try count("2018-12-31") == MandateCount(of: 3, holding: all, stripped: []))
    let after = try count("2019-01-01")
    #expect(
      after == MandateCount(of: 3, holding: ["b-office"], stripped: ["a-office", "d-office"]))
    #expect(after.strippedPercent.map { ($0 * 100).rounded() } == 6667)
  }

  @Test func `the denominator is the sort that was asked for`() throws {
    let organisation = try reformed()
    let day = try Town.day("2020-01-01")
    func count(_ function: String, _ sort: Organisation.Sort) -> [Int] {
      let count = organisation.mandates(for: function, among: sort, on: day)
      return [count.of, count.holding.count, count.stripped.count]
    }
    #expect(count("investment", .template("office")) == [3, 1, 2])
    #expect(count("investment", .template("town")) == [1, 1, 0])
    #expect(count("investment", .tier("street")) == [4, 2, 2])
    #expect(count("service", .tier("street")) == [4, 3, 0])
    #expect(count("service", .template("office")) == [3, 3, 0])
    #expect(count("investment", .template("nothing")) == [0, 0, 0])
    #expect(
      organisation.mandates(for: "investment", among: .tier("no"), on: day).strippedPercent == nil)
  }

  @Test func `who never held a function was not stripped of it`() throws {
    let organisation = try reformed()
    let early = try Town.day("2020-01-01")
    let late = try Town.day("2030-01-01")
    let sort = Organisation.Sort.tier("city")
    #expect(
      organisation.mandates(for: "investment", among: sort, on: early)
        == MandateCount(of: 1, holding: [], stripped: []))
    #expect(
      organisation.mandates(for: "investment", among: sort, on: late)
        == MandateCount(of: 1, holding: ["future"], stripped: []))
  }

  @Test func `routing no longer finds who was stripped`() throws {
    let organisation = try reformed()
    let before = try Town.day("2018-12-31")
    let after = try Town.day("2019-01-01")
    #expect(organisation.owners(of: "investment", in: "a", on: before) == ["a-office"])
    #expect(organisation.owners(of: "investment", in: "a", on: after) == [])
    #expect(organisation.owners(of: "service", in: "a", on: after) == ["a-office"])
    #expect(organisation.owners(of: "investment", in: "b", on: after) == ["b-office"])
  }
}
