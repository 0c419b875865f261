import Testing

@testable import Matters

/// Breaks and nights.
extension ClockTable {
  private static let short = ["call", "visit", "scene"]

  static let hours =
    row(
      "C40", { try await ClockDesk.unsigned("2022-09-05 10:00", kind: "short") },
      [
        // 4 h, the break too.
        "natural": { try await $0.due("call", "2022-09-05 14:00") },
        // 2 h till noon and 2 h from 14:00. From 12:30: 3 h 30 from 14:00 and half an hour from
        // 08:30.
        "working": {
          try await $0.due("visit", "2022-09-05 16:00", amber: "2022-09-05 15:00")
          let noon = try await ClockDesk.unsigned("2022-09-05 12:30", kind: "short")
          try await noon.due("visit", "2022-09-06 09:00", amber: "2022-09-05 17:00")
        },
        // 4 h, the break too.
        "emergency": { try await $0.due("scene", "2022-09-05 14:00") },
        "light": {
          try await $0.turns(
            until: "2022-09-05 16:00",
            are: [
              "call red 2022-09-05 14:00", "scene red 2022-09-05 14:00",
              "visit amber 2022-09-05 15:00", "visit red 2022-09-05 16:00",
            ], of: short)
        },
        "timers": {
          try await $0.timers(
            are: [
              "call/0/1/2 2022-09-05 14:00", "scene/0/1/2 2022-09-05 14:00",
              "visit/0/1/1 2022-09-05 15:00", "visit/0/1/2 2022-09-05 16:00",
            ], of: short)
        },
      ])
    + row(
      // Saturday evening in the Mid-Autumn holiday.
      "C41", { try await ClockDesk.unsigned("2022-09-10 20:00", kind: "short") },
      [
        "natural": { try await $0.due("call", "2022-09-11 00:00") },
        // From the 13th 08:30: 3 h 30 till noon, half an hour from 14:00. Before work on the 6th:
        // the same hours; and five days after the 6th are 7, 8, 9, 13, 14.
        "working": {
          try await $0.due("visit", "2022-09-13 14:30", amber: "2022-09-13 11:30")
          let early = try await ClockDesk.unsigned("2022-09-06 07:00", kind: "short")
          try await early.due("visit", "2022-09-06 14:30")
          let days = try await ClockDesk.received("2022-09-06 07:00")
          try await days.due("working", "2022-09-14 17:30")
        },
        "emergency": { try await $0.due("scene", "2022-09-11 00:00") },
        "light": {
          try await $0.turns(
            until: "2022-09-13 14:30",
            are: [
              "call red 2022-09-11 00:00", "scene red 2022-09-11 00:00",
              "visit amber 2022-09-13 11:30", "visit red 2022-09-13 14:30",
            ], of: short)
        },
        "timers": {
          try await $0.timers(
            are: [
              "call/0/1/2 2022-09-11 00:00", "scene/0/1/2 2022-09-11 00:00",
              "visit/0/1/1 2022-09-13 11:30", "visit/0/1/2 2022-09-13 14:30",
            ], of: short)
        },
      ])
}
