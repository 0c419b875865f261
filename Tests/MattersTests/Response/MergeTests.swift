import City
import Journal
import Kernel
import Pack
import Store
import Testing

@testable import Matters

/// Matters that are one: each keeps its caller, all get one answer.
@Suite struct MergeTests {
  private static let time = "2022-09-06 10:00"

  private func merge(
    _ bureau: Bureau, _ id: Int64, into other: Int64, at time: String = time
  ) async throws -> String? {
    let number = try await bureau.matter(other).number
    return try await bureau.code(
      "MergeMatter", on: id, ["into": .string(number)], at: time)
  }

  private func calls(_ bureau: Bureau, _ count: Int) async throws -> [Int64] {
    var ids: [Int64] = []
    for name in ["王建国", "李秀英", "张伟", "陈静"].prefix(count) {
      ids.append(try await bureau.hall.receive(Hall.call(caller: name)))
    }
    return ids
  }

  @Test func `what is merged stands still, keeps its caller, and waits`() async throws {
    let bureau = try await Bureau()
    let ids = try await calls(bureau, 2)
    #expect(try await merge(bureau, ids[1], into: ids[0]) == nil)
    let matter = try await bureau.matter(ids[1])
    #expect(matter.phase == .merged)
    #expect(matter.caller == "李秀英")
    #expect(matter.parts.merge?.into == ids[0])
    #expect(matter.dueAt == nil)
    #expect(try await bureau.hall.timers(ids[1]).isEmpty)
    #expect(try await bureau.hall.figure("open", "2022-09") == 1)
    #expect(try await bureau.hall.figure("merged", "2022-09") == 1)
    let number = try await bureau.matter(ids[0]).number
    for (name, input) in [
      ("AcceptMatter", [:]), ("AnswerMatter", ["reply": "x"]),
      ("DispatchMatter", ["unit": "a-housing"]), ("CloseMatter", ["outcome": "solved"]),
    ] as [(String, JSON)] {
      let problem = try await bureau.problem(name, on: ids[1], input, at: MergeTests.time)
      #expect(problem?.kind.code == "matter.merged-already")
      #expect(problem?.arguments["number"] == number)
    }
  }

  @Test func `one answer goes to all, along chains of merges too`() async throws {
    let bureau = try await Bureau()
    let ids = try await calls(bureau, 4)
    #expect(try await merge(bureau, ids[3], into: ids[2]) == nil)
    #expect(try await merge(bureau, ids[2], into: ids[1]) == nil)
    #expect(try await merge(bureau, ids[1], into: ids[0]) == nil)
    try await bureau.ask("DispatchMatter", on: ids[0], ["unit": "a-housing"], at: MergeTests.time)
    try await bureau.ask("AnswerMatter", on: ids[0], ["reply": "全修好"], at: "2022-09-07 10:00")
    for id in ids {
      let matter = try await bureau.matter(id)
      #expect(matter.state == "answered")
      #expect(matter.body?.reply == "全修好")
      #expect(matter.lead == "a-housing")
      #expect(matter.answeredAt == (try moment("2022-09-07 10:00")))
      #expect(matter.clocks.allSatisfy { $0.stoppedAt != nil })
    }
    #expect(
      try await bureau.names(ids[3]) == ["received", "merged", "clocks-paused", "answer-shared"])
    #expect(try await bureau.hall.events(ids[3]).last?.actor == "system:timer")
    // The one at the head was answered; the others are counted as merged.
    #expect(try await bureau.hall.figure("answered", "2022-09") == 1)
    try await bureau.ask("CloseMatter", on: ids[3], ["outcome": "solved"], at: "2022-09-08 10:00")
  }

  @Test func `each caller rates for themselves and goes their own way again`() async throws {
    let bureau = try await Bureau()
    let ids = try await calls(bureau, 2)
    #expect(try await merge(bureau, ids[1], into: ids[0]) == nil)
    try await bureau.ask("AnswerMatter", on: ids[0], ["reply": "修好"], at: "2022-09-07 10:00")
    let time = "2022-09-08 10:00"
    let li = try bureau.city.resident("李秀英")
    try await bureau.ask("RateMatter", on: ids[1], ["grade": 4], by: li, at: time)
    try await bureau.ask("ReopenMatter", on: ids[1], ["reason": "我这盏没修"], by: li, at: time)
    let matter = try await bureau.matter(ids[1])
    #expect(matter.state == "dispatched")
    #expect(matter.lead == "a3-housing")
    #expect(try await bureau.running(ids[1]) == ["answer 2022-09-16 17:30"])
    #expect(try await bureau.matter(ids[0]).phase == .answered)
    // A second answer to the other one is no longer this one's.
    try await bureau.ask("ReopenMatter", on: ids[0], ["reason": "没修"], at: time)
    try await bureau.ask("AnswerMatter", on: ids[0], ["reply": "再修"], at: "2022-09-09 10:00")
    #expect(try await bureau.matter(ids[1]).body?.reply == "修好")
    #expect(try await bureau.matter(ids[1]).state == "dispatched")
    // It may be merged again.
    #expect(try await merge(bureau, ids[1], into: ids[0], at: "2022-09-09 11:00") != nil)
  }

  @Test func `an undone merge goes on with the time that was left`() async throws {
    let bureau = try await Bureau()
    let ids = try await calls(bureau, 2)
    #expect(try await bureau.running(ids[1]) == ["answer 2022-09-13 17:30"])
    #expect(try await merge(bureau, ids[1], into: ids[0]) == nil)
    let time = "2022-09-07 10:00"
    try await bureau.ask("UnmergeMatter", on: ids[1], ["reason": "是另一条路"], at: time)
    let matter = try await bureau.matter(ids[1])
    #expect(matter.state == "dispatched")
    #expect(matter.phase == .open)
    #expect(try await bureau.running(ids[1]) == ["answer 2022-09-14 17:30"])
    for id in ids {
      let code = try await bureau.code("UnmergeMatter", on: id, ["reason": "x"], at: time)
      #expect(code == "matter.not-merged")
    }
    try await bureau.ask("AnswerMatter", on: ids[0], ["reply": "修好"], at: time)
    #expect(try await bureau.matter(ids[1]).phase == .open)
    let again = try await bureau.hall.receive(at: time)
    #expect(try await merge(bureau, ids[1], into: again, at: "2022-09-07 11:00") == nil)
    #expect(try await bureau.matter(ids[1]).parts.merges.map(\.isUndone) == [true, false])
  }

  @Test func `a merge that cannot be is refused with its reason`() async throws {
    let bureau = try await Bureau()
    let ids = try await calls(bureau, 4)
    let invalid = "matter.merge-invalid"
    #expect(try await merge(bureau, ids[0], into: ids[0]) == invalid)
    let unknown = try await bureau.code(
      "MergeMatter", on: ids[0], ["into": "20220905-999999"], at: MergeTests.time)
    #expect(unknown == "request.not-found")
    let later = try await bureau.hall.receive(at: "2022-09-08 10:00")
    #expect(try await merge(bureau, ids[0], into: later) == invalid)
    #expect(try await merge(bureau, later, into: ids[0], at: "2022-09-08 11:00") == nil)
    #expect(try await merge(bureau, ids[0], into: later, at: "2022-09-08 11:00") == invalid)
    #expect(
      try await merge(bureau, later, into: ids[1], at: "2022-09-08 11:00")
        == "matter.merged-already")
    let petition = try await bureau.ask(
      "ReceiveMatter",
      [
        "kind": "petition", "channel": "web", "title": "渗水", "text": "x", "caller": "孙丽",
        "area": "a3",
      ], at: "2022-09-05 10:00")
    #expect(try await merge(bureau, ids[0], into: petition) == invalid)
    let against = try await bureau.hall.receive(
      ReceiveMatter(
        kind: "hotline", title: "A3区路灯", text: "x", caller: "孙丽", channel: "phone",
        against: "a3-housing"))
    #expect(try await merge(bureau, ids[0], into: against) == invalid)
    try await bureau.ask("AnswerMatter", on: ids[1], ["reply": "修好"], at: MergeTests.time)
    #expect(try await merge(bureau, ids[0], into: ids[1]) == invalid)
    #expect(try await merge(bureau, ids[1], into: ids[0]) == "matter.step-impossible")
    try await bureau.ask("OrderCheck", on: ids[2], ["purpose": "filing"], at: MergeTests.time)
    #expect(try await merge(bureau, ids[2], into: ids[0]) == invalid)
    try await bureau.ask("AcceptMatter", on: ids[3], at: MergeTests.time)
    try await bureau.ask(
      "SummonUnits", on: ids[3], ["units": ["a-housing"], "demand": "x"], at: MergeTests.time)
    #expect(try await merge(bureau, ids[3], into: ids[0]) == invalid)
  }

  @Test func `what waits for a lead may be merged into what has one`() async throws {
    let bureau = try await Bureau()
    let head = try await bureau.hall.receive()
    let id = try await bureau.hall.receive(Hall.call(title: "路灯不亮", caller: "李秀英"))
    #expect(try await bureau.matter(id).lead == nil)
    #expect(try await merge(bureau, id, into: head) == nil)
    #expect(try await bureau.hall.figure("arbitration", "2022-09") == 0)
    try await bureau.ask("AnswerMatter", on: head, ["reply": "修好"], at: "2022-09-07 10:00")
    #expect(try await bureau.matter(id).lead == "a3-housing")
    #expect(try await bureau.matter(id).phase == .answered)
  }

  @Test(arguments: [(998, nil), (999, nil), (1000, "matter.merge-invalid")] as [(Int, String?)])
  func `no more follow one than can be answered at once`(
    followers: Int, code: String?
  ) async throws {
    let bureau = try await Bureau()
    let ids = try await calls(bureau, 3)
    // Rows as merges leave them, all of the third matter.
    let jurisdiction = bureau.city.pack.jurisdiction
    try await bureau.hall.store.write { writer in
      for number in 1...followers {
        try writer.run(
          """
          INSERT INTO matter_part (matter, kind, number, jurisdiction, concerns, is_open, body)
          VALUES (?, 'merge', ?, ?, ?, 1, '{}')
          """,
          [
            .integer(ids[2]), .integer(Int64(number)), .integer(jurisdiction),
            .text(String(ids[0])),
          ])
      }
    }
    #expect(try await merge(bureau, ids[1], into: ids[0]) == code)
  }

  @Test func `a poor rating put right is told to those who followed meanwhile`() async throws {
    let bureau = try await Bureau()
    let ids = try await calls(bureau, 2)
    try await bureau.ask("AnswerMatter", on: ids[0], ["reply": "修好"], at: MergeTests.time)
    try await bureau.ask(
      "RateMatter", on: ids[0], ["grade": 1], by: bureau.city.resident("王建国"),
      at: MergeTests.time)
    #expect(try await merge(bureau, ids[1], into: ids[0]) == nil)
    try await bureau.ask("ContactCaller", on: ids[0], ["note": "致歉"], at: MergeTests.time)
    try await bureau.ask("RectifyMatter", on: ids[0], ["reply": "真修好"], at: MergeTests.time)
    let matter = try await bureau.matter(ids[1])
    #expect(matter.phase == .answered)
    #expect(matter.body?.reply == "真修好")
  }

  @Test func `an answer asked for twice is given once`() async throws {
    let bureau = try await Bureau()
    let ids = try await calls(bureau, 2)
    #expect(try await merge(bureau, ids[1], into: ids[0]) == nil)
    let call = ActionCatalogue.Call(
      "AnswerMatter", on: ids[0], ["reply": "修好"], by: Hall.almighty,
      at: try moment(MergeTests.time), key: "k")
    let first = try await ActionCatalogue.all.perform(call, bureau.city)
    let second = try await ActionCatalogue.all.perform(call, bureau.city)
    #expect(!first.isRepeated && second.isRepeated)
    let shared = try await bureau.names(ids[1]).filter { $0 == "answer-shared" }
    #expect(shared.count == 1)
  }
}
