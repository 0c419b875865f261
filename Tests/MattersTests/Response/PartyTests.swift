import Journal
import Kernel
import Pack
import Testing

@testable import Matters

/// Who leads a matter, and how it passes from one to another.
@Suite struct PartyTests {
  /// A call about a lamp that the district's housing bureau has taken up.
  private func handled(_ bureau: Bureau) async throws -> Int64 {
    let id = try await bureau.hall.receive()
    try await bureau.ask("AcceptMatter", on: id, at: "2022-09-05 10:00")
    return id
  }

  private func transfer(
    _ bureau: Bureau, _ id: Int64, from lead: String, to unit: String, at time: String
  ) async throws -> String? {
    let handler = try bureau.role("handler", lead)
    return try await bureau.code(
      "TransferMatter", on: id, ["unit": .string(unit), "reason": "属它管"], by: handler, at: time)
  }

  private func give(
    _ bureau: Bureau, _ id: Int64, back lead: String, at time: String
  ) async throws -> String? {
    let handler = try bureau.role("handler", lead)
    return try await bureau.code(
      "ReturnMatter", on: id, ["reason": "不属我管"], by: handler, at: time)
  }

  @Test func `whoever got a transfer leads at once and has yet to sign in`() async throws {
    let bureau = try await Bureau()
    let id = try await handled(bureau)
    let code = try await transfer(
      bureau, id, from: "a3-housing", to: "a-housing", at: "2022-09-05 11:00")
    #expect(code == nil)
    let matter = try await bureau.matter(id)
    #expect(matter.lead == "a-housing")
    #expect(matter.rule == "transfer: 属它管")
    #expect(matter.state == "dispatched")
    #expect(matter.acceptedAt == nil)
    #expect(try await bureau.running(id) == ["answer 2022-09-13 17:30"])
    #expect(
      try await transfer(bureau, id, from: "a3-housing", to: "a-office", at: "2022-09-05 12:00")
        == "matter.not-yours")
  }

  @Test(arguments: [
    ("a3-housing", "matter.same-unit"), ("a3-health", "matter.mandate-missing"),
    ("a1-housing", "matter.mandate-missing"), ("nobody", "matter.unit-unknown"), ("a-housing", nil),
    ("a3-office", nil),
  ])
  func `a matter passes only to another unit with the mandate`(
    unit: String, code: String?
  ) async throws {
    let bureau = try await Bureau()
    let id = try await handled(bureau)
    let found = try await transfer(
      bureau, id, from: "a3-housing", to: unit, at: "2022-09-05 11:00")
    #expect(found == code)
  }

  @Test func `a return leads to the one that passed it on, in the state of then`() async throws {
    let bureau = try await Bureau()
    let id = try await handled(bureau)
    let time = "2022-09-05 11:00"
    _ = try await transfer(bureau, id, from: "a3-housing", to: "a-housing", at: time)
    #expect(try await give(bureau, id, back: "a-housing", at: time) == nil)
    let matter = try await bureau.matter(id)
    #expect(matter.lead == "a3-housing")
    #expect(matter.state == "handling")
    #expect(matter.rule == "returned: 不属我管")
    #expect(matter.acceptedAt == (try moment("2022-09-05 10:00")))
    #expect(matter.parts.handOvers.map(\.returned) == ["不属我管"])
  }

  @Test func `a return goes no further than one step of its own way`() async throws {
    let bureau = try await Bureau()
    let id = try await handled(bureau)
    let time = "2022-09-05 11:00"
    _ = try await transfer(bureau, id, from: "a3-housing", to: "a-housing", at: time)
    _ = try await transfer(bureau, id, from: "a-housing", to: "a3-office", at: time)
    #expect(try await give(bureau, id, back: "a3-office", at: time) == nil)
    #expect(try await bureau.matter(id).lead == "a-housing")
    #expect(try await give(bureau, id, back: "a-housing", at: time) == nil)
    #expect(try await bureau.matter(id).lead == "a3-housing")
    #expect(try await bureau.matter(id).parts.handOvers.allSatisfy { !$0.isOpen })
  }

  @Test func `what came back is not pushed to the same unit again`() async throws {
    let bureau = try await Bureau()
    let id = try await handled(bureau)
    let time = "2022-09-05 11:00"
    _ = try await transfer(bureau, id, from: "a3-housing", to: "a-housing", at: time)
    _ = try await give(bureau, id, back: "a-housing", at: time)
    let again = try await transfer(bureau, id, from: "a3-housing", to: "a-housing", at: time)
    #expect(again == "matter.transfer-circle")
    let other = try await transfer(bureau, id, from: "a3-housing", to: "a-office", at: time)
    #expect(other == nil)
    let round = try await transfer(bureau, id, from: "a-office", to: "a-housing", at: time)
    #expect(round == nil)
    let fourth = try await transfer(bureau, id, from: "a-housing", to: "example-office", at: time)
    #expect(fourth == "matter.step-used-up")
  }

  @Test func `what nobody passed on returns to the arbiter`() async throws {
    let bureau = try await Bureau()
    let id = try await bureau.hall.receive()
    #expect(try await give(bureau, id, back: "a3-housing", at: "2022-09-05 11:00") == nil)
    let matter = try await bureau.matter(id)
    #expect(matter.phase == .arbitration)
    #expect(matter.lead == nil)
    #expect(matter.rule.isEmpty)
    #expect(matter.reason == "returned: 不属我管")
    let transfer = try await bureau.code(
      "TransferMatter", on: id, ["unit": "a-housing", "reason": "x"], at: "2022-09-05 11:00")
    #expect(transfer == "matter.step-impossible")
  }

  @Test func `after the arbiter named a unit nothing returns along the old way`() async throws {
    let bureau = try await Bureau()
    let id = try await handled(bureau)
    let time = "2022-09-05 11:00"
    _ = try await transfer(bureau, id, from: "a3-housing", to: "a-housing", at: time)
    try await bureau.ask("DispatchMatter", on: id, ["unit": "a3-office"], at: time)
    try await bureau.ask("DispatchMatter", on: id, ["unit": "a-housing"], at: time)
    #expect(try await give(bureau, id, back: "a-housing", at: time) == nil)
    #expect(try await bureau.matter(id).lead == nil)
  }

  @Test func `the first unit with the mandate that claims it leads`() async throws {
    let bureau = try await Bureau()
    let id = try await handled(bureau)
    let time = "2022-09-05 11:00"
    try await bureau.ask(
      "RefuseMatter", on: id, ["ground": "outside-mandate", "reason": "不归我"], at: time)
    try await bureau.ask("OfferMatter", on: id, ["reason": "谁有空谁办"], at: time)
    var matter = try await bureau.matter(id)
    #expect(matter.phase == .pool)
    #expect(matter.lead == nil)
    #expect(matter.reason == "pool: 谁有空谁办")
    for (unit, code) in [
      ("a3-health", "matter.mandate-missing"), ("b-housing", "matter.mandate-missing"),
      ("a-housing", nil), ("a3-housing", "matter.step-impossible"),
    ] as [(String, String?)] {
      let handler = try bureau.role("handler", unit)
      #expect(try await bureau.code("ClaimMatter", on: id, by: handler, at: time) == code)
    }
    matter = try await bureau.matter(id)
    #expect(matter.lead == "a-housing")
    #expect(matter.rule == "claim")
    #expect(matter.state == "handling")
    #expect(matter.acceptedAt == (try moment(time)))
  }

  @Test func `only a unit claims, and only out of the pool`() async throws {
    let bureau = try await Bureau()
    let id = try await bureau.hall.receive(Hall.call(title: "路灯不亮"))
    let time = "2022-09-05 11:00"
    let handler = try bureau.role("handler", "a3-housing")
    let early = try await bureau.code("ClaimMatter", on: id, by: handler, at: time)
    #expect(early == "matter.step-impossible")
    try await bureau.ask("OfferMatter", on: id, ["reason": "x"], at: time)
    #expect(try await bureau.code("ClaimMatter", on: id, at: time) == "request.out-of-scope")
    let dispatcher = try bureau.post("a-supervisor")
    let forbidden = try await bureau.code("ClaimMatter", on: id, by: dispatcher, at: time)
    #expect(forbidden == "request.forbidden")
    let twice = try await bureau.code("OfferMatter", on: id, ["reason": "x"], at: time)
    #expect(twice == "matter.step-impossible")
    try await bureau.ask("DispatchMatter", on: id, ["unit": "a3-housing", "area": "a3"], at: time)
    #expect(try await bureau.matter(id).state == "dispatched")
    let late = try await bureau.code("ClaimMatter", on: id, by: handler, at: time)
    #expect(late == "matter.step-impossible")
  }

  @Test func `a claim ends the way along which it came`() async throws {
    let bureau = try await Bureau()
    let id = try await handled(bureau)
    let time = "2022-09-05 11:00"
    _ = try await transfer(bureau, id, from: "a3-housing", to: "a-housing", at: time)
    try await bureau.ask(
      "RefuseMatter", on: id, ["ground": "outside-area", "reason": "x"], at: time)
    try await bureau.ask("OfferMatter", on: id, ["reason": "x"], at: time)
    try await bureau.ask("ClaimMatter", on: id, by: bureau.role("handler", "a-housing"), at: time)
    #expect(try await bureau.matter(id).parts.handOvers.allSatisfy { !$0.isOpen })
  }
}
