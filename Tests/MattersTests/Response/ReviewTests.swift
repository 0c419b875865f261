import City
import Journal
import Kernel
import Pack
import Testing

@testable import Matters

/// The person asks the unit above to look at the answer again.
@Suite struct ReviewTests {
  private func petition(
    _ bureau: Bureau, area: String = "a3", against: String? = nil
  ) async throws -> Int64 {
    var call: [String: JSON] = [
      "kind": "petition", "channel": "web", "title": "屋顶渗水", "text": "无人理", "caller": "孙丽",
      "category": "urban-construction", "area": .string(area),
    ]
    if let against { call["against"] = .string(against) }
    let id = try await bureau.ask("ReceiveMatter", .object(call), at: "2021-03-01 10:00")
    try await bureau.ask("AcceptMatter", on: id, at: "2021-03-02 10:00")
    try await bureau.ask("AnswerMatter", on: id, ["reply": "已修"], at: "2021-03-03 10:00")
    return id
  }

  private func review(
    _ bureau: Bureau, _ id: Int64, at time: String, by name: String = "孙丽"
  ) async throws -> String? {
    try await bureau.code(
      "RequestReview", on: id, ["reason": "没修好"], by: bureau.city.resident(name), at: time)
  }

  @Test func `a review goes to the unit above, twice at most`() async throws {
    let bureau = try await Bureau()
    let id = try await petition(bureau)
    #expect(try await bureau.matter(id).lead == "a3-housing")
    #expect(try await review(bureau, id, at: "2021-03-04 10:00") == nil)
    var matter = try await bureau.matter(id)
    #expect(matter.lead == "a-office")
    #expect(matter.state == "reviewing")
    #expect(matter.rule == "review: review")
    #expect(matter.answeredAt == nil)
    #expect(matter.parts.reviews.map(\.of) == ["a3-housing"])
    #expect(try await bureau.running(id) == ["review 2021-04-03 10:00"])
    try await bureau.ask("AnswerMatter", on: id, ["reply": "维持"], at: "2021-03-10 10:00")
    #expect(try await review(bureau, id, at: "2021-03-11 10:00") == nil)
    #expect(try await bureau.matter(id).lead == "example-office")
    try await bureau.ask("AnswerMatter", on: id, ["reply": "维持"], at: "2021-03-12 10:00")
    #expect(try await review(bureau, id, at: "2021-03-13 10:00") == "matter.step-used-up")
    matter = try await bureau.matter(id)
    #expect(matter.parts.reviews.map(\.of) == ["a3-housing", "a-office"])
    #expect(try await bureau.hall.figure("petitions-reviewed", "2021-03") == 2)
  }

  @Test(
    arguments: [
      ("2021-04-02 10:00", nil), ("2021-04-02 10:00:00.001", "matter.step-late"),
    ] as [(String, String?)])
  func `a review is asked for within the time after the answer`(
    time: String, code: String?
  ) async throws {
    let bureau = try await Bureau()
    let id = try await petition(bureau)
    #expect(try await review(bureau, id, at: time) == code)
  }

  @Test func `only the person asks, or who speaks for them there`() async throws {
    let bureau = try await Bureau()
    let id = try await petition(bureau)
    #expect(
      try await review(bureau, id, at: "2021-03-04 10:00", by: "王建国") == "request.out-of-scope")
    #expect(
      try await bureau.code(
        "RequestReview", on: id, ["reason": "x"], by: bureau.post("a-supervisor"),
        at: "2021-03-04 10:00") == nil)
  }

  @Test func `where nobody stands above somebody decides who looks at it`() async throws {
    let bureau = try await Bureau()
    let id = try await petition(bureau, area: "example")
    #expect(try await bureau.matter(id).lead == "example-housing")
    #expect(try await review(bureau, id, at: "2021-03-04 10:00") == nil)
    let matter = try await bureau.matter(id)
    #expect(matter.phase == .arbitration)
    #expect(matter.lead == nil)
    #expect(matter.reason == "review: 没修好")
    // The person's thirty days run on while somebody decides.
    #expect(matter.clocks.filter(\.isRunning).map(\.name) == ["review"])
  }

  @Test func `the unit complained of reviews nothing`() async throws {
    let bureau = try await Bureau()
    let id = try await petition(bureau, against: "a-office")
    #expect(try await bureau.matter(id).lead == "a3-housing")
    #expect(try await review(bureau, id, at: "2021-03-04 10:00") == nil)
    // The city's office is complained of: the city's bureau with the mandate looks at it.
    #expect(try await bureau.matter(id).lead == "a-housing")
  }
}
