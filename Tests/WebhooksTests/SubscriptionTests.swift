import City
import Journal
import Kernel
import Matters
import Organisation
import Store
import TestKit
import Testing

@testable import Webhooks

/// What may be done to a subscription, by whom.
@Suite struct SubscriptionTests {
  @Test func `a subscription begins active under its owner`() async throws {
    let town = try await Town()
    let id = try await town.subscribe(["matter.rated", "matter.received", "matter.rated"])
    let webhook = try await town.webhook(id)
    #expect(webhook.status == .active)
    #expect(webhook.owner == "post:integrator")
    #expect(webhook.events == ["matter.rated", "matter.received"])
    #expect(webhook.rotation == 1)
  }

  @Test func `what is asked for must exist`() async throws {
    let town = try await Town(.strict)
    func code(_ url: String, _ events: [String], _ areas: [String] = []) async -> String? {
      await problemCode { try await town.subscribe(events, areas: areas, url: url) }
    }
    let sound = "https://example.org/hook"
    #expect(await code(sound, ["*"]) == nil)
    #expect(await code("http://example.org/hook", ["*"]) == "webhook.url")
    #expect(await code(sound, []) == "request.field-missing")
    #expect(await code(sound, ["matter.recieved"]) == "webhook.event-unknown")
    #expect(await code(sound, ["post.assumed"]) == "webhook.event-unknown")
    #expect(await code(sound, ["*"], ["nowhere"]) == "request.not-found")
  }

  @Test func `who subscribes holds a post with the right, over the areas asked for`()
    async throws
  {
    let town = try await Town()
    func code(_ post: String, _ areas: [String]) async -> String? {
      await problemCode { try await town.subscribe(["*"], areas: areas, as: post) }
    }
    #expect(await code("a3-dispatcher", []) == "request.forbidden")
    #expect(await code("a3-leader", []) == nil)
    #expect(await code("a3-leader", ["a3"]) == nil)
    #expect(await code("a3-leader", ["a1"]) == "request.out-of-scope")
    #expect(await code("a3-leader", ["a3", "a"]) == "request.out-of-scope")
    #expect(await code("a-leader", ["a3", "a1"]) == nil)
    let unit = try town.city.actor(role: "integrator", unit: "example-office")
    let refused = await problemCode {
      _ = try await town.city.perform(
        Request(
          SubscribeWebhook(url: "https://example.org", events: ["*"]), by: unit, at: Town.start))
    }
    #expect(refused == "webhook.owner")
  }

  @Test func `only the owner and who covers the whole city change it`() async throws {
    let town = try await Town()
    let id = try await town.subscribe(["*"], as: "a3-leader")
    let neighbour = await problemCode {
      _ = try await town.perform(PauseWebhook(reason: "x"), on: id, as: "a-leader")
    }
    #expect(neighbour == "request.out-of-scope")
    _ = try await town.perform(PauseWebhook(reason: "维护"), on: id, as: "a3-leader")
    #expect(try await town.webhook(id).status == .paused)
    _ = try await town.perform(ResumeWebhook(), on: id)
    #expect(try await town.webhook(id).status == .active)
  }

  @Test func `steps that change nothing and steps after the end are refused`() async throws {
    let town = try await Town()
    let id = try await town.subscribe()
    func code<Performed: Action>(_ action: Performed) async -> String?
    where Performed.Subject == WebhookEngine {
      await problemCode { _ = try await town.perform(action, on: id) }
    }
    #expect(await code(ResumeWebhook()) == "request.nothing-to-do")
    #expect(await code(ResendDeadLetters()) == "request.nothing-to-do")
    #expect(await code(ReplayWebhook(position: 99)) == "webhook.position")
    #expect(await code(PauseWebhook(reason: "x")) == nil)
    #expect(await code(PauseWebhook(reason: "x")) == "request.nothing-to-do")
    #expect(await code(EndWebhook(reason: "x")) == nil)
    #expect(await code(EndWebhook(reason: "x")) == "webhook.ended")
    #expect(await code(ResumeWebhook()) == "webhook.ended")
    #expect(await code(PauseWebhook(reason: "x")) == "webhook.ended")
    #expect(await code(RotateWebhookSecret()) == "webhook.ended")
    #expect(await code(ReplayWebhook(position: 0)) == "webhook.ended")
    #expect(await code(ResendDeadLetters()) == "webhook.ended")
  }

  @Test func `a city has a hundred subscriptions at most, not counting ended ones`() async throws {
    let town = try await Town()
    var last: Int64 = 0
    for _ in 0..<WebhookLimits.subscriptionsMax { last = try await town.subscribe() }
    #expect(await problemCode { try await town.subscribe() } == "webhook.too-many")
    _ = try await town.perform(EndWebhook(reason: "x"), on: last)
    #expect(await problemCode { try await town.subscribe() } == nil)
  }

  @Test func `events are read back as they were written`() throws {
    let events: [WebhookEvent] = [
      .subscribed(url: "https://a", events: ["*"], areas: ["a"], owner: "post:x"),
      .paused(reason: "r"), .resumed, .ended(reason: "r"), .secretRotated(rotation: 2),
      .replayed(after: 7), .deadResent,
    ]
    for event in events { #expect(try WebhookEvent(event.event) == event) }
    #expect(throws: Problem.self) { try WebhookEvent(Event("webhook.unknown", [:])) }
    #expect(throws: Problem.self) { try WebhookEvent(Event("webhook.paused", [:])) }
  }

  @Test func `a rebuild makes the same rows, and leaves the courier's notes`() async throws {
    let town = try await Town()
    let first = try await town.subscribe(["*"], areas: ["a3"])
    let second = try await town.subscribe()
    try await town.call()
    _ = try await town.perform(RotateWebhookSecret(), on: first)
    _ = try await town.perform(PauseWebhook(reason: "x"), on: first)
    _ = try await town.perform(ResumeWebhook(), on: first)
    _ = try await town.perform(EndWebhook(reason: "x"), on: second)
    let mailbox = Mailbox()
    _ = try await town.courier(mailbox).round()
    let position = try await town.line(first).position
    let rebuilder = town.city.rebuilder
    let before = try await rebuilder.digests(town.city.store)
    #expect(before["webhook"] != nil)
    _ = try await rebuilder.rebuild(town.city.store)
    #expect(try await rebuilder.digests(town.city.store) == before)
    #expect(try await town.line(first).position == position)
  }

  @Test func `the secret is shown once, changes with each rotation and stands nowhere`()
    async throws
  {
    let town = try await Town()
    let outcome = try await town.perform(
      SubscribeWebhook(url: "https://example.org", events: ["*"]))
    let name = SubscribeWebhook.declaration.name
    let first = try #require(try await town.city.webhookSecret(madeBy: name, outcome))
    #expect(first.hasPrefix("whsec_") && first.count == 50)
    let rotated = try await town.perform(RotateWebhookSecret(), on: outcome.subject)
    let second = try await town.city.webhookSecret(
      madeBy: RotateWebhookSecret.declaration.name, rotated)
    #expect(second != nil && second != first)
    let paused = try await town.perform(PauseWebhook(reason: "x"), on: outcome.subject)
    #expect(
      try await town.city.webhookSecret(madeBy: PauseWebhook.declaration.name, paused) == nil)
    let bodies = try await town.city.store.read {
      try $0.rows("SELECT body FROM event", []).map { $0.text(0) }
    }
    #expect(!bodies.contains { $0.contains("whsec") || $0.contains(String(first.dropFirst(6))) })
  }
}
