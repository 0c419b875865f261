import City
import Duties
import Journal
import Kernel
import Organisation
import Pack
import Store
import TestKit
import Testing

@Suite struct OutreachTests {
  private func assign(
    _ chamber: Chamber, _ target: String, to visitor: String = "wang", area: String = "a3",
    by actor: Actor = Chamber.almighty, at time: String = "2022-09-01 09:00"
  ) async -> String? {
    await problemCode {
      try await chamber.visit(
        AssignVisitor(
          program: "firms", target: target, visitor: visitor, targetName: "企业" + target,
          area: area),
        "firms", target, by: actor, at: time)
    }
  }

  private func record(
    _ chamber: Chamber, _ target: String, on: String? = nil, topics: [String] = [],
    note: String = "用工缺口", by actor: Actor = Chamber.almighty,
    at time: String = "2022-09-05 15:00"
  ) async -> String? {
    await problemCode {
      try await chamber.visit(
        RecordVisit(
          program: "firms", target: target, note: note, topics: topics, met: 2, materials: 3,
          on: on), "firms", target, by: actor, at: time)
    }
  }

  /// Somebody with the permission of visitors in a unit far away.
  private func visitor(_ name: String) -> Actor {
    Actor(
      id: "person:" + name, name: name,
      grants: [
        Grant(
          role: "visitor", permissions: ["outreach.visit"], unit: "b-office", areas: [],
          onlyOwnUnit: true)
      ])
  }

  @Test func `a target has one visitor at every instant`() async throws {
    let chamber = try await Chamber.open()
    #expect(await assign(chamber, "f-1") == nil)
    #expect(await assign(chamber, "f-1", to: "li") == "outreach.assigned")
    let handOver = HandOverTarget(program: "firms", target: "f-1", to: "li")
    let id = try await chamber.visit(handOver, "firms", "f-1", at: "2022-09-10 12:00")
    let again = await problemCode {
      try await chamber.visit(handOver, "firms", "f-1", at: "2022-09-11 12:00")
    }
    #expect(again == "outreach.visitor-same")
    let engine = chamber.city.outreach
    let target = try #require(try await chamber.store.read { try engine.load(id, $0) })
    #expect(target.visitor == "li")
    #expect(target.terms.count == 2)
    // No gap, no overlap: one ends in the moment in which the next begins.
    #expect(target.terms[0].ended == target.terms[1].begun)
    let days = ["2022-08-31", "2022-09-01", "2022-09-09", "2022-09-10", "2022-09-30"]
    let names = try days.map {
      target.visitor(on: try #require(CivilDate($0)), .china)
    }
    #expect(names == [nil, "wang", "wang", "li", "li"])
    let backwards = await problemCode {
      try await chamber.visit(
        HandOverTarget(program: "firms", target: "f-1", to: "zhao"), "firms", "f-1",
        at: "2022-09-09 12:00")
    }
    #expect(backwards == "outreach.backwards")
  }

  @Test func `visits are recorded by who was sent that day, or by who keeps the record`()
    async throws
  {
    let chamber = try await Chamber.open()
    #expect(await assign(chamber, "f-1") == nil)
    #expect(await record(chamber, "f-1", by: visitor("wang")) == nil)
    #expect(await record(chamber, "f-1", by: visitor("li")) == "request.out-of-scope")
    let keeper = try chamber.city.actor(role: "organiser", unit: "a-office")
    #expect(await record(chamber, "f-1", by: keeper) == nil)
    let stranger = try chamber.city.actor(role: "organiser", unit: "b-office")
    #expect(await record(chamber, "f-1", by: stranger) == "request.out-of-scope")
    #expect(await assign(chamber, "f-2", by: stranger) == "request.out-of-scope")
    #expect(await record(chamber, "f-1", on: "2022-09-06") == "outreach.visit-future")
    #expect(await record(chamber, "f-1", on: "2022-08-31") == "outreach.unassigned")
    #expect(await record(chamber, "f-1", on: "昨天") == "request.field-invalid")
    #expect(await record(chamber, "f-1", topics: ["weather"]) == "outreach.topic-unknown")
    #expect(await record(chamber, "f-9") == "outreach.unassigned")
    #expect(await assign(chamber, "f-2", area: "nowhere") == "request.not-found")
    #expect(try await chamber.figure("outreach.visited") == 2)
  }

  @Test(arguments: [
    ("电话13812345678", true), ("138 1234 5678", true), ("138-1234-5678", true),
    ("１３８１２３４５６７８", true), ("370203199001011234", true), ("123456", false),
    ("2024-01-10 走访，发放300份，见到20人", false), ("2024-01-10 13812345678", true),
    ("二〇二四年一月十日", false), ("12 34 56 7", true), ("", false),
  ])
  func `numbers of people are refused, dates and counts are not`(text: String, isRefused: Bool)
    async throws
  {
    let chamber = try await Chamber.open()
    #expect(await assign(chamber, "f-1") == nil)
    let code = await record(chamber, "f-1", note: text)
    #expect((code == "outreach.personal-number") == isRefused)
    let target = await assign(chamber, "店" + text)
    #expect((target == "outreach.personal-number") == isRefused)
  }

  @Test func `coverage, waits, topics and visitors are told within the scope`() async throws {
    let chamber = try await Chamber.open()
    for (target, visitor, area) in [
      ("f-1", "wang", "a3"), ("f-2", "wang", "a3"), ("f-3", "li", "a3"), ("f-4", "li", "a7"),
    ] {
      #expect(await assign(chamber, target, to: visitor, area: area) == nil)
    }
    #expect(await record(chamber, "f-1", topics: ["labour", "finance", "labour"]) == nil)
    #expect(await record(chamber, "f-1", on: "2022-09-02", topics: ["labour"]) == nil)
    #expect(await record(chamber, "f-4") == nil)
    let engine = chamber.city.outreach
    try await chamber.store.read { store in
      let all = OutreachReader(engine, .everything)
      let coverage = try all.coverage(of: "firms", store)
      #expect(coverage.planned == 1000)
      #expect(coverage.known == 4)
      #expect(coverage.assigned == 4)
      #expect(coverage.visitors == 2)
      #expect(coverage.covered == 2)
      #expect(coverage.percent == 0.2)
      let first = try all.uncovered(of: "firms", limit: 1, store)
      let second = try all.uncovered(of: "firms", after: first[0].target, store)
      #expect((first + second).map(\.target) == ["f-2", "f-3"])
      #expect(try all.topics(of: "firms", store) == ["labour": 2, "finance": 1])
      let visitors = try all.visitors(of: "firms", store)
      #expect(visitors.map(\.visitor) == ["li", "wang"])
      #expect(visitors.map(\.visits) == [1, 2])
      #expect(visitors.map(\.met) == [2, 4])
      #expect(visitors.map(\.materials) == [3, 6])
      #expect(try all.visitors(of: "firms", after: "li", store).map(\.visitor) == ["wang"])
      let part = OutreachReader(engine, RowScope(areas: ["a3"], units: [], isEverything: false))
      #expect(try part.coverage(of: "firms", store).known == 3)
      #expect(try part.visitors(of: "firms", store).map(\.visitor) == ["wang"])
      #expect(try OutreachReader(engine, .nothing).topics(of: "firms", store).isEmpty)
    }
    #expect(try await chamber.figure("outreach.assigned") == 4)
    #expect(try await chamber.figure("outreach.visited") == 3)
    #expect(try await chamber.figure("outreach.covered") == 2)
    #expect(try await chamber.figure("outreach.topic") == 3)
  }

  @Test func `a target is overdue the day after its rhythm ends, the longest wait first`()
    async throws
  {
    let chamber = try await Chamber.open()
    for target in ["f-1", "f-2", "f-3"] { #expect(await assign(chamber, target) == nil) }
    #expect(await record(chamber, "f-1") == nil)
    let reader = OutreachReader(chamber.city.outreach, .everything)
    func overdue(_ day: String) async throws -> [String] {
      let date = try #require(CivilDate(day))
      return try await chamber.store.read { store in
        var found: [OutreachReader.Line] = []
        while true {
          let page = try reader.overdue(of: "firms", on: date, after: found.last, limit: 1, store)
          if page.isEmpty { return found.map(\.target) }
          found += page
        }
      }
    }
    #expect(try await overdue("2022-10-01").isEmpty)
    #expect(try await overdue("2022-10-02") == ["f-2", "f-3"])
    #expect(try await overdue("2022-10-05") == ["f-2", "f-3"])
    #expect(try await overdue("2022-10-06") == ["f-2", "f-3", "f-1"])
  }

  @Test(arguments: UInt64(1)...10)
  func `after any history the counters are those of the visits, and all can be rebuilt`(
    seed: UInt64
  ) async throws {
    let chamber = try await Chamber.open()
    var random = Seeded(seed)
    var now = try moment("2022-09-01 08:00")
    for _ in 0..<120 {
      now = now.advanced(byMilliseconds: Int64(random.number(0...40)) * 3_600_000)
      let time = now.minuteText(.china)
      let target = "f-\(random.number(1...6))"
      let name = ["wang", "li", "zhao"][random.number(0...2)]
      switch random.number(1...4) {
      case 1: _ = await assign(chamber, target, to: name, at: time)
      case 2:
        _ = await problemCode {
          try await chamber.visit(
            HandOverTarget(program: "firms", target: target, to: name), "firms", target, at: time)
        }
      default:
        let topics = random.number(1...2) == 1 ? ["labour"] : ["finance", "labour"]
        _ = await record(chamber, target, topics: topics, by: visitor(name), at: time)
      }
    }
    let reader = OutreachReader(chamber.city.outreach, .everything)
    try await chamber.store.read { store in
      let rows = try store.rows("SELECT visitor, target FROM outreach_visit", [])
      let told = try reader.visitors(of: "firms", store)
      #expect(told.reduce(0) { $0 + $1.visits } == rows.count)
      for line in told { #expect(line.visits == rows.count { $0.text(0) == line.visitor }) }
      #expect(try reader.topics(of: "firms", store)["labour"] == Int64(rows.count))
      let covered = try reader.coverage(of: "firms", store).covered
      #expect(covered == Set(rows.map { $0.integer(1) }).count)
      #expect(rows.count > 5)
    }
    let differing = try await chamber.differing(spoil: [
      "UPDATE outreach_target SET name = 'spoilt'", "UPDATE outreach_visitor SET met = met + 1",
      "DELETE FROM outreach_topic", "DELETE FROM outreach_visit",
    ])
    #expect(differing == [])
  }
}
