import Journal
import Kernel
import Pack
import Testing

@testable import Matters

/// What a unit that was called in does, and what becomes of it.
@Suite struct TaskTests {
  private static let next = "2020-05-29 09:00"
  private static let order = "matter.task-order"
  private static let place: JSON = ["task": 1, "place": "北口"]
  private static let report: JSON = ["task": 1, "report": "已清"]

  private func whistle() async throws -> Whistle {
    try await Whistle(try await Bureau(), Whistle.call(["a3-housing", "a3-ecology/environment"]))
  }

  @Test func `a unit signs in, comes and reports in this order, each once`() async throws {
    let whistle = try await whistle()
    let unit = "a3-housing"
    #expect(try await whistle.unit(unit, "ReportTask", TaskTests.report) == TaskTests.order)
    #expect(try await whistle.unit(unit, "SignInToTask", ["task": 1]) == nil)
    #expect(try await whistle.unit(unit, "SignInToTask", ["task": 1]) == TaskTests.order)
    #expect(try await whistle.unit(unit, "ReportTask", TaskTests.report) == TaskTests.order)
    #expect(try await whistle.unit(unit, "ArriveAtTask", TaskTests.place) == nil)
    #expect(try await whistle.unit(unit, "ArriveAtTask", TaskTests.place) == TaskTests.order)
    #expect(try await whistle.unit(unit, "ReportTask", TaskTests.report) == nil)
    #expect(try await whistle.unit(unit, "ReportTask", TaskTests.report) == "matter.task-unknown")
    let task = try #require(try await whistle.tasks.first)
    #expect(task.signedInBy == "unit:a3-housing")
    #expect(task.place == "北口")
    #expect(task.report == "已清")
    #expect(!task.isOpen)
    let clocks = try await whistle.bureau.matter(whistle.id).clocks.filter { $0.task == 1 }
    #expect(clocks.allSatisfy { $0.stoppedAt != nil })
  }

  @Test func `who stands there has heard the call`() async throws {
    let whistle = try await whistle()
    #expect(
      try await whistle.unit("a3-housing", "ArriveAtTask", TaskTests.place, at: TaskTests.next)
        == nil)
    let task = try #require(try await whistle.tasks.first)
    #expect(task.signedInAt == (try moment(TaskTests.next)))
    #expect(task.signedInBy == "unit:a3-housing")
    let running = try await whistle.bureau.matter(whistle.id).clocks
      .filter { $0.task == 1 && $0.isRunning }
    #expect(running.map(\.name) == ["report"])
  }

  @Test(arguments: ["SignInToTask", "ArriveAtTask", "ReportTask", "RefuseTask"])
  func `nobody answers for another unit's task`(name: String) async throws {
    let whistle = try await whistle()
    func input(_ task: Int64) -> JSON {
      switch name {
      case "ArriveAtTask": ["task": .integer(task), "place": "北口"]
      case "ReportTask": ["task": .integer(task), "report": "已清"]
      case "RefuseTask": ["task": .integer(task), "ground": "force-majeure", "reason": "停电"]
      default: ["task": .integer(task)]
      }
    }
    #expect(try await whistle.unit("a3-ecology", name, input(1)) == "matter.not-yours")
    #expect(try await whistle.unit("a3-ecology", name, input(9)) == "matter.task-unknown")
    #expect(try await whistle.unit("a3-housing", name, input(2)) == "matter.not-yours")
  }

  @Test func `who is late is counted for its own unit`() async throws {
    let whistle = try await whistle()
    #expect(try await whistle.unit("a3-ecology", "SignInToTask", ["task": 2]) == nil)
    try await whistle.bureau.hall.runTimers(until: "2020-05-28 19:29")
    #expect(try await whistle.bureau.hall.figure("whistle-late", "2020-05") == 0)
    try await whistle.bureau.hall.runTimers(until: "2020-05-28 19:31")
    let bureau = whistle.bureau
    #expect(try await bureau.figure("whistle-late", "2020-05", of: "a3-housing") == 1)
    #expect(try await bureau.figure("whistle-late", "2020-05", of: "a3-ecology") == 0)
    #expect(try await bureau.figure("whistle-late", "2020-05", of: "a3-office") == 0)
    let matter = try await bureau.matter(whistle.id)
    #expect(matter.light == .red)
    // What the street owes is not late for that.
    #expect(matter.ownLight == .green)
    try await bureau.hall.runTimers(until: "2020-05-30 00:00")
    #expect(try await bureau.figure("whistle-late", "2020-05", of: "a3-housing") == 2)
    #expect(try await bureau.figure("whistle-late", "2020-05", of: "a3-ecology") == 1)
    for unit in ["a3-housing", "a3-ecology"] {
      #expect(try await bureau.figure("whistle-units", "2020-05", of: unit) == 1)
    }
  }

  private func refused(_ whistle: Whistle, ground: String = "force-majeure") async throws
    -> String?
  {
    let input: JSON = ["task": 1, "ground": .string(ground), "reason": "暴雨"]
    return try await whistle.unit("a3-housing", "RefuseTask", input)
  }

  private func decide(_ whistle: Whistle, _ isLawful: Bool, by unit: String) async throws
    -> String?
  {
    let input: JSON = ["task": 1, "lawful": .boolean(isLawful), "reason": "查明"]
    return try await whistle.bureau.code(
      "DecideTaskRefusal", on: whistle.id, input, by: whistle.bureau.role("whistle-arbiter", unit),
      at: Whistle.time)
  }

  @Test func `while a refusal waits the unit does nothing else and its clocks go on`()
    async throws
  {
    let whistle = try await whistle()
    #expect(try await refused(whistle, ground: "busy") == "matter.ground-needed")
    #expect(try await decide(whistle, true, by: "a-office") == TaskTests.order)
    #expect(try await refused(whistle) == nil)
    #expect(try await refused(whistle) == TaskTests.order)
    for (name, input) in [
      ("SignInToTask", ["task": 1]), ("ArriveAtTask", TaskTests.place),
      ("ReportTask", TaskTests.report),
    ] as [(String, JSON)] {
      #expect(try await whistle.unit("a3-housing", name, input) == TaskTests.order)
    }
    #expect(try await whistle.confirm(true) == "matter.tasks-open")
    let clocks = try await whistle.bureau.matter(whistle.id).clocks.filter { $0.task == 1 }
    #expect(clocks.allSatisfy { $0.isRunning })
    #expect(try await whistle.bureau.figure("whistle-refused", "2020-05", of: "a3-housing") == 1)
  }

  @Test func `neither side decides on a refusal`() async throws {
    let whistle = try await whistle()
    #expect(try await refused(whistle) == nil)
    for unit in ["a3-office", "a3-housing"] {
      #expect(try await decide(whistle, true, by: unit) == "matter.own-request")
    }
    #expect(try await decide(whistle, true, by: "b-office") == "request.out-of-scope")
    #expect(try await decide(whistle, true, by: "a-office") == nil)
    let task = try #require(try await whistle.tasks.first)
    #expect(!task.isOpen)
    #expect(task.isRefusalLawful == true)
    #expect(task.refusal == "暴雨 → 查明")
    let clocks = try await whistle.bureau.matter(whistle.id).clocks.filter { $0.task == 1 }
    #expect(clocks.allSatisfy { $0.stoppedAt != nil })
    #expect(try await whistle.unit("a3-housing", "SignInToTask", ["task": 1]) != nil)
  }

  @Test func `a refusal that does not hold leaves the task as it was, and is not raised again`()
    async throws
  {
    let whistle = try await whistle()
    #expect(try await refused(whistle) == nil)
    #expect(try await decide(whistle, false, by: "a-office") == nil)
    #expect(try await decide(whistle, true, by: "a-office") == TaskTests.order)
    #expect(try await refused(whistle, ground: "handled-already") == TaskTests.order)
    #expect(try await whistle.unit("a3-housing", "ArriveAtTask", TaskTests.place) == nil)
  }

  @Test func `who is on site refuses no more`() async throws {
    let whistle = try await whistle()
    #expect(try await whistle.unit("a3-housing", "ArriveAtTask", TaskTests.place) == nil)
    #expect(try await refused(whistle) == TaskTests.order)
  }

  @Test func `only the unit that leads lets another one go`() async throws {
    let whistle = try await whistle()
    let input: JSON = ["task": 1, "reason": "不用来了"]
    #expect(try await whistle.unit("a3-housing", "ReleaseTask", input) == "request.forbidden")
    let other = try whistle.bureau.role("handler", "a3-housing")
    let foreign = try await whistle.bureau.code(
      "ReleaseTask", on: whistle.id, input, by: other, at: Whistle.time)
    #expect(foreign == "matter.not-yours")
    #expect(try await whistle.street("ReleaseTask", input) == nil)
    #expect(try await whistle.street("ReleaseTask", input) == "matter.task-unknown")
    let task = try #require(try await whistle.tasks.first)
    #expect(task.release == "不用来了")
    let clocks = try await whistle.bureau.matter(whistle.id).clocks.filter { $0.task == 1 }
    #expect(clocks.allSatisfy { $0.stoppedAt != nil })
    // Called by mistake once, a unit may still be called for good.
    let again: JSON = ["units": ["a3-housing"], "demand": "还是要来"]
    #expect(try await whistle.street("SummonUnits", again) == nil)
  }

  @Test func `the street rates each task once it is over, and the unit may answer`() async throws {
    let whistle = try await whistle()
    let rate: JSON = ["task": 1, "grade": 3, "comment": "来晚了"]
    let answer: JSON = ["task": 1, "answer": "堵车"]
    #expect(try await whistle.street("RateTask", rate) == TaskTests.order)
    try await whistle.serve("a3-housing", 1, at: Whistle.time)
    #expect(try await whistle.unit("a3-housing", "AnswerTaskRating", answer) == TaskTests.order)
    #expect(
      try await whistle.street("RateTask", ["task": 1, "grade": 6]) == "matter.grade-invalid")
    let other = try await whistle.bureau.code(
      "RateTask", on: whistle.id, rate, by: whistle.bureau.role("handler", "a3-housing"),
      at: Whistle.time)
    #expect(other == "matter.not-yours")
    #expect(try await whistle.street("RateTask", rate) == nil)
    #expect(try await whistle.street("RateTask", rate) == "matter.rated-already")
    #expect(
      try await whistle.unit("a3-ecology", "AnswerTaskRating", answer) == "matter.not-yours")
    #expect(try await whistle.unit("a3-housing", "AnswerTaskRating", answer) == nil)
    #expect(try await whistle.unit("a3-housing", "AnswerTaskRating", answer) == TaskTests.order)
    let task = try #require(try await whistle.tasks.first)
    #expect(task.grade == 3)
    #expect(task.comment == "来晚了")
    #expect(task.answer == "堵车")
    let grades = try await whistle.bureau.figure("whistle-grade", "2020-05", of: "a3-housing")
    #expect(grades == 1)
  }

  @Test func `who lawfully stayed away is not rated`() async throws {
    let whistle = try await whistle()
    #expect(try await refused(whistle) == nil)
    #expect(try await decide(whistle, true, by: "a-office") == nil)
    #expect(
      try await whistle.street("RateTask", ["task": 1, "grade": 1]) == TaskTests.order)
  }

  @Test func `assisting units come to no place and hold up the answer`() async throws {
    let bureau = try await Bureau()
    let id = try await bureau.hall.receive()
    let time = "2022-09-05 10:00"
    let lead = try bureau.role("handler", "a3-housing")
    let units: JSON = ["units": ["a3-ecology/environment", "a-housing"], "demand": "会商"]
    #expect(
      try await bureau.code("SummonUnits", on: id, units, by: lead, at: time)
        == "matter.step-impossible")
    try await bureau.ask("AcceptMatter", on: id, by: lead, at: time)
    try await bureau.ask("SummonUnits", on: id, units, by: lead, at: time)
    let answer: JSON = ["reply": "已修"]
    #expect(
      try await bureau.code("AnswerMatter", on: id, answer, by: lead, at: time)
        == "matter.step-not-ready")
    let helper = try bureau.role("handler", "a3-ecology")
    #expect(
      try await bureau.code("ArriveAtTask", on: id, TaskTests.place, by: helper, at: time)
        == TaskTests.order)
    try await bureau.ask("SignInToTask", on: id, ["task": 1], by: helper, at: time)
    try await bureau.ask("ReportTask", on: id, TaskTests.report, by: helper, at: time)
    try await bureau.ask("ReleaseTask", on: id, ["task": 2, "reason": "不用"], by: lead, at: time)
    try await bureau.ask("AnswerMatter", on: id, answer, by: lead, at: time)
    #expect(try await bureau.matter(id).phase == .answered)
  }

  @Test func `while nobody leads nobody lets go, rates or appeals`() async throws {
    let bureau = try await Bureau()
    let id = try await bureau.hall.receive()
    let time = "2022-09-05 10:00"
    try await bureau.ask("AcceptMatter", on: id, at: time)
    try await bureau.ask(
      "SummonUnits", on: id, ["units": ["a-housing", "example-housing"], "demand": "会商"], at: time)
    try await bureau.ask("ReleaseTask", on: id, ["task": 2, "reason": "不用"], at: time)
    try await bureau.hall.runTimers(until: "2022-09-14 00:00")
    let late = "2022-09-14 09:00"
    try await bureau.ask(
      "RefuseMatter", on: id, ["ground": "outside-mandate", "reason": "不归我们"], at: late)
    let stranger = try bureau.role("handler", "m14-health")
    for (name, input) in [
      ("ReleaseTask", ["task": 1, "reason": "x"]), ("RateTask", ["task": 2, "grade": 1]),
      ("AppealOvertime", ["clock": "answer", "reason": "x"]),
    ] as [(String, JSON)] {
      let code = try await bureau.code(name, on: id, input, by: stranger, at: late)
      #expect(code == "matter.not-yours", "\(name)")
    }
  }
}
