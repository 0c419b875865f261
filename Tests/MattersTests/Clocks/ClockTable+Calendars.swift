import Kernel
import Pack
import Testing

@testable import Matters

/// Holidays, and the lists of them.
extension ClockTable {
  /// The list in which a day before Mid-Autumn is off too.
  static func dayOff(_ date: String) throws -> Pack {
    let first = "2022-09-10,中秋节,1"
    return try ClockPack.changed([first: "\(date),调整,1\n\(first)"])
  }

  /// The list with that of 2027: 1 to 3 January.
  private static func published() throws -> Pack {
    let last = "2026-10-10,国庆节,0"
    let days = (1...3).map { "\n2027-01-0\($0),元旦,1" }.joined() + "\n2027-05-01,劳动节,1"
    return try ClockPack.changed([last: last + days])
  }

  static let calendars = lists + years

  private static let lists =
    row(
      "C35",
      {
        try await ClockDesk.received().reopened(try dayOff("2022-09-09"), at: "2022-09-06 12:00")
      },
      [
        "natural": { try await $0.due("natural", "2022-09-15 09:40") },
        // 6, 7, 8; not the 9th; 13, 14.
        "working": { try await $0.due("working", "2022-09-14 17:30", amber: "2022-09-14 08:30") },
        "emergency": { try await $0.due("emergency", "2022-09-08 09:40") },
        "light": { _ in
          let amber = try await ClockDesk.received().run(until: "2022-09-13 09:00")
          try await amber.light("working", .amber)
          // The 13th is off after all: 6, 7, 8, 9, 14.
          let desk = try await amber.reopened(try dayOff("2022-09-13"), at: "2022-09-13 09:00")
          try await desk.light("working", .green)
          try await desk.due("working", "2022-09-14 17:30", amber: "2022-09-14 08:30")
        },
        "timers": {
          try await $0.timers(are: [
            "emergency/0/1/1 2022-09-07 21:40", "emergency/0/1/2 2022-09-08 09:40",
            "natural/0/1/1 2022-09-13 09:40", "working/0/1/1 2022-09-14 08:30",
            "working/0/1/2 2022-09-14 17:30", "natural/0/1/2 2022-09-15 09:40",
          ])
        },
      ])
    + row(
      "C36",
      {
        // Stood still from the 7th 15:00 to the 9th 09:00; then the 8th turns out to have been off.
        let desk = try await suspend(
          try await ClockDesk.received(), until: "2022-09-09 09:00", at: "2022-09-07 15:00")
        try await desk.run(until: "2022-09-09 09:00")
        return try await desk.reopened(try dayOff("2022-09-08"), at: "2022-09-09 12:00")
      },
      [
        // 15 September 09:40 and 42 h.
        "natural": { try await $0.due("natural", "2022-09-17 03:40") },
        // 35 h: 7 h on the 6th, 4 h 30 on the 7th until 15:00; 23 h 30 are left: 9th 6 h 30, 13th,
        // 14th 7 h each, 15th 3 h. A day off within the pause changes nothing.
        "working": { try await $0.due("working", "2022-09-15 11:30") },
        // 8 September 09:40 and 42 h.
        "emergency": { try await $0.due("emergency", "2022-09-10 03:40") },
        "light": { try await $0.light("working", .green, matter: .green) },
        "timers": {
          // Amber: 10th 03:40 − 12 h; 15th 11:30 − 7 h of work; 17th 03:40 − 48 h.
          try await $0.timers(are: [
            "emergency/0/1/1 2022-09-09 15:40", "emergency/0/1/2 2022-09-10 03:40",
            "working/0/1/1 2022-09-14 11:30", "natural/0/1/1 2022-09-15 03:40",
            "working/0/1/2 2022-09-15 11:30", "natural/0/1/2 2022-09-17 03:40",
          ])
        },
      ])

  private static func isProvisional(
    _ desk: ClockDesk, _ name: String, _ wanted: Bool,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let found = try await desk.clock(name).isProvisional
    #expect(found == wanted, sourceLocation: sourceLocation)
  }

  /// A row on a matter received on Wednesday 30 December 2026 at 09:40.
  private static func newYear(
    _ id: String, working: String, amber: String, isProvisional: Bool, _ scene: @escaping Scene
  ) -> [ClockCell] {
    row(
      id, scene,
      [
        // 10 × 24 h.
        "natural": {
          try await $0.due("natural", "2027-01-09 09:40")
          try await self.isProvisional($0, "natural", false)
        },
        "working": {
          try await $0.due("working", working, amber: amber)
          try await self.isProvisional($0, "working", isProvisional)
        },
        // 72 h.
        "emergency": {
          try await $0.due("emergency", "2027-01-02 09:40")
          try await self.isProvisional($0, "emergency", false)
        },
        "light": {
          try await $0.turns(
            until: working,
            are: [
              "working amber \(amber)", "working red \(working)", "working at-once \(working)",
            ],
            of: ["working"])
        },
        "timers": {
          try await $0.timers(
            are: [
              "working/0/1/1 \(amber)", "working/0/1/2 \(working)",
            ], of: ["working"])
        },
      ])
  }

  private static let years =
    newYear(
      "C37",
      // By plain weeks: Thursday the 31st, Friday the 1st, Monday the 4th, the 5th, the 6th.
      working: "2027-01-06 17:30", amber: "2027-01-06 08:30", isProvisional: true,
      { try await ClockDesk.received("2026-12-30 09:40") })
    + newYear(
      "C38",
      // By the list: the 31st; not 1–3; 4, 5, 6, 7.
      working: "2027-01-07 17:30", amber: "2027-01-07 08:30", isProvisional: false,
      {
        try await ClockDesk.received("2026-12-30 09:40")
          .reopened(try published(), at: "2026-12-31 12:00")
      })
    + row(
      "C39", { try await ClockDesk.received("2022-09-29 20:00") },
      [
        // 10 × 24 h over National Day.
        "natural": { try await $0.due("natural", "2022-10-09 20:00", amber: "2022-10-07 20:00") },
        // 30 September; not 1–7 October; Saturday 8 and Sunday 9 are worked; 10, 11.
        "working": { try await $0.due("working", "2022-10-11 17:30", amber: "2022-10-11 08:30") },
        // 72 h, in the holiday.
        "emergency": {
          try await $0.due("emergency", "2022-10-02 20:00", amber: "2022-10-02 08:00")
        },
        "light": {
          try await $0.turns(
            until: "2022-10-02 20:00",
            are: ["emergency amber 2022-10-02 08:00", "emergency red 2022-10-02 20:00"])
        },
        "timers": {
          try await $0.timers(are: [
            "emergency/0/1/1 2022-10-02 08:00", "emergency/0/1/2 2022-10-02 20:00",
            "natural/0/1/1 2022-10-07 20:00", "natural/0/1/2 2022-10-09 20:00",
            "working/0/1/1 2022-10-11 08:30", "working/0/1/2 2022-10-11 17:30",
          ])
        },
      ])
}
