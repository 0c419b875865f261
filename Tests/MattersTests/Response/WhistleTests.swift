import Journal
import Kernel
import Pack
import Testing

@testable import Matters

/// A whistle calls units to a place, each with a task and clocks of its own.
@Suite struct WhistleTests {
  @Test func `each unit is called under its own mandate, with clocks of its own`() async throws {
    let whistle = try await Whistle(try await Bureau())
    let tasks = try await whistle.tasks
    #expect(tasks.map(\.unit) == ["a3-housing", "a3-ecology"])
    #expect(tasks.map(\.function) == ["urban-construction", "environment"])
    #expect(tasks.allSatisfy { $0.isOnSite && $0.round == 1 && $0.caller == "a3-office" })
    let matter = try await whistle.bureau.matter(whistle.id)
    #expect(matter.lead == "a3-office")
    #expect(matter.rule == "own-street")
    #expect(matter.channel == "whistle")
    let clocks = matter.clocks.map { "\($0.task) \($0.name)" }
    #expect(
      clocks.sorted() == [
        "0 close", "1 arrive", "1 report", "1 sign-in", "2 arrive", "2 report", "2 sign-in",
      ])
  }

  @Test(
    arguments: [
      (["a3-market"], "matter.outside-mandate"),
      (["a3-housing", "a3-housing"], "matter.unit-twice"),
      (["a3-office/general"], "matter.unit-twice"), (["nobody"], "matter.unit-unknown"),
      (["a3-market/stars"], "request.not-found"), ([], "request.field-missing"),
      (["b1-housing"], "matter.outside-mandate"), (["a3-market/commerce-tourism"], nil),
      (["a-housing", "example-housing"], nil),
    ] as [([String], String?)])
  func `only units with a mandate there are called, each once`(
    units: [String], code: String?
  ) async throws {
    let bureau = try await Bureau()
    let found = try await bureau.code(
      "BlowWhistle", Whistle.call(units.map(JSON.string)), by: Whistle.street(bureau),
      at: Whistle.time)
    #expect(found == code)
  }

  @Test func `a unit that cannot be called is told with what it may be called for`() async throws {
    let bureau = try await Bureau()
    let problem = try await bureau.problem(
      "BlowWhistle", Whistle.call(["a3-housing", "a3-market"]), by: Whistle.street(bureau),
      at: Whistle.time)
    #expect(problem?.kind.code == "matter.outside-mandate")
    #expect(problem?.field == "/units/1")
    #expect(problem?.arguments["mandates"] == "commerce-tourism")
    #expect(problem?.arguments["function"] == "urban-construction")
  }

  @Test func `a function may be given for all, and must be where the category says none`()
    async throws
  {
    let bureau = try await Bureau()
    let street = try Whistle.street(bureau)
    let nameless = Whistle.call(["a3-market"], ["title": "夜里的事", "demand": "来"])
    let missing = try await bureau.problem(
      "BlowWhistle", nameless, by: street, at: Whistle.time)
    #expect(missing?.kind.code == "request.field-missing")
    #expect(missing?.field == "/function")
    let given = Whistle.call(
      ["a3-market"], ["title": "夜里的事", "demand": "来", "function": "commerce-tourism"])
    let id = try await bureau.ask("BlowWhistle", given, by: street, at: Whistle.time)
    #expect(try await bureau.matter(id).parts.tasks.map(\.function) == ["commerce-tourism"])
  }

  @Test func `at most so many units are called as the pack says`() async throws {
    let bureau = try await Bureau()
    let street = try Whistle.street(bureau)
    let units: [JSON] = (1...12).map { .string("unit-\($0)") }
    let most = try await bureau.code(
      "BlowWhistle", Whistle.call(units), by: street, at: Whistle.time)
    #expect(most == "matter.unit-unknown")
    let more = try await bureau.code(
      "BlowWhistle", Whistle.call(units + ["unit-13"]), by: street, at: Whistle.time)
    #expect(more == "matter.units-too-many")
  }

  @Test func `a whistle has a sort, a kind for whistles and somebody who blows it`() async throws {
    let bureau = try await Bureau()
    let street = try Whistle.street(bureau)
    for sort in ["", "holiday"] {
      let code = try await bureau.code(
        "BlowWhistle", Whistle.call(sort: sort), by: street, at: Whistle.time)
      #expect(code == "matter.sort-unknown")
    }
    var members = try #require(Whistle.call().object)
    members["kind"] = "hotline"
    members["sort"] = nil
    let wrong = try await bureau.code(
      "BlowWhistle", .object(members), by: street, at: Whistle.time)
    #expect(wrong == "request.not-found")
    let responder = try bureau.role("responder", "a3-housing")
    let forbidden = try await bureau.code(
      "BlowWhistle", Whistle.call(), by: responder, at: Whistle.time)
    #expect(forbidden == "request.forbidden")
  }

  @Test func `the lead calls more units into the same round`() async throws {
    let whistle = try await Whistle(try await Bureau())
    let more: JSON = ["units": ["a3-market"], "function": "commerce-tourism", "demand": "查证"]
    #expect(try await whistle.unit("a3-housing", "SummonUnits", more) == "request.forbidden")
    let other = try whistleRole(whistle, "street-dispatcher", "a1-office")
    let foreign = try await whistle.bureau.code(
      "SummonUnits", on: whistle.id, more, by: other, at: Whistle.time)
    #expect(foreign == "matter.not-yours")
    #expect(try await whistle.street("SummonUnits", more) == nil)
    #expect(try await whistle.street("SummonUnits", more) == "matter.unit-twice")
    let tasks = try await whistle.tasks
    #expect(tasks.map(\.number) == [1, 2, 3])
    #expect(tasks.map(\.round) == [1, 1, 1])
    #expect(tasks.last?.demand == "查证")
  }

  private func whistleRole(_ whistle: Whistle, _ role: String, _ unit: String) throws -> Actor {
    try whistle.bureau.role(role, unit)
  }

  @Test func `what is not solved calls the same units again and goes up by itself`() async throws {
    let whistle = try await Whistle(try await Bureau())
    let next = "2020-05-29 09:00"
    try await whistle.serve("a3-housing", 1, at: next)
    #expect(try await whistle.confirm(false, at: next) == "matter.tasks-open")
    try await whistle.serve("a3-ecology", 2, at: next)
    #expect(try await whistle.confirm(false, note: "", at: next) == nil)
    var matter = try await whistle.bureau.matter(whistle.id)
    #expect(matter.parts.taskRound == 2)
    #expect(matter.parts.tasks.map(\.unit).suffix(2) == ["a3-housing", "a3-ecology"])
    #expect(matter.parts.tasks.map(\.function).suffix(2) == ["urban-construction", "environment"])
    #expect(matter.parts.tasks.last?.demand == "到夜市北口")
    #expect(matter.parts.escalations.isEmpty)
    try await whistle.serve("a3-housing", 3, at: next)
    try await whistle.serve("a3-ecology", 4, at: next)
    #expect(try await whistle.confirm(false, at: next) == nil)
    matter = try await whistle.bureau.matter(whistle.id)
    #expect(matter.parts.taskRound == 3)
    #expect(matter.parts.tasks.last?.demand == "又摆")
    #expect(matter.parts.escalations.map(\.unit) == ["a-office"])
    #expect(matter.parts.escalations.map(\.isByItself) == [true])
    #expect(matter.lead == "a3-office")
    #expect(try await whistle.bureau.hall.figure("whistle-unsolved", "2020-05") == 2)
    #expect(try await whistle.bureau.hall.figure("whistle-escalated", "2020-05") == 1)
  }

  @Test func `what is unsolved again goes up further`() async throws {
    let whistle = try await Whistle(try await Bureau(), Whistle.call(["a3-housing"]))
    let next = "2020-05-29 09:00"
    for task in 1...3 as ClosedRange<Int64> {
      try await whistle.serve("a3-housing", task, at: next)
      #expect(try await whistle.confirm(false, at: next) == nil)
    }
    let matter = try await whistle.bureau.matter(whistle.id)
    #expect(matter.parts.taskRound == 4)
    #expect(matter.parts.escalations.map(\.unit) == ["a-office", "example-office"])
  }

  @Test func `the pack may name the tier and the times`() async throws {
    let pack = try TestPack.changed(
      [:],
      extra: """
        kinds:
          - id: whistle
            whistle: {tier: province, rounds: 1}
        """)
    let whistle = try await Whistle(try await Bureau(pack), Whistle.call(["a3-housing"]))
    try await whistle.serve("a3-housing", 1, at: "2020-05-29 09:00")
    #expect(try await whistle.confirm(false, at: "2020-05-29 10:00") == nil)
    let escalation = try #require(
      try await whistle.bureau.matter(whistle.id).parts.escalations.first)
    #expect(escalation.unit == "example-office")
    #expect(escalation.tier == "province")
    #expect(escalation.reason == "unsolved 1 times: 又摆")
  }

  /// A unit refuses, and somebody of neither side finds that it may.
  private func excuse(_ whistle: Whistle, _ unit: String, _ task: Int64) async throws {
    let refuse: JSON = [
      "task": .integer(task), "ground": "outside-mandate", "reason": "不归我",
    ]
    #expect(try await whistle.unit(unit, "RefuseTask", refuse) == nil)
    let decide: JSON = ["task": .integer(task), "lawful": true, "reason": "属实"]
    try await whistle.bureau.ask("DecideTaskRefusal", on: whistle.id, decide, at: Whistle.time)
  }

  @Test func `who lawfully refused is not called again`() async throws {
    let whistle = try await Whistle(try await Bureau())
    try await whistle.serve("a3-housing", 1, at: "2020-05-29 09:00")
    try await excuse(whistle, "a3-ecology", 2)
    #expect(try await whistle.confirm(false, at: "2020-05-29 10:00") == nil)
    let again = try await whistle.tasks.filter { $0.round == 2 }
    #expect(again.map(\.unit) == ["a3-housing"])
    #expect(try await whistle.bureau.matter(whistle.id).parts.escalations.isEmpty)
  }

  @Test func `where nobody is left to be called it goes up at once`() async throws {
    let whistle = try await Whistle(try await Bureau(), Whistle.call(["a3-housing"]))
    try await excuse(whistle, "a3-housing", 1)
    #expect(try await whistle.confirm(false) == nil)
    let matter = try await whistle.bureau.matter(whistle.id)
    #expect(matter.parts.tasks.count == 1)
    #expect(matter.parts.escalations.map(\.unit) == ["a-office"])
  }

  @Test func `it ends when the street says that it is solved, and only then`() async throws {
    let whistle = try await Whistle(try await Bureau(), Whistle.call(["a3-housing"]))
    let next = "2020-05-29 09:00"
    #expect(try await whistle.confirm(true, at: next) == "matter.tasks-open")
    try await whistle.serve("a3-housing", 1, at: next)
    let other = try await whistle.bureau.code(
      "ConfirmWhistle", on: whistle.id, ["solved": true],
      by: whistle.bureau.role("street-dispatcher", "a1-office"), at: next)
    #expect(other == "matter.not-yours")
    #expect(try await whistle.confirm(true, note: "已清", at: next) == nil)
    let matter = try await whistle.bureau.matter(whistle.id)
    #expect(matter.phase == .closed)
    #expect(matter.body?.reply == "已清")
    #expect(matter.answeredAt == matter.closedAt)
    #expect(matter.clocks.allSatisfy { !$0.isRunning })
    #expect(try await whistle.bureau.hall.timers(whistle.id).isEmpty)
    #expect(try await whistle.bureau.hall.figure("whistle-solved", "2020-05") == 1)
    #expect(try await whistle.confirm(false, at: next) == "matter.step-impossible")
  }

  @Test func `a kind without whistles has nothing to confirm`() async throws {
    let bureau = try await Bureau()
    let id = try await bureau.hall.receive()
    let code = try await bureau.code(
      "ConfirmWhistle", on: id, ["solved": true], at: "2022-09-05 10:00")
    #expect(code == "request.nothing-to-do")
  }
}
