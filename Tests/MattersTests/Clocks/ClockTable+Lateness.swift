import Kernel
import Testing

@testable import Matters

/// What is watched, what is late, and who hears of it.
extension ClockTable {
  private static func appeal(_ clock: String) -> JSON {
    ["clock": .string(clock), "reason": "道路封闭"]
  }

  /// An appeal against the overtime of a clock, granted an hour later.
  private static func excused(
    _ clock: String, at time: String, granted: String
  ) async throws -> ClockDesk {
    let desk = try await ClockDesk.received().run(until: time)
    try await desk.act("AppealOvertime", appeal(clock), at: time)
    return try await desk.act(
      "DecideRequest", yes(1), by: ClockDesk.person("first"), at: granted)
  }

  private static func isExcused(
    _ desk: ClockDesk, _ clock: String, _ time: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let clock = try await desk.clock(clock)
    #expect(clock.excusedAt?.minuteText(.china) == time, sourceLocation: sourceLocation)
    #expect(clock.light == .red, sourceLocation: sourceLocation)
  }

  static let lateness =
    kept(
      "C32",
      {
        try await ClockDesk.received().act(
          "SuperviseMatter", ["level": "city-level", "ground": "久拖"], at: "2022-09-06 10:00")
      },
      light: { try await $0.light("watch", .green, matter: .green) },
      timers: { desk in
        try await desk.timers(are: ClockDesk.firstTimers)
        // Two working days: not the 6th; the 7th, the 8th.
        try await desk.timers(are: ["watch/0/1/2 2022-09-08 17:30"], of: ["watch"])
      })
    + row(
      "C33",
      {
        try await excused("emergency", at: "2022-09-08 10:00", granted: "2022-09-08 11:00")
      },
      [
        "natural": { _ in
          let desk = try await excused(
            "natural", at: "2022-09-15 10:00", granted: "2022-09-15 11:00")
          try await desk.due("natural", "2022-09-15 09:40")
          try await isExcused(desk, "natural", "2022-09-15 11:00")
        },
        "working": { _ in
          let desk = try await excused(
            "working", at: "2022-09-14 10:00", granted: "2022-09-14 11:00")
          try await desk.due("working", "2022-09-13 17:30")
          try await isExcused(desk, "working", "2022-09-14 11:00")
        },
        "emergency": {
          try await $0.due("emergency", "2022-09-08 09:40")
          try await isExcused($0, "emergency", "2022-09-08 11:00")
        },
        "light": { try await $0.light("emergency", .red, matter: .red) },
        "timers": {
          try await $0.timers(are: ["rung/emergency/0/1/0 2022-09-08 11:40"], of: ["emergency"])
        },
      ])
    + row(
      "C34", { try await ClockDesk.received() },
      [
        // Three days after 15 September 09:40.
        "natural": { desk in
          try await desk.turns(
            until: "2022-09-18 09:40",
            are: [
              "natural amber 2022-09-13 09:40", "natural red 2022-09-15 09:40",
              "natural late 2022-09-18 09:40",
            ], of: ["natural"])
          try await desk.due("natural", "2022-09-15 09:40")
        },
        // At once, and 7 h of work later: the whole of the 14th.
        "working": { desk in
          try await desk.turns(
            until: "2022-09-14 17:30",
            are: [
              "working amber 2022-09-13 08:30", "working red 2022-09-13 17:30",
              "working at-once 2022-09-13 17:30", "working next-day 2022-09-14 17:30",
            ], of: ["working"])
          try await desk.due("working", "2022-09-13 17:30")
        },
        // Two hours after 8 September 09:40.
        "emergency": { desk in
          try await desk.turns(
            until: "2022-09-08 11:40",
            are: [
              "emergency amber 2022-09-07 21:40", "emergency red 2022-09-08 09:40",
              "emergency soon 2022-09-08 11:40",
            ], of: ["emergency"])
          try await desk.due("emergency", "2022-09-08 09:40")
        },
        "light": { desk in
          try await desk.run(until: "2022-09-08 12:00").light("emergency", .red, matter: .red)
        },
        "timers": { desk in
          try await desk.run(until: "2022-09-14 00:00")
          try await desk.timers(are: [
            "rung/working/0/1/1 2022-09-14 17:30", "natural/0/1/2 2022-09-15 09:40",
          ])
        },
      ])
}
