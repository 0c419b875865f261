import City
import Journal
import Kernel
import Testing

@testable import Matters

/// The person's way to their own matter: its number and its code.
@Suite struct CallerTests {
  private static let time = "2022-09-06 10:00"

  private func answered(_ bureau: Bureau) async throws -> (id: Int64, number: String) {
    let id = try await bureau.hall.receive()
    try await bureau.ask("AnswerMatter", on: id, ["reply": "已修"], at: CallerTests.time)
    return (id, try await bureau.matter(id).number)
  }

  @Test func `number and code show the person, in small letters too`() async throws {
    let bureau = try await Bureau()
    let (id, number) = try await answered(bureau)
    let code = try await bureau.city.code(of: id)
    #expect(code.count == 8)
    #expect(code.allSatisfy { $0.isASCII && ($0.isUppercase || $0.isNumber) })
    for given in [code, code.lowercased()] {
      let found = try await bureau.city.caller(number: number, code: given)
      #expect(found.id == id)
      #expect(found.actor.id == MatterEngine.callerID(of: id))
    }
  }

  @Test func `a wrong code and a number that is not there answer alike`() async throws {
    let bureau = try await Bureau()
    let (id, number) = try await answered(bureau)
    let (other, _) = try await answered(bureau)
    let code = try await bureau.city.code(of: id)
    let foreign = try await bureau.city.code(of: other)
    #expect(code != foreign)
    var problems: Set<Problem> = []
    for (number, code) in [
      (number, foreign), (number, ""), (number, code + "A"), (number, String(code.dropLast())),
      ("20220905-999999", code), ("", code),
    ] {
      do {
        _ = try await bureau.city.caller(number: number, code: code)
        Issue.record("\(number) \(code) was let in")
      } catch let problem as Problem {
        problems.insert(problem)
      }
    }
    #expect(problems.map(\.kind.code) == ["matter.code-wrong"])
  }

  @Test func `who shows the code rates and reopens this matter and no other`() async throws {
    let bureau = try await Bureau()
    let (id, number) = try await answered(bureau)
    let (other, _) = try await answered(bureau)
    let caller = try await bureau.city.caller(
      number: number, code: try await bureau.city.code(of: id)
    ).actor
    let rate: JSON = ["grade": 4, "comment": "快", "device": "甲"]
    let time = "2022-09-06 10:02"
    #expect(
      try await bureau.code("RateMatter", on: other, rate, by: caller, at: time)
        == "matter.not-the-person")
    let reopen: JSON = ["reason": "没修"]
    #expect(
      try await bureau.code("ReopenMatter", on: other, reopen, by: caller, at: time)
        == "request.out-of-scope")
    try await bureau.ask("RateMatter", on: id, rate, by: caller, at: time)
    let rating = try #require(try await bureau.matter(id).parts.ratings.first)
    #expect(rating.grade == 4)
    #expect(rating.comment == "快")
    #expect(rating.device == "甲")
    #expect(rating.unit == "a3-housing")
    #expect(rating.delay == 120_000)
    #expect(!rating.isPoor)
    try await bureau.ask("ReopenMatter", on: id, reopen, by: caller, at: time)
    #expect(try await bureau.matter(id).reopenings == 1)
    let note = try await bureau.code("NoteMatter", on: id, ["text": "x"], by: caller, at: time)
    #expect(note == "request.forbidden")
  }

  @Test func `nobody rates for somebody else, whatever they may do`() async throws {
    let bureau = try await Bureau()
    let (id, _) = try await answered(bureau)
    let code = try await bureau.code("RateMatter", on: id, ["grade": 5], at: CallerTests.time)
    #expect(code == "matter.not-the-person")
  }

  @Test func `a role called resident speaks for nobody else`() async throws {
    let bureau = try await Bureau()
    let (id, _) = try await answered(bureau)
    let wide = Actor(
      id: "resident:李秀英", name: "李秀英",
      grants: [
        Grant(
          role: "resident", permissions: ["matter.reopen"], unit: nil, areas: nil,
          onlyOwnUnit: false)
      ])
    let code = try await bureau.code(
      "ReopenMatter", on: id, ["reason": "x"], by: wide, at: CallerTests.time)
    #expect(code == "request.out-of-scope")
  }

  @Test func `the unit that did the work does not call back about it`() async throws {
    let bureau = try await Bureau()
    let (id, _) = try await answered(bureau)
    let input: JSON = ["reached": true, "solved": true, "satisfied": false]
    let own = try bureau.role("dispatcher", "a3-housing")
    #expect(
      try await bureau.code("CallBack", on: id, input, by: own, at: CallerTests.time)
        == "matter.own-request")
    let far = try bureau.role("dispatcher", "b-office")
    #expect(
      try await bureau.code("CallBack", on: id, input, by: far, at: CallerTests.time)
        == "request.out-of-scope")
    try await bureau.ask(
      "CallBack", on: id, input, by: bureau.post("a-supervisor"), at: CallerTests.time)
    let note = try #require(try await bureau.matter(id).parts.callBacks.first)
    #expect(note.isReached)
    #expect(note.isSolved == true)
    #expect(note.isSatisfied == false)
    #expect(try await bureau.hall.figure("reached", "2022-09") == 1)
    #expect(try await bureau.hall.figure("solved-by-callback", "2022-09") == 1)
  }

  @Test(
    arguments: [
      (["reached": true], "request.field-missing", "/solved"),
      (["reached": true, "solved": true], "request.field-missing", "/satisfied"),
      (["reached": true, "satisfied": true], "request.field-missing", "/solved"),
      (["reached": false], nil, nil), (["reached": false, "solved": true], nil, nil),
    ] as [(JSON, String?, String?)])
  func `a call that reached the person says what the person said`(
    input: JSON, code: String?, field: String?
  ) async throws {
    let bureau = try await Bureau()
    let (id, _) = try await answered(bureau)
    let problem = try await bureau.problem("CallBack", on: id, input, at: CallerTests.time)
    #expect(problem?.kind.code == code)
    #expect(problem?.field == field)
    // Nobody who was not reached said anything.
    #expect(try await bureau.matter(id).parts.callBacks.allSatisfy { $0.isSolved == nil })
  }
}
