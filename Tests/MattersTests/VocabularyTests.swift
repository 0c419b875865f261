import City
import Journal
import Kernel
import Pack
import Testing

@testable import Matters

/// Rules that ask where a matter lies, who brings it in and when.
@Suite struct VocabularyTests {
  private static let routing = [
    "        when: 'mandate != \"\"'\n": """
            when: 'own.mandate("urban-construction", place) && !place.within("b")'
            own: true
          - id: in-a
            name: {zh: A市, en: City A}
            when: 'place.within("a") && mandate != ""'
          - id: at-night
            name: {zh: 夜间, en: At night}
            when: 'calendar.hour(now) >= 22 && place.level() == "district"'
            function: coordination
            level: district

    """
  ]

  private static let lampOne = """
    units:
      - id: lamp-one
        name: {zh: 路灯一, en: One}
        tier: district
        area: a3
        mandates: [{function: urban-construction, until: 2022-09-05}]
    """

  private func route(
    _ area: String, own: String? = nil, at time: String = "2022-09-05 10:00"
  ) async throws -> String {
    let hall = try await Hall.open(
      try TestPack.changed(Self.routing, extra: Self.lampOne))
    let facts = RoutingFacts(
      kind: "hotline", title: "路灯", text: "", channel: "phone", area: area, category: "health",
      own: own)
    let route = try hall.city.matters.route(facts, at: try moment(time))
    return route.lead.map { "\($0) by \(route.rule)" } ?? route.reason
  }

  @Test func `a rule asks for the place and for the mandate of who brings it in`() async throws {
    #expect(try await route("a3", own: "lamp-one") == "lamp-one by function-nearest")
    #expect(try await route("a3", own: "a-housing") == "a-housing by function-nearest")
    #expect(try await route("a3", own: "a3-health") == "a3-health by in-a")
    #expect(try await route("a3") == "a3-health by in-a")
    // The mandate ended the day before.
    #expect(
      try await route("a3", own: "lamp-one", at: "2022-09-06 10:00") == "a3-health by in-a")
    #expect(try await route("a2", own: "lamp-one") == "a2-health by in-a")
    #expect(try await route("b1", own: "b1-housing") == "b1-office by general-office")
    #expect(try await route("b1", at: "2022-09-05 22:00") == "b1-office by at-night")
  }

  private static let limit = [
    "{when: 'channel == \"web\"', limit: 15个工作日}":
      "{when: 'calendar.isWorkingTime(now)', limit: 2小时}"
  ]

  @Test func `a limit depends on the moment at which its clock begins`() async throws {
    let hall = try await Hall.open(try TestPack.changed(Self.limit))
    let day = try await hall.matter(try await hall.receive(at: "2022-09-05 09:40"))
    #expect(day.clocks.map(\.limit) == ["2小时"])
    let night = try await hall.matter(try await hall.receive(at: "2022-09-05 20:00"))
    #expect(night.clocks.map(\.limit) == ["5个工作日"])
    let engine = hall.city.matters
    #expect(try engine.redated(day, "请修", at: try moment("2022-09-05 10:00")).isEmpty)
    // Reckoned again in working time it is still the limit of the night.
    #expect(try engine.redated(night, "请修", at: try moment("2022-09-06 10:00")).isEmpty)
  }

  private func all(_ variables: [PackVariable]) -> String {
    variables.map { "\($0.name) == \($0.name)" }.joined(separator: " && ")
  }

  @Test func `every variable has a value of its type where it may be read`() async throws {
    let step = all(PackVariables.ofProgress) + " && received < now"
    let pack = try TestPack.changed(
      [
        "        when: 'mandate != \"\"'\n": "        when: '\(all(PackVariables.ofMatter))'\n",
        "when: 'channel == \"web\"'": "when: '\(all(PackVariables.ofLimit))'",
        "when: tasksOpen == 0": "when: '\(step) && lead.within(\"a3-housing\")'",
        "    when: grade >= 4\n": "    when: '\(all(PackVariables.ofObservation))'\n",
      ])
    let hall = try await Hall.open(pack)
    let id = try await hall.receive()
    #expect(try await hall.matter(id).rule == "function-nearest")
    #expect(try await hall.matter(id).clocks.map(\.limit) == ["15个工作日"])
    try await hall.perform(AnswerMatter(reply: "已修"), on: id, at: "2022-09-05 10:00")
    try await hall.perform(RateMatter(grade: 4), on: id, by: Hall.wang, at: "2022-09-05 11:00")
    #expect(try await hall.matter(id).grade == 4)
  }

  @Test func `a figure may count by the moment`() async throws {
    let evening = """
      figures:
        - id: evening
          name: {zh: 晚间受理, en: Received in the evening}
          form: flow
          unit: 件
          of: received
          when: 'at.getHours("+08:00") >= 18'
          definition: {zh: 十八点以后受理的件数, en: Matters received from six o'clock on}
      """
    let hall = try await Hall.open(try TestPack.changed([:], extra: evening))
    _ = try await hall.receive(at: "2022-09-05 17:59")
    _ = try await hall.receive(at: "2022-09-05 18:00")
    #expect(try await hall.figure("evening", "2022-09") == 1)
  }

  @Test func `expressions reckon with the lengths that actions allow`() {
    #expect(PackVariables.titleMax == ReceiveMatter.titleMax)
    #expect(PackVariables.textMax == InputReader.textMax)
  }
}
