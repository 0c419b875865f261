import City
import Journal
import Kernel
import Organisation
import Store
import Testing

@testable import Matters

/// The echo wall: what an editor sees and what may stand on it.
@Suite struct EchoTests {
  private static let time = "2022-09-06 10:00"

  private func wall(_ bureau: Bureau, _ actor: Actor? = nil) throws -> EchoWall {
    let editor = try actor ?? bureau.post("a-editor")
    return EchoWall(bureau.city.matters, RowScope(editor, "matter.publish"))
  }

  private func drafts(_ bureau: Bureau, _ actor: Actor? = nil) async throws -> [EchoWall.Draft] {
    let wall = try wall(bureau, actor)
    return try await bureau.hall.store.read { try wall.drafts($0) }
  }

  private func code(
    _ bureau: Bureau, _ name: String, _ id: Int64, _ input: JSON = [:], at time: String = time
  ) async throws -> String? {
    try await bureau.code(name, on: id, input, by: bureau.post("a-editor"), at: time)
  }

  private static func publish(_ text: String, _ column: String = "call", _ issue: String = "")
    -> JSON
  {
    ["text": .string(text), "column": .string(column), "issue": .string(issue)]
  }

  @Test func `an editor reads a draft without personal data, never the matter`() async throws {
    let bureau = try await Bureau()
    let id = try await bureau.hall.receive(
      Hall.call(title: "A3区路灯不亮，王建国反映", text: "我叫王建国，电话13800138000，请修"))
    try await bureau.ask(
      "AnswerMatter", on: id, ["reply": "已与王建国（13800138000）联系，后续将更换灯具。"],
      at: EchoTests.time)
    #expect(try await drafts(bureau).isEmpty)
    #expect(try await code(bureau, "SelectMatter", id) == nil)
    let draft = try #require(try await drafts(bureau).first)
    #expect(draft.id == id)
    #expect(draft.caller == "王先生/女士")
    for text in [draft.title, draft.text, draft.reply] {
      #expect(!text.contains("王建国") && !text.contains("13800138000"), "\(text)")
      #expect(!text.isEmpty)
    }
    #expect(draft.strikes["name"] ?? 0 >= 3, "\(draft.strikes)")
    #expect(draft.undated == "后续将更换灯具")
    let note = try await code(bureau, "NoteMatter", id, ["text": "x"])
    #expect(note == "request.forbidden")
  }

  @Test func `a promise that has its date is not marked in the draft`() async throws {
    let bureau = try await Bureau()
    let id = try await bureau.hall.receive()
    let answer: JSON = [
      "reply": "后续将更换灯具。", "promise": "更换灯具", "promiseDue": "2022-09-30",
    ]
    try await bureau.ask("AnswerMatter", on: id, answer, at: EchoTests.time)
    #expect(try await code(bureau, "SelectMatter", id) == nil)
    #expect(try await drafts(bureau).map(\.undated) == [nil])
  }

  @Test func `a matter is selected once, put back, and leaves the list when published`()
    async throws
  {
    let bureau = try await Bureau()
    let id = try await bureau.hall.receive()
    #expect(
      try await code(bureau, "SelectMatter", id, ["wanted": false]) == "request.nothing-to-do")
    #expect(try await code(bureau, "SelectMatter", id) == nil)
    #expect(try await code(bureau, "SelectMatter", id) == "request.nothing-to-do")
    #expect(try await code(bureau, "SelectMatter", id, ["wanted": false]) == nil)
    #expect(try await drafts(bureau).isEmpty)
    #expect(try await code(bureau, "SelectMatter", id) == nil)
    #expect(try await drafts(bureau).count == 1)
    #expect(try await code(bureau, "PublishMatter", id, EchoTests.publish("路灯不亮")) == nil)
    #expect(try await drafts(bureau).isEmpty)
    let selections = try await bureau.matter(id).parts.selections
    #expect(selections.map(\.isDone) == [true, true])
    #expect(selections.map(\.by) == ["post:a-editor", "post:a-editor"])
  }

  @Test func `what waits for a lead is neither selected nor published`() async throws {
    let bureau = try await Bureau()
    let id = try await bureau.hall.receive(Hall.call(title: "路灯不亮", area: nil))
    for (name, input) in [("SelectMatter", [:]), ("PublishMatter", EchoTests.publish("灯"))]
      as [(String, JSON)]
    {
      let code = try await bureau.code(name, on: id, input, at: EchoTests.time)
      #expect(code == "matter.step-impossible")
    }
  }

  @Test func `what an editor sees ends where the post ends, whatever lies before it`()
    async throws
  {
    let bureau = try await Bureau()
    let far = try await bureau.hall.receive(Hall.call(title: "B1区的路灯不亮"))
    let near = try await bureau.hall.receive()
    let later = try await bureau.hall.receive(Hall.call(title: "B1区的路灯又不亮"))
    for id in [far, near, later] {
      try await bureau.ask(
        "PublishMatter", on: id, EchoTests.publish("路灯不亮"), at: EchoTests.time)
      try await bureau.ask("SelectMatter", on: id, at: EchoTests.time)
    }
    let wall = try wall(bureau)
    let engine = bureau.city.matters
    let time = try moment("2022-09-07 10:00")
    try await bureau.hall.store.read { reader in
      let drafts = try wall.drafts(limit: 1, reader)
      #expect(drafts.map(\.id) == [near])
      let hidden = try wall.draft(far, reader)
      #expect(hidden == nil)
      let entries = try wall.entries(column: .call, limit: 1, reader)
      #expect(entries.map(\.matter) == [near])
      let all = try EchoWall(engine, .everything).entries(column: .call, reader)
      #expect(all.map(\.matter) == [later, near, far])
      let unanswered = try wall.unanswered(before: time, limit: 1, reader)
      #expect(unanswered.map(\.matter) == [near])
    }
  }

  @Test func `an echo stands only after an answer, and its promises have dates`() async throws {
    let bureau = try await Bureau()
    let id = try await bureau.hall.receive()
    let echo = EchoTests.publish("住建局：后续将更换灯具。", "echo", "第3期")
    #expect(try await code(bureau, "PublishMatter", id, echo) == "matter.answer-missing")
    try await bureau.ask("AnswerMatter", on: id, ["reply": "后续将更换。"], at: EchoTests.time)
    #expect(try await code(bureau, "PublishMatter", id, echo) == "matter.promise-undated")
    // A call may stand as it is: it promises nothing.
    #expect(
      try await code(bureau, "PublishMatter", id, EchoTests.publish("我们将继续关注")) == nil)
    let promise: JSON = ["promise": "更换灯具", "promiseDue": "2022-09-30"]
    let other = try bureau.role("handler", "a3-health")
    #expect(
      try await bureau.code("MakePromise", on: id, promise, by: other, at: EchoTests.time)
        == "matter.not-yours")
    try await bureau.ask(
      "MakePromise", on: id, promise, by: bureau.role("handler", "a3-housing"), at: EchoTests.time)
    #expect(try await code(bureau, "PublishMatter", id, echo) == nil)
    let wall = try wall(bureau)
    let entries = try await bureau.hall.store.read { try wall.entries(column: .echo, $0) }
    #expect(entries.map(\.publication) == ["住建局：后续将更换灯具。"])
    #expect(entries.map(\.issue) == ["第3期"])
  }

  @Test func `a reopened matter has no echo until it is answered again`() async throws {
    let bureau = try await Bureau()
    let id = try await bureau.hall.receive()
    try await bureau.ask("AnswerMatter", on: id, ["reply": "已修"], at: EchoTests.time)
    try await bureau.ask("ReopenMatter", on: id, ["reason": "没修"], at: EchoTests.time)
    let echo = EchoTests.publish("住建局：已修。", "echo")
    #expect(try await code(bureau, "PublishMatter", id, echo) == "matter.answer-missing")
  }

  @Test func `each column holds one text of a matter, and both are withdrawn`() async throws {
    let bureau = try await Bureau()
    let id = try await bureau.hall.receive()
    try await bureau.ask("AnswerMatter", on: id, ["reply": "已修"], at: EchoTests.time)
    let call = EchoTests.publish("路灯不亮")
    #expect(try await code(bureau, "PublishMatter", id, call) == nil)
    #expect(try await code(bureau, "PublishMatter", id, call) == "request.nothing-to-do")
    #expect(
      try await code(bureau, "PublishMatter", id, EchoTests.publish("路灯不亮", "echo")) == nil)
    #expect(try await code(bureau, "PublishMatter", id, EchoTests.publish("路灯昨夜不亮")) == nil)
    let standing = try await bureau.matter(id).parts.publications.filter(\.isOpen)
    #expect(standing.map(\.text) == ["路灯不亮", "路灯昨夜不亮"])
    #expect(standing.map(\.column) == [.echo, .call])
    #expect(try await bureau.matter(id).publicText == "路灯昨夜不亮")
    #expect(try await code(bureau, "WithdrawMatter", id) == nil)
    #expect(try await bureau.matter(id).parts.publications.allSatisfy { !$0.isOpen })
    #expect(try await bureau.hall.figure("published", "2022-09") == 3)
  }

  @Test func `a call without an echo is found, however many have one`() async throws {
    let bureau = try await Bureau()
    var ids: [Int64] = []
    for hour in ["08", "09", "10"] {
      let id = try await bureau.hall.receive()
      try await bureau.ask("AnswerMatter", on: id, ["reply": "已修"], at: "2022-09-06 07:00")
      try await bureau.ask(
        "PublishMatter", on: id, EchoTests.publish("路灯不亮"), at: "2022-09-06 \(hour):00")
      ids.append(id)
    }
    try await bureau.ask(
      "PublishMatter", on: ids[0], EchoTests.publish("已修", "echo"), at: EchoTests.time)
    let wall = try wall(bureau)
    for (time, expected) in [
      ("2022-09-06 09:00", []), ("2022-09-06 09:01", [ids[1]]),
      ("2022-09-06 12:00", [ids[1], ids[2]]),
    ] as [(String, [Int64])] {
      let before = try moment(time)
      let found = try await bureau.hall.store.read { try wall.unanswered(before: before, $0) }
      #expect(found.map(\.matter) == expected)
      let first = try await bureau.hall.store.read {
        try wall.unanswered(before: before, limit: 1, $0)
      }
      #expect(first.map(\.matter) == Array(expected.prefix(1)))
    }
    // An echo that was withdrawn answers nothing any more.
    try await bureau.ask("WithdrawMatter", on: ids[0], at: "2022-09-06 11:00")
    try await bureau.ask(
      "PublishMatter", on: ids[0], EchoTests.publish("路灯不亮"), at: "2022-09-06 11:00")
    let before = try moment("2022-09-06 12:00")
    let found = try await bureau.hall.store.read { try wall.unanswered(before: before, $0) }
    #expect(Set(found.map(\.matter)) == Set(ids))
  }

  @Test func `what is confidential has no draft`() async throws {
    let bureau = try await Bureau()
    let call: JSON = [
      "kind": "petition", "channel": "web", "title": "屋顶渗水", "text": "无人理", "caller": "孙丽",
      "area": "a3",
    ]
    let id = try await bureau.ask("ReceiveMatter", call, at: EchoTests.time)
    let wall = EchoWall(bureau.city.matters, .everything)
    let draft = try await bureau.hall.store.read { try wall.draft(id, $0) }
    #expect(draft == nil)
    let selected = try await bureau.code("SelectMatter", on: id, at: EchoTests.time)
    #expect(selected == "matter.step-impossible")
  }
}
