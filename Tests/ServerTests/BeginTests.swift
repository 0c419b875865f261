import City
import Kernel
import Store
import Testing

@testable import Server

/// Intake and the whistle, as a call taker and a street use them.
struct BeginTests {
  private static func opened(
    _ post: String, _ path: String
  ) async throws -> (browser: Browser, hidden: [(String, String)], lobby: Lobby) {
    let lobby = try await Lobby()
    try await lobby.settle("worker", post: post)
    let browser = Browser(lobby)
    try await browser.signIn("worker")
    let page = try await browser.get(path)
    #expect(page.status == 200)
    let key = try #require(page.body.firstMatch(of: /name="_key" value="([^"]+)"/)).1
    return (browser, [("csrf", try #require(page.token)), ("_key", String(key))], lobby)
  }

  private static let call = [
    ("kind", "hotline"), ("title", "A3区路灯不亮"), ("text", "三天了，请处理。"), ("caller", "王建国"),
    ("channel", "phone"),
  ]

  @Test func `a call taker takes a call in once, and tells the caller number and code`()
    async throws
  {
    let (browser, hidden, lobby) = try await Self.opened("a-call-taker", "/intake")
    var told: Set<String> = []
    for _ in 0..<2 {
      let answer = try await browser.post("/intake", hidden + Self.call)
      #expect(answer.status == 200)
      let words = answer.body.matches(of: /<b class="number">([^<]+)<\/b>/).map { String($0.1) }
      #expect(words.count == 2)
      told.insert(words.joined(separator: " "))
    }
    #expect(told.count == 1, "the same form is filed once")
    let count = try await lobby.city.store.read {
      try $0.row("SELECT count(*) FROM matter", [])?.integer(0)
    }
    #expect(count == 1)
  }

  @Test func `a form that lacks something comes back with every word`() async throws {
    let (browser, hidden, _) = try await Self.opened("a-call-taker", "/intake")
    let fields = Self.call.map { $0.0 == "kind" ? ("kind", "") : $0 }
    let answer = try await browser.post("/intake", hidden + fields)
    #expect(answer.status == 422)
    #expect(answer.body.contains("三天了，请处理。"))
    #expect(answer.body.contains("href=\"#field-kind\""))
  }

  @Test func `only those who may begin something are shown its form`() async throws {
    let lobby = try await Lobby()
    try await lobby.settle("editor", post: "a-editor")
    let browser = Browser(lobby)
    try await browser.signIn("editor")
    #expect(try await browser.get("/intake").status == 403)
    #expect(try await browser.get("/whistle").status == 403)
    #expect(!(try await browser.get("/wall").body.contains("href=\"/intake\"")))
  }

  @Test func `a unit that is not there is named when the whistle is blown`() async throws {
    let (browser, hidden, _) = try await Self.opened("a3-housing-handler", "/whistle")
    let answer = try await browser.post(
      "/whistle",
      hidden + [
        ("kind", "whistle"), ("title", "占道经营"), ("demand", "请到场"), ("area", "a3"),
        ("units", "nobody\na3-transport"),
      ])
    #expect((400..<500).contains(answer.status))
    #expect(answer.body.contains("请到场"))
  }
}
