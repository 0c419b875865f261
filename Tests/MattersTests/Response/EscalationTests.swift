import Journal
import Kernel
import Pack
import Testing

@testable import Matters

/// A matter goes up, by hand or by itself, and is decided upon there.
@Suite struct EscalationTests {
  private static let time = "2022-09-05 10:00"

  private func escalate(
    _ bureau: Bureau, _ id: Int64, _ tier: String, by actor: Actor = Hall.almighty
  ) async throws -> String? {
    try await bureau.code(
      "EscalateMatter", on: id, ["tier": .string(tier), "reason": "需统筹"], by: actor,
      at: EscalationTests.time)
  }

  private static func decision(
    _ number: Int64 = 1, owner: String = "a-housing", due: String? = "2022-09-30"
  ) -> JSON {
    var members: [String: JSON] = [
      "number": .integer(number), "decision": "全线更换", "owner": .string(owner),
    ]
    if let due { members["due"] = .string(due) }
    return .object(members)
  }

  @Test func `a matter goes to a tier of choice over all between`() async throws {
    let bureau = try await Bureau()
    let id = try await bureau.hall.receive()
    let lead = try bureau.role("handler", "a3-housing")
    #expect(try await escalate(bureau, id, "province", by: lead) == nil)
    #expect(try await escalate(bureau, id, "district", by: lead) == nil)
    let escalations = try await bureau.matter(id).parts.escalations
    #expect(escalations.map(\.unit) == ["example-office", "a3-office"])
    #expect(escalations.allSatisfy { !$0.isByItself && $0.isOpen })
    #expect(try await bureau.matter(id).lead == "a3-housing")
    let stranger = try bureau.role("handler", "a3-health")
    #expect(try await escalate(bureau, id, "city", by: stranger) == "request.out-of-scope")
  }

  @Test func `a tier that is not there, or has nobody above, is refused`() async throws {
    let bureau = try await Bureau()
    let id = try await bureau.hall.receive()
    #expect(try await escalate(bureau, id, "galaxy") == "request.not-found")
    #expect(try await escalate(bureau, id, "community") == "matter.tier-unreached")
    #expect(try await escalate(bureau, id, "city") == nil)
    #expect(try await escalate(bureau, id, "city") == "request.nothing-to-do")
    let own = try await bureau.hall.receive(Hall.call(title: "A市的一件事"))
    #expect(try await bureau.matter(own).lead == "a-office")
    #expect(try await escalate(bureau, own, "city") == "matter.tier-unreached")
  }

  @Test func `a matter never goes down`() async throws {
    let bureau = try await Bureau()
    let id = try await bureau.hall.receive()
    try await bureau.ask(
      "DispatchMatter", on: id, ["unit": "a-housing"], at: EscalationTests.time)
    #expect(try await escalate(bureau, id, "district") == "matter.tier-unreached")
    #expect(try await escalate(bureau, id, "city") == nil)
    #expect(try await bureau.matter(id).parts.escalations.map(\.unit) == ["a-office"])
  }

  @Test func `what has no place goes up over the whole territory`() async throws {
    let bureau = try await Bureau()
    let id = try await bureau.hall.receive(Hall.call(title: "一件事"))
    #expect(try await bureau.matter(id).area == nil)
    #expect(try await escalate(bureau, id, "city") == "matter.tier-unreached")
    #expect(try await escalate(bureau, id, "province") == nil)
    #expect(try await bureau.matter(id).parts.escalations.map(\.unit) == ["example-office"])
  }

  @Test func `only the unit it went up to decides, and the decision is a promise`() async throws {
    let bureau = try await Bureau()
    let id = try await bureau.hall.receive()
    #expect(try await escalate(bureau, id, "city") == nil)
    let input = EscalationTests.decision()
    let decider = try bureau.role("leader", "a-office")
    for unit in ["a3-office", "example-office", "b-office"] {
      let code = try await bureau.code(
        "DecideEscalation", on: id, input, by: bureau.role("leader", unit),
        at: EscalationTests.time)
      #expect(code == "matter.not-yours")
    }
    for number in [0, 2] as [Int64] where number > 0 {
      let code = try await bureau.code(
        "DecideEscalation", on: id, EscalationTests.decision(number), by: decider,
        at: EscalationTests.time)
      #expect(code == "matter.escalation-unknown")
    }
    try await bureau.ask(
      "DecideEscalation", on: id, input, by: decider, at: EscalationTests.time)
    let matter = try await bureau.matter(id)
    let escalation = try #require(matter.parts.escalations.first)
    #expect(escalation.decision == "全线更换")
    #expect(escalation.owner == "a-housing")
    #expect(!escalation.isOpen)
    #expect(matter.promises.map(\.text) == ["全线更换"])
    #expect(matter.promises.map(\.dueAt) == [escalation.dueAt])
    let again = try await bureau.code(
      "DecideEscalation", on: id, input, by: decider, at: EscalationTests.time)
    #expect(again == "matter.escalation-unknown")
    try await bureau.hall.runTimers(until: "2022-10-02 00:00")
    #expect(try await bureau.matter(id).promises.map(\.isBroken) == [true])
  }

  @Test func `a decision names an owner and a date in the future`() async throws {
    let bureau = try await Bureau()
    let id = try await bureau.hall.receive()
    #expect(try await escalate(bureau, id, "city") == nil)
    for (input, code, field) in [
      (EscalationTests.decision(owner: "nobody"), "matter.unit-unknown", "/owner"),
      (EscalationTests.decision(due: nil), "request.field-missing", "/due"),
      (EscalationTests.decision(due: "2022-09-01"), "matter.promise-past", "/due"),
    ] {
      let problem = try await bureau.problem(
        "DecideEscalation", on: id, input, at: EscalationTests.time)
      #expect(problem?.kind.code == code)
      #expect(problem?.field == field)
    }
    #expect(try await bureau.matter(id).promises.isEmpty)
  }

  @Test func `what went up may be decided in arbitration too, and not while merged`()
    async throws
  {
    let bureau = try await Bureau()
    let other = try await bureau.hall.receive()
    let id = try await bureau.hall.receive(Hall.call(title: "路灯不亮"))
    #expect(try await bureau.matter(id).phase == .arbitration)
    #expect(try await escalate(bureau, id, "province") == nil)
    let number = try await bureau.matter(other).number
    try await bureau.ask(
      "MergeMatter", on: id, ["into": .string(number)], at: EscalationTests.time)
    let merged = try await bureau.code(
      "DecideEscalation", on: id, EscalationTests.decision(), at: EscalationTests.time)
    #expect(merged == "matter.escalation-unknown")
    try await bureau.ask("UnmergeMatter", on: id, ["reason": "不是"], at: EscalationTests.time)
    try await bureau.ask(
      "DecideEscalation", on: id, EscalationTests.decision(), at: EscalationTests.time)
    #expect(try await bureau.matter(id).phase == .arbitration)
  }

  @Test func `what is red climbs its ladder, and nobody is told of themselves`() async throws {
    let whistle = try await Whistle(try await Bureau(), Whistle.call(["a3-housing"]))
    let bureau = whistle.bureau
    // Ten working days after the whistle, and five more.
    try await bureau.hall.runTimers(until: "2020-06-11 17:29")
    #expect(try await bureau.matter(whistle.id).ownLight != .red)
    try await bureau.hall.runTimers(until: "2020-06-18 17:29")
    var matter = try await bureau.matter(whistle.id)
    #expect(matter.ownLight == .red)
    #expect(matter.clocks.first { $0.name == "close" }?.rungs == 1)
    // The first rung is the district's, where the one that blew it is itself the office.
    #expect(matter.parts.escalations.isEmpty)
    try await bureau.hall.runTimers(until: "2020-06-18 17:30")
    matter = try await bureau.matter(whistle.id)
    #expect(matter.clocks.first { $0.name == "close" }?.rungs == 2)
    #expect(matter.parts.escalations.map(\.unit) == ["a-office"])
    #expect(matter.parts.escalations.map(\.reason) == ["overdue: 收哨时限"])
    #expect(matter.parts.escalations.map(\.isByItself) == [true])
    let climbed = try await bureau.names(whistle.id).filter { $0 == "rung-climbed" }
    #expect(climbed.count == 2)
    try await bureau.hall.runTimers(until: "2020-12-18 17:30")
    #expect(try await bureau.matter(whistle.id).parts.escalations.count == 1)
  }
}
