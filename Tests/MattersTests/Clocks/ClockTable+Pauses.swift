import Kernel
import Testing

@testable import Matters

/// Standing still: suspension and merging.
extension ClockTable {
  /// A suspension that is asked for and agreed to once, or twice, all at one moment.
  static func suspend(
    _ desk: ClockDesk, until: String, approvals: Int = 2, at time: String
  ) async throws -> ClockDesk {
    let end = JSON(try moment(until))
    try await desk.act(
      "RequestSuspension", ["until": end, "ground": "awaiting", "reason": "等鉴定"], at: time)
    for name in ["first", "second"].prefix(approvals) {
      try await desk.act("DecideRequest", yes(1), by: ClockDesk.person(name), at: time)
    }
    return desk
  }

  /// Suspended on Tuesday 6 September at 15:00 until Friday the 9th at 09:00. Left are, natural,
  /// 15 September 09:40 − 6 September 15:00 = 8 d 18 h 40 min = 12,640 min; working, 2 h 30 today,
  /// 7 h on each of 7, 8, 9, 13 = 30 h 30 = 1,830 min; emergency, 42 h 40 = 2,560 min.
  static func suspended() async throws -> ClockDesk {
    try await suspend(
      try await ClockDesk.received(), until: "2022-09-09 09:00", at: "2022-09-06 15:00")
  }

  /// The same, with the emergency light amber since 7 September 21:40 and 11 h 40 left.
  private static func suspendedAmber() async throws -> ClockDesk {
    let desk = try await ClockDesk.received().run(until: "2022-09-07 22:00")
    return try await suspend(desk, until: "2022-09-09 09:00", at: "2022-09-07 22:00")
  }

  /// The dates of what stood still on 6 September at 15:00 and goes on on the 8th at 11:00.
  private static let onTheEighth: KeyValuePairs<String, Check> = [
    // 8 September 11:00 + 8 d 18 h 40.
    "natural": { try await $0.due("natural", "2022-09-17 05:40", amber: "2022-09-15 05:40") },
    // 30 h 30: 8th 4 h 30, 9th 7 h, 13th 7 h, 14th 7 h, 15th 5 h, so 15:30. Amber 7 h before: 5 h
    // on the 15th, 2 h on the 14th.
    "working": { try await $0.due("working", "2022-09-15 15:30", amber: "2022-09-14 15:30") },
    // 8 September 11:00 + 42 h 40.
    "emergency": { try await $0.due("emergency", "2022-09-10 05:40", amber: "2022-09-09 17:40") },
    "timers": {
      try await $0.timers(are: [
        "emergency/0/1/1 2022-09-09 17:40", "emergency/0/1/2 2022-09-10 05:40",
        "working/0/1/1 2022-09-14 15:30", "natural/0/1/1 2022-09-15 05:40",
        "working/0/1/2 2022-09-15 15:30", "natural/0/1/2 2022-09-17 05:40",
      ])
    },
  ]

  static let suspensions = granting + resuming + whileStill

  private static let granting =
    kept(
      "C16",
      {
        try await suspend(
          try await ClockDesk.received(), until: "2022-09-09 09:00", approvals: 1,
          at: "2022-09-06 15:00")
      },
      light: {
        try await $0.turns(until: "2022-09-07 22:00", are: ["emergency amber 2022-09-07 21:40"])
      },
      timers: { try await $0.timers(are: ClockDesk.firstTimers) })
    + row(
      "C17", { try await suspended() },
      [
        "natural": { try await $0.left("natural", 12_640) },
        "working": { try await $0.left("working", 1_830) },
        "emergency": { try await $0.left("emergency", 2_560) },
        "light": { desk in
          try await desk.turns(until: "2022-09-09 08:59", are: [])
          try await suspendedAmber().light("emergency", .amber, matter: .green)
        },
        "timers": { try await $0.timers(are: ["resumption 2022-09-09 09:00"]) },
      ])

  private static let resuming =
    row(
      "C18", { try await suspended().act("ResumeMatter", at: "2022-09-08 11:00") }, onTheEighth)
    + row(
      "C18", { try await suspendedAmber().act("ResumeMatter", at: "2022-09-08 11:00") },
      [
        // 11:00 + 11 h 40 = 22:40; twelve hours before have begun, so that it stays amber.
        "light": { desk in
          try await desk.due("emergency", "2022-09-08 22:40", amber: "2022-09-08 11:00")
          try await desk.light("emergency", .amber, matter: .amber)
        }
      ])
    + row(
      "C19", { try await suspended().run(until: "2022-09-09 09:00") },
      [
        // 9 September 09:00 + 8 d 18 h 40.
        "natural": { try await $0.due("natural", "2022-09-18 03:40", amber: "2022-09-16 03:40") },
        // 30 h 30: 9th 6 h 30, 13th 7 h, 14th 7 h, 15th 7 h, 16th 3 h, so 11:30. Amber 7 h before:
        // 3 h on the 16th, 4 h on the 15th: from 17:30 back to 14:00, and half an hour of morning.
        "working": { try await $0.due("working", "2022-09-16 11:30", amber: "2022-09-15 11:30") },
        // 9 September 09:00 + 42 h 40.
        "emergency": {
          try await $0.due("emergency", "2022-09-11 03:40", amber: "2022-09-10 15:40")
        },
        "light": { _ in
          // However late the timers run.
          try await suspended().turns(
            until: "2022-09-30 00:00",
            are: [
              "emergency amber 2022-09-10 15:40", "emergency red 2022-09-11 03:40",
              "emergency soon 2022-09-11 05:40", "working amber 2022-09-15 11:30",
              "natural amber 2022-09-16 03:40", "working red 2022-09-16 11:30",
              "working at-once 2022-09-16 11:30", "natural red 2022-09-18 03:40",
              "working next-day 2022-09-19 11:30", "natural late 2022-09-21 03:40",
            ])
        },
        "timers": {
          try await $0.timers(are: [
            "emergency/0/1/1 2022-09-10 15:40", "emergency/0/1/2 2022-09-11 03:40",
            "working/0/1/1 2022-09-15 11:30", "natural/0/1/1 2022-09-16 03:40",
            "working/0/1/2 2022-09-16 11:30", "natural/0/1/2 2022-09-18 03:40",
          ])
        },
      ])
    + row(
      "C20",
      {
        // Friday 9 September 15:00 to Wednesday the 14th, over Mid-Autumn (10–12).
        try await suspend(
          try await ClockDesk.received("2022-09-09 09:40"), until: "2022-09-14 09:00",
          at: "2022-09-09 15:00"
        ).run(until: "2022-09-14 09:00")
      },
      [
        // 19 September 09:40 was the date: 9 d 18 h 40 left.
        "natural": { try await $0.due("natural", "2022-09-24 03:40") },
        // 13, 14, 15, 16, 19 were the days: 2 h 30 + 35 h left. 14th 6 h 30, 15th, 16th, 19th, 20th
        // 7 h each, 21st 3 h.
        "working": { desk in
          try await desk.due("working", "2022-09-21 11:30")
          // Between the last hour of work before the holiday and the first after it, nothing.
          let holiday = try await suspend(
            try await ClockDesk.received("2022-09-09 09:40"), until: "2022-09-13 08:30",
            at: "2022-09-09 17:30")
          try await holiday.run(until: "2022-09-13 08:30").due("working", "2022-09-19 17:30")
        },
        // 12 September 09:40 was the date: 66 h 40 left.
        "emergency": { try await $0.due("emergency", "2022-09-17 03:40") },
        "light": { desk in
          #expect(try await desk.turns() == [])
          try await desk.light("emergency", .green, matter: .green)
        },
        "timers": {
          // Amber: 24th 03:40 − 48 h; 21st 11:30 − 7 h of work; 17th 03:40 − 12 h.
          try await $0.timers(are: [
            "emergency/0/1/1 2022-09-16 15:40", "emergency/0/1/2 2022-09-17 03:40",
            "working/0/1/1 2022-09-20 11:30", "working/0/1/2 2022-09-21 11:30",
            "natural/0/1/1 2022-09-22 03:40", "natural/0/1/2 2022-09-24 03:40",
          ])
        },
      ])

  private static let whileStill = row(
    "C21",
    {
      try await suspended().act(
        "CategoriseMatter", ["category": "slow"], at: "2022-09-07 10:00")
    },
    [
      // 25 September 09:40 − 6 September 15:00 = 18 d 18 h 40 min.
      "natural": { try await $0.left("natural", 27_040) },
      // 2 h 30 today, 7 h on each of 7, 8, 9, 13, 14, 15, 16, 19, 20 = 65 h 30.
      "working": { try await $0.left("working", 3_930) },
      // 10 September 09:40 − 6 September 15:00 = 90 h 40.
      "emergency": { try await $0.left("emergency", 5_440) },
      "light": { try await $0.turns(until: "2022-09-09 08:59", are: []) },
      "timers": { try await $0.timers(are: ["resumption 2022-09-09 09:00"]) },
    ])

  /// Merged on 6 September at 15:00 into another matter, which is the first desk.
  static func merged() async throws -> (into: ClockDesk, desk: ClockDesk) {
    let desk = try await ClockDesk.received()
    let into = desk.at(try await desk.receive(at: "2022-09-05 10:00"))
    let number = JSON.string(try await into.matter().number)
    try await desk.act("MergeMatter", ["into": number], at: "2022-09-06 15:00")
    return (into, desk)
  }

  private static func unmerged() async throws -> ClockDesk {
    try await merged().desk.act("UnmergeMatter", ["reason": "不是一件事"], at: "2022-09-08 11:00")
  }

  static let merges =
    row(
      "C22", { try await merged().desk },
      [
        "natural": { try await $0.left("natural", 12_640) },
        "working": { try await $0.left("working", 1_830) },
        "emergency": { try await $0.left("emergency", 2_560) },
        "light": { desk in
          try await desk.turns(until: "2023-09-01 00:00", are: [])
          #expect(try await desk.matter().light == .green)
        },
        "timers": { try await $0.timers(are: []) },
      ])
    + row("C23", { try await unmerged() }, onTheEighth)
    + row(
      "C23", { try await unmerged() },
      [
        "light": {
          try await $0.turns(
            until: "2022-09-10 06:00",
            are: ["emergency amber 2022-09-09 17:40", "emergency red 2022-09-10 05:40"])
        }
      ])
}
