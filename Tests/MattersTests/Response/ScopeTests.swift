import City
import Journal
import Kernel
import Organisation
import Store
import TestKit
import Testing

@testable import Matters

/// Who sees a matter besides its place and its lead: the units that are party to it.
@Suite struct ScopeTests {
  /// Whether somebody finds a matter in the list, by its number, and in the counts.
  private func sees(_ bureau: Bureau, _ id: Int64, _ actor: Actor) async throws -> [Bool] {
    let reader = MatterReader(bureau.city.matters, RowScope(actor, "matter.read"))
    let number = try await bureau.matter(id).number
    return try await bureau.hall.store.read { store in
      [
        try reader.atWork(store).contains { $0.id == id },
        try reader.matter(number, store) != nil,
        try reader.lights(store).values.reduce(0, +) > 0,
      ]
    }
  }

  private static let all = [true, true, true]
  private static let none = [false, false, false]

  @Test func `a summoned unit sees the matter and no other unit does`() async throws {
    let whistle = try await Whistle(try await Bureau(), Whistle.call(["a-housing"]))
    let bureau = whistle.bureau
    let called = try bureau.role("responder", "a-housing")
    #expect(try await sees(bureau, whistle.id, called) == ScopeTests.all)
    for unit in ["a3-housing", "a-health"] {
      let other = try bureau.role("responder", unit)
      #expect(try await sees(bureau, whistle.id, other) == ScopeTests.none)
    }
    // What it may do reaches there too, and what a stranger may do does not.
    try await bureau.ask(
      "NoteMatter", on: whistle.id, ["text": "已收到"], by: called, at: Whistle.time)
    let stranger = try bureau.role("responder", "a-health")
    let code = try await bureau.code(
      "NoteMatter", on: whistle.id, ["text": "x"], by: stranger, at: Whistle.time)
    #expect(code == "request.out-of-scope")
  }

  @Test func `whoever it went up to or supervises it sees it`() async throws {
    let bureau = try await Bureau()
    let id = try await bureau.hall.receive()
    let time = "2022-09-05 10:00"
    for (name, input, unit) in [
      ("EscalateMatter", ["tier": "province", "reason": "x"], "example-office"),
      ("SuperviseMatter", ["level": "city", "ground": "x"], "a-office"),
    ] as [(String, JSON, String)] {
      // Somebody who reaches their own unit's matters only.
      let reader = try bureau.role("handler", unit)
      #expect(try await sees(bureau, id, reader) == ScopeTests.none)
      let actor = name == "SuperviseMatter" ? try bureau.post("a-inspector") : Hall.almighty
      try await bureau.ask(name, on: id, input, by: actor, at: time)
      #expect(try await sees(bureau, id, reader) == ScopeTests.all)
    }
  }

  @Test func `list and single matter agree for whoever called units and passed it on`()
    async throws
  {
    let bureau = try await Bureau()
    let id = try await bureau.hall.receive()
    let time = "2022-09-05 10:00"
    try await bureau.ask("AcceptMatter", on: id, at: time)
    try await bureau.ask(
      "SummonUnits", on: id, ["units": ["example-housing"], "demand": "x"], at: time)
    try await bureau.ask(
      "TransferMatter", on: id, ["unit": "a-housing", "reason": "x"], at: time)
    let former = try bureau.role("handler", "a3-housing")
    let seen = try await sees(bureau, id, former)
    #expect(Set(seen).count == 1, "\(seen)")
  }

  @Test func `a matter by source is found within the scope only`() async throws {
    let bureau = try await Bureau()
    let id = try await bureau.hall.receive(Hall.call(source: "m/7"))
    let engine = bureau.city.matters
    for (unit, expected) in [("a3-housing", id), ("a3-health", nil)] as [(String, Int64?)] {
      let reader = MatterReader(engine, RowScope(try bureau.role("handler", unit), "matter.read"))
      let found = try await bureau.hall.store.read { try reader.matter(source: "m/7", $0)?.id }
      #expect(found == expected)
    }
    let everything = MatterReader(engine, .everything)
    let none = try await bureau.hall.store.read { try everything.matter(source: "", $0)?.id }
    #expect(none == nil)
    let absent = try await bureau.hall.store.read { try everything.matter("20220905-9", $0)?.id }
    #expect(absent == nil)
    let foreign = Identifier<Matter>(rawValue: 7).text
    let strange = try await bureau.hall.store.read { try everything.matter(foreign, $0)?.id }
    #expect(strange == nil)
  }

  @Test(arguments: [
    ("2.1790000000000.123456", true), ("0.-5.1", true), ("3.1.1", false), ("-1.1.1", false),
    ("1.1", false), ("1.1.1.1", false), ("1..1", false), ("a.1.1", false), ("", false),
  ])
  func `a cursor is read as it is written and nothing else`(text: String, isOne: Bool) {
    let cursor = MatterReader.Cursor(text)
    #expect((cursor != nil) == isOne)
    #expect(cursor.map(\.text) == (isOne ? text : nil))
  }

  @Test func `a list within a scope is read from its index, and parties from theirs`()
    async throws
  {
    let whistle = try await Whistle(try await Bureau(), Whistle.call(["a-housing"]))
    let bureau = whistle.bureau
    let engine = bureau.city.matters
    for role in ["responder", "whistle-arbiter"] {
      let scope = RowScope(try bureau.role(role, "a-housing"), "matter.read")
      let plans = try await bureau.hall.store.read { reader in
        let matters = MatterReader(engine, scope)
        return try reader.plans { ear in
          let page = try matters.atWork(ear)
          #expect(page.count == 1)
          _ = try matters.atWork(light: .green, after: page[0].cursor, limit: 5, ear)
          _ = try matters.lights(ear)
        }
      }
      #expect(plans.count == 3)
      for plan in plans {
        #expect(plan.contains("matter_at_work"), "\(plan)")
        #expect(plan.contains("matter_part_by_whom"), "\(plan)")
        #expect(!plan.contains("SCAN matter"), "\(plan)")
      }
      #expect(plans.prefix(2).allSatisfy { !$0.contains("TEMP B-TREE") }, "\(plans)")
    }
  }
}
