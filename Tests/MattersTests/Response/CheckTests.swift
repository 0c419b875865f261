import Journal
import Kernel
import Pack
import Testing

@testable import Matters

/// Somebody looks on the spot, before a matter is filed or closed.
@Suite struct CheckTests {
  private static let time = "2022-09-05 10:00"
  private static let filing: JSON = ["purpose": "filing"]
  private static let closing: JSON = ["purpose": "closing"]

  private func workers(_ bureau: Bureau, _ id: Int64) async throws -> [String] {
    try await bureau.matter(id).parts.checks.map(\.worker)
  }

  private func report(
    _ bureau: Bureau, _ id: Int64, _ number: Int64 = 1, holds: Bool, by post: String,
    at time: String = time
  ) async throws -> String? {
    let input: JSON = [
      "number": .integer(number), "holds": .boolean(holds), "note": "看过",
    ]
    return try await bureau.code("ReportCheck", on: id, input, by: bureau.post(post), at: time)
  }

  @Test func `the worker with the fewest open checks is sent`() async throws {
    let bureau = try await Bureau()
    var ids: [Int64] = []
    for _ in 1...3 {
      let id = try await bureau.hall.receive()
      try await bureau.ask("OrderCheck", on: id, CheckTests.filing, at: CheckTests.time)
      ids.append(id)
    }
    #expect(try await workers(bureau, ids[0]) == ["a3-grid-one"])
    #expect(try await workers(bureau, ids[1]) == ["a3-grid-two"])
    #expect(try await workers(bureau, ids[2]) == ["a3-grid-one"])
    #expect(try await report(bureau, ids[0], holds: true, by: "a3-grid-one") == nil)
    #expect(try await report(bureau, ids[2], holds: true, by: "a3-grid-one") == nil)
    let next = try await bureau.hall.receive()
    try await bureau.ask("OrderCheck", on: next, CheckTests.filing, at: CheckTests.time)
    #expect(try await workers(bureau, next) == ["a3-grid-one"])
  }

  private static let grid = """
    posts:
      - {id: a-grid, name: {zh: 市网格, en: City grid}, unit: a-office, role: grid-worker}
      - {id: a1-grid, name: {zh: A1网格, en: A1 grid}, unit: a1-office, role: grid-worker}
    """

  @Test(
    arguments: [
      ("A1区的路灯不亮", "a1-grid"), ("A2区的路灯不亮", "a-grid"), ("A市的路灯不亮", "a-grid"),
      ("A3区的路灯不亮", "a3-grid-one"), ("B1区的路灯不亮", nil),
    ] as [(String, String?)])
  func `the nearest worker is sent`(title: String, worker: String?) async throws {
    let bureau = try await Bureau(try TestPack.changed([:], extra: CheckTests.grid))
    let id = try await bureau.hall.receive(Hall.call(title: title))
    let code = try await bureau.code(
      "OrderCheck", on: id, CheckTests.filing, at: CheckTests.time)
    #expect(code == (worker == nil ? "matter.worker-missing" : nil))
    #expect(try await workers(bureau, id) == [worker].compactMap { $0 })
  }

  @Test func `nobody verifies the work of their own unit`() async throws {
    let bureau = try await Bureau(try TestPack.changed([:], extra: CheckTests.grid))
    let id = try await bureau.hall.receive(Hall.call(title: "A3区的一件事"))
    #expect(try await bureau.matter(id).lead == "a3-office")
    try await bureau.ask("OrderCheck", on: id, CheckTests.filing, at: CheckTests.time)
    #expect(try await report(bureau, id, holds: true, by: "a3-grid-one") == nil)
    let own: JSON = ["purpose": "closing", "worker": "a3-grid-one"]
    #expect(
      try await bureau.code("OrderCheck", on: id, own, at: CheckTests.time)
        == "request.not-found")
    try await bureau.ask("OrderCheck", on: id, CheckTests.closing, at: CheckTests.time)
    #expect(try await workers(bureau, id) == ["a3-grid-one", "a-grid"])
  }

  @Test func `a named worker is one of the role, and a kind without one sends nobody`()
    async throws
  {
    let bureau = try await Bureau()
    let id = try await bureau.hall.receive()
    for worker in ["a-supervisor", "nobody"] {
      let input: JSON = ["purpose": "filing", "worker": .string(worker)]
      let code = try await bureau.code("OrderCheck", on: id, input, at: CheckTests.time)
      #expect(code == "request.not-found")
    }
    let named: JSON = ["purpose": "filing", "worker": "a3-grid-two"]
    try await bureau.ask("OrderCheck", on: id, named, at: CheckTests.time)
    #expect(try await workers(bureau, id) == ["a3-grid-two"])
    let pack = try TestPack.changed(
      ["    verification: {role: grid-worker, photographs: 12}\n": ""])
    let without = try await Bureau(pack)
    let other = try await without.hall.receive()
    let none = try await without.code("OrderCheck", on: other, named, at: CheckTests.time)
    #expect(none == "matter.worker-missing")
  }

  @Test func `one check at a time, reported once, by the worker's unit only`() async throws {
    let bureau = try await Bureau()
    let id = try await bureau.hall.receive()
    #expect(
      try await report(bureau, id, holds: true, by: "a3-grid-one") == "matter.check-unknown")
    try await bureau.ask("OrderCheck", on: id, CheckTests.filing, at: CheckTests.time)
    let second = try await bureau.code(
      "OrderCheck", on: id, CheckTests.closing, at: CheckTests.time)
    #expect(second == "matter.check-pending")
    let handler = try bureau.role("handler", "a3-housing")
    let foreign = try await bureau.code(
      "ReportCheck", on: id, ["number": 1, "holds": true, "note": "x"], by: handler,
      at: CheckTests.time)
    #expect(foreign == "matter.not-yours")
    // A colleague of the same office stands in.
    #expect(try await report(bureau, id, holds: false, by: "a3-grid-two") == nil)
    #expect(
      try await report(bureau, id, holds: true, by: "a3-grid-one") == "matter.check-unknown")
    let check = try #require(try await bureau.matter(id).parts.checks.first)
    #expect(check.holds == false)
    #expect(check.note == "看过")
    #expect(check.reportedAt == (try moment(CheckTests.time)))
  }

  @Test func `a holder of the post reports without the post's unit`() async throws {
    let bureau = try await Bureau()
    let id = try await bureau.hall.receive()
    try await bureau.ask("OrderCheck", on: id, CheckTests.filing, at: CheckTests.time)
    let lone = Actor(
      id: "post:a3-grid-one", name: "one",
      grants: [
        Grant(
          role: "grid-worker", permissions: ["matter.report"], unit: "b-office", areas: [],
          onlyOwnUnit: true)
      ])
    try await bureau.ask(
      "ReportCheck", on: id, ["number": 1, "holds": true, "note": "x"], by: lone,
      at: CheckTests.time)
  }

  @Test func `while a check is open the matter is not closed`() async throws {
    let bureau = try await Bureau()
    let id = try await bureau.hall.receive()
    try await bureau.ask("AnswerMatter", on: id, ["reply": "已修"], at: CheckTests.time)
    try await bureau.ask("OrderCheck", on: id, CheckTests.closing, at: CheckTests.time)
    let close: JSON = ["outcome": "solved"]
    #expect(
      try await bureau.code("CloseMatter", on: id, close, at: CheckTests.time)
        == "matter.check-pending")
    #expect(try await report(bureau, id, holds: false, by: "a3-grid-one") == nil)
    try await bureau.ask("CloseMatter", on: id, close, at: CheckTests.time)
  }

  private static let verified = [
    "does: close, from: [answered], to: closed}":
      "does: close, from: [answered], to: closed, when: 'verified || outcome == \"not-solved\"', "
      + "otherwise: {zh: 先核查, en: Check first}}",
    "        when: tasksOpen == 0\n        otherwise:": "        when: photosAfter > 0 && checked\n"
      + "        otherwise:",
  ]

  @Test func `a step waits for what the pack wants to see, in its own round`() async throws {
    let bureau = try await Bureau(try TestPack.changed(CheckTests.verified))
    let id = try await bureau.hall.receive()
    let time = CheckTests.time
    let photograph = Album(bureau)
    func ready(_ name: String, _ input: JSON) async throws -> Bool {
      let code = try await bureau.code(name, on: id, input, at: time)
      #expect(code == nil || code == "matter.step-not-ready")
      return code == nil
    }
    let reply: JSON = ["reply": "已修"]
    try await photograph.attach(1, "after", to: id)
    #expect(try await !ready("AnswerMatter", reply))
    try await bureau.ask("OrderCheck", on: id, CheckTests.filing, at: time)
    #expect(try await report(bureau, id, 1, holds: true, by: "a3-grid-one") == nil)
    #expect(try await ready("AnswerMatter", reply))
    #expect(try await !ready("CloseMatter", ["outcome": "solved"]))
    try await bureau.ask("OrderCheck", on: id, CheckTests.closing, at: time)
    #expect(try await report(bureau, id, 2, holds: false, by: "a3-grid-one") == nil)
    #expect(try await !ready("CloseMatter", ["outcome": "solved"]))
    try await bureau.ask("OrderCheck", on: id, CheckTests.closing, at: time)
    #expect(try await report(bureau, id, 3, holds: true, by: "a3-grid-one") == nil)
    try await bureau.ask("ReopenMatter", on: id, ["reason": "又坏"], at: time)
    // What was found in the first round says nothing of the second.
    #expect(try await !ready("AnswerMatter", reply))
    try await photograph.attach(1, "after", to: id)
    #expect(try await ready("AnswerMatter", reply))
    #expect(try await !ready("CloseMatter", ["outcome": "solved"]))
    #expect(try await ready("CloseMatter", ["outcome": "not-solved"]))
  }

  @Test func `what is to be found is the category's standard`() async throws {
    let pack = try TestPack.changed(
      [:],
      extra: """
        categories:
          - id: urban-construction
            filing: {zh: 灯不亮, en: Dark}
            closing: {zh: 灯亮, en: Bright}
        """)
    let bureau = try await Bureau(pack)
    let id = try await bureau.hall.receive()
    try await bureau.ask("OrderCheck", on: id, CheckTests.filing, at: CheckTests.time)
    #expect(try await report(bureau, id, holds: true, by: "a3-grid-one") == nil)
    try await bureau.ask("OrderCheck", on: id, CheckTests.closing, at: CheckTests.time)
    #expect(try await bureau.matter(id).parts.checks.map(\.condition) == ["灯不亮", "灯亮"])
    #expect(
      try await bureau.names(id).suffix(3) == [
        "check-ordered", "check-reported", "check-ordered",
      ])
  }
}
