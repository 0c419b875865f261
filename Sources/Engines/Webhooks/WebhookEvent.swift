public import Journal
public import Kernel

/// What can happen to a subscription.
public enum WebhookEvent: Sendable, Equatable {
  case subscribed(url: String, events: [String], areas: [String], owner: String)
  case paused(reason: String)
  case resumed
  case ended(reason: String)
  /// The secret of this number takes the place of the one before.
  case secretRotated(rotation: Int64)
  /// What came after a position is sent again.
  case replayed(after: Int64)
  /// The dead letters are sent again.
  case deadResent
  /// The dead letters are let go.
  case deadDropped(reason: String)
}

extension WebhookEvent: DomainEvent {
  public var event: Event {
    switch self {
    case .subscribed(let url, let events, let areas, let owner):
      Event(
        "webhook.subscribed",
        [
          "url": .string(url), "events": .array(events.map(JSON.string)),
          "areas": .array(areas.map(JSON.string)), "owner": .string(owner),
        ])
    case .paused(let reason): Event("webhook.paused", ["reason": .string(reason)])
    case .resumed: Event("webhook.resumed", [:])
    case .ended(let reason): Event("webhook.ended", ["reason": .string(reason)])
    case .secretRotated(let rotation):
      Event("webhook.secret-rotated", ["rotation": .integer(rotation)])
    case .replayed(let after): Event("webhook.replayed", ["after": .integer(after)])
    case .deadResent: Event("webhook.dead-resent", [:])
    case .deadDropped(let reason):
      Event("webhook.dead-dropped", ["reason": .string(reason)])
    }
  }

  public init(_ event: Event) throws {
    func unreadable(_ member: String) -> Problem {
      Problem(.webhookEventUnreadable, ["event": event.name, "member": member])
    }
    func text(_ member: String) throws -> String {
      guard let text = event.body[member]?.string else { throw unreadable(member) }
      return text
    }
    func texts(_ member: String) throws -> [String] {
      guard let elements = event.body[member]?.array else { throw unreadable(member) }
      return try elements.map {
        guard let text = $0.string else { throw unreadable(member) }
        return text
      }
    }
    func number(_ member: String) throws -> Int64 {
      guard let number = event.body[member]?.integer else { throw unreadable(member) }
      return number
    }
    switch event.name {
    case "webhook.subscribed":
      self = .subscribed(
        url: try text("url"), events: try texts("events"), areas: try texts("areas"),
        owner: try text("owner"))
    case "webhook.paused": self = .paused(reason: try text("reason"))
    case "webhook.resumed": self = .resumed
    case "webhook.ended": self = .ended(reason: try text("reason"))
    case "webhook.secret-rotated": self = .secretRotated(rotation: try number("rotation"))
    case "webhook.replayed": self = .replayed(after: try number("after"))
    case "webhook.dead-resent": self = .deadResent
    case "webhook.dead-dropped": self = .deadDropped(reason: try text("reason"))
    default: throw unreadable("")
    }
  }
}
