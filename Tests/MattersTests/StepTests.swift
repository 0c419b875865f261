import TestKit
import City
import Journal
import Kernel
import Pack
import Testing

@testable import Matters

@Suite struct StepTests {
  /// What a person may do with a matter, each with input that would be right.
  enum Deed: String, CaseIterable, Sendable {
    case dispatch, accept, refuse, answer, close, reopen, rate, publish, withdraw, note, keep
  }

  /// The state after each deed that is possible in a state.
  static let possible: [String: [Deed: String]] = [
    "arbitration": [.dispatch: "dispatched"],
    "dispatched": [
      .dispatch: "dispatched", .accept: "handling", .refuse: "arbitration", .answer: "answered",
      .publish: "dispatched",
    ],
    "handling": [
      .dispatch: "dispatched", .refuse: "arbitration", .answer: "answered", .publish: "handling",
    ],
    "answered": [
      .close: "closed", .reopen: "dispatched", .rate: "answered", .publish: "answered",
    ],
    "closed": [.reopen: "dispatched", .rate: "closed", .publish: "closed"],
  ]

  private func take(_ deed: Deed, _ hall: Hall, _ id: Int64, _ time: String) async throws {
    switch deed {
    case .dispatch:
      try await hall.perform(DispatchMatter(unit: "a3-office", reason: "改派"), on: id, at: time)
    case .accept: try await hall.perform(AcceptMatter(), on: id, at: time)
    case .refuse:
      let refusal = RefuseMatter(ground: "outside-area", reason: "不在辖区")
      try await hall.perform(refusal, on: id, at: time)
    case .answer: try await hall.perform(AnswerMatter(reply: "已修"), on: id, at: time)
    case .close: try await hall.perform(CloseMatter(outcome: "solved"), on: id, at: time)
    case .reopen: try await hall.perform(ReopenMatter(reason: "没修"), on: id, at: time)
    case .rate: try await hall.perform(RateMatter(grade: 4), on: id, by: Hall.wang, at: time)
    case .publish: try await hall.perform(PublishMatter(text: "路灯已修"), on: id, at: time)
    case .withdraw: try await hall.perform(WithdrawMatter(), on: id, at: time)
    case .note: try await hall.perform(NoteMatter(text: "已电话核实"), on: id, at: time)
    case .keep: try await hall.perform(KeepPromise(number: 1), on: id, at: time)
    }
  }

  /// A matter that was brought into a state.
  private func matter(in state: String, _ hall: Hall) async throws -> Int64 {
    if state == "arbitration" {
      return try await hall.receive(Hall.call(title: "云杉路的路灯不亮"))
    }
    let id = try await hall.receive()
    let path: [Deed] =
      switch state {
      case "handling": [.accept]
      case "answered": [.answer]
      case "closed": [.answer, .close]
      default: []
      }
    for deed in path { try await take(deed, hall, id, "2022-09-05 10:00") }
    return id
  }

  @Test(arguments: possible.keys.sorted(), Deed.allCases)
  func `a step is possible exactly in its states`(state: String, deed: Deed) async throws {
    let hall = try await Hall.open()
    let id = try await matter(in: state, hall)
    let before = try await hall.matter(id)
    #expect(before.state == state)
    let events = try await hall.events(id).count
    let code = await problemCode { try await take(deed, hall, id, "2022-09-05 11:00") }
    let after = try await hall.matter(id)
    if deed == .note {
      #expect(code == nil)
      #expect(after == before)
      #expect(try await hall.events(id).count == events + 1)
    } else if let target = StepTests.possible[state]?[deed] {
      #expect(code == nil)
      #expect(after.state == target)
      #expect(after.phase == hall.city.pack.kinds["hotline"]?.states[target]?.phase)
      #expect((after.lead == nil) == (after.phase == .arbitration))
    } else {
      let wanted =
        switch deed {
        case .withdraw: "request.nothing-to-do"
        case .keep: state == "arbitration" ? "matter.not-yours" : "matter.promise-unknown"
        default: "matter.step-impossible"
        }
      #expect(code == wanted)
      #expect(after == before)
      #expect(try await hall.events(id).count == events)
    }
  }

  @Test func `a refusal of a step names what is possible`() async throws {
    let hall = try await Hall.open()
    let id = try await matter(in: "dispatched", hall)
    do {
      try await take(.close, hall, id, "2022-09-05 11:00")
      Issue.record("closed without a reply")
    } catch let problem as Problem {
      #expect(problem.arguments["state"] == "dispatched")
      let possible = problem.arguments["possible"] ?? ""
      #expect(possible.hasPrefix("dispatch, accept, refuse, transfer, return, supervise"))
      #expect(!possible.contains("close"))
    }
  }

  @Test func `a refusal needs one of the pack's grounds`() async throws {
    let hall = try await Hall.open()
    let id = try await matter(in: "dispatched", hall)
    for ground in ["", "too-busy", "OUTSIDE-AREA"] {
      let refusal = RefuseMatter(ground: ground, reason: "忙")
      let code = await hall.refusal(refusal, on: id, at: "2022-09-05 11:00")
      #expect(code == "matter.ground-needed")
    }
    try await take(.refuse, hall, id, "2022-09-05 11:00")
    let matter = try await hall.matter(id)
    #expect(matter.reason == "refused: outside-area: 不在辖区")
    #expect(matter.lead == nil)
    #expect(matter.rule == "")
    try await take(.dispatch, hall, id, "2022-09-05 12:00")
    #expect(try await hall.matter(id).reason == "")
    #expect(try await hall.matter(id).rule == "hand: 改派")
  }

  @Test(arguments: [
    ("a3-housing", "request.nothing-to-do"), ("a-housing", nil), ("example-housing", nil),
    ("a3-office", nil), ("a3-health", "matter.mandate-missing"),
    ("a1-housing", "matter.mandate-missing"), ("b-office", "matter.mandate-missing"),
    ("z-office", "matter.unit-unknown"),
  ])
  func `only a unit with a mandate there can be made to lead`(
    unit: String, code: String?
  ) async throws {
    let hall = try await Hall.open()
    let id = try await matter(in: "dispatched", hall)
    let dispatch = DispatchMatter(unit: unit, reason: "改派")
    #expect(await hall.refusal(dispatch, on: id, at: "2022-09-05 11:00") == code)
    #expect(try await hall.matter(id).lead == (code == nil ? unit : "a3-housing"))
  }

  @Test func `a place that was found out on the way decides who may lead`() async throws {
    let hall = try await Hall.open()
    let id = try await matter(in: "arbitration", hall)
    let time = "2022-09-05 11:00"
    let wrong = DispatchMatter(unit: "a1-housing", reason: "核实", area: "a3")
    #expect(await hall.refusal(wrong, on: id, at: time) == "matter.mandate-missing")
    let nowhere = DispatchMatter(unit: "a3-housing", reason: "核实", area: "z9")
    #expect(await hall.refusal(nowhere, on: id, at: time) == "request.not-found")
    let right = DispatchMatter(unit: "a3-housing", reason: "核实", area: "a3")
    try await hall.perform(right, on: id, at: time)
    #expect(try await hall.matter(id).area == "a3")
    #expect(try await hall.matter(id).lead == "a3-housing")
    #expect(await hall.refusal(right, on: id, at: time) == "request.nothing-to-do")
    try await hall.perform(
      DispatchMatter(unit: "a-housing", reason: "改派"), on: id, at: time)
    #expect(try await hall.matter(id).area == "a3")
  }

  @Test func `a unit within the place of a matter may lead it`() async throws {
    let hall = try await Hall.open()
    let id = try await hall.receive(Hall.call(title: "A市的路灯不亮"))
    #expect(try await hall.matter(id).lead == "a-housing")
    for (unit, code) in [
      ("a3-health", "matter.mandate-missing"), ("b1-housing", "matter.mandate-missing"),
      ("a3-housing", nil),
    ] as [(String, String?)] {
      let dispatch = DispatchMatter(unit: unit, reason: "属地")
      #expect(await hall.refusal(dispatch, on: id, at: "2022-09-05 11:00") == code)
    }
  }

  @Test func `a mandate counts on the day of the dispatch`() async throws {
    let unit = """
      units:
        - id: lamp-one
          name: {zh: 路灯一, en: One}
          tier: city
          area: a
          mandates: [{function: urban-construction, from: 2022-09-07, until: 2022-09-07}]
      """
    let hall = try await Hall.open(try TestPack.changed([:], extra: unit))
    let id = try await matter(in: "dispatched", hall)
    let dispatch = DispatchMatter(unit: "lamp-one", reason: "改派")
    for (time, code) in [
      ("2022-09-06 23:59", "matter.mandate-missing"), ("2022-09-07 00:00", nil),
    ] as [(String, String?)] {
      #expect(await hall.refusal(dispatch, on: id, at: time) == code)
    }
  }

  @Test func `another lead starts afresh with signing in`() async throws {
    let hall = try await Hall.open()
    let id = try await matter(in: "handling", hall)
    #expect(try await hall.matter(id).acceptedAt == (try moment("2022-09-05 10:00")))
    try await take(.dispatch, hall, id, "2022-09-05 11:00")
    #expect(try await hall.matter(id).acceptedAt == nil)
    #expect(try await hall.matter(id).state == "dispatched")
  }

  @Test func `a matter is closed as solved or not solved and nothing else`() async throws {
    let hall = try await Hall.open()
    let id = try await matter(in: "answered", hall)
    let wrong = await hall.refusal(
      CloseMatter(outcome: "forgotten"), on: id, at: "2022-09-05 11:00")
    #expect(wrong == "request.field-invalid")
    try await hall.perform(CloseMatter(outcome: "not-solved"), on: id, at: "2022-09-05 11:00")
    #expect(try await hall.matter(id).closedAt == (try moment("2022-09-05 11:00")))
  }

  @Test func `no pack takes a matter without a lead anywhere but to a lead`() async throws {
    let pack = try TestPack.changed([
      "from: [answered], to: closed": "from: [arbitration, answered], to: closed",
      "        from: [dispatched, handling]\n        to: answered":
        "        from: [arbitration, dispatched, handling]\n        to: answered",
    ])
    let hall = try await Hall.open(pack)
    let id = try await matter(in: "arbitration", hall)
    for deed in [Deed.close, .answer] {
      let code = await problemCode { try await take(deed, hall, id, "2022-09-05 11:00") }
      #expect(code == "matter.step-impossible")
    }
  }

  @Test func `an action on a matter that is not there is refused`() async throws {
    let hall = try await Hall.open()
    let code = await hall.refusal(AcceptMatter(), on: 12, at: "2022-09-05 11:00")
    #expect(code == "request.not-found")
  }
}
