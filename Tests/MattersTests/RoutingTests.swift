import City
import Kernel
import Pack
import Testing

@testable import Matters

@Suite struct RoutingTests {
  /// How a call is routed, as `lead by rule` or the reason why it waits.
  private func route(
    _ title: String, _ text: String = "", channel: String = "phone", area: String? = nil,
    category: String? = nil, on date: String = "2022-09-05", under pack: Pack? = nil
  ) async throws -> String {
    let hall = try await Hall.open(pack)
    let facts = RoutingFacts(
      kind: "hotline", title: title, text: text, channel: channel, area: area,
      category: category)
    let route = try hall.city.matters.route(facts, at: try moment(date + " 10:00"))
    #expect((route.lead == nil) == route.rule.isEmpty)
    #expect((route.lead == nil) == !route.reason.isEmpty)
    return route.lead.map { "\($0) by \(route.rule)" } ?? route.reason
  }

  @Test func `the nearest unit with the category's function leads`() async throws {
    #expect(try await route("A3区云杉路的路灯不亮") == "a3-housing by function-nearest")
    #expect(try await route("A市的路灯不亮") == "a-housing by function-nearest")
    #expect(try await route("饭店油烟太大", "在A3区") == "a3-ecology by function-nearest")
    #expect(
      try await route("路灯", area: "b1", category: "health") == "b1-health by function-nearest")
  }

  @Test func `without a category the general office of the place leads`() async throws {
    #expect(try await route("A3区的一件事") == "a3-office by general-office")
  }

  @Test func `a message on the web without a place goes to the region's department`() async throws {
    #expect(
      try await route("路灯不亮", channel: "web") == "example-housing by region")
    #expect(try await route("一件事", channel: "web") == "place.unknown")
    #expect(
      try await route("A3区路灯", channel: "web") == "a3-housing by function-nearest")
  }

  @Test func `a call without a place waits and says so`() async throws {
    #expect(try await route("路灯不亮") == "place.unknown")
  }

  @Test func `a call that names several places waits and names them`() async throws {
    #expect(try await route("A1区到A3区的路灯") == "place.ambiguous: A1区、A3区")
  }

  @Test func `a call that names several places lies in what holds them all`() async throws {
    let hall = try await Hall.open()
    for (title, area) in [("A1区到A3区的路灯", "a"), ("A1区到B1区的路灯", "example")] {
      let matter = try await hall.matter(try await hall.receive(Hall.call(title: title)))
      #expect(matter.phase == .arbitration)
      #expect(matter.area == area)
    }
  }

  @Test func `a place that is given is not looked for`() async throws {
    #expect(
      try await route("A1区到A3区的路灯", area: "a2") == "a2-housing by function-nearest")
  }

  @Test func `keywords in the title weigh three and a tie says nothing`() async throws {
    let recognizer = CategoryRecognizer(try TestPack.example().categories)
    func found(_ title: String, _ text: String = "") -> String? {
      recognizer.recognize(title: title, text: text)
    }
    #expect(found("路灯") == "urban-construction")
    #expect(found("", "路灯路灯路灯 医院 医生") == "health")
    #expect(found("路灯", "医院 医生") == "urban-construction")
    #expect(found("路灯", "医院 医生 护士") == nil)
    #expect(found("路灯", "医院 医生 护士 住院") == "health")
    #expect(found("路灯 医院") == nil)
    #expect(found("", "") == nil)
    for label in ["health", "卫生计生", "Health and family planning", "HEALTH"] {
      #expect(recognizer.category(named: label) == "health")
    }
    #expect(recognizer.category(named: "卫生") == nil)
  }

  @Test func `a category that the file names comes before keywords`() async throws {
    let hall = try await Hall.open()
    let id = try await hall.receive(Hall.call(category: "卫生计生"))
    let matter = try await hall.matter(id)
    #expect(matter.category == "health")
    #expect(matter.lead == "a3-health")
  }

  @Test func `a category that nobody knows sends the matter to arbitration`() async throws {
    let hall = try await Hall.open()
    let id = try await hall.receive(Hall.call(category: "占星"))
    let matter = try await hall.matter(id)
    #expect(matter.phase == .arbitration)
    #expect(matter.lead == nil)
    #expect(matter.rule == "")
    #expect(matter.reason == "category.unknown: 占星")
  }

  private static let twins = """
    units:
      - id: lamp-one
        name: {zh: 路灯一, en: One}
        tier: district
        area: a3
        mandates: [{function: urban-construction, from: 2022-09-02, until: 2022-09-05}]
    """

  @Test func `two owners on the day send the matter to arbitration with both named`() async throws {
    let pack = try TestPack.changed([:], extra: RoutingTests.twins)
    let both = "owner.several: a3-housing, lamp-one"
    #expect(try await route("A3区路灯", on: "2022-09-02", under: pack) == both)
    #expect(try await route("A3区路灯", on: "2022-09-05", under: pack) == both)
    for day in ["2022-09-01", "2022-09-06"] {
      let found = try await route("A3区路灯", on: day, under: pack)
      #expect(found == "a3-housing by function-nearest")
    }
  }

  private static let archive = """
    functions: [{id: archives, name: {zh: 档案, en: Archives}}]
    categories:
      - {id: archives, name: {zh: 档案, en: Archives}, function: archives, keywords: [档案馆]}
    units:
      - id: archive
        name: {zh: 档案馆, en: Archive}
        tier: city
        area: a
        mandates: [{function: archives, from: 2022-01-01, until: 2022-09-05}]
    """

  @Test func `a mandate out of force on the day leads nothing`() async throws {
    let pack = try TestPack.changed([:], extra: RoutingTests.archive)
    #expect(
      try await route("A3区档案馆", on: "2022-09-05", under: pack) == "archive by function-nearest")
    #expect(try await route("A3区档案馆", on: "2022-09-06", under: pack) == "owner.none: archives @ a3")
    #expect(try await route("A3区档案馆", on: "2021-12-31", under: pack) == "owner.none: archives @ a3")
    #expect(try await route("B1区档案馆", on: "2022-09-05", under: pack) == "owner.none: archives @ b1")
  }

  private static let rules = [
    "when: 'mandate != \"\"'": """
    when: 'mandate == "health"'
            level: city
          - id: by-title
            name: {zh: 标题, en: Title}
            when: 'title.contains("广场") && level == "district"'
            function: transport
          - id: silent
            name: {zh: 无职能, en: None}
            when: 'channel == "app"'
    """,
    "        function: general\n":
      "        function: general\n        when: 'channel == \"phone\"'\n",
  ]

  @Test func `a rule may look at one level only and the first that holds decides`() async throws {
    let pack = try TestPack.changed(RoutingTests.rules)
    #expect(try await route("A3区的医院", under: pack) == "a-health by function-nearest")
    #expect(try await route("示例省的医院", under: pack) == "owner.none: health @ example")
    #expect(try await route("A3区的广场", under: pack) == "a3-transport by by-title")
    #expect(try await route("A市的广场", under: pack) == "a-office by general-office")
    #expect(try await route("A3区的路灯", channel: "letter", under: pack) == "rule.none")
    #expect(
      try await route("A3区的路灯", channel: "app", under: pack) == "a3-housing by silent")
    #expect(try await route("A3区的事", channel: "app", under: pack) == "category.unknown")
  }

  @Test(arguments: [
    "place.unknown", "place.ambiguous: A1区、A3区", "category.unknown: 占星", "rule.none",
    "owner.none: archives @ a3", "owner.several: a, b", "refused: outside-area: 不归我们",
  ])
  func `why a matter waits is told in both languages with what it is about`(reason: String) {
    let text = ArbitrationReason.text(reason)
    let rest = reason.drop { $0 != ":" }
    #expect(text.chinese != text.english)
    #expect(text.chinese != reason)
    #expect(text.chinese.hasSuffix(rest))
    #expect(text.english.hasSuffix(rest))
    #expect(ArbitrationReason.text("其他") == Text("其他"))
  }

  @Test func `the rule and the place are kept with the matter`() async throws {
    let hall = try await Hall.open()
    let matter = try await hall.matter(try await hall.receive())
    #expect(matter.area == "a3")
    #expect(matter.category == "urban-construction")
    #expect(matter.lead == "a3-housing")
    #expect(matter.rule == "function-nearest")
    #expect(matter.state == "dispatched")
    #expect(matter.number == "20220905-000001")
    #expect(matter.pack == hall.city.pack.reference)
  }

  @Test func `an area or a kind that is not there is refused`() async throws {
    let hall = try await Hall.open()
    let code = await hall.refusal(Hall.call(area: "z9"), at: "2022-09-05 09:40")
    #expect(code == "request.not-found")
    let other = ReceiveMatter(kind: "x", title: "a", text: "b", caller: "c", channel: "phone")
    #expect(await hall.refusal(other, at: "2022-09-05 09:40") == "request.not-found")
  }

  @Test func `a source number is taken once and numbers run by local day`() async throws {
    let hall = try await Hall.open()
    _ = try await hall.receive(Hall.call(source: "m/1"))
    let again = await hall.refusal(Hall.call(source: "m/1"), at: "2022-09-06 09:40")
    #expect(again == "matter.source-known")
    let second = try await hall.receive(at: "2022-09-05 23:59")
    let third = try await hall.receive(at: "2022-09-06 00:00")
    #expect(try await hall.matter(second).number == "20220905-000002")
    #expect(try await hall.matter(third).number == "20220906-000001")
  }
}
