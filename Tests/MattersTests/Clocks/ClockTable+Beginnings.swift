import Kernel
import Testing

@testable import Matters

/// Receipt, and a matter that passes through hands.
extension ClockTable {
  /// A row whose event leaves the three dates as receipt on 5 September set them:
  /// natural 10 × 24 h; working 6, 7, 8, 9 and 13 September; emergency 72 h.
  static func kept(
    _ id: String, _ scene: @escaping Scene, light: @escaping Check, timers: @escaping Check
  ) -> [ClockCell] {
    row(
      id, scene,
      [
        "natural": { try await $0.due("natural", "2022-09-15 09:40") },
        "working": { try await $0.due("working", "2022-09-13 17:30") },
        "emergency": { try await $0.due("emergency", "2022-09-08 09:40") },
        "light": light, "timers": timers,
      ])
  }

  static let receipts =
    row(
      "C01", { try await ClockDesk.unsigned() },
      [
        // 10 × 24 h; amber 48 h before.
        "natural": { try await $0.due("natural", "2022-09-15 09:40", amber: "2022-09-13 09:40") },
        // Not the 5th; 6, 7, 8, 9; not 10–12 (Mid-Autumn); 13. Amber 7 h of work before 17:30.
        "working": { try await $0.due("working", "2022-09-13 17:30", amber: "2022-09-13 08:30") },
        // 72 h; amber 12 h before, at night.
        "emergency": {
          try await $0.due("emergency", "2022-09-08 09:40", amber: "2022-09-07 21:40")
        },
        "light": {
          for name in ClockDesk.three { try await $0.light(name, .green, matter: .green) }
          try await $0.turns(until: "2022-09-07 21:39", are: [])
        },
        "timers": { try await $0.timers(are: ClockDesk.firstTimers) },
      ])
    + kept(
      "C02", { try await ClockDesk.unsigned().act("AcceptMatter", at: "2022-09-05 10:00") },
      light: { desk in
        try await desk.light("sign", .green, matter: .green)
        // 4 h of work from 09:40: 2 h 20 till noon, 1 h 40 from 14:00, so 15:40.
        let late = try await ClockDesk.unsigned().act("AcceptMatter", at: "2022-09-05 16:00")
        try await late.light("sign", .red, matter: .green)
      },
      timers: { desk in
        try await desk.timers(are: [], of: ["sign"])
        try await desk.timers(are: ClockDesk.firstTimers)
      })

  private static let dispatch: JSON = ["unit": "a-housing", "reason": "属市级"]
  private static let refusal: JSON = ["ground": "outside-area", "reason": "不在辖区"]
  private static let pool: JSON = ["reason": "谁近谁办"]

  /// Signing in begins anew on 6 September at 16:30: 1 h till 17:30, 3 h from 08:30, so 11:30;
  /// amber 1 h before.
  private static func signTimers(_ round: Int) -> [String] {
    ["sign/0/\(round)/1 2022-09-07 10:30", "sign/0/\(round)/2 2022-09-07 11:30"]
  }

  /// The emergency light turns on its dates of receipt although nobody leads.
  private static let turnsOn: Check = { desk in
    try await desk.turns(
      until: "2022-09-08 10:00",
      are: ["emergency amber 2022-09-07 21:40", "emergency red 2022-09-08 09:40"])
    #expect(try await desk.matter().lead == nil)
  }

  static let handOvers =
    kept(
      "C03",
      {
        try await ClockDesk.received()
          .act("DispatchMatter", dispatch, at: "2022-09-06 16:30")
      },
      light: { _ in
        let desk = try await ClockDesk.received().run(until: "2022-09-07 22:00")
        try await desk.act("DispatchMatter", dispatch, at: "2022-09-07 22:00")
        try await desk.light("emergency", .amber)
      },
      timers: { desk in
        try await desk.timers(are: ClockDesk.firstTimers)
        try await desk.timers(are: signTimers(2), of: ["sign"])
      })
    + kept(
      "C04",
      {
        try await ClockDesk.received()
          .act("TransferMatter", dispatch, at: "2022-09-06 16:30")
      },
      light: { _ in
        let desk = try await ClockDesk.received().run(until: "2022-09-07 22:00")
        try await desk.act("TransferMatter", dispatch, at: "2022-09-07 22:00")
        try await desk.light("emergency", .amber)
      },
      timers: { desk in
        try await desk.timers(are: ClockDesk.firstTimers)
        try await desk.timers(are: signTimers(2), of: ["sign"])
      })
    + kept(
      "C05",
      {
        try await ClockDesk.unsigned().act("TransferMatter", dispatch, at: "2022-09-05 10:00")
          .act("ReturnMatter", ["reason": "不归市级"], at: "2022-09-06 16:30")
      },
      light: { desk in
        #expect(try await desk.matter().lead == "a3-housing")
        try await desk.light("sign", .green, matter: .green)
      },
      timers: { desk in
        try await desk.timers(are: ClockDesk.firstTimers)
        try await desk.timers(are: signTimers(3), of: ["sign"])
      })
    + kept(
      "C06",
      { try await ClockDesk.unsigned().act("RefuseMatter", refusal, at: "2022-09-05 10:00") },
      light: turnsOn,
      timers: { desk in
        try await desk.timers(are: ClockDesk.firstTimers)
        // Nobody is to sign in; the arbiter has one working day: not the 5th, the 6th.
        try await desk.timers(are: ["arbiter/0/1/2 2022-09-06 17:30"], of: ["sign", "arbiter"])
      })
    + kept(
      "C07", { try await ClockDesk.unsigned().act("OfferMatter", pool, at: "2022-09-05 10:00") },
      light: turnsOn,
      timers: { desk in
        try await desk.timers(are: ClockDesk.firstTimers)
        // 8 h of work: 2 h till noon, 3 h 30 till 17:30, 2 h 30 from 08:30.
        try await desk.timers(are: ["pool/0/1/2 2022-09-06 11:00"], of: ["sign", "pool"])
      })
    + kept(
      "C08",
      {
        let desk = try await ClockDesk.unsigned()
          .act("OfferMatter", pool, at: "2022-09-05 10:00")
        return try await desk.act(
          "ClaimMatter", by: ClockDesk.unit("a-housing"), at: "2022-09-05 11:00")
      },
      light: { desk in
        try await desk.light("pool", .green, matter: .green)
        try await desk.stopped("pool", "2022-09-05 11:00")
        #expect(try await desk.matter().lead == "a-housing")
      },
      timers: { desk in
        try await desk.timers(are: ClockDesk.firstTimers)
        try await desk.timers(are: [], of: ["sign", "pool"])
      })
}
