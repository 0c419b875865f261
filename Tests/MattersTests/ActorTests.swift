import City
import Kernel
import Organisation
import Pack
import Store
import Testing

@testable import Matters

@Suite struct ActorTests {
  private static let time = "2022-09-06 10:00"

  @Test func `only the lead unit signs in, answers, refuses and keeps promises`() async throws {
    let hall = try await Hall.open()
    let id = try await hall.receive()
    let other = try hall.handler("a3-health")
    let lead = try hall.handler("a3-housing")
    let refuse = RefuseMatter(ground: "outside-area", reason: "不归我们")
    let answer = AnswerMatter(
      reply: "已修", promise: "更换", promiseDue: try moment("2022-10-01 00:00"))
    func isRefused(_ code: String?) -> Bool { code == "matter.not-yours" }
    #expect(isRefused(await hall.refusal(AcceptMatter(), on: id, by: other, at: ActorTests.time)))
    #expect(isRefused(await hall.refusal(refuse, on: id, by: other, at: ActorTests.time)))
    #expect(isRefused(await hall.refusal(answer, on: id, by: other, at: ActorTests.time)))
    try await hall.perform(AcceptMatter(), on: id, by: lead, at: ActorTests.time)
    try await hall.perform(answer, on: id, by: lead, at: ActorTests.time)
    let keep = KeepPromise(number: 1)
    #expect(isRefused(await hall.refusal(keep, on: id, by: other, at: ActorTests.time)))
    try await hall.perform(keep, on: id, by: lead, at: ActorTests.time)
  }

  @Test func `a promise of a matter without a lead is nobody's to keep`() async throws {
    let hall = try await Hall.open()
    let id = try await hall.receive()
    let answer = AnswerMatter(
      reply: "已修", promise: "更换", promiseDue: try moment("2022-10-01 00:00"))
    try await hall.perform(answer, on: id, at: ActorTests.time)
    try await hall.perform(ReopenMatter(reason: "没修"), on: id, at: ActorTests.time)
    let refuse = RefuseMatter(ground: "outside-area", reason: "不归我们")
    try await hall.perform(refuse, on: id, at: ActorTests.time)
    let stranger = try hall.handler("b1-health")
    let code = await hall.refusal(KeepPromise(number: 1), on: id, by: stranger, at: ActorTests.time)
    #expect(code == "matter.not-yours")
  }

  @Test func `only the caller rates and reopens, or a post that reaches there`() async throws {
    let hall = try await Hall.open()
    let id = try await hall.receive()
    try await hall.perform(AnswerMatter(reply: "已修"), on: id, at: ActorTests.time)
    let stranger = try hall.city.resident("李秀英")
    let caller = try hall.city.resident("王建国")
    let rate = RateMatter(grade: 5)
    let reopen = ReopenMatter(reason: "没修")
    let refused = "request.out-of-scope"
    let notThem = "matter.not-the-person"
    #expect(await hall.refusal(rate, on: id, by: stranger, at: ActorTests.time) == notThem)
    #expect(await hall.refusal(reopen, on: id, by: stranger, at: ActorTests.time) == refused)
    let elsewhere = try hall.city.actor(role: "dispatcher", unit: "b-office")
    #expect(await hall.refusal(reopen, on: id, by: elsewhere, at: ActorTests.time) == refused)
    let handler = try hall.handler("a3-housing")
    #expect(
      await hall.refusal(rate, on: id, by: handler, at: ActorTests.time) == "request.forbidden")
    try await hall.perform(rate, on: id, by: caller, at: ActorTests.time)
    try await hall.perform(reopen, on: id, by: caller, at: ActorTests.time)
    try await hall.perform(AnswerMatter(reply: "已修"), on: id, at: ActorTests.time)
    let here = try hall.city.actor(post: "a3-dispatcher")
    try await hall.perform(reopen, on: id, by: here, at: ActorTests.time)
  }

  @Test func `a post acts only where it reaches`() async throws {
    let hall = try await Hall.open()
    let id = try await hall.receive(Hall.call(title: "A1区的路灯不亮"))
    let elsewhere = try hall.city.actor(post: "a3-dispatcher")
    let editor = try hall.city.actor(role: "editor", unit: "b-office")
    let dispatch = DispatchMatter(unit: "a1-office", reason: "改派")
    let refused = "request.out-of-scope"
    #expect(await hall.refusal(dispatch, on: id, by: elsewhere, at: ActorTests.time) == refused)
    let note = NoteMatter(text: "核实")
    #expect(await hall.refusal(note, on: id, by: elsewhere, at: ActorTests.time) == refused)
    try await hall.perform(AnswerMatter(reply: "已修"), on: id, at: ActorTests.time)
    let close = CloseMatter(outcome: "solved")
    #expect(await hall.refusal(close, on: id, by: elsewhere, at: ActorTests.time) == refused)
    let publish = PublishMatter(text: "路灯已修")
    #expect(await hall.refusal(publish, on: id, by: editor, at: ActorTests.time) == refused)
    let withdraw = WithdrawMatter()
    #expect(await hall.refusal(withdraw, on: id, by: editor, at: ActorTests.time) == refused)
    let supervisor = try hall.city.actor(post: "a-supervisor")
    try await hall.perform(close, on: id, by: supervisor, at: ActorTests.time)
  }

  @Test func `a permission that no post carries stops the action`() async throws {
    let hall = try await Hall.open()
    let id = try await hall.receive()
    let nobody = Actor(id: "person:nobody", name: "nobody", grants: [])
    #expect(
      await hall.refusal(AcceptMatter(), on: id, by: nobody, at: ActorTests.time)
        == "request.forbidden")
    #expect(await hall.refusal(Hall.call(), by: nobody, at: ActorTests.time) == "request.forbidden")
  }

  @Test func `a list shows what its reader's scope covers, worst light first`() async throws {
    let hall = try await Hall.open()
    var ids: [Int64] = []
    for (title, time) in [
      ("A1区的路灯", "2022-09-05 10:00"), ("A3区的路灯", "2022-09-05 10:01"),
      ("B1区的路灯", "2022-09-05 10:02"), ("A3区的医院", "2022-09-20 10:00"),
      ("某处的路灯", "2022-09-20 10:01"),
    ] { ids.append(try await hall.receive(Hall.call(title: title), at: time)) }
    try await hall.perform(AnswerMatter(reply: "已修"), on: ids[0], at: "2022-09-06 10:00")
    try await hall.runTimers(until: "2022-09-21 10:00")
    let engine = hall.city.matters
    func list(_ actor: Actor, light: Matter.Light? = nil, page: Int = 200) async throws -> [Int64] {
      let reader = MatterReader(engine, .init(actor, "matter.read"))
      return try await hall.store.read { store in
        var lines: [MatterReader.Line] = []
        while true {
          let next = try reader.atWork(
            light: light, after: lines.last.map(\.cursor), limit: page, store)
          lines += next
          if next.count < page || lines.count > 100 { return lines.map(\.id) }
        }
      }
    }
    let everybody = Hall.almighty
    #expect(try await list(everybody) == [ids[1], ids[2], ids[3], ids[4]])
    for page in 1...4 { #expect(try await list(everybody, page: page) == list(everybody)) }
    #expect(try await list(everybody, light: .red) == [ids[1], ids[2]])
    #expect(try await list(hall.city.actor(post: "a-supervisor")) == [ids[1], ids[3]])
    #expect(try await list(hall.handler("a3-health")) == [ids[3]])
    let own = MatterReader(engine, .init(try hall.handler("a3-health"), "matter.read"))
    let numbers = try await [hall.matter(ids[1]).number, hall.matter(ids[3]).number]
    let seen = try await hall.store.read { store in
      try numbers.map { try own.matter($0, store) != nil }
    }
    #expect(seen == [false, true])
    let lights = try await hall.store.read {
      try MatterReader(engine, .everything).lights($0)
    }
    #expect(lights == [.red: 2, .green: 2])
  }
}
