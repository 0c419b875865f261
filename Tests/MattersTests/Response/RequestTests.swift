import Journal
import Kernel
import Testing

@testable import Matters

/// What the lead unit asks for, and who may decide on it.
@Suite struct RequestTests {
  private static let asked = "2022-09-07 10:00"

  /// A call about a lamp, to be answered by 13 September 17:30; the 12th is a holiday.
  private func lamp(_ bureau: Bureau) async throws -> Int64 { try await bureau.hall.receive() }

  private static func extend(_ limit: String = "5个工作日", clock: String = "answer") -> JSON {
    ["clock": .string(clock), "limit": .string(limit), "reason": "等材料"]
  }

  private static func suspend(
    until: String = "2022-09-20T00:00:00+08:00", ground: String = "weather"
  ) -> JSON { ["until": .string(until), "ground": .string(ground), "reason": "台风"] }

  private static func decide(_ number: Int64 = 1, _ isApproved: Bool = true) -> JSON {
    ["number": .integer(number), "approved": .boolean(isApproved), "decision": "同意"]
  }

  private func lead(_ bureau: Bureau) throws -> Actor { try bureau.role("handler", "a3-housing") }

  @Test(
    arguments: [
      ("2022-09-13 08:30", nil), ("2022-09-13 08:31", "matter.extension-forbidden"),
      ("2022-09-13 18:00", "matter.extension-forbidden"),
    ] as [(String, String?)])
  func `an extension is asked for as early as the pack says`(
    time: String, code: String?
  ) async throws {
    let bureau = try await Bureau()
    let id = try await lamp(bureau)
    let found = try await bureau.code(
      "RequestExtension", on: id, RequestTests.extend(), by: lead(bureau), at: time)
    #expect(found == code)
  }

  @Test(
    arguments: [
      ("6个工作日", "answer", "matter.extension-forbidden"),
      ("soon", "answer", "request.field-invalid"),
      ("1个工作日", "answer", nil), ("5个工作日", "contact", "matter.clock-unknown"),
      ("5个工作日", "nothing", "matter.clock-unknown"),
    ] as [(String, String, String?)])
  func `an extension is for a clock that runs and no longer than allowed`(
    limit: String, clock: String, code: String?
  ) async throws {
    let bureau = try await Bureau()
    let id = try await lamp(bureau)
    let found = try await bureau.code(
      "RequestExtension", on: id, RequestTests.extend(limit, clock: clock), by: lead(bureau),
      at: RequestTests.asked)
    #expect(found == code)
  }

  @Test func `the lead asks, once at a time, and somebody else decides`() async throws {
    let bureau = try await Bureau()
    let id = try await lamp(bureau)
    let time = RequestTests.asked
    let input = RequestTests.extend()
    let other = try bureau.role("handler", "a3-health")
    #expect(
      try await bureau.code("RequestExtension", on: id, input, by: other, at: time)
        == "matter.not-yours")
    // Whoever is almighty asks; the same person never decides.
    try await bureau.ask("RequestExtension", on: id, input, at: time)
    #expect(
      try await bureau.code("RequestExtension", on: id, input, by: lead(bureau), at: time)
        == "matter.request-pending")
    #expect(
      try await bureau.code("DecideRequest", on: id, RequestTests.decide(), at: time)
        == "matter.own-request")
    let far = try bureau.role("supervisor", "b-office")
    #expect(
      try await bureau.code("DecideRequest", on: id, RequestTests.decide(), by: far, at: time)
        == "request.out-of-scope")
    let near = try bureau.post("a-supervisor")
    #expect(
      try await bureau.code("DecideRequest", on: id, RequestTests.decide(2), by: near, at: time)
        == "matter.request-unknown")
    try await bureau.ask("DecideRequest", on: id, RequestTests.decide(1, false), by: near, at: time)
    #expect(try await bureau.running(id) == ["answer 2022-09-13 17:30"])
    try await bureau.ask("RequestExtension", on: id, input, by: lead(bureau), at: time)
    // The unit itself may lengthen its own time.
    let own = try bureau.role("supervisor", "a3-housing")
    let owns = Actor(id: "person:chief", name: "chief", grants: own.grants)
    try await bureau.ask("DecideRequest", on: id, RequestTests.decide(2), by: owns, at: time)
    #expect(try await bureau.running(id) == ["answer 2022-09-20 17:30"])
    #expect(
      try await bureau.code("RequestExtension", on: id, input, by: lead(bureau), at: time)
        == "matter.extension-forbidden")
    let requests = try await bureau.matter(id).parts.requests
    #expect(requests.map(\.standing) == [.rejected, .granted])
    #expect(requests.map(\.by) == ["person:almighty", "unit:a3-housing"])
    #expect(requests.map(\.unit) == ["a3-housing", "a3-housing"])
  }

  @Test func `what turned red while the request lay there is not extended`() async throws {
    let bureau = try await Bureau()
    let id = try await lamp(bureau)
    try await bureau.ask(
      "RequestExtension", on: id, RequestTests.extend(), by: lead(bureau), at: RequestTests.asked)
    let late = try await bureau.code(
      "DecideRequest", on: id, RequestTests.decide(), at: "2022-09-13 17:31")
    #expect(late == "matter.extension-forbidden")
    try await bureau.ask("AnswerMatter", on: id, ["reply": "已修"], at: "2022-09-14 09:00")
    let over = try await bureau.code(
      "DecideRequest", on: id, RequestTests.decide(), at: "2022-09-14 10:00")
    #expect(over == "matter.clock-unknown")
    try await bureau.ask("CloseMatter", on: id, ["outcome": "solved"], at: "2022-09-14 11:00")
    #expect(try await bureau.matter(id).parts.requests.map(\.standing) == [.rejected])
    let closed = try await bureau.code(
      "DecideRequest", on: id, RequestTests.decide(), at: "2022-09-14 12:00")
    #expect(closed == "matter.request-unknown")
  }

  @Test(
    arguments: [
      (["until": "2022-09-20", "ground": "busy", "reason": "x"], "matter.ground-needed"),
      (["ground": "weather", "reason": "x"], "request.field-missing"),
      (suspend(until: "2022-09-07T10:00:00+08:00"), "matter.suspension-forbidden"),
      (suspend(until: "2022-10-07T10:00:00.001+08:00"), "matter.suspension-forbidden"),
      (suspend(until: "2022-10-07T10:00:00+08:00"), nil), (suspend(), nil),
    ] as [(JSON, String?)])
  func `a suspension has a ground, an end, and is no longer than allowed`(
    input: JSON, code: String?
  ) async throws {
    let bureau = try await Bureau()
    let id = try await lamp(bureau)
    let found = try await bureau.code(
      "RequestSuspension", on: id, input, by: lead(bureau), at: RequestTests.asked)
    #expect(found == code)
  }

  @Test func `a kind without suspensions has none, and only what is at work stands still`()
    async throws
  {
    let whistle = try await Whistle(try await Bureau())
    let input = RequestTests.suspend(until: "2020-06-01")
    let code = try await whistle.bureau.code(
      "RequestSuspension", on: whistle.id, input, at: "2020-05-29 10:00")
    #expect(code == "matter.suspension-forbidden")
    let id = try await lamp(whistle.bureau)
    try await whistle.bureau.ask("AnswerMatter", on: id, ["reply": "x"], at: RequestTests.asked)
    let answered = try await whistle.bureau.code(
      "RequestSuspension", on: id, RequestTests.suspend(), at: RequestTests.asked)
    #expect(answered == "matter.suspension-forbidden")
  }

  @Test func `a suspension takes two people, neither of the unit`() async throws {
    let bureau = try await Bureau()
    let id = try await lamp(bureau)
    let time = RequestTests.asked
    func decide(_ actor: Actor) async throws -> String? {
      try await bureau.code("DecideRequest", on: id, RequestTests.decide(), by: actor, at: time)
    }
    try await bureau.ask(
      "RequestSuspension", on: id, RequestTests.suspend(), by: lead(bureau), at: time)
    let own = try bureau.role("supervisor", "a3-housing")
    let chief = Actor(id: "person:chief", name: "chief", grants: own.grants)
    #expect(try await decide(chief) == "matter.own-request")
    let first = try bureau.post("a-supervisor")
    #expect(try await decide(first) == nil)
    #expect(try await bureau.matter(id).suspendedUntil == nil)
    #expect(try await decide(first) == "matter.own-request")
    #expect(try await decide(bureau.post("a3-dispatcher")) == "request.forbidden")
    #expect(try await decide(bureau.post("a-leader")) == nil)
    let matter = try await bureau.matter(id)
    #expect(matter.suspendedUntil == (try moment("2022-09-20 00:00")))
    #expect(matter.clocks.allSatisfy { !$0.isRunning })
    #expect(matter.parts.requests.first?.approvedBy == ["post:a-supervisor", "post:a-leader"])
  }

  private func suspended(_ bureau: Bureau) async throws -> Int64 {
    let id = try await lamp(bureau)
    let time = RequestTests.asked
    try await bureau.ask(
      "RequestSuspension", on: id, RequestTests.suspend(), by: lead(bureau), at: time)
    for post in ["a-supervisor", "a-leader"] {
      try await bureau.ask(
        "DecideRequest", on: id, RequestTests.decide(), by: bureau.post(post), at: time)
    }
    return id
  }

  @Test func `while it stands still nothing but the answer is done, and the lead resumes`()
    async throws
  {
    let bureau = try await Bureau()
    let id = try await suspended(bureau)
    let time = "2022-09-08 10:00"
    for (name, input) in [
      ("AcceptMatter", [:]), ("DispatchMatter", ["unit": "a-housing"]),
      ("SuperviseMatter", ["level": "city", "ground": "x"]),
    ] as [(String, JSON)] {
      #expect(try await bureau.code(name, on: id, input, at: time) == "matter.suspended")
    }
    let clock = try await bureau.code(
      "RequestExtension", on: id, RequestTests.extend(), by: lead(bureau), at: time)
    #expect(clock == "matter.clock-unknown")
    let other = try bureau.role("handler", "a3-health")
    let foreign = try await bureau.code("ResumeMatter", on: id, by: other, at: time)
    #expect(foreign == "matter.not-yours")
    try await bureau.ask("ResumeMatter", on: id, by: lead(bureau), at: time)
    #expect(try await bureau.matter(id).suspendedUntil == nil)
    #expect(try await bureau.running(id) == ["answer 2022-09-14 17:30"])
    let again = try await bureau.code("ResumeMatter", on: id, by: lead(bureau), at: time)
    #expect(again == "request.nothing-to-do")
    let second = try await bureau.code(
      "RequestSuspension", on: id, RequestTests.suspend(), by: lead(bureau), at: time)
    #expect(second == "matter.suspension-forbidden")
  }

  @Test func `a reply may be given while it stands still`() async throws {
    let bureau = try await Bureau()
    let id = try await suspended(bureau)
    try await bureau.ask(
      "AnswerMatter", on: id, ["reply": "已修"], by: lead(bureau), at: "2022-09-19 10:00")
    let matter = try await bureau.matter(id)
    #expect(matter.suspendedUntil == nil)
    #expect(try await bureau.hall.timers(id).isEmpty)
    #expect(try await bureau.hall.figure("answered-in-time", "2022-09") == 1)
  }

  @Test func `overtime is excused by others and stays on record`() async throws {
    let bureau = try await Bureau()
    let id = try await lamp(bureau)
    let appeal: JSON = ["clock": "answer", "reason": "停电"]
    let early = try await bureau.code(
      "AppealOvertime", on: id, appeal, by: lead(bureau), at: RequestTests.asked)
    #expect(early == "matter.clock-unknown")
    let time = "2022-09-14 09:00"
    let other = try bureau.role("handler", "a3-health")
    #expect(
      try await bureau.code("AppealOvertime", on: id, appeal, by: other, at: time)
        == "matter.not-yours")
    try await bureau.ask("AppealOvertime", on: id, appeal, by: lead(bureau), at: time)
    let own = try bureau.role("supervisor", "a3-housing")
    let chief = Actor(id: "person:chief", name: "chief", grants: own.grants)
    #expect(
      try await bureau.code("DecideRequest", on: id, RequestTests.decide(), by: chief, at: time)
        == "matter.own-request")
    try await bureau.ask(
      "DecideRequest", on: id, RequestTests.decide(), by: bureau.post("a-supervisor"), at: time)
    let clock = try #require(try await bureau.matter(id).clocks.first)
    #expect(clock.light == .red)
    #expect(clock.excusedAt == (try moment(time)))
    #expect(try await bureau.hall.figure("overtime-excused", "2022-09") == 1)
    #expect(try await bureau.hall.figure("overdue", "2022-09") == 1)
    let again = try await bureau.code(
      "AppealOvertime", on: id, appeal, by: lead(bureau), at: time)
    #expect(again == "matter.clock-unknown")
  }

  @Test func `a merged matter asks for nothing and nothing of it is decided`() async throws {
    let bureau = try await Bureau()
    let other = try await lamp(bureau)
    let id = try await lamp(bureau)
    try await bureau.ask("RequestExtension", on: id, RequestTests.extend(), at: RequestTests.asked)
    let number = try await bureau.matter(other).number
    try await bureau.ask(
      "MergeMatter", on: id, ["into": .string(number)], at: RequestTests.asked)
    let decided = try await bureau.code(
      "DecideRequest", on: id, RequestTests.decide(), by: bureau.post("a-supervisor"),
      at: RequestTests.asked)
    #expect(decided == "matter.request-unknown")
    let ask = try await bureau.code(
      "RequestSuspension", on: id, RequestTests.suspend(), at: RequestTests.asked)
    #expect(ask == "matter.suspension-forbidden")
  }
}
