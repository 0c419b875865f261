import City
import Duties
import Kernel
import Organisation
import Store
import TestKit
import Testing

/// To have a visitor and to be visited are two things.
@Suite struct AssignmentTests {
  private func coverage(_ chamber: Chamber, _ program: String) async throws
    -> OutreachReader.Coverage
  {
    let reader = OutreachReader(chamber.city.outreach, .everything)
    return try await chamber.store.read { try reader.coverage(of: program, $0) }
  }

  private func assign(_ chamber: Chamber, _ target: String) async throws {
    try await chamber.visit(
      AssignVisitor(
        program: "firms", target: target, visitor: "wang", targetName: "企业", area: "a3"),
      "firms", target, at: "2022-09-01 09:00")
  }

  @Test func `targets without a visitor are those planned and not named as well`() async throws {
    let chamber = try await Chamber.open()
    let none = try await coverage(chamber, "firms")
    #expect(none.whole == 1000)
    #expect(none.unassigned == 1000)
    #expect(none.assignedPercent == 0)
    for number in 1...5 { try await assign(chamber, "f-\(number)") }
    let some = try await coverage(chamber, "firms")
    #expect(some.unassigned == 995)
    #expect(some.assignedPercent == 0.5)
    #expect(some.percent == 0)
  }

  @Test func `a hand-over leaves no target without a visitor`() async throws {
    let chamber = try await Chamber.open()
    try await assign(chamber, "f-1")
    try await chamber.visit(
      HandOverTarget(program: "firms", target: "f-1", to: "li"), "firms", "f-1",
      at: "2022-09-10 12:00")
    #expect(try await coverage(chamber, "firms").unassigned == 999)
  }

  @Test func `without a plan the known are the whole`() async throws {
    let chamber = try await Chamber.open()
    #expect(try await coverage(chamber, "stall").assignedPercent == nil)
    try await chamber.visit(
      RecordVisit(
        program: "stall", target: "广场", area: "a3", note: "发放材料", topics: ["fire"], met: 9,
        materials: 9), "stall", "广场", at: "2022-09-05 15:00")
    let coverage = try await coverage(chamber, "stall")
    #expect(coverage.whole == 1)
    #expect(coverage.unassigned == 1)
    #expect(coverage.assignedPercent == 0)
  }

  @Test func `the facts of a programme count waits beyond one page`() async throws {
    let chamber = try await Chamber.open()
    for number in 1...(OutreachReader.pageMax + 1) { try await assign(chamber, "f-\(number)") }
    let facts = try await OutreachFacts.json(
      "firms", chamber.city, at: try moment("2022-12-01 09:00"))
    #expect(facts["overdue"] == 201)
    #expect(facts["assigned"] == 201)
    #expect(facts["unassigned"] == 799)
    #expect(facts["assignedPercent"] == .double(20.1))
    #expect(facts["percent"] == 0)
    #expect(
      await problemCode {
        _ = try await OutreachFacts.json(
          "farms", chamber.city, at: try moment("2022-12-01 09:00"))
      } == "request.not-found")
  }
}
