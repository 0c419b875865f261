import City
import Journal
import Kernel
import Matters
import Organisation
import Pack
import Store
import StoreSQLite
import Synchronization
import TestKit
import Testing
import Webhooks

/// A clock that stands still until it is moved.
final class Watch: Sendable {
  private let milliseconds: Mutex<Int64>

  init(_ start: Instant) { milliseconds = Mutex(start.milliseconds) }

  var now: Instant { Instant(milliseconds: milliseconds.withLock { $0 }) }

  func pass(seconds: Int64) { milliseconds.withLock { $0 += seconds * 1000 } }
}

/// Takes messages as it is told, without a network.
final class Mailbox: WebhookSender {
  private struct State {
    var posts: [WebhookPost] = []
    var answers: [WebhookAnswer] = []
    var otherwise = WebhookAnswer(status: 200)
  }

  private let state = Mutex(State())
  /// Called for each message before it is answered.
  private let meanwhile: @Sendable () async -> Void

  init(meanwhile: @escaping @Sendable () async -> Void = {}) { self.meanwhile = meanwhile }

  var posts: [WebhookPost] { state.withLock { $0.posts } }
  var bodies: [JSON] {
    posts.compactMap { try? JSON(parsing: String(decoding: $0.body, as: UTF8.self)) }
  }
  /// Positions of the journal in the order in which they came.
  var positions: [Int64] { bodies.compactMap { $0["data"]?["position"]?.integer } }
  var types: [String] { bodies.compactMap { $0["type"]?.string } }

  /// Sets the answers to the next messages, and to all after them.
  func answer(_ statuses: [Int], then otherwise: Int = 200, retryAfter: Int64? = nil) {
    state.withLock {
      $0.answers = statuses.map { WebhookAnswer(status: $0, retryAfter: retryAfter) }
      $0.otherwise = WebhookAnswer(status: otherwise, retryAfter: retryAfter)
    }
  }

  func forget() { state.withLock { $0.posts = [] } }

  func send(_ post: WebhookPost) async -> WebhookAnswer {
    await meanwhile()
    return state.withLock {
      $0.posts.append(post)
      return $0.answers.isEmpty ? $0.otherwise : $0.answers.removeFirst()
    }
  }
}

/// The example city, in which leaders may subscribe too.
struct Town: Sendable {
  static let start = Instant("2026-05-28T10:00:00+08:00", offset: .china)!
  let city: City
  let watch: Watch

  init(_ policy: WebhookPolicy = .inside) async throws {
    let watch = Watch(Town.start)
    self.watch = watch
    city = try await City.open(
      try Town.pack(), try temporaryStore(), webhookPolicy: policy, random: fixedBytes
    ) { watch.now }
  }

  private static func pack() throws -> Pack {
    let files = repositoryFiles()
    var mechanism = String(
      decoding: fileBytes(root + "/Mechanisms/G03/mechanism.yaml") ?? [], as: UTF8.self)
    let leader = "matter.approve, matter.approve-second, figure.read]"
    let range = try #require(mechanism.firstRange(of: leader))
    mechanism.replaceSubrange(
      range, with: "matter.approve, matter.approve-second, figure.read, webhook.manage]")
    var text = String(decoding: fileBytes(root + "/Packs/example/pack.yaml") ?? [], as: UTF8.self)
    text += "\n  - {id: a3-leader, name: 区领导, unit: a3-office, role: leader}\n"
    return try PackLoader.load(
      "example",
      from: files.overlaid(
        with: PackFiles([
          "Mechanisms/G03/mechanism.yaml": Array(mechanism.utf8),
          "Packs/example/pack.yaml": Array(text.utf8),
        ])))
  }

  func courier(
    _ sender: any WebhookSender, _ holder: String = "one", random: UInt64 = 0
  ) -> WebhookCourier {
    let watch = watch
    return WebhookCourier(
      city.store, city.webhooks, WebhookDesk(city) { watch.now }, sender, holder: holder,
      random: { random }, clock: { watch.now })
  }

  func perform<Performed: Action>(
    _ action: Performed, on id: Int64? = nil, as post: String = "integrator"
  ) async throws -> Outcome where Performed.Subject == WebhookEngine {
    try await city.perform(
      Request(action, on: id, by: try city.actor(post: post), at: watch.now))
  }

  @discardableResult
  func subscribe(
    _ events: [String] = ["matter.received"], areas: [String] = [],
    url: String = "http://127.0.0.1:1/hook", as post: String = "integrator"
  ) async throws -> Int64 {
    try await perform(SubscribeWebhook(url: url, events: events, areas: areas), as: post).subject
  }

  /// Receives a matter; answers the position of `matter.received`.
  @discardableResult
  func call(_ title: String = "A3区路灯不亮") async throws -> (id: Int64, position: Int64) {
    let outcome = try await city.perform(
      Request(
        ReceiveMatter(
          kind: "hotline", title: title, text: "秘密的正文，电话13800000000。", caller: "王建国",
          channel: "phone"), by: try city.actor(post: "a-call-taker"), at: watch.now))
    let jurisdiction = city.pack.jurisdiction
    let first = try await city.store.read {
      try EventReader.events(of: outcome.subject, jurisdiction, $0).first
    }
    return (outcome.subject, try #require(first).position)
  }

  func webhook(_ id: Int64) async throws -> Webhook {
    let engine = city.webhooks
    return try #require(try await city.store.read { try engine.load(id, $0) })
  }

  func line(_ id: Int64) async throws -> WebhookReader.Line {
    let reader = WebhookReader(city.webhooks, nil)
    return try #require(try await city.store.read { try reader.line(id, $0) })
  }

  func log(_ id: Int64) async throws -> [WebhookLog.Line] {
    try await city.store.read { try WebhookLog.lines(of: id, $0) }
  }

  func dead(_ id: Int64) async throws -> [WebhookLog.DeadLetter] {
    try await city.store.read { try WebhookLog.deadLetters(of: id, $0) }
  }
}
