import Kernel
import Testing

@testable import Matters

/// Another category.
extension ClockTable {
  private static func category(_ name: String) -> JSON { ["category": .string(name)] }

  /// The category's own limit for the clock that goes by it.
  private static func standard(_ category: String) async throws -> ClockDesk {
    try await ClockDesk.received().act(
      "CategoriseMatter", self.category(category), at: "2022-09-06 10:00")
  }

  static let categories =
    row(
      "C09",
      {
        // The emergency light is amber since 21:40.
        try await ClockDesk.received()
          .act("CategoriseMatter", category("slow"), at: "2022-09-07 22:00")
      },
      [
        // 20 × 24 h from the 5th.
        "natural": { try await $0.due("natural", "2022-09-25 09:40", amber: "2022-09-23 09:40") },
        // 6, 7, 8, 9, 13, 14, 15, 16, 19, 20.
        "working": { try await $0.due("working", "2022-09-20 17:30", amber: "2022-09-20 08:30") },
        // 120 h from the 5th.
        "emergency": {
          try await $0.due("emergency", "2022-09-10 09:40", amber: "2022-09-09 21:40")
        },
        "light": { desk in
          try await desk.light("emergency", .green)
          try await desk.turns(
            until: "2022-09-10 10:00",
            are: [
              "emergency amber 2022-09-07 21:40", "emergency amber 2022-09-09 21:40",
              "emergency red 2022-09-10 09:40",
            ])
        },
        "timers": {
          try await $0.timers(are: [
            "emergency/0/1/1 2022-09-09 21:40", "emergency/0/1/2 2022-09-10 09:40",
            "working/0/1/1 2022-09-20 08:30", "working/0/1/2 2022-09-20 17:30",
            "natural/0/1/1 2022-09-23 09:40", "natural/0/1/2 2022-09-25 09:40",
          ])
        },
      ])
    + row(
      "C10",
      {
        try await ClockDesk.received()
          .act("CategoriseMatter", category("quick"), at: "2022-09-07 10:00")
      },
      [
        // 24 h from the 5th are over: 24 h from now.
        "natural": { try await $0.due("natural", "2022-09-08 10:00", amber: "2022-09-07 10:00") },
        // The 6th is over: not the 7th, the 8th.
        "working": { try await $0.due("working", "2022-09-08 17:30", amber: "2022-09-08 08:30") },
        // 24 h from the 5th are over: 24 h from now.
        "emergency": {
          try await $0.due("emergency", "2022-09-08 10:00", amber: "2022-09-07 22:00")
        },
        "light": { desk in
          try await desk.light("working", .green, matter: .green)
          // Two days before the natural date have begun already.
          try await desk.turns(
            until: "2022-09-07 12:00", are: ["natural amber 2022-09-07 10:00"])
        },
        "timers": {
          try await $0.timers(are: [
            "natural/0/1/1 2022-09-07 10:00", "emergency/0/1/1 2022-09-07 22:00",
            "working/0/1/1 2022-09-08 08:30", "emergency/0/1/2 2022-09-08 10:00",
            "natural/0/1/2 2022-09-08 10:00", "working/0/1/2 2022-09-08 17:30",
          ])
        },
      ])
    + row(
      "C11", { try await standard("slow") },
      [
        // 30 × 24 h from 5 September.
        "natural": { _ in try await standard("calm").due("standard", "2022-10-05 09:40") },
        // 6, 7, 8, 9; 13, 14, 15, 16; 19, 20, 21, 22, 23; 26, 27.
        "working": { try await $0.due("standard", "2022-09-27 17:30") },
        // 96 h from the 5th.
        "emergency": { _ in try await standard("urgent").due("standard", "2022-09-09 09:40") },
        "light": { _ in
          try await standard("urgent").turns(
            until: "2022-09-09 10:00", are: ["standard red 2022-09-09 09:40"], of: ["standard"])
        },
        "timers": {
          try await $0.timers(are: ["standard/0/1/2 2022-09-27 17:30"], of: ["standard"])
        },
      ])
}
