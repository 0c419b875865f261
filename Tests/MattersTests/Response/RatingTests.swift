import City
import Journal
import Kernel
import Pack
import Testing

@testable import Matters

/// What a poor rating sets going, as the mechanism S03 has it.
@Suite struct RatingTests {
  private static let time = "2020-05-25 09:20"
  private static let next = "2020-05-26 09:00"

  private func clerk(_ bureau: Bureau) throws -> Actor { try bureau.role("clerk", "a3-market") }

  private func served(_ bureau: Bureau, by caller: String = "何芳") async throws -> Int64 {
    let call: JSON = [
      "kind": "service", "channel": "counter", "title": "执照变更", "text": "地址变更",
      "caller": .string(caller), "area": "a3",
    ]
    let id = try await bureau.ask(
      "ReceiveMatter", call, by: clerk(bureau), at: "2020-05-25 09:00")
    try await bureau.ask(
      "AnswerMatter", on: id, ["reply": "已换照"], by: clerk(bureau), at: RatingTests.time)
    return id
  }

  private func rate(
    _ bureau: Bureau, _ id: Int64, _ grade: Int64, at time: String = "2020-05-25 09:30"
  ) async throws -> String? {
    try await bureau.code(
      "RateMatter", on: id, ["grade": .integer(grade)], by: bureau.city.resident("何芳"), at: time)
  }

  @Test(arguments: [(1, true), (2, true), (3, false), (5, false)] as [(Int64, Bool)])
  func `up to the pack's grade a rating is poor and opens the matter again`(
    grade: Int64, isPoor: Bool
  ) async throws {
    let bureau = try await Bureau()
    let id = try await served(bureau)
    #expect(try await rate(bureau, id, grade) == nil)
    let matter = try await bureau.matter(id)
    #expect(matter.state == (isPoor ? "rectifying" : "served"))
    #expect((matter.answeredAt == nil) == isPoor)
    #expect(matter.parts.ratings.map(\.isPoor) == [isPoor])
    let running = try await bureau.running(id)
    let clocks = ["contact 2020-05-26 17:30", "rectify 2020-06-01 17:30"]
    #expect(running == (isPoor ? clocks : []))
    #expect(try await bureau.hall.figure("service-poor", "2020-05") == (isPoor ? 1 : 0))
  }

  @Test func `the person is heard before anything is called put right`() async throws {
    let bureau = try await Bureau()
    let id = try await served(bureau)
    let reply: JSON = ["reply": "已公示清单"]
    let contact: JSON = ["note": "致歉"]
    let early = try await bureau.code(
      "RectifyMatter", on: id, reply, by: clerk(bureau), at: RatingTests.next)
    #expect(early == "matter.step-impossible")
    #expect(try await rate(bureau, id, 1) == nil)
    let unheard = try await bureau.code(
      "RectifyMatter", on: id, reply, by: clerk(bureau), at: RatingTests.next)
    #expect(unheard == "matter.step-not-ready")
    let other = try bureau.role("clerk", "a3-health")
    for (name, input) in [("ContactCaller", contact), ("RectifyMatter", reply)] {
      let code = try await bureau.code(name, on: id, input, by: other, at: RatingTests.next)
      #expect(code == "matter.not-yours")
    }
    try await bureau.ask("ContactCaller", on: id, contact, by: clerk(bureau), at: RatingTests.next)
    #expect(try await bureau.running(id) == ["rectify 2020-06-01 17:30"])
    let twice = try await bureau.code(
      "ContactCaller", on: id, contact, by: clerk(bureau), at: RatingTests.next)
    #expect(twice == "request.nothing-to-do")
    try await bureau.ask("RectifyMatter", on: id, reply, by: clerk(bureau), at: RatingTests.next)
    let matter = try await bureau.matter(id)
    #expect(matter.state == "served")
    #expect(matter.body?.reply == "已公示清单")
    #expect(matter.parts.ratings.first?.rectifiedAt == (try moment(RatingTests.next)))
    #expect(matter.parts.ratings.first?.contactedAt == (try moment(RatingTests.next)))
    #expect(try await bureau.running(id) == ["callback 2020-05-29 17:30"])
    let again = try await rate(bureau, id, 5, at: RatingTests.next)
    #expect(again == "matter.rated-already")
  }

  @Test func `a closed matter is opened by a poor rating too, within the time`() async throws {
    let bureau = try await Bureau()
    for (time, code) in [
      ("2020-06-24 09:20", nil), ("2020-07-01 09:20", "matter.step-late"),
    ] as [(String, String?)] {
      let id = try await served(bureau)
      try await bureau.ask("CloseMatter", on: id, ["outcome": "solved"], at: RatingTests.time)
      #expect(try await rate(bureau, id, 1, at: time) == code)
      let matter = try await bureau.matter(id)
      #expect((matter.phase == .open) == (code == nil))
      #expect((matter.closedAt == nil) == (code == nil))
    }
  }

  /// The unit's appeal against the first rating, decided by somebody outside.
  private func appeal(_ bureau: Bureau, _ id: Int64, _ isApproved: Bool) async throws {
    try await bureau.ask(
      "AppealRating", on: id, ["reason": "依法不能办"], by: clerk(bureau), at: RatingTests.next)
    let number = Int64(try await bureau.matter(id).parts.requests.count)
    let input: JSON = [
      "number": .integer(number), "approved": .boolean(isApproved), "decision": "属实",
    ]
    try await bureau.ask(
      "DecideRequest", on: id, input, by: bureau.role("service-inspector", "a3-office"),
      at: RatingTests.next)
  }

  @Test func `only the rated unit appeals, and somebody outside decides`() async throws {
    let bureau = try await Bureau()
    let id = try await served(bureau)
    let input: JSON = ["reason": "依法不能办"]
    let early = try await bureau.code(
      "AppealRating", on: id, input, by: clerk(bureau), at: RatingTests.next)
    #expect(early == "matter.rating-missing")
    #expect(try await rate(bureau, id, 1) == nil)
    let other = try await bureau.code(
      "AppealRating", on: id, input, by: bureau.role("clerk", "a3-health"), at: RatingTests.next)
    #expect(other == "matter.not-yours")
    try await bureau.ask("AppealRating", on: id, input, by: clerk(bureau), at: RatingTests.next)
    let own = try bureau.role("service-inspector", "a3-market")
    let inspector = Actor(id: "person:own", name: "own", grants: own.grants)
    let refused = try await bureau.code(
      "DecideRequest", on: id, ["number": 1, "approved": true, "decision": "x"], by: inspector,
      at: RatingTests.next)
    #expect(refused == "matter.own-request")
  }

  @Test func `an appeal that fails leaves the rating to be put right`() async throws {
    let bureau = try await Bureau()
    let id = try await served(bureau)
    #expect(try await rate(bureau, id, 1) == nil)
    try await appeal(bureau, id, false)
    let matter = try await bureau.matter(id)
    #expect(matter.parts.ratings.map(\.isSetAside) == [false])
    #expect(try await bureau.running(id).count == 2)
    try await appeal(bureau, id, true)
    #expect(try await bureau.matter(id).parts.ratings.map(\.isSetAside) == [true])
  }

  @Test(arguments: [false, true])
  func `a rating that is set aside leaves nothing to be put right`(isClosed: Bool) async throws {
    let bureau = try await Bureau()
    let id = try await served(bureau)
    if isClosed {
      try await bureau.ask("CloseMatter", on: id, ["outcome": "solved"], at: RatingTests.time)
    }
    #expect(try await rate(bureau, id, 1) == nil)
    try await appeal(bureau, id, true)
    let matter = try await bureau.matter(id)
    #expect(matter.state == "served")
    #expect(matter.phase == .answered)
    #expect(matter.grade == 1)
    #expect(matter.body?.reply == "已换照")
    #expect(try await bureau.running(id).isEmpty)
    #expect(try await bureau.hall.figure("service-set-aside", "2020-05") == 1)
    let again = try await bureau.code(
      "AppealRating", on: id, ["reason": "x"], by: clerk(bureau), at: RatingTests.next)
    #expect(again == "matter.rating-missing")
    try await bureau.ask("CloseMatter", on: id, ["outcome": "solved"], at: RatingTests.next)
  }

  @Test func `what was put right already stays answered when its rating is set aside`()
    async throws
  {
    let bureau = try await Bureau()
    let id = try await served(bureau)
    #expect(try await rate(bureau, id, 2) == nil)
    let time = RatingTests.next
    try await bureau.ask("ContactCaller", on: id, ["note": "致歉"], by: clerk(bureau), at: time)
    try await bureau.ask("RectifyMatter", on: id, ["reply": "改了"], by: clerk(bureau), at: time)
    try await appeal(bureau, id, true)
    let matter = try await bureau.matter(id)
    #expect(matter.state == "served")
    #expect(matter.answeredAt == (try moment(time)))
    #expect(matter.body?.reply == "改了")
  }
}
