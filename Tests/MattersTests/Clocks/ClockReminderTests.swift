import City
import Journal
import Kernel
import Pack
import Store
import TestKit
import Testing

@testable import Matters

/// When people are reminded of clocks, and random histories of them.
@Suite struct ClockReminderTests {
  /// What waits to be sent, as `working amber 2022-09-13 08:30`, in the order of the sending.
  private func reminders(_ desk: ClockDesk) async throws -> [String] {
    let rows = try await desk.city.store.read {
      try $0.rows("SELECT payload, due FROM outbox ORDER BY due, position", [])
        .map { ($0.text(0), $0.integer(1)) }
    }
    return try rows.map { payload, due in
      let json = try JSON(parsing: payload)
      let words = [json["clock"]?.string ?? "-", json["light"]?.string ?? "-"]
      return words.joined(separator: " ") + " "
        + Instant(milliseconds: due).minuteText(.china)
    }
  }

  @Test func `reminders fall into hours of work, but emergency ones do not wait`() async throws {
    // Received on Friday 9 September at 20:00. Natural: the 19th at 20:00, amber on the 17th, a
    // Saturday, at 20:00. Working: 13, 14, 15, 16, 19. Emergency: the 12th at 20:00, amber at
    // 08:00, in the holiday.
    let desk = try await ClockDesk.received("2022-09-09 20:00")
    for day in 10...23 { try await desk.run(until: "2022-09-\(day) 07:00") }
    try await desk.run(until: "2022-09-23 09:00")
    #expect(
      try await reminders(desk).filter { !$0.hasPrefix("ending") && !$0.hasPrefix("standard") }
        == [
          // Told when the timers ran, at 07:00 of the next day.
          "emergency amber 2022-09-13 07:00", "emergency red 2022-09-13 07:00",
          "emergency red 2022-09-13 07:00",
          // From Saturday evening to Monday morning.
          "natural amber 2022-09-19 08:30",
          "working amber 2022-09-20 08:30", "working red 2022-09-20 08:30",
          "working red 2022-09-20 08:30", "natural red 2022-09-20 08:30",
          // The ladders: natural 22 September 20:00; working 7 h of work after the 19th 17:30.
          "working red 2022-09-21 08:30", "natural red 2022-09-23 08:30",
        ])
  }

  @Test func `a reminder in hours of work goes out at once`() async throws {
    let desk = try await ClockDesk.received().run(until: "2022-09-07 21:40")
    #expect(try await reminders(desk) == ["emergency amber 2022-09-07 21:40"])
    try await desk.run(until: "2022-09-13 09:40")
    let last = try await reminders(desk).suffix(2)
    #expect(last == ["working amber 2022-09-13 09:40", "natural amber 2022-09-13 09:40"])
  }

  @Test(arguments: [
    ("10天", "2022-09-10 20:00", "2022-09-13 08:30"),
    ("5个工作日", "2022-09-09 17:30", "2022-09-13 08:30"),
    ("4工作时", "2022-09-05 12:30", "2022-09-05 14:00"),
    ("2小时", "2022-09-05 11:59", "2022-09-05 11:59"),
    ("4紧急工作时", "2022-09-10 20:00", "2022-09-10 20:00"),
    ("1紧急工作日", "2022-10-01 03:00", "2022-10-01 03:00"),
    // A make-up Saturday is worked.
    ("10天", "2022-10-08 07:00", "2022-10-08 08:30"),
    // Beyond the last list plain weeks stand in: Saturday 2 January 2027 to Monday.
    ("10天", "2027-01-02 10:00", "2027-01-04 08:30"),
  ])
  func `a reminder waits until work begins`(limit: String, at: String, told: String) throws {
    let reckoner = Reckoner(try ClockPack.plain().calendar)
    #expect(reckoner.reminder(at: try moment(at), of: limit) == (try moment(told)))
  }

  // MARK: - Histories

  /// One random step; what is refused is refused.
  private func step(
    _ desk: ClockDesk, _ random: inout Seeded, at time: Instant
  ) async throws {
    let text = time.minuteText(.china)
    let until = JSON(time.advanced(byMilliseconds: Int64(random.number(1...200)) * 3_600_000))
    let clock = ClockDesk.three[random.number(0...2)]
    let more = ["1天", "1个工作日", "3紧急工作时"][random.number(0...2)]
    let number = JSON.integer(Int64(random.number(1...4)))
    let category = JSON.string(["slow", "quick", "calm", "urgent"][random.number(0...3)])
    let deeds: [(String, JSON)] = [
      ("DispatchMatter", ["unit": "a3-housing", "reason": "改派"]),
      ("TransferMatter", ["unit": "a-housing", "reason": "转"]), ("ReturnMatter", ["reason": "退"]),
      ("RefuseMatter", ["ground": "outside-area", "reason": "退"]), ("AcceptMatter", .object([:])),
      ("OfferMatter", ["reason": "放"]), ("CategoriseMatter", ["category": category]),
      ("RequestExtension", ClockTable.more(clock, more)),
      ("RequestSuspension", ["until": until, "ground": "awaiting", "reason": "等"]),
      ("DecideRequest", ["number": number, "approved": true, "decision": "同意"]),
      ("DecideRequest", ["number": number, "approved": true, "decision": "同意"]),
      ("ResumeMatter", .object([:])), ("AppealOvertime", ["clock": .string(clock), "reason": "诉"]),
      ("AnswerMatter", ["reply": "已修"]), ("CloseMatter", ["outcome": "solved"]),
      ("ReopenMatter", ["reason": "没修"]), ("RequestReview", ["reason": "不服"]),
    ]
    let (name, input) = deeds[random.number(0...deeds.count - 1)]
    let actor = ClockDesk.person(["asker", "first", "second"][random.number(0...2)])
    _ = await desk.refusal(name, input, by: actor, at: text)
  }

  /// The laws of one matter at any moment.
  private func expectLaws(_ desk: ClockDesk) async throws {
    let matter = try await desk.matter()
    let timers = try await desk.timers()
    if [.closed, .merged].contains(matter.phase) { #expect(timers == []) }
    if matter.suspendedUntil == nil, matter.phase != .merged {
      // Nothing stands still without an end.
      #expect(matter.clocks.allSatisfy { $0.stoppedAt != nil || $0.remaining == nil })
    }
    for clock in matter.clocks {
      #expect((clock.remaining == nil) == (clock.pausedAt == nil) || clock.stoppedAt != nil)
      #expect(clock.light != .red || clock.remaining == nil)
    }
  }

  @Test(arguments: UInt64(1)...24)
  func `after any history the laws of clocks hold and nothing is told out of order`(
    seed: UInt64
  ) async throws {
    var random = Seeded(seed)
    var now = try moment("2022-09-05 09:40")
    let desk = try await ClockDesk.received()
    for _ in 0..<60 {
      now = now.advanced(byMilliseconds: Int64(random.number(0...30)) * 3_600_000)
      if seed % 3 == 0 { try await desk.run(until: now.minuteText(.china)) }
      try await step(desk, &random, at: now)
      try await expectLaws(desk)
    }
    try await desk.run(until: "2023-06-01 00:00")
    try await expectLaws(desk)
    let events = try await desk.events()
    #expect(events.map(\.at) == events.map(\.at).sorted())
    #expect(events.count > 8)
    // The journal tells the same again: pauses, what is left of them, dates.
    let store = desk.city.store
    let kept = try await desk.city.rebuilder.digests(store)
    _ = try await desk.city.rebuilder.rebuild(store)
    #expect(try await desk.city.rebuilder.digests(store) == kept)
    // Whatever is late is red, and nothing that runs is late without a red light.
    let end = try moment("2023-06-01 00:00")
    let running = try await desk.matter().clocks.filter(\.isRunning)
    #expect(running.allSatisfy { $0.light == .red || $0.dueAt > end })
  }
}
