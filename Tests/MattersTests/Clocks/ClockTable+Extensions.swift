import Kernel
import Testing

@testable import Matters

/// More time, and when it is refused.
extension ClockTable {
  static func more(_ clock: String, _ limit: String) -> JSON {
    ["clock": .string(clock), "limit": .string(limit), "reason": "等零件"]
  }

  static func yes(_ number: Int64) -> JSON {
    ["number": .integer(number), "approved": true, "decision": "同意"]
  }

  /// An extension that is asked for and granted.
  @discardableResult
  private static func extend(
    _ desk: ClockDesk, _ clock: String, _ limit: String, _ number: Int64, at time: String
  ) async throws -> ClockDesk {
    try await desk.act("RequestExtension", more(clock, limit), at: time)
    return try await desk.act(
      "DecideRequest", yes(number), by: ClockDesk.person("first"), at: time)
  }

  private static let forbidden = "matter.extension-forbidden"

  /// Asking at one moment is refused; asking a minute before, on another matter, is not.
  private static func isTooLate(
    _ desk: ClockDesk, _ clock: String, _ limit: String, _ time: String, before: String
  ) async throws {
    #expect(await desk.refusal("RequestExtension", more(clock, limit), at: time) == forbidden)
    let early = try await ClockDesk.received()
    #expect(await early.refusal("RequestExtension", more(clock, limit), at: before) == nil)
  }

  static let extensions = granted + refused

  private static let granted =
    row(
      "C12",
      {
        let desk = try await ClockDesk.received()
        try await extend(desk, "natural", "5天", 1, at: "2022-09-06 10:00")
        try await extend(desk, "working", "2个工作日", 2, at: "2022-09-06 10:00")
        return try await extend(desk, "emergency", "12紧急工作时", 3, at: "2022-09-06 10:00")
      },
      [
        // 15 September 09:40 and 5 × 24 h.
        "natural": { try await $0.due("natural", "2022-09-20 09:40", amber: "2022-09-18 09:40") },
        // 13 September 17:30 and 14, 15.
        "working": { try await $0.due("working", "2022-09-15 17:30", amber: "2022-09-15 08:30") },
        // 8 September 09:40 and 12 h.
        "emergency": {
          try await $0.due("emergency", "2022-09-08 21:40", amber: "2022-09-08 09:40")
        },
        "light": { _ in
          let desk = try await ClockDesk.received().run(until: "2022-09-07 22:00")
          try await desk.light("emergency", .amber, matter: .amber)
          // To 9 September 09:40; amber on the 8th at 21:40.
          try await extend(desk, "emergency", "24紧急工作时", 1, at: "2022-09-07 22:00")
          try await desk.light("emergency", .green, matter: .green)
          try await desk.turns(
            until: "2022-09-08 22:00",
            are: ["emergency amber 2022-09-07 21:40", "emergency amber 2022-09-08 21:40"])
        },
        "timers": {
          try await $0.timers(are: [
            "emergency/0/1/1 2022-09-08 09:40", "emergency/0/1/2 2022-09-08 21:40",
            "working/0/1/1 2022-09-15 08:30", "working/0/1/2 2022-09-15 17:30",
            "natural/0/1/1 2022-09-18 09:40", "natural/0/1/2 2022-09-20 09:40",
          ])
        },
      ])

  private static let refused =
    row(
      "C13", { try await ClockDesk.received() },
      [
        // One day before 15 September 09:40.
        "natural": {
          try await isTooLate($0, "natural", "1天", "2022-09-14 09:41", before: "2022-09-14 09:40")
          try await $0.due("natural", "2022-09-15 09:40")
        },
        // One working day, 7 h, before 13 September 17:30.
        "working": {
          try await isTooLate(
            $0, "working", "1个工作日", "2022-09-13 08:31", before: "2022-09-13 08:30")
          try await $0.due("working", "2022-09-13 17:30")
        },
        // The pack names no moment: until the date itself.
        "emergency": {
          try await isTooLate(
            $0, "emergency", "1紧急工作时", "2022-09-08 09:41", before: "2022-09-08 09:40")
          try await $0.due("emergency", "2022-09-08 09:40")
        },
        "light": {
          _ = await $0.refusal("RequestExtension", more("natural", "1天"), at: "2022-09-14 09:41")
          try await $0.run(until: "2022-09-14 09:41").light("natural", .amber)
        },
        "timers": {
          _ = await $0.refusal("RequestExtension", more("working", "1个工作日"), at: "2022-09-13 08:31")
          try await $0.timers(are: ClockDesk.firstTimers)
        },
      ])
    + row(
      "C14", { try await ClockDesk.received() },
      [
        // Once at most: 15 September and one day.
        "natural": {
          try await extend($0, "natural", "1天", 1, at: "2022-09-06 10:00")
          let code = await $0.refusal(
            "RequestExtension", more("natural", "1天"), at: "2022-09-06 11:00")
          #expect(code == forbidden)
          try await $0.due("natural", "2022-09-16 09:40")
        },
        // Twice at most: 13 September, and 14, 15.
        "working": {
          try await extend($0, "working", "1个工作日", 1, at: "2022-09-06 10:00")
          try await extend($0, "working", "1个工作日", 2, at: "2022-09-06 10:00")
          let code = await $0.refusal(
            "RequestExtension", more("working", "1个工作日"), at: "2022-09-06 11:00")
          #expect(code == forbidden)
          try await $0.due("working", "2022-09-15 17:30")
        },
        // Once at most: 8 September 09:40 and one hour.
        "emergency": {
          try await extend($0, "emergency", "1紧急工作时", 1, at: "2022-09-06 10:00")
          let code = await $0.refusal(
            "RequestExtension", more("emergency", "1紧急工作时"), at: "2022-09-06 11:00")
          #expect(code == forbidden)
          try await $0.due("emergency", "2022-09-08 10:40")
        },
        "light": {
          try await extend($0, "emergency", "1紧急工作时", 1, at: "2022-09-06 10:00")
          _ = await $0.refusal(
            "RequestExtension", more("emergency", "1紧急工作时"), at: "2022-09-06 11:00")
          try await $0.turns(
            until: "2022-09-08 11:00",
            are: ["emergency amber 2022-09-07 22:40", "emergency red 2022-09-08 10:40"])
        },
        "timers": {
          try await extend($0, "emergency", "1紧急工作时", 1, at: "2022-09-06 10:00")
          _ = await $0.refusal(
            "RequestExtension", more("emergency", "1紧急工作时"), at: "2022-09-06 11:00")
          try await $0.timers(
            are: [
              "emergency/0/1/1 2022-09-07 22:40", "emergency/0/1/2 2022-09-08 10:40",
            ], of: ["emergency"])
        },
      ])
    + kept(
      "C15",
      {
        let desk = try await ClockDesk.received()
        // 8 days from 13 September 17:30 end after 14, 15, 16, 19 and 20 September 17:30.
        for (clock, limit) in [
          ("natural", "6天"), ("working", "6个工作日"), ("working", "8天"), ("emergency", "25紧急工作时"),
        ] {
          let code = await desk.refusal(
            "RequestExtension", more(clock, limit), at: "2022-09-06 10:00")
          #expect(code == forbidden)
        }
        return desk
      },
      light: { desk in
        try await desk.light("emergency", .green, matter: .green)
        // 7 days end with the 20th, as five working days do; the most itself is allowed.
        let code = await desk.refusal(
          "RequestExtension", more("working", "7天"), at: "2022-09-06 10:00")
        #expect(code == nil)
      },
      timers: { try await $0.timers(are: ClockDesk.firstTimers) })
}
