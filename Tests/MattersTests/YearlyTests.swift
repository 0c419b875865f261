import Kernel
import Pack
import TestKit
import Testing

@testable import Matters

/// A kind of which each post brings in one a year.
@Suite struct YearlyTests {
  private static let yearly = ["    grades: 5\n": "    grades: 5\n    yearly: true\n"]

  private func actor(_ unit: String, _ role: String = "r", person: String = "lin") -> Actor {
    Actor(
      id: "person:" + person, name: person,
      grants: [
        Grant(
          role: role, permissions: ["matter.receive"], unit: unit, areas: nil, onlyOwnUnit: false)
      ])
  }

  @Test func `a second one of the same post and year is refused, whoever holds the post`()
    async throws
  {
    let hall = try await Hall.open(try TestPack.changed(YearlyTests.yearly))
    let call = Hall.call()
    try await hall.perform(call, by: actor("a3-office"), at: "2022-09-05 09:40")
    for person in ["lin", "su"] {
      let second = await hall.refusal(
        call, by: actor("a3-office", person: person), at: "2022-12-31 23:59")
      #expect(second == "matter.source-known", "\(person)")
    }
    // The year is the city's: at midnight the next one begins.
    let next = await hall.refusal(call, by: actor("a3-office"), at: "2023-01-01 00:00")
    #expect(next == nil)
  }

  @Test func `another post and another unit bring in their own`() async throws {
    let hall = try await Hall.open(try TestPack.changed(YearlyTests.yearly))
    let actors = [actor("a3-office"), actor("a3-office", "other"), actor("a1-office")]
    for actor in actors + [Hall.almighty, Hall.wang] {
      #expect(await hall.refusal(Hall.call(), by: actor, at: "2022-09-05 09:40") == nil)
    }
  }

  @Test func `what comes with a number of its own is known by that`() async throws {
    let hall = try await Hall.open(try TestPack.changed(YearlyTests.yearly))
    let first = Hall.call(source: "甲-1")
    #expect(await hall.refusal(first, at: "2022-09-05 09:40") == nil)
    #expect(await hall.refusal(Hall.call(source: "甲-2"), at: "2022-09-05 09:40") == nil)
    #expect(await hall.refusal(first, at: "2023-09-05 09:40") == "matter.source-known")
  }

  @Test func `other kinds are brought in as often as they come`() async throws {
    let hall = try await Hall.open()
    for _ in 1...2 {
      #expect(
        await hall.refusal(Hall.call(), by: actor("a3-office"), at: "2022-09-05 09:40") == nil)
    }
  }
}
