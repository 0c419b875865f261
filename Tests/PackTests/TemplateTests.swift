import Kernel
import Testing

@testable import Pack

/// What templates make, and what withdrawals take from it.
@Suite struct TemplateTests {
  private func pack(_ text: String) throws -> Pack {
    try Fixture.town(["Packs/town/more.yaml": text])
  }

  @Test func `a template is for areas of a level whose names end as it says`() throws {
    let pack = try pack(
      """
      unitTemplates:
        - {id: west, levels: [district], ending: 西区, name: "{area}西办"}
        - {id: some, levels: [street], areas: [s-east, s], name: "{area}专班"}
        - {id: none, levels: [district], ending: 镇, name: "{area}镇政府"}

      """)
    func made(_ template: String) -> [String] {
      pack.units.filter { $0.template == template }.map(\.id)
    }
    #expect(made("west") == ["s-west-west"])
    #expect(made("some") == ["s-some", "s-east-some", "s-east-1-some"])
    #expect(made("none") == [])
    #expect(made("office") == ["s-east-office", "s-east-1-office", "s-west-office"])
    #expect(pack.units.first { $0.id == "centre" }?.template == nil)
    #expect(pack.units.first { $0.id == "s-some" }?.tier == "city")
  }

  @Test func `a template makes a post in every area, in the unit that stands there`() throws {
    let pack = try pack(
      """
      postTemplates:
        - id: head
          levels: [district]
          unit: office
          role: handler
          name: {zh: "{area}负责人", en: "Head of {area}"}
        - id: crew
          levels: [street]
          unit: office
          role: dispatcher
          name: "{area}成员"
          plural: true

      """)
    #expect(
      pack.posts.map(\.id) == ["chief", "clerks", "s-east-head", "s-west-head", "s-east-1-crew"])
    let head = try #require(pack.posts.first { $0.id == "s-west-head" })
    #expect(head.name == Text(zh: "西区负责人", en: "Head of 西区"))
    #expect(head.unit == "s-west-office")
    #expect(head.role == "handler")
    #expect(!head.isPlural)
    #expect(pack.posts.last?.isPlural == true)
  }

  @Test func `what is taken ends with its day, and the rest stays`() throws {
    let pack = try pack(
      """
      functions: [{id: parks, name: 公园}]
      units:
        - id: garden
          name: 园林所
          tier: city
          area: s
          functions: [housing, parks]
          mandates:
            - {function: transport, from: 2017-01-01, until: 2020-12-31, ground: 旧}
            - {function: transport, area: s-west, until: 2018-06-30}
            - {function: transport, area: s-east, from: 2022-01-01, ground: 新}
      withdrawals:
        - id: reform
          units: [garden]
          functions: [parks, transport]
          until: 2018-12-31
          ground: 改革

      """)
    let garden = try #require(pack.units.first { $0.id == "garden" })
    #expect(garden.functions == ["housing"])
    let mandates = garden.mandates.map { mandate in
      [
        mandate.function, mandate.area ?? "-", mandate.from?.text ?? "-",
        mandate.until?.text ?? "-", mandate.ground,
      ].joined(separator: " ")
    }
    #expect(
      mandates == [
        "transport - 2017-01-01 2018-12-31 旧", "transport s-west - 2018-06-30 ",
        "transport s-east 2022-01-01 - 新", "parks - - 2018-12-31 改革",
      ])
    #expect(pack.units.first { $0.id == "housing-bureau" }?.functions == ["housing"])
  }

  @Test func `two withdrawals from one unit add up`() throws {
    let pack = try pack(
      """
      withdrawals:
        - {id: one, units: [housing-bureau], functions: [housing], until: 2018-12-31}
        - {id: two, units: [housing-bureau], functions: [transport], until: 2024-06-30}

      """)
    let bureau = try #require(pack.units.first { $0.id == "housing-bureau" })
    #expect(bureau.functions == [])
    #expect(bureau.mandates.map(\.function) == ["transport", "housing"])
    #expect(bureau.mandates.map { $0.until?.text } == ["2024-06-30", "2018-12-31"])
  }
}
