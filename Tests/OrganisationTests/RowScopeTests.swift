import Kernel
import Pack
import Store
import StoreSQLite
import Territory
import TestKit
import Testing

@testable import Organisation

@Suite struct RowScopeTests {
  private static let areas: [String?] = ["c", "e", "w", "es", "ws", "nowhere", nil]
  private static let units: [String?] = ["e-works", "w-works", "new-water", "stranger", nil]

  private func grant(
    _ permissions: Set<Permission>, unit: String?, areas: Set<String>?, onlyOwnUnit: Bool = false
  ) -> Grant {
    Grant(
      role: "r", permissions: permissions, unit: unit, areas: areas, onlyOwnUnit: onlyOwnUnit)
  }

  private func scope(_ grants: Grant...) -> RowScope {
    RowScope(Actor(id: "person:lin", name: "lin", grants: grants), "matter.read")
  }

  @Test func `everything covers every row and nothing covers none`() throws {
    let territory = try Town().territory
    for area in RowScopeTests.areas {
      for unit in RowScopeTests.units {
        #expect(RowScope.everything.covers(area: area, unit: unit, territory))
        #expect(!RowScope.nothing.covers(area: area, unit: unit, territory))
      }
    }
    #expect(RowScope.everything.condition(territory).arguments.isEmpty)
  }

  @Test func `a post in an area reaches what lies in it and what its unit leads elsewhere`() throws
  {
    let territory = try Town().territory
    let scope = scope(grant(["matter.read"], unit: "e-works", areas: ["e"]))
    #expect(scope.covers(area: "es", unit: nil, territory))
    #expect(scope.covers(area: "e", unit: "stranger", territory))
    #expect(!scope.covers(area: "c", unit: "stranger", territory))
    #expect(!scope.covers(area: "ws", unit: nil, territory))
    #expect(scope.covers(area: "ws", unit: "e-works", territory))
    #expect(!scope.covers(area: nil, unit: nil, territory))
  }

  @Test func `what has no place is seen by those who cover the whole territory`() throws {
    let territory = try Town().territory
    let whole = scope(grant(["matter.read"], unit: "new-water", areas: ["c"]))
    #expect(whole.covers(area: nil, unit: nil, territory))
    #expect(whole.covers(area: nil, unit: "stranger", territory))
    let part = scope(grant(["matter.read"], unit: "e-works", areas: ["e", "w"]))
    #expect(!part.covers(area: nil, unit: nil, territory))
  }

  @Test func `a post for its own unit only does not reach the area`() throws {
    let territory = try Town().territory
    let scope = scope(
      grant(["matter.read"], unit: "e-works", areas: ["e"], onlyOwnUnit: true))
    #expect(scope.covers(area: "ws", unit: "e-works", territory))
    #expect(!scope.covers(area: "es", unit: "w-works", territory))
    #expect(scope.areas.isEmpty)
  }

  @Test func `only posts with the permission count and they add up`() throws {
    for empty in [
      scope(grant(["matter.note"], unit: "e-works", areas: nil)),
      scope(grant(["matter.read"], unit: nil, areas: [], onlyOwnUnit: true)), scope(),
    ] {
      #expect(empty.areas.isEmpty && empty.units.isEmpty && !empty.isEverything)
    }
    #expect(scope(grant(["matter.read"], unit: nil, areas: nil)).isEverything)
    let two = scope(
      grant(["matter.read"], unit: "e-works", areas: ["es"]),
      grant(["matter.read"], unit: "w-works", areas: ["ws"]),
      grant(["matter.note"], unit: "new-water", areas: ["c"]))
    #expect(two.areas == ["es", "ws"])
    #expect(two.units == ["e-works", "w-works"])
    #expect(!two.isEverything)
  }

  @Test(arguments: UInt64(1)...25)
  func `the rows that the SQL condition finds are those that the scope covers`(
    seed: UInt64
  ) async throws {
    var random = Seeded(seed)
    let territory = try Town().territory
    let store = try temporaryStore()
    var rows: [(area: String?, unit: String?)] = []
    for _ in 0..<60 {
      rows.append(
        (
          RowScopeTests.areas.randomElement(using: &random) ?? nil,
          RowScopeTests.units.randomElement(using: &random) ?? nil
        ))
    }
    let written = rows
    try await store.write { writer in
      try writer.run("CREATE TABLE thing (id INTEGER NOT NULL, area TEXT, lead TEXT)", [])
      for (id, row) in written.enumerated() {
        try writer.run(
          "INSERT INTO thing (id, area, lead) VALUES (?, ?, ?)",
          [.integer(Int64(id)), SQLValue(row.area), SQLValue(row.unit)])
      }
    }
    var scopes = [RowScope.everything, .nothing]
    for _ in 0..<12 {
      scopes.append(
        RowScope(
          areas: Set(
            (0..<random.number(0...2)).compactMap { _ in
              RowScopeTests.areas[random.number(0...5)]
            }),
          units: Set(
            (0..<random.number(0...2)).compactMap { _ in
              RowScopeTests.units[random.number(0...3)]
            }),
          isEverything: random.number(0...9) == 0))
    }
    for scope in scopes {
      let condition = scope.condition(territory)
      let found = try await store.read { reader in
        try reader.rows(
          Statement("SELECT id FROM thing WHERE \(condition.sql) ORDER BY id"),
          condition.arguments
        ).map { Int($0.integer(0)) }
      }
      let covered = rows.indices.filter {
        scope.covers(area: rows[$0].area, unit: rows[$0].unit, territory)
      }
      #expect(found == covered, "\(scope)")
    }
  }
}
