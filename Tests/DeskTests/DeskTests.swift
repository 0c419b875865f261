import Desk
import Kernel
import Store
import StoreSQLite
import TestKit
import Testing

@Suite struct SavedViewsTests {
  private let store: SQLiteStore
  private let views = SavedViews(1)

  init() async throws {
    store = try temporaryStore()
    try await store.migrate(DeskSchema.migrations)
  }

  private func keep(_ query: String, as name: String, _ account: Int64 = 7) async -> String? {
    let views = views
    return await problemCode {
      _ = try await self.store.write { try views.keep(query, as: name, account, $0) }
    }
  }

  private func names(_ account: Int64 = 7) async throws -> [String] {
    let views = views
    return try await store.read {
      try views.views(of: account, $0).map { $0.name + "=" + $0.query }
    }
  }

  @Test func `a filter is kept under a name, and one of the same name takes its place`()
    async throws
  {
    #expect(await keep("light=red", as: " 我的  红灯 ") == nil)
    #expect(await keep("phase=open", as: "在办") == nil)
    #expect(await keep("light=amber", as: "我的 红灯") == nil)
    #expect(try await names() == ["我的 红灯=light=amber", "在办=phase=open"])
    #expect(try await names(8) == [], "an account has its own")
  }

  @Test func `names and numbers are bounded`() async throws {
    #expect(await keep("", as: "  ") == "request.field-missing")
    #expect(await keep("", as: String(repeating: "长", count: 31)) == "request.too-long")
    #expect(await keep(String(repeating: "x", count: 2001), as: "长") == "request.too-long")
    for number in 1...SavedViews.most { #expect(await keep("", as: "\(number)") == nil) }
    #expect(await keep("", as: "one more") == "desk.views-too-many")
    #expect(await keep("light=red", as: "3") == nil, "one that is there can be changed")
    #expect(try await names().count == SavedViews.most)
  }

  @Test func `a filter is renamed and taken away, by its own account only`() async throws {
    let views = views
    _ = await keep("light=red", as: "红")
    _ = await keep("light=amber", as: "黄")
    func rename(_ number: Int64, _ name: String, _ account: Int64) async -> String? {
      await problemCode {
        try await self.store.write { try views.rename(number, to: name, account, $0) }
      }
    }
    #expect(await rename(1, "黄", 7) == "desk.view-name-taken")
    #expect(await rename(1, "绿", 8) == "request.not-found")
    #expect(await rename(1, "红灯", 7) == nil)
    try await store.write { try views.remove(1, 8, $0) }
    #expect(try await names() == ["红灯=light=red", "黄=light=amber"])
    try await store.write { try views.remove(1, 7, $0) }
    #expect(try await names() == ["黄=light=amber"])
  }
}
