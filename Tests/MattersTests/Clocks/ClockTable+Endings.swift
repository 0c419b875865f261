import Kernel
import Pack
import Testing

@testable import Matters

/// Replies, closing, and what begins anew.
extension ClockTable {
  private static let reply: JSON = ["reply": "已修"]
  private static let no: JSON = ["reason": "没修好"]

  /// A row after which the three clocks have stopped at a moment.
  private static func over(
    _ id: String, _ time: String, _ scene: @escaping Scene, light: @escaping Check,
    timers: @escaping Check
  ) -> [ClockCell] {
    row(
      id, scene,
      [
        "natural": { try await $0.stopped("natural", time) },
        "working": { try await $0.stopped("working", time) },
        "emergency": { try await $0.stopped("emergency", time) },
        "light": light, "timers": timers,
      ])
  }

  private static let silent: Check = { desk in
    try await desk.turns(until: "2023-09-01 00:00", are: [])
    #expect(try await desk.matter().light == .green)
  }

  private static func answered(_ time: String) async throws -> ClockDesk {
    try await ClockDesk.received().act("AnswerMatter", reply, at: time)
  }

  static let endings =
    over(
      "C24", "2022-09-06 10:00", { try await answered("2022-09-06 10:00") },
      light: { desk in
        try await desk.turns(until: "2022-10-30 00:00", are: [])
        try await desk.light("working", .green, matter: .green)
      },
      timers: { desk in
        try await desk.timers(are: [])
        // The time to close, 60 × 24 h from 5 September 09:40, goes on.
        try await desk.timers(are: ["ending/0/1/2 2022-11-04 09:40"], of: ["ending"])
      })
    + over(
      "C25", "2022-09-08 11:00",
      { try await suspended().act("AnswerMatter", reply, at: "2022-09-08 11:00") },
      light: { desk in
        #expect(try await desk.isOnTime() == true)
        try await desk.turns(until: "2022-10-30 00:00", are: [])
      },
      timers: { desk in
        try await desk.timers(are: [])
        // 4 November 09:40 and the 44 h from 6 September 15:00 to 8 September 11:00.
        try await desk.timers(are: ["ending/0/1/2 2022-11-06 05:40"], of: ["ending"])
      })
    + over(
      "C26", "2022-09-07 10:00",
      {
        let (into, desk) = try await merged()
        try await into.act("AnswerMatter", reply, at: "2022-09-07 10:00")
        return desk
      },
      light: silent,
      timers: { desk in
        try await desk.timers(are: [])
        try await desk.timers(are: [], of: ["ending", "standard"])
      })
    + over(
      "C28", "2022-09-06 10:00",
      {
        try await answered("2022-09-06 10:00")
          .act("CloseMatter", ["outcome": "solved"], at: "2022-09-07 10:00")
      },
      light: silent,
      timers: { desk in
        try await desk.timers(are: [])
        try await desk.stopped("ending", "2022-09-07 10:00")
        try await desk.timers(are: [], of: ["ending", "standard"])
      })

  private static let poor = ["soothe", "contact", "rectify"]

  private static let rated = row(
    "C27",
    {
      // Friday evening.
      try await answered("2022-09-09 16:00")
        .act("RateMatter", ["grade": 1], by: Hall.wang, at: "2022-09-09 20:00")
    },
    [
      // 5 × 24 h.
      "natural": { try await $0.due("rectify", "2022-09-14 20:00") },
      // Not the 9th, not 10–12; the 13th.
      "working": { try await $0.due("contact", "2022-09-13 17:30") },
      // 4 h, at midnight.
      "emergency": { try await $0.due("soothe", "2022-09-10 00:00") },
      "light": { desk in
        try await desk.light("soothe", .green)
        try await desk.turns(
          until: "2022-09-14 00:00",
          are: ["soothe red 2022-09-10 00:00", "contact red 2022-09-13 17:30"], of: poor)
      },
      "timers": {
        try await $0.timers(
          are: [
            "soothe/0/1/2 2022-09-10 00:00", "contact/0/1/2 2022-09-13 17:30",
            "rectify/0/1/2 2022-09-14 20:00",
          ], of: poor)
      },
    ])

  /// A row in which the three begin anew on Friday 9 September at 10:00.
  private static func anew(
    _ id: String, round: Int, _ scene: @escaping Scene, light: @escaping Check
  ) -> [ClockCell] {
    row(
      id, scene,
      [
        // 10 × 24 h.
        "natural": { try await $0.due("natural", "2022-09-19 10:00", amber: "2022-09-17 10:00") },
        // Not the 9th, not 10–12; 13, 14, 15, 16, 19.
        "working": { try await $0.due("working", "2022-09-19 17:30", amber: "2022-09-19 08:30") },
        // 72 h.
        "emergency": {
          try await $0.due("emergency", "2022-09-12 10:00", amber: "2022-09-11 22:00")
        },
        "light": light,
        "timers": {
          let run = "0/\(round)"
          try await $0.timers(are: [
            "emergency/\(run)/1 2022-09-11 22:00", "emergency/\(run)/2 2022-09-12 10:00",
            "natural/\(run)/1 2022-09-17 10:00", "working/\(run)/1 2022-09-19 08:30",
            "natural/\(run)/2 2022-09-19 10:00", "working/\(run)/2 2022-09-19 17:30",
          ])
        },
      ])
  }

  static let beginnings =
    rated
    + anew(
      "C29", round: 2,
      {
        // The emergency date was 8 September 09:40.
        try await answered("2022-09-08 10:00")
          .act("CloseMatter", ["outcome": "solved"], at: "2022-09-08 11:00")
          .act("ReopenMatter", no, at: "2022-09-09 10:00")
      },
      light: { desk in
        let runs = try await desk.matter().clocks.filter { $0.name == "emergency" }
        #expect(runs.map(\.light) == [.red, .green])
        #expect(try await desk.matter().light == .green)
      })
    + anew(
      "C30", round: 2,
      { try await answered("2022-09-06 10:00").act("RequestReview", no, at: "2022-09-09 10:00") },
      light: { desk in
        try await desk.light("emergency", .green, matter: .green)
        #expect(try await desk.matter().lead == "a-housing")
      })
    + anew(
      "C31", round: 4,
      {
        let desk = try await answered("2022-09-06 10:00")
        for time in ["2022-09-06 11:00", "2022-09-06 12:00"] {
          try await desk.act("RequestReview", no, at: time)
          try await desk.act("AnswerMatter", reply, at: time)
        }
        return try await desk.act("RequestReview", no, at: "2022-09-09 10:00")
      },
      light: { desk in
        #expect(try await desk.matter().phase == .arbitration)
        try await desk.turns(
          until: "2022-09-12 00:00", are: ["emergency amber 2022-09-11 22:00"])
      })
}
