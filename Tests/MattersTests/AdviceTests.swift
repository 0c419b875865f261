import City
import Kernel
import Organisation
import Pack
import Store
import Testing

@testable import Matters

/// What somebody is told before a message goes somewhere, or a whistle is blown.
@Suite struct AdviceTests {
  private let engine: MatterEngine

  init() throws { engine = try MatterEngine.example() }

  private func advice(
    _ title: String, _ text: String = "请处理", area: String? = nil, category: String? = nil,
    against: String? = nil
  ) throws -> RoutingAdvice {
    try engine.advice(
      RoutingFacts(
        kind: "hotline", title: title, text: text, channel: "phone", area: area,
        category: category, against: against), at: moment("2022-09-05 09:00"))
  }

  @Test func `advice is what routing does, with where and by which words it was found`() throws {
    let advice = try advice("A3区云杉路的路灯不亮")
    #expect(advice.route.lead == "a3-housing" && advice.route.rule == "function-nearest")
    #expect(advice.isAreaFound && advice.words == ["路灯"])
    #expect(advice.lead?.area == "a3" && advice.lead?.isOfCategory == true)
    // Whoever is nearest goes first, and the city's own department after it.
    #expect(advice.candidates.prefix(2).map(\.unit) == ["a3-housing", "a-housing"])
  }

  @Test func `what was given was not found in the text`() throws {
    let advice = try advice("A3区云杉路的路灯不亮", area: "a7", category: "transport")
    #expect(!advice.isAreaFound && advice.words.isEmpty)
    #expect(advice.route.lead == "a7-transport")
  }

  @Test func `of several places each has its own unit, and the choice settles the place`() throws {
    let advice = try advice("A3区和B1区交界处路灯不亮")
    #expect(advice.route.lead == nil && advice.route.reason.hasPrefix("place.ambiguous"))
    let category = advice.candidates.filter(\.isOfCategory)
    #expect(
      Set(category.map { [$0.unit, $0.place ?? ""] })
        == [["a3-housing", "a3"], ["b1-housing", "b1"]])
  }

  @Test func `the unit complained of is never proposed`() throws {
    let advice = try advice("A3区云杉路的路灯不亮", against: "a3-housing")
    #expect(advice.route.lead == "a-housing")
    #expect(!advice.candidates.contains { $0.unit == "a3-housing" })
  }

  @Test func `every unit that is proposed may be dispatched to`() async throws {
    let hall = try await Hall.open()
    for title in ["A3区和B1区交界处路灯不亮", "路灯不亮", "A3区有件事想当面说"] {
      let id = try await hall.receive(Hall.call(title: title, text: "请处理"))
      let matter = try await hall.matter(id)
      let now = try #require(Instant("2022-09-05 10:00", offset: .china))
      for candidate in hall.city.matters.candidates(for: matter, at: now) {
        var placed = matter
        placed.area = candidate.place ?? matter.area
        #expect(hall.city.matters.isLawful(candidate.unit, for: placed, at: now), "\(candidate)")
      }
    }
  }

  @Test func `units to call are proposed by the words of the demand, the caller left out`() throws {
    let now = try moment("2022-09-05 09:00")
    func units(_ demand: String, except lead: String? = nil) -> [String] {
      engine.summonProposals(
        title: "联合整治", demand: demand, area: "a3", except: lead, at: now
      ).map(\.unit)
    }
    #expect(units("路灯不亮，医院门口").contains("a3-housing"))
    #expect(units("路灯不亮，医院门口").contains("a3-health"))
    #expect(!units("路灯不亮", except: "a3-housing").contains("a3-housing"))
    #expect(units("今天天气很好").isEmpty)
    for unit in engine.summonProposals(
      title: "路灯", demand: "医院", area: "a3", except: nil, at: now)
    {
      #expect(!unit.words.isEmpty && engine.holds(unit.unit, unit.function, in: "a3", at: now))
    }
  }

  @Test func `a search finds only those that may be called there, and a bounded number`() throws {
    let now = try moment("2022-09-05 09:00")
    let found = engine.summonable(named: "公安", function: nil, area: "a3", except: nil, at: now)
    #expect(found.map(\.unit) == ["a3-security", "a-security", "example-security"])
    let others = engine.summonable(
      named: "住房和城乡", function: nil, area: "a3", except: "a3-housing", at: now)
    #expect(others.map(\.unit) == ["a-housing", "example-housing"])
    let all = engine.summonable(named: "", function: nil, area: "a3", except: nil, at: now)
    #expect(all.count == MatterEngine.summonMatchesMax)
    #expect(engine.summonCandidate("a7-security/justice", area: "a3", at: now) == nil)
    #expect(engine.summonCandidate("a3-security/health", area: "a3", at: now) == nil)
    #expect(engine.summonCandidate("a3-security/justice", area: "a3", at: now)?.area == "a3")
  }

  @Test func `limits are told before the whistle is blown as they are after it`() async throws {
    let whistle = try await Whistle(try await Bureau(), Whistle.call(sort: "emergency"))
    let matter = try await whistle.bureau.matter(whistle.id)
    let told = try whistle.bureau.city.matters.summonLimits(
      kind: "whistle", sort: "emergency", title: "夜市占道", demand: "到夜市北口", area: "a3",
      at: try moment(Whistle.time))
    let begun = matter.clocks.filter { $0.task == 1 }.map(\.dueAt)
    #expect(told.count == 3 && Set(told.map(\.dueAt)) == Set(begun))
  }

  @Test func `a whistle's tally counts each unit where it stands`() async throws {
    let whistle = try await Whistle(try await Bureau())
    #expect(
      try await whistle.unit("a3-housing", "SignInToTask", ["task": 1]) == nil)
    let matter = try await whistle.bureau.matter(whistle.id)
    let early = WhistleTally(matter, at: try moment(Whistle.time))
    #expect([early.summoned, early.signedIn, early.onSite, early.late] == [2, 1, 0, 0])
    // The second one has not signed in within thirty minutes.
    let later = WhistleTally(matter, at: try moment("2020-05-28 19:31"))
    #expect(later.late == 1)
  }

  @Test func `units are found by a part of their name, whole names first`() throws {
    let found = engine.organisation.units(named: "A3区公安局")
    #expect(found.first?.id == "a3-security")
    #expect(engine.organisation.units(named: "a3-SECURITY").isEmpty == false)
    #expect(engine.organisation.units(named: "火星").isEmpty)
  }
}
