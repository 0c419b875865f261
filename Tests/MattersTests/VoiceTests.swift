import City
import Journal
import Kernel
import Pack
import Store
import Testing

@testable import Matters

/// What the caller and the public hear: ratings, reopenings, promises, the echo wall.
@Suite struct VoiceTests {
  private func answered(_ hall: Hall, promiseDue: String? = nil) async throws -> Int64 {
    let id = try await hall.receive()
    let due = try promiseDue.map { try moment($0) }
    let answer = AnswerMatter(reply: "已修", promise: due.map { _ in "更换" }, promiseDue: due)
    try await hall.perform(answer, on: id, at: "2022-09-06 10:00")
    return id
  }

  @Test func `a matter is rated once, even after it was reopened`() async throws {
    let hall = try await Hall.open()
    let id = try await answered(hall)
    for grade in [Int64(0), 6, -1] {
      let code = await hall.refusal(
        RateMatter(grade: grade), on: id, by: Hall.wang, at: "2022-09-06 11:00")
      #expect(code == "matter.grade-invalid")
    }
    try await hall.perform(RateMatter(grade: 3), on: id, by: Hall.wang, at: "2022-09-06 11:00")
    let again = await hall.refusal(
      RateMatter(grade: 5), on: id, by: Hall.wang, at: "2022-09-06 12:00")
    #expect(again == "matter.rated-already")
    try await hall.perform(ReopenMatter(reason: "没修"), on: id, at: "2022-09-06 12:00")
    try await hall.perform(AnswerMatter(reply: "修了"), on: id, at: "2022-09-06 13:00")
    let later = await hall.refusal(
      RateMatter(grade: 5), on: id, by: Hall.wang, at: "2022-09-06 14:00")
    #expect(later == "matter.rated-already")
    #expect(try await hall.matter(id).grade == 3)
    #expect(try await hall.figure("rated", "2022-09") == 1)
    #expect(try await hall.figure("satisfied", "2022-09") == 0)
  }

  @Test func `the window for reopening is counted from closing`() async throws {
    let times: [(String, String?)] = [
      ("2022-10-20 09:00:00.001", "matter.reopen-late"), ("2022-10-20 09:00", nil),
    ]
    for (time, code) in times {
      let hall = try await Hall.open()
      let id = try await answered(hall)
      try await hall.perform(CloseMatter(outcome: "solved"), on: id, at: "2022-09-20 09:00")
      try await hall.perform(NoteMatter(text: "回访"), on: id, at: "2022-10-15 09:00")
      let reopen = ReopenMatter(reason: "又坏了")
      #expect(await hall.refusal(reopen, on: id, at: time) == code)
    }
  }

  @Test func `a matter that was reopened and closed again has a window anew`() async throws {
    let hall = try await Hall.open()
    let id = try await answered(hall)
    try await hall.perform(CloseMatter(outcome: "solved"), on: id, at: "2022-09-07 09:00")
    try await hall.perform(ReopenMatter(reason: "没修"), on: id, at: "2022-10-06 09:00")
    #expect(try await hall.matter(id).closedAt == nil)
    try await hall.perform(AnswerMatter(reply: "修了"), on: id, at: "2022-10-08 09:00")
    try await hall.perform(CloseMatter(outcome: "solved"), on: id, at: "2022-10-09 09:00")
    try await hall.perform(ReopenMatter(reason: "没修"), on: id, at: "2022-11-01 09:00")
    #expect(try await hall.matter(id).reopenings == 2)
  }

  @Test func `a promise needs a date in the future`() async throws {
    let hall = try await Hall.open()
    let id = try await hall.receive()
    let without = AnswerMatter(reply: "已修", promise: "更换")
    #expect(
      await hall.refusal(without, on: id, at: "2022-09-06 10:00") == "request.field-missing")
    let past = AnswerMatter(
      reply: "已修", promise: "更换", promiseDue: try moment("2022-09-06 10:00"))
    #expect(await hall.refusal(past, on: id, at: "2022-09-06 10:00") == "matter.promise-past")
    #expect(try await hall.matter(id).state == "dispatched")
  }

  @Test func `a promise that is kept in time has no deadline left`() async throws {
    let hall = try await Hall.open()
    let id = try await answered(hall, promiseDue: "2022-09-30 17:30")
    #expect(try await hall.timers(id) == ["promise/1"])
    try await hall.perform(KeepPromise(number: 1), on: id, at: "2022-09-20 10:00")
    #expect(try await hall.timers(id).isEmpty)
    try await hall.runTimers(until: "2022-12-01 00:00")
    let promise = try #require(try await hall.matter(id).promises.first)
    #expect(promise.keptAt == (try moment("2022-09-20 10:00")))
    #expect(!promise.isBroken)
    #expect(try await hall.figure("promises-broken", "2022") == 0)
    let again = await hall.refusal(KeepPromise(number: 1), on: id, at: "2022-09-21 10:00")
    #expect(again == "matter.promise-unknown")
  }

  @Test func `a promise whose day passes is broken on that day, after closing too`() async throws {
    let hall = try await Hall.open()
    let id = try await answered(hall, promiseDue: "2022-09-30 17:30")
    try await hall.perform(CloseMatter(outcome: "solved"), on: id, at: "2022-09-10 10:00")
    try await hall.runTimers(until: "2022-12-01 00:00")
    #expect(try await hall.matter(id).promises.map(\.isBroken) == [true])
    let broken = try #require(try await hall.events(id).last)
    #expect(broken.event.name == "matter.promise-broken")
    #expect(broken.at == (try moment("2022-09-30 17:30")))
    #expect(broken.actor == "system:timer")
    #expect(try await hall.figure("promises-made", "2022-09") == 1)
    #expect(try await hall.figure("promises-broken", "2022-09") == 1)
  }

  @Test(arguments: [
    "电话13800138000", "电话138-0013-8000", "电话 138 0013 8000", "电话138－0013－8000",
    "（0532）8888 8888", "0532—88888888", "身份证37020219900101123X", "微信号1234567",
    "１３８００１３８０００", "王建国来电",
  ])
  func `a public text with a long number or the caller's name is refused`(
    text: String
  ) async throws {
    let hall = try await Hall.open()
    let id = try await hall.receive()
    let code = await hall.refusal(PublishMatter(text: text), on: id, at: "2022-09-06 10:00")
    #expect(code == "matter.personal-data-left")
    #expect(try await hall.matter(id).publicText == nil)
  }

  @Test(arguments: [
    "王先生/女士来电：路灯不亮，9月30日前更换。", "12345热线", "第123456号", "2022年9月30日，共3盏", "",
  ])
  func `other texts give nobody away`(text: String) {
    #expect(PublicText.personalData(in: text, caller: "王建国") == nil)
  }

  @Test func `a published text can be changed and taken off again`() async throws {
    let hall = try await Hall.open()
    let id = try await hall.receive()
    let time = "2022-09-06 10:00"
    try await hall.perform(PublishMatter(text: "路灯已修"), on: id, at: time)
    #expect(try await hall.matter(id).publicText == "路灯已修")
    let same = await hall.refusal(PublishMatter(text: "路灯已修"), on: id, at: time)
    #expect(same == "request.nothing-to-do")
    try await hall.perform(PublishMatter(text: "路灯修好"), on: id, at: time)
    try await hall.perform(WithdrawMatter(), on: id, at: time)
    #expect(try await hall.matter(id).publicText == nil)
    #expect(await hall.refusal(WithdrawMatter(), on: id, at: time) == "request.nothing-to-do")
  }

  @Test(arguments: [
    ("王建国", "王先生/女士"), ("欧阳修", "欧阳先生/女士"), ("欧阳", "欧先生/女士"), ("司马相如", "司马先生/女士"),
    ("市民甲", "市民"), ("居民", "市民"), ("Smith", "市民"), ("A00012345", "市民"), ("王", "市民"), ("", "市民"),
    ("阿卜杜勒·买买提", "市民"), ("王 五", "市民"),
  ])
  func `a caller is shown by surname only`(name: String, shown: String) {
    #expect(PublicText.caller(name) == shown)
  }

  @Test func `who acted is told of residents by surname only`() {
    #expect(PublicText.actor("resident:王建国") == "resident:王先生/女士")
    #expect(PublicText.actor("resident:Smith") == "resident:市民")
    #expect(PublicText.actor("post:a-editor") == "post:a-editor")
  }

  @Test func `programs read the caller by surname only`() async throws {
    let hall = try await Hall.open()
    let id = try await hall.receive()
    let facts = MatterFacts.json(id, try await hall.matter(id), hall.city)
    #expect(facts["caller"]?.string == "王先生/女士")
    #expect(!facts.canonicalText.contains("王建国"))
  }

  @Test func `notices go out for the events that the pack names`() async throws {
    let hall = try await Hall.open()
    let id = try await answered(hall)
    try await hall.perform(NoteMatter(text: "回访"), on: id, at: "2022-09-06 11:00")
    try await hall.perform(CloseMatter(outcome: "solved"), on: id, at: "2022-09-06 12:00")
    let payloads = try await hall.store.read {
      try $0.rows("SELECT payload FROM outbox ORDER BY position", []).map { $0.text(0) }
    }
    let names = try payloads.map { try JSON(parsing: $0)["event"]?.string }
    #expect(names == ["matter.received", "matter.answered", "matter.closed"])
    #expect(payloads.allSatisfy { !$0.contains("王建国") })
  }
}
