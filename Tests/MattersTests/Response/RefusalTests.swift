import Journal
import Kernel
import Pack
import Testing

@testable import Matters

/// Refusals of the lead unit, and what the arbiter makes of them.
@Suite struct RefusalTests {
  private static let time = "2022-09-05 11:00"

  private func refuse(
    _ bureau: Bureau, _ id: Int64, _ unit: String, _ ground: String
  ) async throws -> String? {
    try await bureau.code(
      "RefuseMatter", on: id, ["ground": .string(ground), "reason": "不归我们"],
      by: bureau.role("handler", unit), at: RefusalTests.time)
  }

  private func dispatch(_ bureau: Bureau, _ id: Int64, _ unit: String) async throws {
    try await bureau.ask(
      "DispatchMatter", on: id, ["unit": .string(unit), "reason": "裁定"], at: RefusalTests.time)
  }

  @Test func `a refusal needs a ground of the pack and sends the matter to the arbiter`()
    async throws
  {
    let bureau = try await Bureau()
    let id = try await bureau.hall.receive()
    let busy = try await bureau.problem(
      "RefuseMatter", on: id, ["ground": "busy", "reason": "忙"], at: RefusalTests.time)
    #expect(busy?.kind.code == "matter.ground-needed")
    #expect(busy?.text(.english).contains("outside-mandate") == true)
    #expect(try await refuse(bureau, id, "a-housing", "outside-area") == "matter.not-yours")
    #expect(try await refuse(bureau, id, "a3-housing", "outside-area") == nil)
    let matter = try await bureau.matter(id)
    #expect(matter.phase == .arbitration)
    #expect(matter.lead == nil)
    #expect(matter.reason == "refused: outside-area: 不归我们")
    #expect(matter.parts.refusals.map(\.unit) == ["a3-housing"])
    #expect(matter.parts.refusals.map(\.isOverruled) == [false])
  }

  @Test func `a ground that was found not to hold is not raised again by the same unit`()
    async throws
  {
    let bureau = try await Bureau()
    let id = try await bureau.hall.receive()
    #expect(try await refuse(bureau, id, "a3-housing", "outside-area") == nil)
    try await dispatch(bureau, id, "a3-housing")
    #expect(try await bureau.matter(id).parts.refusals.map(\.isOverruled) == [true])
    let again = try await refuse(bureau, id, "a3-housing", "outside-area")
    #expect(again == "matter.ground-decided")
    #expect(try await refuse(bureau, id, "a3-housing", "outside-mandate") == nil)
  }

  @Test func `a refusal that another unit was named for was upheld`() async throws {
    let bureau = try await Bureau()
    let id = try await bureau.hall.receive()
    #expect(try await refuse(bureau, id, "a3-housing", "outside-area") == nil)
    try await dispatch(bureau, id, "a-housing")
    #expect(try await bureau.matter(id).parts.refusals.map(\.isOverruled) == [false])
    // The other unit has not refused on this ground yet; nor does a transfer overrule the first.
    let back: JSON = ["unit": "a3-housing", "reason": "属地"]
    try await bureau.ask("TransferMatter", on: id, back, at: RefusalTests.time)
    #expect(try await refuse(bureau, id, "a3-housing", "outside-area") == nil)
    try await dispatch(bureau, id, "a-housing")
    #expect(try await refuse(bureau, id, "a-housing", "outside-area") == nil)
  }

  @Test func `naming the same lead again changes nothing`() async throws {
    let bureau = try await Bureau()
    let id = try await bureau.hall.receive()
    for area in [nil, "a3"] as [JSON?] {
      let input: JSON = ["unit": "a3-housing", "reason": "x", "area": area ?? .null]
      let code = try await bureau.code("DispatchMatter", on: id, input, at: RefusalTests.time)
      #expect(code == "request.nothing-to-do")
    }
  }

  @Test(
    arguments: [
      ("stars", nil, "request.not-found"), ("health", "z9", "request.not-found"),
      ("urban-construction", nil, "request.nothing-to-do"),
      ("城乡建设", "a3", "request.nothing-to-do"), ("health", nil, "matter.mandate-missing"),
    ] as [(String, String?, String)])
  func `a category that does not fit the lead is refused`(
    category: String, area: String?, code: String
  ) async throws {
    let bureau = try await Bureau()
    let id = try await bureau.hall.receive()
    var input: [String: JSON] = ["category": .string(category)]
    if let area { input["area"] = .string(area) }
    let found = try await bureau.code(
      "CategoriseMatter", on: id, .object(input), at: RefusalTests.time)
    #expect(found == code)
  }

  @Test func `what is known of a matter can change until it is closed`() async throws {
    let bureau = try await Bureau()
    let id = try await bureau.hall.receive(Hall.call(title: "一件事"))
    #expect(try await bureau.matter(id).area == nil)
    try await bureau.ask(
      "CategoriseMatter", on: id, ["category": "卫生计生", "area": "a3"], at: RefusalTests.time)
    #expect(try await bureau.matter(id).category == "health")
    #expect(try await bureau.matter(id).area == "a3")
    try await dispatch(bureau, id, "a3-health")
    // The office of the place holds what is nobody's in particular, and so any category.
    try await dispatch(bureau, id, "a3-office")
    try await bureau.ask(
      "CategoriseMatter", on: id, ["category": "environment"], at: RefusalTests.time)
    try await bureau.ask("AnswerMatter", on: id, ["reply": "已办"], at: RefusalTests.time)
    try await bureau.ask("CloseMatter", on: id, ["outcome": "solved"], at: RefusalTests.time)
    let late = try await bureau.code(
      "CategoriseMatter", on: id, ["category": "health"], at: RefusalTests.time)
    #expect(late == "matter.step-impossible")
  }
}
