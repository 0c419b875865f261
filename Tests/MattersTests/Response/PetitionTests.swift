import City
import Journal
import Kernel
import Organisation
import Pack
import Store
import Testing

@testable import Matters

/// The body complained of neither handles nor sees who complains, nor does anybody below it.
@Suite struct PetitionTests {
  private static let time = "2021-03-02 10:00"
  private static let barred = "matter.complained-of"
  private static let absent = "request.not-found"

  /// A works crew below the district's housing bureau.
  private static let crew = """
    units:
      - id: a3-crew
        name: {zh: A3区养护队, en: Crew of District A3}
        tier: district
        area: a3
        parent: a3-housing
        functions: [urban-construction]
    """

  private func bureau() async throws -> Bureau {
    try await Bureau(try TestPack.changed([:], extra: PetitionTests.crew))
  }

  private func complain(
    _ bureau: Bureau, kind: String = "petition", against: String? = "a3-housing",
    category: String = "urban-construction", title: String = "屋顶渗水"
  ) async throws -> Int64 {
    var call: [String: JSON] = [
      "kind": .string(kind), "channel": "phone", "title": .string(title), "text": "无人理",
      "caller": "孙丽", "category": .string(category), "area": "a3",
    ]
    if let against { call["source"] = .string("s/\(kind)/\(against)") }
    if let against { call["against"] = .string(against) }
    return try await bureau.ask("ReceiveMatter", .object(call), at: "2021-03-01 10:00")
  }

  /// May do everything everywhere, with a post in one unit.
  private func almighty(in unit: String) -> Actor {
    Actor(
      id: "person:insider", name: "insider",
      grants: [
        Grant(
          role: "insider", permissions: Set(PackRecord.permissions.map { Permission($0) }),
          unit: unit, areas: nil, onlyOwnUnit: false)
      ])
  }

  @Test func `routing passes over the one complained of and all below it`() async throws {
    let bureau = try await bureau()
    let none = try await complain(bureau, against: nil)
    // The bureau and its crew both hold the mandate.
    #expect(try await bureau.matter(none).reason == "owner.several: a3-crew, a3-housing")
    for (against, lead, kind) in [
      ("a3-housing", "a-housing", "hotline"), ("a3-crew", "a3-housing", "petition"),
    ] {
      let id = try await complain(bureau, kind: kind, against: against)
      #expect(try await bureau.matter(id).lead == lead)
      #expect(try await bureau.matter(id).against == against)
    }
    let code = await problemCodeOf { try await self.complain(bureau, against: "nobody") }
    #expect(code == "matter.unit-unknown")
  }

  private func problemCodeOf(_ body: () async throws -> Int64) async -> String? {
    do {
      _ = try await body()
      return nil
    } catch { return (error as? Problem)?.kind.code }
  }

  @Test func `a level that only the one complained of serves leaves it to the arbiter`()
    async throws
  {
    let pack = try TestPack.changed([
      "        when: 'mandate != \"\"'": "        when: 'mandate != \"\"'\n        level: district"
    ])
    let bureau = try await Bureau(pack)
    let id = try await complain(bureau, kind: "hotline")
    #expect(try await bureau.matter(id).reason == "owner.none: urban-construction @ a3")
  }

  @Test func `a window complained of does not serve the complaint`() async throws {
    let bureau = try await bureau()
    let call: JSON = [
      "kind": "service", "channel": "counter", "title": "执照", "text": "不给办", "caller": "何芳",
      "area": "a3", "against": "a3-market",
    ]
    let clerk = try bureau.role("clerk", "a3-market")
    let id = try await bureau.ask("ReceiveMatter", call, by: clerk, at: PetitionTests.time)
    #expect(try await bureau.matter(id).phase == .arbitration)
  }

  @Test(arguments: ["a3-housing", "a3-crew"])
  func `it is never made to lead, called in, or made to carry out a decision`(
    unit: String
  ) async throws {
    let bureau = try await bureau()
    let id = try await complain(bureau, kind: "hotline")
    let time = PetitionTests.time
    let passed: JSON = ["unit": .string(unit), "reason": "属地"]
    #expect(
      try await bureau.code("DispatchMatter", on: id, passed, at: time) == PetitionTests.barred)
    #expect(
      try await bureau.code("TransferMatter", on: id, passed, at: time) == PetitionTests.barred)
    try await bureau.ask("AcceptMatter", on: id, at: time)
    let units: JSON = ["units": [.string(unit)], "demand": "会商"]
    #expect(try await bureau.code("SummonUnits", on: id, units, at: time) == PetitionTests.barred)
    try await bureau.ask("EscalateMatter", on: id, ["tier": "province", "reason": "x"], at: time)
    let decision: JSON = [
      "number": 1, "decision": "修", "owner": .string(unit), "due": "2021-04-01",
    ]
    #expect(
      try await bureau.code("DecideEscalation", on: id, decision, at: time)
        == PetitionTests.barred)
    let check: JSON = ["purpose": "filing"]
    #expect(try await bureau.code("OrderCheck", on: id, check, at: time) == nil)
  }

  @Test func `neither its workers look nor does it decide from above`() async throws {
    let bureau = try await bureau()
    let id = try await complain(bureau, kind: "hotline", against: "a3-office", category: "health")
    let time = PetitionTests.time
    #expect(
      try await bureau.code("OrderCheck", on: id, ["purpose": "filing"], at: time)
        == "matter.worker-missing")
    try await bureau.ask("EscalateMatter", on: id, ["tier": "city", "reason": "x"], at: time)
    #expect(try await bureau.matter(id).parts.escalations.map(\.unit) == ["a-office"])
  }

  @Test func `the office of a tier that is complained of is passed over`() async throws {
    let bureau = try await bureau()
    let id = try await complain(bureau, kind: "hotline", against: "a-office", category: "health")
    try await bureau.ask(
      "EscalateMatter", on: id, ["tier": "city", "reason": "x"], at: PetitionTests.time)
    #expect(try await bureau.matter(id).parts.escalations.map(\.unit) == ["a-health"])
  }

  /// Some input that an action's fields take.
  private func input(_ entry: ActionCatalogue.Entry) throws -> JSON {
    var members: [String: JSON] = [:]
    for field in entry.fields where field.isRequired || field.name.hasPrefix("due") {
      switch field.type {
      case .text: members[field.name] = "x"
      case .integer(let range): members[field.name] = .integer(range.lowerBound)
      case .instant: members[field.name] = "2021-06-01"
      case .boolean: members[field.name] = true
      case .texts: members[field.name] = ["a-housing"]
      case .choice(let words): members[field.name] = .string(words.first ?? "")
      }
    }
    return .object(members)
  }

  @Test(arguments: ["a3-housing", "a3-crew"], ["petition", "hotline"])
  func `to its people there is no such matter, whatever they try`(
    unit: String, kind: String
  ) async throws {
    let bureau = try await bureau()
    let id = try await complain(bureau, kind: kind)
    let insider = almighty(in: unit)
    let name = Identifier<Matter>(rawValue: id).text
    let missing = Problem(.notFound, ["what": "matter", "name": name])
    let entries = ActionCatalogue.all.entries.filter {
      $0.declaration.permission.code.hasPrefix("matter.") && $0.declaration.begins == .existing
    }
    #expect(entries.count > 40)
    for turn in ["", "AcceptMatter", "AnswerMatter"] {
      if turn == "AnswerMatter" {
        try await bureau.ask(turn, on: id, ["reply": "已修"], at: PetitionTests.time)
      } else if !turn.isEmpty {
        try await bureau.ask(turn, on: id, at: PetitionTests.time)
      }
      let before = try await bureau.hall.events(id).count
      for entry in entries {
        let problem = try await bureau.problem(
          entry.declaration.name, on: id, input(entry), by: insider, at: PetitionTests.time)
        #expect(problem == missing, "\(entry.declaration.name)")
      }
      #expect(try await bureau.hall.events(id).count == before)
    }
  }

  @Test func `a wrong version tells them nothing either`() async throws {
    let bureau = try await bureau()
    let id = try await complain(bureau)
    let call = ActionCatalogue.Call(
      "NoteMatter", on: id, ["text": "x"], by: almighty(in: "a3-crew"),
      at: try moment(PetitionTests.time), expectedVersion: 9)
    let city = bureau.city
    let code = await problemCodeOf {
      try await ActionCatalogue.all.perform(call, city).subject
    }
    #expect(code == PetitionTests.absent)
  }

  @Test func `who may not see the other matter does not learn of it by merging`() async throws {
    let bureau = try await bureau()
    let hidden = try await complain(bureau, kind: "hotline")
    let far = try await bureau.hall.receive(Hall.call(title: "B1区的路灯不亮"))
    let own = try await bureau.hall.receive(Hall.call(title: "A3区的医院收费"))
    let insider = Actor(
      id: "person:insider", name: "insider",
      grants: try bureau.role("dispatcher", "a3-housing").grants)
    var problems: Set<String> = []
    for number in [
      try await bureau.matter(hidden).number, try await bureau.matter(far).number,
      "20220905-999999",
    ] {
      let problem = try #require(
        try await bureau.problem(
          "MergeMatter", on: own, ["into": .string(number)], by: insider, at: "2022-09-06 10:00"))
      #expect(problem.arguments["name"] == number)
      problems.insert(problem.kind.code + problem.field)
    }
    #expect(problems == [PetitionTests.absent + "/into"])
  }

  @Test func `lists, counts and drafts leave it out for them`() async throws {
    let bureau = try await bureau()
    let id = try await complain(bureau, kind: "hotline")
    let other = try await bureau.hall.receive(Hall.call(title: "A3区的医院收费"))
    for matter in [id, other] {
      try await bureau.ask("SelectMatter", on: matter, at: "2022-09-06 10:00")
    }
    let engine = bureau.city.matters
    let number = try await bureau.matter(id).number
    func seen(_ actor: Actor) async throws -> [Int] {
      let reader = MatterReader(engine, RowScope(actor, "matter.read"))
      let wall = EchoWall(engine, RowScope(actor, "matter.publish"))
      return try await bureau.hall.store.read { store in
        [
          try reader.atWork(store).count, try reader.lights(store).values.reduce(0, +),
          try reader.matter(number, store) == nil ? 0 : 1,
          try reader.matter(Identifier<Matter>(rawValue: id).text, store) == nil ? 0 : 1,
          try reader.matter(source: "s/hotline/a3-housing", store) == nil ? 0 : 1,
          try wall.drafts(store).count, try wall.draft(id, store) == nil ? 0 : 1,
        ]
      }
    }
    for unit in ["a3-housing", "a3-crew"] {
      #expect(try await seen(almighty(in: unit)) == [1, 1, 0, 0, 0, 1, 0])
    }
    #expect(try await seen(almighty(in: "a3-office")) == [2, 2, 1, 1, 1, 2, 1])
    #expect(try await seen(Hall.almighty) == [2, 2, 1, 1, 1, 2, 1])
  }

  @Test func `it claims nothing out of the pool`() async throws {
    let bureau = try await bureau()
    let id = try await complain(bureau, kind: "hotline")
    let time = PetitionTests.time
    try await bureau.ask(
      "RefuseMatter", on: id, ["ground": "outside-area", "reason": "x"], at: time)
    try await bureau.ask("OfferMatter", on: id, ["reason": "x"], at: time)
    for unit in ["a3-housing", "a3-crew"] {
      let handler = try bureau.role("handler", unit)
      #expect(
        try await bureau.code("ClaimMatter", on: id, by: handler, at: time)
          == PetitionTests.absent)
    }
  }
}
