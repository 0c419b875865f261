import Journal
import Kernel
import Pack
import TestKit
import Testing

@testable import Matters

/// What may be asked for, and what it does not undo.
@Suite struct ClockRequestTests {
  @Test func `overtime that is excused stays beside its exemption`() async throws {
    let desk = try await ClockDesk.received().act(
      "AnswerMatter", ["reply": "已修"], at: "2022-09-08 10:00")
    try await desk.act(
      "AppealOvertime", ["clock": "emergency", "reason": "道路封闭"], at: "2022-09-08 11:00")
    try await desk.act(
      "DecideRequest", ClockTable.yes(1), by: ClockDesk.person("first"), at: "2022-09-08 12:00")
    let clock = try await desk.clock("emergency")
    #expect(clock.light == .red)
    #expect(clock.dueAt.minuteText(.china) == "2022-09-08 09:40")
    #expect(clock.stoppedAt?.minuteText(.china) == "2022-09-08 10:00")
    #expect(clock.excusedAt?.minuteText(.china) == "2022-09-08 12:00")
    #expect(try await desk.isOnTime() == false)
    let again = await desk.refusal(
      "AppealOvertime", ["clock": "emergency", "reason": "再诉"], at: "2022-09-08 13:00")
    #expect(again == "matter.clock-unknown")
  }

  @Test func `a suspension takes two people besides the one who asks`() async throws {
    let desk = try await ClockDesk.received()
    let time = "2022-09-06 10:00"
    let asker = ClockDesk.person("asker")
    let until = JSON(try moment("2022-09-09 09:00"))
    try await desk.act(
      "RequestSuspension", ["until": until, "ground": "awaiting", "reason": "等鉴定"],
      by: asker, at: time)
    func decide(_ actor: Actor) async -> String? {
      await desk.refusal("DecideRequest", ClockTable.yes(1), by: actor, at: time)
    }
    #expect(await decide(asker) == "matter.own-request")
    #expect(await decide(ClockDesk.unit("a3-housing")) == "matter.own-request")
    #expect(await decide(ClockDesk.person("first")) == nil)
    #expect(try await desk.matter().suspendedUntil == nil)
    #expect(await decide(ClockDesk.person("first")) == "matter.own-request")
    #expect(await decide(asker) == "matter.own-request")
    let plain = Actor(
      id: "person:plain", name: "plain",
      grants: [
        Grant(
          role: "approver", permissions: ["matter.approve"], unit: nil, areas: nil,
          onlyOwnUnit: false)
      ])
    #expect(await decide(plain) == "request.forbidden")
    #expect(await decide(ClockDesk.person("second")) == nil)
    #expect(try await desk.matter().suspendedUntil?.minuteText(.china) == "2022-09-09 09:00")
  }

  @Test func `a suspension is limited by the pack and ends by itself`() async throws {
    func ask(
      _ desk: ClockDesk, _ until: String, _ ground: String = "awaiting",
      at time: String = "2022-09-06 10:00"
    ) async throws -> String? {
      await desk.refusal(
        "RequestSuspension",
        ["until": JSON(try moment(until)), "ground": .string(ground), "reason": "等"], at: time)
    }
    let limited = "matter.suspension-forbidden"
    let desk = try await ClockDesk.received()
    // 30 days from 6 September 10:00.
    #expect(try await ask(desk, "2022-10-06 10:01") == limited)
    #expect(try await ask(desk, "2022-09-06 10:00") == limited)
    #expect(try await ask(desk, "2022-09-09 09:00", "busy") == "matter.ground-needed")
    #expect(try await ask(desk, "2022-10-06 10:00") == nil)
    let ended = try await ClockTable.suspended().run(until: "2022-09-09 09:00")
    #expect(try await ended.matter().suspendedUntil == nil)
    #expect(try await ended.clock("natural").isRunning)
    // Once at most.
    let again = try await ask(ended, "2022-09-20 09:00", at: "2022-09-09 10:00")
    #expect(again == limited)
  }
}
