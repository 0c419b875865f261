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

/// Order, retries and what is given up, on a clock that the test moves.
@Suite struct CourierTests {
  @Test func `events that were asked for are sent in the order of the journal`() async throws {
    let town = try await Town()
    let id = try await town.subscribe()
    var expected: [Int64] = []
    for number in 0..<5 { expected.append(try await town.call("A3区路灯\(number)").position) }
    let mailbox = Mailbox()
    #expect(try await town.courier(mailbox).round() == 5)
    #expect(mailbox.positions == expected)
    #expect(Set(mailbox.types) == ["baodao.matter.received"])
    #expect(try await town.courier(mailbox).round() == 0)
    #expect(try await town.log(id).map(\.position) == expected.reversed())
  }

  @Test func `all events are sent to who asked for all, and none of before`() async throws {
    let town = try await Town()
    try await town.call()
    try await town.subscribe(["*"])
    let matter = try await town.call()
    _ = try await town.city.perform(
      Request(
        NoteMatter(text: "已到现场"), on: matter.id, by: try town.city.actor(post: "a-supervisor"),
        at: town.watch.now))
    let mailbox = Mailbox()
    _ = try await town.courier(mailbox).round()
    let jurisdiction = town.city.pack.jurisdiction
    let events = try await town.city.store.read {
      try EventReader.events(of: matter.id, jurisdiction, $0)
    }
    #expect(events.count >= 2)
    #expect(mailbox.positions == events.map(\.position))
  }

  @Test func `a message is a CloudEvent without a word of the caller`() async throws {
    let town = try await Town()
    try await town.subscribe()
    let matter = try await town.call()
    let mailbox = Mailbox()
    _ = try await town.courier(mailbox).round()
    let post = try #require(mailbox.posts.first)
    let json = try #require(mailbox.bodies.first)
    #expect(json["specversion"] == "1.0")
    #expect(json["id"]?.string == "\(town.city.pack.jurisdiction)-\(matter.position)")
    #expect(json["source"]?.string == "urn:baodao:\(town.city.pack.jurisdiction)")
    #expect(json["type"] == "baodao.matter.received")
    #expect(json["time"] == "2026-05-28T10:00:00+08:00")
    #expect(json["datacontenttype"] == "application/json")
    let members = try #require(json["data"]?.object)
    #expect(
      Set(members.keys) == [
        "position", "version", "event", "id", "number", "kind", "state", "phase", "light",
        "area", "category", "lead", "due",
      ])
    #expect(members["area"] == "a3")
    #expect(json["subject"] == members["number"])
    let text = String(decoding: post.body, as: UTF8.self)
    for word in ["王", "13800000000", "秘密", "路灯不亮"] { #expect(!text.contains(word)) }
    let headers = Dictionary(uniqueKeysWithValues: post.headers)
    #expect(headers["content-type"] == CloudEvent.contentType)
    #expect(headers["webhook-id"] == json["id"]?.string)
    #expect(headers["webhook-timestamp"] == String(Town.start.milliseconds / 1000))
  }

  @Test func `a failed message waits longer each time and holds up what follows`() async throws {
    let town = try await Town()
    let id = try await town.subscribe()
    let first = try await town.call().position
    let second = try await town.call().position
    let mailbox = Mailbox()
    mailbox.answer([500, 0, 302, 404])
    let courier = town.courier(mailbox)
    for seconds in [4, 24, 96, 480] as [Int64] {
      #expect(try await courier.round() == 1)
      town.watch.pass(seconds: seconds - 1)
      #expect(try await courier.round() == 0)
      town.watch.pass(seconds: 1)
    }
    #expect(try await courier.round() == 2)
    #expect(mailbox.positions == [first, first, first, first, first, second])
    let ids = Set(mailbox.posts.map { Dictionary(uniqueKeysWithValues: $0.headers)["webhook-id"] })
    #expect(ids.count == 2)
    let log = try await town.log(id)
    #expect(log.map(\.attempt) == [1, 5, 4, 3, 2, 1])
    #expect(log.map(\.status) == [200, 200, 404, 302, 0, 500])
    #expect(log.last?.failure == "HTTP 500")
  }

  @Test func `a receiver that is busy is given the time that it asks for`() async throws {
    for (status, wait) in [(503, 600), (429, 600), (500, 4)] as [(Int, Int64)] {
      let town = try await Town()
      try await town.subscribe()
      try await town.call()
      let mailbox = Mailbox()
      mailbox.answer([status], retryAfter: 600)
      let courier = town.courier(mailbox)
      _ = try await courier.round()
      town.watch.pass(seconds: wait - 1)
      #expect(try await courier.round() == 0, "\(status)")
      town.watch.pass(seconds: 1)
      #expect(try await courier.round() == 1, "\(status)")
    }
  }

  @Test func `after the last attempt the event is kept and the next one follows`() async throws {
    let town = try await Town()
    let id = try await town.subscribe()
    let first = try await town.call().position
    let second = try await town.call().position
    let mailbox = Mailbox()
    mailbox.answer(Array(repeating: 500, count: BackOff.attemptsMax))
    let courier = town.courier(mailbox)
    for seconds in BackOff.seconds {
      #expect(try await courier.round() == 1)
      town.watch.pass(seconds: seconds)
    }
    #expect(try await courier.round() == 2)
    #expect(mailbox.positions.last == second)
    let dead = try await town.dead(id)
    #expect(dead.map(\.position) == [first])
    #expect(dead.first?.attempts == 8)
    #expect(try await town.line(id).deadLetters == 1)

    mailbox.forget()
    _ = try await town.perform(ResendDeadLetters(), on: id)
    mailbox.answer([500])
    #expect(try await courier.round() == 1)
    #expect(try await town.dead(id).map(\.isWaiting) == [false])
    _ = try await town.perform(ResendDeadLetters(), on: id)
    #expect(try await courier.round() == 1)
    #expect(mailbox.positions == [first, first])
    #expect(try await town.dead(id).isEmpty)
    #expect(try await courier.round() == 0)
  }

  @Test func `a receiver that is gone ends its subscription`() async throws {
    let town = try await Town()
    let id = try await town.subscribe()
    try await town.call()
    let mailbox = Mailbox()
    mailbox.answer([410])
    let courier = town.courier(mailbox)
    #expect(try await courier.round() == 1)
    let webhook = try await town.webhook(id)
    #expect(webhook.status == .ended)
    #expect(webhook.reason == "HTTP 410 Gone")
    #expect(try await town.dead(id).isEmpty)
    town.watch.pass(seconds: 86_400)
    #expect(try await courier.round() == 0)
    let jurisdiction = town.city.pack.jurisdiction
    let last = try await town.city.store.read {
      try EventReader.events(of: id, jurisdiction, $0).last
    }
    #expect(last?.actor == "system:webhook")
  }

  @Test func `a subscription that fails for three days is paused and goes on where it was`()
    async throws
  {
    let town = try await Town()
    let id = try await town.subscribe()
    var positions: [Int64] = []
    for _ in 0..<6 { positions.append(try await town.call().position) }
    let mailbox = Mailbox()
    mailbox.answer([], then: 500)
    let courier = town.courier(mailbox)
    for _ in 0..<100 {
      _ = try await courier.round()
      if try await town.webhook(id).status == .paused { break }
      town.watch.pass(seconds: 3_600)
    }
    #expect(try await town.webhook(id).status == .paused)
    #expect(try await town.webhook(id).reason == "HTTP 500")
    let days = (town.watch.now.milliseconds - Town.start.milliseconds) / 86_400_000
    #expect(days == 3)
    mailbox.forget()
    mailbox.answer([])
    #expect(try await courier.round() == 0)
    _ = try await town.perform(ResumeWebhook(), on: id)
    let dead = try await town.dead(id).map(\.position)
    #expect(!dead.isEmpty)
    _ = try await courier.round()
    #expect(mailbox.positions == positions.filter { !dead.contains($0) })
  }

  @Test func `the log is bounded`() async throws {
    let town = try await Town()
    let id = try await town.subscribe(["*"])
    let mailbox = Mailbox()
    let courier = town.courier(mailbox)
    for _ in 0..<210 { try await town.call() }
    var sent = 0
    while case let more = try await courier.round(), more > 0 {
      #expect(more <= WebhookCourier.turnMax)
      sent += more
    }
    #expect(sent > WebhookLimits.logLinesMax)
    #expect(mailbox.positions == mailbox.positions.sorted())
    #expect(try await town.log(id).count == WebhookLimits.logLinesMax)
    town.watch.pass(seconds: 31 * 86_400)
    try await WebhookLog.forgetOld(town.watch.now, town.city.store)
    #expect(try await town.log(id).isEmpty)
  }
}
