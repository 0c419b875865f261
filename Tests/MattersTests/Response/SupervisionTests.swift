import Journal
import Kernel
import Organisation
import Testing

@testable import Matters

/// Supervision: somebody above watches, at a level that only rises while it is in force.
@Suite struct SupervisionTests {
  private static let time = "2022-09-05 10:00"
  private static let level = "matter.level-invalid"

  private func order(
    _ bureau: Bureau, _ id: Int64, _ level: String, by post: String
  ) async throws -> String? {
    try await bureau.code(
      "SuperviseMatter", on: id, ["level": .string(level), "ground": "久拖"],
      by: bureau.post(post), at: SupervisionTests.time)
  }

  private func end(
    _ bureau: Bureau, _ id: Int64, _ number: Int64, by post: String
  ) async throws -> String? {
    try await bureau.code(
      "EndSupervision", on: id, ["number": .integer(number)], by: bureau.post(post),
      at: SupervisionTests.time)
  }

  @Test func `a level is ordered by a unit of its own tier`() async throws {
    let bureau = try await Bureau()
    let id = try await bureau.hall.receive()
    let refused = "request.out-of-scope"
    #expect(try await order(bureau, id, "city", by: "a3-inspector") == refused)
    #expect(try await order(bureau, id, "district", by: "a-inspector") == refused)
    #expect(try await order(bureau, id, "district", by: "a3-inspector") == nil)
    #expect(try await order(bureau, id, "city", by: "a-inspector") == nil)
    let supervisions = try await bureau.matter(id).parts.supervisions
    #expect(supervisions.map(\.unit) == ["a3-office", "a-office"])
    #expect(supervisions.map(\.level) == [1, 2])
    #expect(try await bureau.matter(id).parts.supervision == 2)
  }

  @Test func `a level only rises`() async throws {
    let bureau = try await Bureau()
    let id = try await bureau.hall.receive()
    #expect(try await order(bureau, id, "province", by: "a-inspector") == SupervisionTests.level)
    #expect(try await order(bureau, id, "city", by: "a-inspector") == nil)
    for (level, post) in [("city", "a-inspector"), ("district", "a3-inspector")] {
      #expect(try await order(bureau, id, level, by: post) == SupervisionTests.level)
    }
    let problem = try await bureau.problem(
      "SuperviseMatter", on: id, ["level": "district", "ground": "x"], at: SupervisionTests.time)
    #expect(problem?.arguments["levels"] == "-")
  }

  @Test func `who holds no post in a unit may order any level`() async throws {
    let bureau = try await Bureau()
    let id = try await bureau.hall.receive()
    try await bureau.ask(
      "SuperviseMatter", on: id, ["level": "city", "ground": "x"], at: SupervisionTests.time)
    #expect(try await bureau.matter(id).parts.supervisions.map(\.unit) == [""])
  }

  @Test func `the unit that supervises or one above it ends it`() async throws {
    let bureau = try await Bureau()
    let id = try await bureau.hall.receive()
    #expect(try await order(bureau, id, "district", by: "a3-inspector") == nil)
    #expect(try await order(bureau, id, "city", by: "a-inspector") == nil)
    #expect(try await end(bureau, id, 2, by: "a3-inspector") == "matter.not-yours")
    #expect(try await end(bureau, id, 2, by: "a-inspector") == nil)
    #expect(try await bureau.matter(id).parts.supervision == 1)
    #expect(try await end(bureau, id, 2, by: "a-inspector") == "request.nothing-to-do")
    #expect(try await end(bureau, id, 9, by: "a-inspector") == "request.nothing-to-do")
    // What was lifted may be ordered again.
    #expect(try await order(bureau, id, "city", by: "a-leader") == nil)
    #expect(try await end(bureau, id, 1, by: "a-inspector") == nil)
    #expect(try await bureau.matter(id).parts.supervisions.map(\.isOpen) == [false, false, true])
  }

  @Test func `supervision reaches no further than the post and ends with the matter`()
    async throws
  {
    let bureau = try await Bureau()
    let elsewhere = try await bureau.hall.receive(Hall.call(title: "A1区的路灯不亮"))
    let refused = "request.out-of-scope"
    #expect(try await order(bureau, elsewhere, "district", by: "a3-inspector") == refused)
    let id = try await bureau.hall.receive()
    #expect(try await order(bureau, id, "district", by: "a3-inspector") == nil)
    try await bureau.ask("AnswerMatter", on: id, ["reply": "已修"], at: "2022-09-06 10:00")
    try await bureau.ask("CloseMatter", on: id, ["outcome": "solved"], at: "2022-09-06 10:00")
    let matter = try await bureau.matter(id)
    #expect(matter.parts.supervision == 0)
    #expect(matter.parts.supervisions.first?.endedAt == (try moment("2022-09-06 10:00")))
    let late = try await order(bureau, id, "city", by: "a-inspector")
    #expect(late == "matter.step-impossible")
  }

  @Test func `of several posts the one that reaches the matter supervises`() async throws {
    let bureau = try await Bureau()
    let id = try await bureau.hall.receive()
    let both = Actor(
      id: "person:both", name: "both",
      grants: try bureau.role("supervisor", "b1-office").grants
        + bureau.role("supervisor", "a3-office").grants)
    try await bureau.ask(
      "SuperviseMatter", on: id, ["level": "district", "ground": "x"], by: both,
      at: SupervisionTests.time)
    #expect(try await bureau.matter(id).parts.supervisions.map(\.unit) == ["a3-office"])
    let other = try await bureau.hall.receive(Hall.call(title: "A市的路灯不亮"))
    let mixed = Actor(
      id: "person:mixed", name: "mixed",
      grants: try bureau.role("supervisor", "b1-office").grants
        + bureau.role("supervisor", "a-office").grants)
    let code = try await bureau.code(
      "SuperviseMatter", on: other, ["level": "district", "ground": "x"], by: mixed,
      at: SupervisionTests.time)
    #expect(code == "request.out-of-scope")
  }
}
