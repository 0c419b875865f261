import City
import Journal
import Kernel
import Matters
import Organisation
import Pack
import Store
import TestKit
import Testing

@testable import Webhooks

/// Nobody is sent what they may not see.
@Suite struct ScopeTests {
  private func numbers(_ mailbox: Mailbox) -> [String] {
    mailbox.bodies.compactMap { $0["data"]?["area"]?.string }
  }

  @Test func `events outside the subscriber's areas are never sent`() async throws {
    let town = try await Town()
    let whole = Mailbox()
    let three = Mailbox()
    try await town.subscribe(["*"], as: "a3-leader")
    for area in ["A3区", "A1区", "B市B2区", "A3区", "没有地点的"] {
      try await town.call("\(area)路灯不亮")
    }
    _ = try await town.courier(three).round()
    #expect(!three.posts.isEmpty)
    #expect(Set(numbers(three)) == ["a3"])
    #expect(three.types.filter { $0 == "baodao.matter.received" }.count == 2)
    try await town.subscribe(["matter.received"])
    _ = try await town.perform(
      ReplayWebhook(position: 0), on: try await town.newest())
    _ = try await town.courier(whole).round()
    #expect(whole.types.count == 5)
  }

  @Test func `areas narrow what the subscriber may see`() async throws {
    let town = try await Town()
    try await town.subscribe(["matter.received"], areas: ["a1", "b"])
    for area in ["A3区", "A1区", "B市", "没有地点的"] { try await town.call("\(area)路灯不亮") }
    let mailbox = Mailbox()
    _ = try await town.courier(mailbox).round()
    #expect(numbers(mailbox) == ["a1", "b"])
  }

  @Test func `who has left the post is sent nothing, not even of before`() async throws {
    let town = try await Town()
    let administrator = try town.city.actor(post: "administrator")
    func appoint<Performed: Action>(_ action: Performed) async throws
    where Performed.Subject == PostEngine {
      _ = try await town.city.perform(
        Request(
          action, on: town.city.posts.id(of: "a3-leader"), by: administrator,
          at: town.watch.now))
    }
    try await appoint(AppointHolder(post: "a3-leader", person: "chen"))
    let chen = try await town.city.actor(person: "chen", at: town.watch.now)
    _ = try await town.city.perform(
      Request(
        SubscribeWebhook(url: "http://127.0.0.1:1/", events: ["matter.received"]), by: chen,
        at: town.watch.now))
    let mailbox = Mailbox()
    let courier = town.courier(mailbox)
    let first = try await town.call().position
    _ = try await courier.round()
    #expect(mailbox.positions == [first])
    try await town.call()
    town.watch.pass(seconds: 60)
    try await appoint(VacatePost(post: "a3-leader", person: "chen", reason: "调离"))
    try await town.call()
    #expect(try await courier.round() == 0)
    #expect(mailbox.positions == [first])
    // Back in the post: what happened in between stays unsent, what happens now is sent.
    town.watch.pass(seconds: 60)
    try await appoint(AppointHolder(post: "a3-leader", person: "chen"))
    let last = try await town.call().position
    _ = try await courier.round()
    #expect(mailbox.positions == [first, last])
  }

  @Test func `an event that waits for its next attempt is looked at again`() async throws {
    let town = try await Town()
    let administrator = try town.city.actor(post: "administrator")
    let post = town.city.posts.id(of: "a3-leader")
    _ = try await town.city.perform(
      Request(
        AppointHolder(post: "a3-leader", person: "chen"), on: post, by: administrator,
        at: town.watch.now))
    let chen = try await town.city.actor(person: "chen", at: town.watch.now)
    let id = try await town.city.perform(
      Request(
        SubscribeWebhook(url: "http://127.0.0.1:1/", events: ["matter.received"]), by: chen,
        at: town.watch.now)
    ).subject
    try await town.call()
    let mailbox = Mailbox()
    mailbox.answer([500])
    let courier = town.courier(mailbox)
    #expect(try await courier.round() == 1)
    town.watch.pass(seconds: 60)
    _ = try await town.city.perform(
      Request(
        VacatePost(post: "a3-leader", person: "chen", reason: "调离"), on: post,
        by: administrator, at: town.watch.now))
    #expect(try await courier.round() == 0)
    #expect(try await town.dead(id).isEmpty)
    // The next event has all its attempts before it.
    town.watch.pass(seconds: 60)
    _ = try await town.city.perform(
      Request(
        AppointHolder(post: "a3-leader", person: "chen"), on: post, by: administrator,
        at: town.watch.now))
    try await town.call()
    mailbox.answer([500])
    #expect(try await courier.round() == 1)
    #expect(try await town.log(id).map(\.attempt) == [1, 1])
  }

  @Test func `an import is not told`() async throws {
    let town = try await Town()
    try await town.subscribe(["*"])
    _ = try await town.city.perform(
      Request(
        ReceiveMatter(
          kind: "hotline", title: "A3区路灯不亮", text: "x", caller: "王", channel: "web"),
        by: City.importer, at: town.watch.now, tellsOutside: false))
    let mailbox = Mailbox()
    #expect(try await town.courier(mailbox).round() == 0)
  }

  @Test func `lists show a subscriber their own, and who covers the whole city all`()
    async throws
  {
    let town = try await Town()
    let own = try await town.subscribe(as: "a3-leader")
    let other = try await town.subscribe(as: "a-leader")
    func seen(_ post: String) async throws -> [Int64] {
      let reader = WebhookReader(town.city.webhooks, try town.city.actor(post: post))
      return try await town.city.store.read { try reader.lines($0).map(\.id) }
    }
    #expect(try await seen("a3-leader") == [own])
    #expect(try await seen("integrator") == [other, own])
    let reader = WebhookReader(town.city.webhooks, try town.city.actor(post: "a3-leader"))
    #expect(try await town.city.store.read { try reader.line(other, $0) } == nil)
    #expect(try await town.city.store.read { try reader.line(own, $0) } != nil)
  }
}

extension Town {
  /// The newest subscription.
  func newest() async throws -> Int64 {
    let reader = WebhookReader(city.webhooks, nil)
    return try #require(try await city.store.read { try reader.lines($0).map(\.id).max() })
  }
}
