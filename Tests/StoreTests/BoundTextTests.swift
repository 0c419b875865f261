import Store
import Testing

@testable import StoreSQLite

/// Texts that are bound stay what they are for as long as their statement is at work.
@Suite struct BoundTextTests {
  @Test(arguments: StoreKind.allCases)
  func `texts of an outer loop stay while inner statements bind others`(
    kind: StoreKind
  ) async throws {
    let place = try kind.open()
    try await place.migrate()
    try await place.store.write { writer in
      for number in Int64(0)..<20 { try Note.insert(number, writer) }
    }
    let found = try await place.store.read { reader in
      var found: [String] = []
      try reader.forEachRow(
        "SELECT ? || number FROM note ORDER BY number", [.text("a long enough outer text ")]
      ) { outer in
        let inner = try reader.row("SELECT ?", [.text("another text of an inner statement")])
        found.append(outer.text(0) + "/" + (inner?.text(0).prefix(7) ?? ""))
        return true
      }
      return found
    }
    #expect(found == (0..<20).map { "a long enough outer text \($0)/another" })
  }

  @Test func `a text that finds no room is bound all the same`() async throws {
    let place = try StoreKind.disk.open()
    let long = String(repeating: "长", count: TextArena.capacity)
    let found = try await place.store.read { try $0.row("SELECT ?, ?", [.text("a"), .text(long)]) }
    #expect(found?.text(1) == long)
    #expect(found?.text(0) == "a")
  }
}
