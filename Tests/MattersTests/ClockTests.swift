import City
import Journal
import Kernel
import Pack
import Store
import Testing

@testable import Matters

@Suite struct ClockTests {
  @Test(arguments: [
    ("phone", "2022-09-05 09:40", "2022-09-13 17:30", "2022-09-13 08:30"),
    ("web", "2022-09-05 09:40", "2022-09-27 17:30", "2022-09-27 08:30"),
    ("phone", "2022-09-29 20:00", "2022-10-11 17:30", "2022-10-11 08:30"),
    ("phone", "2022-10-01 10:00", "2022-10-12 17:30", "2022-10-12 08:30"),
  ])
  func `working days run over holidays and make-up days and by channel`(
    channel: String, received: String, due: String, amber: String
  ) async throws {
    let hall = try await Hall.open()
    let id = try await hall.receive(Hall.call(channel: channel), at: received)
    let clock = try #require(try await hall.matter(id).clocks.first)
    #expect(clock.dueAt.minuteText(.china) == due)
    #expect(clock.amberAt?.minuteText(.china) == amber)
    #expect(clock.limit == (channel == "web" ? "15个工作日" : "5个工作日"))
    #expect(try await hall.timers(id) == ["clock/answer/0/1/1", "clock/answer/0/1/2"])
  }

  @Test func `a year without a holiday list is refused and named`() async throws {
    let hall = try await Hall.open()
    #expect(await hall.refusal(Hall.call(), at: "2040-03-01 10:00") == "calendar.year-missing")
  }

  @Test func `amber and red come at their own instants however late they are run`() async throws {
    let hall = try await Hall.open()
    let id = try await hall.receive()
    try await hall.runTimers(until: "2022-09-13 08:29")
    #expect(try await hall.matter(id).light == .green)
    try await hall.runTimers(until: "2022-12-01 08:00")
    #expect(try await hall.turns(id) == ["amber 2022-09-13 08:30", "red 2022-09-13 17:30"])
    #expect(try await hall.matter(id).light == .red)
    #expect(try await hall.timers(id).isEmpty)
    #expect(try await hall.figure("overdue", "2022-08") == 0)
    #expect(try await hall.figure("overdue", "2022-09") == 1)
    try await hall.runTimers(until: "2022-12-02 08:00")
    #expect(try await hall.turns(id).count == 2)
  }

  @Test func `the light is amber between its instant and the limit`() async throws {
    let hall = try await Hall.open()
    let id = try await hall.receive()
    try await hall.runTimers(until: "2022-09-13 08:30")
    #expect(try await hall.matter(id).light == .amber)
    #expect(try await hall.timers(id) == ["clock/answer/0/1/2"])
    #expect(try await hall.figure("overdue", "2022-09") == 0)
  }

  @Test func `more deadlines than one round holds are all run in order`() async throws {
    let hall = try await Hall.open()
    for _ in 0..<(Timers.roundMax / 2 + 30) { _ = try await hall.receive() }
    let until = try moment("2023-01-01 00:00")
    let city = hall.city
    let fired = try await hall.store.write { try city.fireDue(by: until, $0) }
    #expect(fired == Timers.roundMax + 60)
    #expect(try await hall.figure("overdue", "2022-09") == Int64(Timers.roundMax / 2 + 30))
  }

  @Test func `a reply stops the clock and its timers`() async throws {
    let hall = try await Hall.open()
    let id = try await hall.receive()
    try await hall.perform(AnswerMatter(reply: "已修"), on: id, at: "2022-09-06 10:00")
    let matter = try await hall.matter(id)
    #expect(matter.clocks.allSatisfy { $0.stoppedAt != nil })
    #expect(matter.dueAt == nil)
    #expect(matter.light == .green)
    #expect(try await hall.timers(id).isEmpty)
    try await hall.runTimers(until: "2023-01-01 00:00")
    #expect(try await hall.turns(id).isEmpty)
  }

  @Test func `a reply is in time up to the limit's very instant`() async throws {
    for (time, inTime) in [("2022-09-13 17:30", Int64(1)), ("2022-09-13 17:30:00.001", 0)] {
      let hall = try await Hall.open()
      let id = try await hall.receive()
      try await hall.perform(AnswerMatter(reply: "已修"), on: id, at: time)
      #expect(try await hall.figure("answered-in-time", "2022-09") == inTime)
      #expect(try await hall.figure("answered", "2022-09") == 1)
    }
  }

  @Test func `a closed matter never alarms`() async throws {
    let hall = try await Hall.open(try TestPack.busy())
    let id = try await hall.receive()
    try await hall.perform(AnswerMatter(reply: "已修"), on: id, at: "2022-09-05 10:00")
    try await hall.perform(CloseMatter(outcome: "solved"), on: id, at: "2022-09-05 11:00")
    #expect(try await hall.timers(id).isEmpty)
    try await hall.runTimers(until: "2025-01-01 00:00")
    #expect(try await hall.turns(id).isEmpty)
    #expect(try await hall.matter(id).light == .green)
  }

  @Test func `a reopening starts a new round and leaves the old one stopped`() async throws {
    let hall = try await Hall.open()
    let id = try await hall.receive()
    try await hall.perform(AnswerMatter(reply: "已修"), on: id, at: "2022-09-14 10:00")
    try await hall.perform(ReopenMatter(reason: "没修"), on: id, at: "2022-09-15 09:00")
    let matter = try await hall.matter(id)
    #expect(matter.clocks.map(\.round) == [1, 2])
    #expect(matter.clocks[0].stoppedAt == (try moment("2022-09-14 10:00")))
    #expect(matter.clocks[1].stoppedAt == nil)
    #expect(matter.clocks[1].dueAt.minuteText(.china) == "2022-09-22 17:30")
    #expect(matter.reopenings == 1)
    #expect(matter.answeredAt == nil)
    #expect(try await hall.timers(id) == ["clock/answer/0/2/1", "clock/answer/0/2/2"])
    try await hall.perform(AnswerMatter(reply: "修了"), on: id, at: "2022-09-16 09:00")
    let answer = try #require(
      try await hall.events(id).compactMap { recorded -> MatterEvent.Answer? in
        guard case .answered(let answer) = try MatterEvent(recorded.event) else { return nil }
        return answer
      }.last)
    #expect(answer.naturalMilliseconds == Instant.millisecondsPerDay)
    #expect(answer.workingThousandths == 1000)
    #expect(answer.isOnTime)
  }

  @Test func `clocks run on through refusal and another dispatch`() async throws {
    let hall = try await Hall.open()
    let id = try await hall.receive()
    let clocks = try await hall.matter(id).clocks
    let refusal = RefuseMatter(ground: "outside-mandate", reason: "不归我们")
    try await hall.perform(refusal, on: id, at: "2022-09-06 10:00")
    #expect(try await hall.matter(id).clocks == clocks)
    try await hall.runTimers(until: "2022-09-13 09:00")
    #expect(try await hall.matter(id).light == .amber)
    let dispatch = DispatchMatter(unit: "a3-office", reason: "裁定")
    try await hall.perform(dispatch, on: id, at: "2022-09-13 10:00")
    #expect(try await hall.matter(id).dueAt == clocks[0].dueAt)
    #expect(try await hall.matter(id).light == .amber)
  }

  /// Names of the clocks that run.
  private func running(_ hall: Hall, _ id: Int64) async throws -> Set<String> {
    Set(try await hall.matter(id).clocks.filter { $0.stoppedAt == nil }.map(\.name))
  }

  @Test func `each clock runs until its own step`() async throws {
    let hall = try await Hall.open(try TestPack.busy())
    let id = try await hall.receive(Hall.call(title: "云杉路的路灯不亮"))
    #expect(
      try await running(hall, id) == ["answer", "decide", "sign/in", "wrap-up", "zz-reply"])
    let dispatch = DispatchMatter(unit: "a3-housing", reason: "裁定")
    try await hall.perform(dispatch, on: id, at: "2022-09-05 10:00")
    #expect(try await running(hall, id) == ["answer", "sign/in", "wrap-up", "zz-reply"])
    try await hall.perform(AcceptMatter(), on: id, at: "2022-09-05 11:00")
    #expect(try await running(hall, id) == ["answer", "wrap-up", "zz-reply"])
    try await hall.perform(AnswerMatter(reply: "已修"), on: id, at: "2022-09-05 12:00")
    #expect(try await running(hall, id) == ["wrap-up"])
    #expect(try await hall.timers(id) == ["clock/wrap-up/0/1/1", "clock/wrap-up/0/1/2"])
    try await hall.perform(ReopenMatter(reason: "没修"), on: id, at: "2022-09-05 13:00")
    let anew = try await hall.matter(id).clocks.filter { $0.stoppedAt == nil }
    #expect(anew.allSatisfy { $0.round == 2 })
    try await hall.perform(AnswerMatter(reply: "已修"), on: id, at: "2022-09-05 14:00")
    try await hall.perform(CloseMatter(outcome: "solved"), on: id, at: "2022-09-05 15:00")
    #expect(try await running(hall, id) == [])
  }

  @Test func `a reply recorded after the light turned red never leaves less than none`()
    async throws
  {
    let hall = try await Hall.open()
    let id = try await hall.receive()
    try await hall.runTimers(until: "2022-10-20 00:00")
    try await hall.perform(AnswerMatter(reply: "已修"), on: id, at: "2022-09-06 10:00")
    for period in ["2022-09-05", "2022-09-06", "2022-09-12", "2022-09-13", "2022-09", "2022-10"] {
      #expect(try await hall.figure("overdue", period) == 0)
      #expect(try await hall.figure("open", period) == (period == "2022-09-05" ? 1 : 0))
    }
    #expect(try await hall.figure("answered-in-time", "2022-09") == 1)
  }

  @Test func `a clock with the dividing sign in its name turns too`() async throws {
    let hall = try await Hall.open(try TestPack.busy())
    let id = try await hall.receive()
    try await hall.runTimers(until: "2022-09-05 14:00")
    #expect(try await hall.turns(id) == ["amber 2022-09-05 12:40", "red 2022-09-05 13:40"])
    for name in ["a", "a/b", "/", "a//b"] {
      let clock = MatterClock.Name(clock: name, task: 2, round: 3)
      let timer = MatterEngine.TimerName.clock(clock, .red)
      #expect(MatterEngine.TimerName(timer.text) == timer)
      let rung = MatterEngine.TimerName.rung(clock, 1)
      #expect(MatterEngine.TimerName(rung.text) == rung)
    }
    #expect(MatterEngine.TimerName("resumption") == .resumption)
    #expect(MatterEngine.TimerName("promise/2") == .promise(2))
    for text in ["", "clock", "clock/a/1", "clock/a/x/1", "clock/a/0/1/9", "promise/x", "other/1"] {
      #expect(MatterEngine.TimerName(text) == nil)
    }
  }

  @Test func `a reply is in time only if every limit for it is kept`() async throws {
    let hall = try await Hall.open(try TestPack.busy())
    let id = try await hall.receive()
    try await hall.perform(AnswerMatter(reply: "已修"), on: id, at: "2022-09-08 10:00")
    #expect(try await hall.figure("answered", "2022-09") == 1)
    #expect(try await hall.figure("answered-in-time", "2022-09") == 0)
  }

  @Test func `a limit that depends on the text is the same after a reopening`() async throws {
    let when = "{when: 'channel == \"web\"', limit: 15个工作日}"
    let pack = try TestPack.changed([when: "{when: 'text.contains(\"急\")', limit: 2小时}"])
    let hall = try await Hall.open(pack)
    let id = try await hall.receive(Hall.call(text: "很急"))
    try await hall.perform(AnswerMatter(reply: "已修"), on: id, at: "2022-09-05 10:00")
    try await hall.perform(ReopenMatter(reason: "没修"), on: id, at: "2022-09-05 11:00")
    #expect(try await hall.matter(id).clocks.map(\.limit) == ["2小时", "2小时"])
  }

  @Test func `only the program's own timer turns lights and only those that run`() async throws {
    let hall = try await Hall.open()
    let id = try await hall.receive()
    let turn = TurnLight(timer: "clock/answer/0/1/2")
    #expect(await hall.refusal(turn, on: id, at: "2022-10-01 00:00") == "request.forbidden")
    let engine = hall.city.matters
    let matter = try await hall.matter(id)
    let context = ActionContext(id: id, actor: Hall.almighty, now: matter.receivedAt)
    for timer in [
      "clock/answer/0/2/2", "clock/other/0/1/2", "clock/answer/0/1/0", "promise/1", "x",
    ] {
      #expect(try TurnLight(timer: timer).decide(engine, matter, (), context).isEmpty)
    }
    #expect(try turn.decide(engine, matter, (), context).count == 1)
  }
}
