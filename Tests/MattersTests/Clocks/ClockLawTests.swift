import City
import Journal
import Kernel
import Pack
import Store
import TestKit
import Testing

@testable import Matters

/// The laws that stand below the table in `docs/concepts/clocks.md`.
@Suite struct ClockLawTests {
  private static let reply: JSON = ["reply": "已修"]
  private static let forbidden = "matter.extension-forbidden"

  // MARK: - Silence

  /// All timers of a matter, whatever they are for.
  private func timers(_ desk: ClockDesk) async throws -> [String] {
    let id = desk.id
    return try await desk.city.store.read {
      try $0.rows("SELECT name FROM timer WHERE subject = ?", [.integer(id)]).map { $0.text(0) }
    }
  }

  @Test(arguments: [
    "2022-09-05 10:00", "2022-09-07 22:00", "2022-09-08 12:00", "2022-09-14 20:00",
    "2022-09-30 10:00",
  ])
  func `a closed matter never alarms whenever it is closed`(time: String) async throws {
    let desk = try await ClockDesk.received().act("AnswerMatter", Self.reply, at: time)
    try await desk.act("CloseMatter", ["outcome": "not-solved"], at: time)
    #expect(try await timers(desk) == [])
    let before = try await desk.events().count
    try await desk.run(until: "2025-01-01 00:00")
    #expect(try await desk.events().count == before)
    #expect(try await desk.matter().light == .green)
  }

  @Test(arguments: ["2022-09-06 10:00", "2022-09-08 10:00", "2022-09-08 12:00"])
  func `a merged matter never alarms, even one that was late`(time: String) async throws {
    let desk = try await ClockDesk.received()
    let into = desk.at(try await desk.receive(at: "2022-09-05 10:00"))
    let number = JSON.string(try await into.matter().number)
    try await desk.act("MergeMatter", ["into": number], at: time)
    #expect(try await timers(desk) == [])
    let before = try await desk.events().count
    try await desk.run(until: "2025-01-01 00:00")
    #expect(try await desk.events().count == before)
  }

  // MARK: - Instants

  private static let allTurns = [
    "emergency amber 2022-09-07 21:40", "emergency red 2022-09-08 09:40",
    "emergency soon 2022-09-08 11:40", "working amber 2022-09-13 08:30",
    "natural amber 2022-09-13 09:40", "working red 2022-09-13 17:30",
    "working at-once 2022-09-13 17:30", "working next-day 2022-09-14 17:30",
    "natural red 2022-09-15 09:40", "natural late 2022-09-18 09:40",
  ]

  @Test(arguments: [[], ["2022-09-08 10:00"], ["2022-09-13 17:30", "2022-09-14 17:29"]])
  func `lights turn and rungs are climbed at their own instants however late the timers run`(
    runs: [String]
  ) async throws {
    let desk = try await ClockDesk.received()
    for time in runs { try await desk.run(until: time) }
    try await desk.turns(until: "2022-12-01 00:00", are: Self.allTurns)
    let moments = try await desk.events().map(\.at)
    #expect(moments == moments.sorted())
  }

  @Test func `what has passed happens before whatever somebody does next`() async throws {
    let desk = try await ClockDesk.received()
    try await desk.act("NoteMatter", ["text": "已催办"], at: "2022-12-01 00:00")
    #expect(try await desk.turns() == Self.allTurns)
    #expect(try await desk.events().last?.event.name == "matter.noted")
  }

  @Test func `an amber that no timer has come to is an event before the reply`() async throws {
    let desk = try await ClockDesk.received()
    try await desk.act("AnswerMatter", Self.reply, at: "2022-09-07 22:00")
    #expect(try await desk.turns() == ["emergency amber 2022-09-07 21:40"])
  }

  @Test func `a suspension that has ended counts although no timer has run`() async throws {
    let desk = try await ClockTable.suspended()
    // It ended on the 9th at 09:00; the emergency clock had 42 h 40 left.
    try await desk.act("AnswerMatter", Self.reply, at: "2022-09-11 10:00")
    #expect(
      try await desk.turns() == [
        "emergency amber 2022-09-10 15:40", "emergency red 2022-09-11 03:40",
        "emergency soon 2022-09-11 05:40",
      ])
    let names = try await desk.events().map(\.event.name)
    #expect(names.filter { $0 == "matter.clocks-resumed" }.count == 1)
    #expect(try await desk.isOnTime() == false)
  }

  @Test(arguments: [("2022-09-08 09:40", true), ("2022-09-08 09:40:00.001", false)])
  func `the due instant itself is in time`(time: String, inTime: Bool) async throws {
    let desk = try await ClockDesk.received().act("AnswerMatter", Self.reply, at: time)
    #expect(try await desk.isOnTime() == inTime)
  }

  // MARK: - What has run out

  /// A matter whose emergency clock ran out on 8 September at 09:40.
  private func late() async throws -> ClockDesk {
    try await ClockDesk.received().run(until: "2022-09-08 10:00")
  }

  private func isStillLate(
    _ desk: ClockDesk, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    try await desk.due("emergency", "2022-09-08 09:40", sourceLocation: sourceLocation)
    try await desk.light("emergency", .red, sourceLocation: sourceLocation)
  }

  @Test func `a pause does not heal what has run out, nor stop its ladder`() async throws {
    let desk = try await ClockTable.suspend(
      try await late(), until: "2022-09-20 09:00", at: "2022-09-08 10:00")
    try await isStillLate(desk)
    try await desk.turns(
      until: "2022-09-19 00:00",
      are: [
        "emergency amber 2022-09-07 21:40", "emergency red 2022-09-08 09:40",
        "emergency soon 2022-09-08 11:40",
      ])
    try await isStillLate(try await desk.act("ResumeMatter", at: "2022-09-19 09:00"))
  }

  @Test func `merging and its undoing do not heal what has run out`() async throws {
    let desk = try await late()
    let into = desk.at(try await desk.receive(at: "2022-09-08 10:00"))
    let number = JSON.string(try await into.matter().number)
    try await desk.act("MergeMatter", ["into": number], at: "2022-09-08 11:00")
    try await desk.act("UnmergeMatter", ["reason": "不是一件事"], at: "2022-09-19 11:00")
    try await isStillLate(desk)
  }

  @Test func `an extension does not heal what has run out, even one asked for before`()
    async throws
  {
    let asked = try await ClockDesk.received()
    let more = ClockTable.more("emergency", "12紧急工作时")
    try await asked.act("RequestExtension", more, at: "2022-09-08 09:00")
    let code = await asked.refusal(
      "DecideRequest", ClockTable.yes(1), by: ClockDesk.person("first"), at: "2022-09-08 10:00")
    #expect(code == Self.forbidden)
    try await isStillLate(try await asked.run(until: "2022-09-08 10:00"))
    let desk = try await late()
    #expect(await desk.refusal("RequestExtension", more, at: "2022-09-08 10:00") == Self.forbidden)
    try await isStillLate(desk)
  }

  @Test func `neither another category nor another calendar heals what has run out`()
    async throws
  {
    let desk = try await late().act(
      "CategoriseMatter", ["category": "slow"], at: "2022-09-08 10:00")
    try await isStillLate(desk)
    let working = try await ClockDesk.received().run(until: "2022-09-13 18:00")
    let after = try await working.reopened(
      try ClockTable.dayOff("2022-09-09"), at: "2022-09-13 18:00")
    try await after.due("working", "2022-09-13 17:30")
    try await after.light("working", .red)
  }

  @Test func `a corrected list never makes anybody late`() async throws {
    // By the list that is corrected on the 12th at 18:00, the 12th is worked: 6, 7, 8, 9, 12. The
    // 24th is a Saturday.
    let worked = ["2022-09-12,中秋节,1": "2022-09-24,中秋节,1"]
    let desk = try await ClockDesk.received().reopened(
      try ClockPack.changed(worked), at: "2022-09-12 18:00")
    try await desk.due("working", "2022-09-13 17:30")
    try await desk.light("working", .green)
    let early = try await ClockDesk.received().reopened(
      try ClockPack.changed(worked), at: "2022-09-12 10:00")
    try await early.due("working", "2022-09-12 17:30")
  }

  @Test func `a rung that lies ahead follows the list in force, and closing ends it`()
    async throws
  {
    let late = try await ClockDesk.received().run(until: "2022-09-13 18:00")
    try await late.timers(
      are: ["rung/working/0/1/1 2022-09-14 17:30"], of: ["working"])
    // The 14th is off after all: one working day after the 13th 17:30 is the 15th.
    let desk = try await late.reopened(
      try ClockTable.dayOff("2022-09-14"), at: "2022-09-13 18:00")
    try await desk.timers(
      are: ["rung/working/0/1/1 2022-09-15 17:30"], of: ["working"])
    try await desk.act("AnswerMatter", Self.reply, at: "2022-09-14 10:00")
    try await desk.act("CloseMatter", ["outcome": "solved"], at: "2022-09-14 10:00")
    #expect(try await timers(desk) == [])
  }
}
