import City
import Journal
import Kernel
import Organisation
import Store
import Testing

@testable import Matters

/// Signs that good ratings were forced, at their thresholds.
@Suite struct RatingHintsTests {
  /// One rating: its grade, the milliseconds after the answer, and a device.
  private struct Given {
    var grade: Int64 = 5
    var delay: Int64 = 3_600_000
    var device = ""
    var caller = "何芳"
  }

  private static let served = "2020-05-25 09:20"

  private func rate(_ bureau: Bureau, _ given: [Given], unit: String = "a3-market") async throws {
    let clerk = try bureau.role("clerk", unit)
    for one in given {
      let call: JSON = [
        "kind": "service", "channel": "counter", "title": "办件", "text": "x",
        "caller": .string(one.caller), "area": .string(String(unit.prefix { $0 != "-" })),
      ]
      let id = try await bureau.ask("ReceiveMatter", call, by: clerk, at: "2020-05-25 09:00")
      try await bureau.ask(
        "AnswerMatter", on: id, ["reply": "x"], by: clerk, at: RatingHintsTests.served)
      let at = try moment(RatingHintsTests.served).advanced(byMilliseconds: one.delay)
      let rating = RateMatter(grade: one.grade, device: one.device)
      _ = try await bureau.city.perform(
        Request(rating, on: id, by: bureau.city.resident(one.caller), at: at))
    }
  }

  private func hints(
    _ bureau: Bureau, _ scope: RowScope = .everything, from start: String = "2020-05-01",
    to end: String = "2020-06-01"
  ) async throws -> [String] {
    let hints = RatingHints(bureau.city.matters, scope)
    let (from, to) = (try moment(start + " 00:00"), try moment(end + " 00:00"))
    return try await bureau.hall.store.read { reader in
      try hints.hints(from: from, to: to, reader).map {
        "\($0.unit) \($0.sign.rawValue) \($0.count)/\($0.of)"
      }
    }
  }

  @Test(arguments: [
    (20, 20, true), (19, 19, false), (49, 50, true), (48, 50, false), (20, 21, false),
  ])
  func `nearly all of the best grade look odd, where there are enough`(
    best: Int, all: Int, isOdd: Bool
  ) async throws {
    let bureau = try await Bureau()
    try await rate(
      bureau,
      Array(repeating: Given(), count: best)
        + Array(repeating: Given(grade: 4), count: all - best))
    let expected = isOdd ? ["a3-market all-best \(best)/\(all)"] : []
    #expect(try await hints(bureau) == expected)
  }

  @Test(
    arguments: [
      (10, 120_000, true), (9, 120_000, false), (10, 120_001, false), (10, 0, true),
    ] as [(Int, Int64, Bool)])
  func `half of them at once after the answer look odd`(
    soon: Int, delay: Int64, isOdd: Bool
  ) async throws {
    let bureau = try await Bureau()
    try await rate(
      bureau,
      Array(repeating: Given(grade: 4, delay: delay), count: soon)
        + Array(repeating: Given(grade: 3), count: 20 - soon))
    #expect(try await hints(bureau) == (isOdd ? ["a3-market at-once \(soon)/20"] : []))
  }

  @Test(arguments: [(4, true), (3, false)])
  func `many best grades from one device look odd`(count: Int, isOdd: Bool) async throws {
    let bureau = try await Bureau()
    let people = ["何芳", "马超", "高军", "孙丽"]
    var given = (0..<count).map { Given(device: "甲", caller: people[$0]) }
    given += [Given(grade: 4, device: "甲"), Given(device: "乙")]
    try await rate(bureau, given)
    let of = given.count
    #expect(try await hints(bureau) == (isOdd ? ["a3-market one-device \(count)/\(of)"] : []))
  }

  @Test func `ratings without a device are no one device`() async throws {
    let bureau = try await Bureau()
    try await rate(bureau, Array(repeating: Given(), count: 6))
    #expect(try await hints(bureau).isEmpty)
  }

  @Test func `one person's own matters from one device are nothing odd`() async throws {
    let bureau = try await Bureau()
    try await rate(bureau, Array(repeating: Given(device: "甲"), count: 5))
    #expect(try await hints(bureau).isEmpty)
  }

  @Test func `a hint names the matters behind it, for its own period and place`() async throws {
    let bureau = try await Bureau()
    let people = ["何芳", "马超", "高军", "孙丽"]
    let given = people.map { Given(device: "甲", caller: $0) }
    try await rate(bureau, given)
    try await rate(bureau, given, unit: "b1-market")
    let both = ["a3-market one-device 4/4", "b1-market one-device 4/4"]
    #expect(try await hints(bureau) == both)
    // From the first moment on, up to the last, which is not meant.
    #expect(try await hints(bureau, from: "2020-05-25", to: "2020-05-26") == both)
    #expect(try await hints(bureau, to: "2020-05-25").isEmpty)
    #expect(try await hints(bureau, from: "2020-05-26").isEmpty)
    let inspector = try bureau.role("service-inspector", "a3-office")
    let near = RowScope(inspector, "matter.read")
    #expect(try await hints(bureau, near) == ["a3-market one-device 4/4"])
    #expect(try await hints(bureau, .nothing).isEmpty)
    let hints = RatingHints(bureau.city.matters, near)
    let (from, to) = (try moment("2020-05-25 10:20"), try moment("2020-05-25 10:20:00.001"))
    let found = try await bureau.hall.store.read { try hints.hints(from: from, to: to, $0) }
    #expect(found.map(\.matters.count) == [4])
    let none = try await bureau.hall.store.read { try hints.hints(from: from, to: from, $0) }
    #expect(none.isEmpty)
    #expect(RatingHints.Sign.allCases.allSatisfy { $0.text.chinese != $0.text.english })
  }
}
