import City
import Journal
import Kernel
import Store
import Testing

@testable import Server

/// A subscription's steps on its page.
struct WebhookStepTests {
  private func subscribed() async throws -> (Lobby, Browser, token: String, path: String) {
    let lobby = try await Lobby()
    try await lobby.settle("he.lin", post: "integrator")
    let browser = Browser(lobby)
    try await browser.signIn("he.lin")
    let actor = try await lobby.city.actor(person: "he.lin", at: lobby.now)
    let outcome = try await ActionCatalogue.all.perform(
      ActionCatalogue.Call(
        "SubscribeWebhook",
        ["url": "https://example.org/hook", "events": ["matter.received"]], by: actor,
        at: lobby.now), lobby.city)
    let path = "/webhooks/" + Identifier<Outcome>(rawValue: outcome.subject).text
    return (lobby, browser, try #require(try await browser.get("/me").token), path)
  }

  @Test func `a subscription is paused, resumed, given a new secret and ended`() async throws {
    let (_, browser, token, path) = try await subscribed()
    let bare = try await browser.post(path + "/PauseWebhook", [("csrf", token)])
    #expect(bare.status == 422 && bare.body.contains("aria-invalid"))
    let paused = try await browser.post(
      path + "/PauseWebhook", [("csrf", token), ("reason", "对方检修")])
    #expect(paused.location == path)
    let page = try await browser.get(path).body
    #expect(page.contains("已暂停") && page.contains("对方检修") && page.contains("ResumeWebhook"))
    #expect(!page.contains("/PauseWebhook\""))
    _ = try await browser.post(path + "/ResumeWebhook", [("csrf", token)])
    let rotated = try await browser.post(path + "/RotateWebhookSecret", [("csrf", token)])
    #expect(rotated.status == 200 && rotated.body.contains("whsec_"))
    #expect(!(try await browser.get(path).body.contains("whsec_")))
    _ = try await browser.post(path + "/EndWebhook", [("csrf", token), ("reason", "停用")])
    #expect(!(try await browser.get(path).body.contains("/RotateWebhookSecret\"")))
  }

  @Test func `dead letters are let go with a reason`() async throws {
    let (lobby, browser, token, path) = try await subscribed()
    #expect(!(try await browser.get(path).body.contains("DropDeadLetters")))
    try await lobby.city.store.write {
      try $0.run(
        """
        INSERT INTO webhook_dead (webhook, position, event, at, attempts, failure, again)
        SELECT id, 3, 'matter.received', 5, 8, '410', 0 FROM webhook
        """, [])
    }
    #expect(try await browser.get("/administration").body.contains("推送死信"))
    let dropped = try await browser.post(
      path + "/DropDeadLetters", [("csrf", token), ("reason", "对方已另行核对")])
    #expect(dropped.location == path)
    let left = try await lobby.city.store.read {
      try $0.row("SELECT count(*) FROM webhook_dead", [])?.integer(0)
    }
    #expect(left == 0)
    #expect(try await browser.get(path).body.contains("对方已另行核对"))
  }

  @Test func `who does not see a subscription changes nothing of it`() async throws {
    let (lobby, _, _, path) = try await subscribed()
    for (login, post, status) in [("disp", "supervisor", 403), ("gao", "auditor", 403)] {
      try await lobby.settle(login, post: post)
      let other = Browser(lobby)
      try await other.signIn(login)
      let token = try #require(try await other.get("/me").token)
      let answer = try await other.post(
        path + "/EndWebhook", [("csrf", token), ("reason", "x")])
      #expect(answer.status == status)
    }
    #expect(try await Browser(lobby).post(path + "/EndWebhook", [("reason", "x")]).status >= 400)
  }
}
