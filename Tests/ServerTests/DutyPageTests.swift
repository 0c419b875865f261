import Testing

@testable import Server

/// The page with the tiers' duties.
struct DutyPageTests {
  private static func heads(_ post: String) async throws -> (all: [String], body: String) {
    let lobby = try await Lobby()
    try await lobby.settle("worker", post: post)
    let browser = Browser(lobby)
    try await browser.signIn("worker")
    let page = try await browser.get("/duties")
    #expect(page.status == 200)
    return (
      page.body.matches(of: /<section class="card"[^>]*><h2>([^<]+)<\/h2>/).map { String($0.1) },
      page.body
    )
  }

  @Test func `a community's secretary sees the ten duties of the community first`() async throws {
    let (heads, body) = try await Self.heads("a3-luwei-secretary")
    #expect(heads.first == "社区")
    #expect(heads.count == 4)
    let community = try #require(body.firstMatch(of: /(?s)id="community".*?<\/section>/)).0
    #expect(community.matches(of: /<tr/).count == 1 + 10)
  }

  @Test func `whoever works for the city sees the city's first`() async throws {
    #expect(try await Self.heads("a-leader").all.first == "市")
  }

  @Test func `strangers are led to the sign-in`() async throws {
    let stranger = Browser(try await Lobby())
    #expect(try await stranger.get("/duties").location?.hasPrefix("/sign-in") == true)
  }
}
