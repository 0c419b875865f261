public import Journal
public import Kernel
import Matters
import Organisation
import Pack
public import Store
import Territory
public import Webhooks

/// Subscriptions of a city.
extension City {
  /// Runs one action on subscriptions; the answer is durable.
  public func perform<Performed: Action>(
    _ request: Request<Performed>
  ) async throws -> Outcome where Performed.Subject == WebhookEngine {
    try await store.write { writer in
      let outcome = try self.runner.perform(
        request, self.webhooks, pack: self.pack.reference, writer)
      if request.action is DropDeadLetters, !outcome.isRepeated {
        try WebhookLog.dropDeadLetters(of: outcome.subject, writer)
      }
      return outcome
    }
  }

  /// The secret that an action has just made, to be shown this once; nil for any other
  /// action and for the answer to a repeated request.
  public func webhookSecret(madeBy action: String, _ outcome: Outcome) async throws -> String? {
    if let secret = takeSecret(madeBy: outcome) { return secret }
    let makers = [SubscribeWebhook.declaration.name, RotateWebhookSecret.declaration.name]
    guard makers.contains(action), !outcome.isRepeated else { return nil }
    let engine = webhooks
    let jurisdiction = pack.jurisdiction
    return try await store.read { reader in
      guard let webhook = try engine.load(outcome.subject, reader) else { return nil }
      return WebhookSignature.text(
        ofSecret: try CitySecret.webhook(
          outcome.subject, rotation: webhook.rotation, jurisdiction, reader))
    }
  }

  /// The program's own hand for subscriptions that fail.
  static let courier = Actor(
    id: "system:webhook", name: "webhook",
    grants: [
      Grant(
        role: "webhook", permissions: ["webhook.manage"], unit: nil, areas: nil,
        onlyOwnUnit: false)
    ])
}

/// What a city's courier asks of it: who may be told what, and the secrets.
public struct WebhookDesk: WebhookHost {
  private let city: City
  private let clock: @Sendable () -> Instant

  /// - Parameter clock: what time it is in the city; posts are held from one moment to another.
  public init(_ city: City, clock: @escaping @Sendable () -> Instant) {
    self.city = city
    self.clock = clock
  }

  public var offset: UTCOffset { city.pack.offset }

  public func story(
    of event: RecordedEvent, for webhook: Webhook, at now: Instant, _ reader: any Reading
  ) throws -> WebhookStory? {
    // An import repeats what was told long ago.
    guard event.stream.kind == WebhookTopics.kind, event.actor != City.importer.id,
      let owner = try owner(webhook.owner, reader)
    else { return nil }
    let matters = MatterReader(city.matters, RowScope(owner, "matter.read"))
    let name = Identifier<Matter>(rawValue: event.stream.id).text
    guard let (_, matter) = try matters.matter(name, reader) else { return nil }
    if !webhook.areas.isEmpty {
      guard let area = matter.area,
        webhook.areas.contains(where: { city.territory.isWithin(area, $0) })
      else { return nil }
    }
    return WebhookStory(subject: matter.number, data: facts(event, matter))
  }

  /// The owner with what they may do now; nil where that is no longer to be sent anything.
  private func owner(_ id: String, _ reader: any Reading) throws -> Actor? {
    let owner: Actor
    if let post = name(id, after: "post:") {
      guard city.pack.posts.contains(where: { $0.id == post }) else { return nil }
      owner = try city.actor(post: post)
    } else if let person = name(id, after: "person:") {
      let held = try city.posts.posts(of: person, at: clock(), reader)
      owner = Actor(
        id: id, name: person, grants: try held.flatMap { try city.actor(post: $0.id).grants })
    } else {
      return nil
    }
    return owner.holds("webhook.manage") ? owner : nil
  }

  private func name(_ id: String, after prefix: String) -> String? {
    id.hasPrefix(prefix) ? String(id.dropFirst(prefix.count)) : nil
  }

  /// What any receiver may have: no text that somebody wrote, nothing of a person.
  private func facts(_ event: RecordedEvent, _ matter: Matter) -> JSON {
    [
      "position": .integer(event.position), "version": .integer(event.version),
      "event": .string(event.event.name),
      "id": .string(Identifier<Matter>(rawValue: event.stream.id).text),
      "number": .string(matter.number), "kind": .string(matter.kind),
      "state": .string(matter.state), "phase": .string(matter.phase.rawValue),
      "light": .string("\(matter.light)"), "area": JSON(matter.area),
      "category": JSON(matter.category), "lead": JSON(matter.lead),
      "due": JSON(matter.dueAt?.text(offset)),
    ]
  }

  public func secret(
    of id: Int64, rotation: Int64, _ reader: any Reading
  ) throws -> [UInt8] {
    try CitySecret.webhook(id, rotation: rotation, city.pack.jurisdiction, reader)
  }

  public func pause(_ id: Int64, _ reason: String, at now: Instant) async throws {
    _ = try await city.perform(
      Request(PauseWebhook(reason: reason), on: id, by: City.courier, at: now))
  }

  public func end(_ id: Int64, _ reason: String, at now: Instant) async throws {
    _ = try await city.perform(
      Request(EndWebhook(reason: reason), on: id, by: City.courier, at: now))
  }
}
