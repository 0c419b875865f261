import TestKit
import City
import Kernel
import Matters
import Pack
import Testing

@testable import Pages

/// Kinds may call their states alike and mean other words by it.
@Suite struct StateNameTests {
  @Test func `the list names a state as its own kind does`() async throws {
    let quarter = try await Quarter.story()
    let kinds = quarter.city.pack.kinds.values.filter { $0.states["arbitration"] != nil }
    let names = Set(kinds.compactMap { $0.states["arbitration"]?.name.chinese })
    #expect(names.count > 1, "the example no longer has two names for one state")
    let page = try await quarter.list(.chinese).source
    let own = try #require(quarter.city.pack.kinds["hotline"]?.states["arbitration"])
    #expect(page.contains(">\(own.name.chinese)</td>"))
    for other in names.subtracting([own.name.chinese]) {
      #expect(!page.contains(">\(other)</td>"))
    }
  }
}
