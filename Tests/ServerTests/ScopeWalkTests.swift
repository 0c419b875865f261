import City
import Journal
import Kernel
import Matters
import Organisation
import Pack
import Store
import Testing

@testable import Server

/// Every role looks at every page: nothing comes back that its posts do not cover.
struct ScopeWalkTests {
  private static let titles = [
    "A3区云杉路路灯不亮", "A3区医院排队太久", "A7县公交站牌倒伏", "B1区工地夜间施工", "C2区自来水发黄",
    "云杉路路灯又不亮了",
  ]

  private static let pages = [
    "/", "/?light=red", "/?light=green", "/bulletin", "/wall", "/drafts", "/webhooks", "/me",
    "/duties", "/?group=all", "/?group=lead&order=newest", "/?group=answered", "/matters",
    "/matters?words=A3", "/matters?phase=open&light=green", "/views", "/bulk", "/report",
    "/track", "/gallery", "/sign-in", "/feeds/wall.atom", "/intake", "/arbitration", "/whistle",
    "/whistles", "/administration", "/administration/units", "/administration/units/a3-office",
    "/administration/posts", "/administration/posts/supervisor", "/administration/accounts",
    "/administration/packs", "/administration/packs/candidate", "/administration/calendar",
    "/administration/timers", "/administration/timers?late=true", "/administration/outbox",
    "/administration/journal", "/administration/journal/1", "/administration/verifications",
    "/administration/health", "/bulletin?week=2026-W22", "/figures", "/figures/received",
    "/figures/open?compare=unit", "/figures/received/rows?period=2026-05-28",
    "/figures/open/rows?period=2026-05-28", "/figures/in-time-rate/rows?period=2026-05",
  ]

  private let lobby: Lobby
  /// All matters of the city by their numbers.
  private let numbers: [String]

  init() async throws {
    let lobby = try await Lobby()
    var numbers: [String] = []
    let engine = lobby.city.matters
    for (index, title) in Self.titles.enumerated() {
      let outcome = try await ActionCatalogue.all.perform(
        ActionCatalogue.Call(
          "ReceiveMatter", on: nil,
          [
            "kind": "hotline", "title": .string(title), "text": "请处理。",
            "caller": .string("来电人\(index)"), "channel": "phone",
          ], by: try lobby.city.actor(post: "supervisor"), at: lobby.now), lobby.city)
      numbers.append(
        try await lobby.city.store.read { try engine.load(outcome.subject, $0)?.number ?? "" })
    }
    (self.lobby, self.numbers) = (lobby, numbers)
  }

  /// What a post covers, asked of the reader of matters itself.
  private func covered(_ post: String) async throws -> Set<String> {
    let actor = try lobby.city.actor(post: post)
    guard actor.holds("matter.read") else { return [] }
    let reader = MatterReader(lobby.city.matters, RowScope(actor, "matter.read"))
    let numbers = numbers
    return try await lobby.city.store.read { store in
      Set(try numbers.filter { try reader.matter($0, store) != nil })
    }
  }

  @Test func `no page tells any role of a matter that it does not cover`() async throws {
    var seen: [String: Set<String>] = [:]
    for post in lobby.city.pack.posts {
      let login = "walker-" + post.id
      try await lobby.settle(login, post: post.id)
      let browser = Browser(lobby)
      try await browser.signIn(login)
      let covered = try await covered(post.id)
      for page in Self.pages {
        let answer = try await browser.get(page)
        #expect(answer.status < 500, "\(post.id) \(page)")
        let told = numbers.filter { answer.body.contains($0) }
        #expect(covered.isSuperset(of: told), "\(post.id) \(page)")
      }
      for (index, number) in numbers.enumerated() {
        let answer = try await browser.get("/matters/\(number)")
        #expect(answer.status == (covered.contains(number) ? 200 : 404), "\(post.id) \(number)")
        for part in ["/sheet", "/timeline"] {
          let page = try await browser.get("/matters/\(number)" + part)
          #expect(page.status == answer.status, "\(post.id) \(number)\(part)")
        }
        if !covered.contains(number) {
          #expect(!answer.body.contains(Self.titles[index]), "\(post.id) \(number)")
        }
      }
      seen[post.id] = covered
    }
    // The walk says something only where posts differ.
    #expect(seen["supervisor"]?.count == numbers.count)
    #expect(seen["a3-housing-handler"] == [numbers[0]])
    #expect(seen["administrator"] == [])
  }

  @Test func `nobody sees any matter without signing in`() async throws {
    let stranger = Browser(lobby)
    for page in Self.pages + numbers.map({ "/matters/\($0)" }) {
      let answer = try await stranger.get(page)
      #expect(answer.status < 500, "\(page)")
      #expect(!numbers.contains { answer.body.contains($0) && answer.location == nil }, "\(page)")
      #expect(!Self.titles.contains { answer.body.contains($0) }, "\(page)")
    }
  }
}
