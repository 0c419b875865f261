public import Kernel

/// One subscription: whose, of which events, and where they are sent.
public struct Webhook: Sendable, Equatable {
  /// Whether it is served.
  public enum Status: String, Sendable, CaseIterable {
    case active
    /// Keeps its place and gets nothing until it is resumed.
    case paused
    /// Gets nothing for good.
    case ended
  }

  public let url: String
  /// Names such as `matter.received`, or `*` for all.
  public let events: [String]
  /// Areas, with all below them, whose events are sent; empty for all that the owner may see.
  public let areas: [String]
  /// Who subscribed, as in the journal: what they may see when an event is sent is what is sent.
  public let owner: String
  public var status: Status
  /// Why it is paused or ended; empty while it is active.
  public var reason: String
  /// Number of the signing secret, 1 for the first.
  public var rotation: Int64
  /// When the secret was last changed; until a day later the one before signs too.
  public var rotatedAt: Instant?
  /// How often it was set back, resumed and told to send its dead letters again: the courier
  /// compares these with what it has seen to.
  public var replays: Int64
  public var resumptions: Int64
  public var resends: Int64
  /// The position after which the last replay begins.
  public var replayAfter: Int64
  public let begunAt: Instant

  /// Whether an event of this name is sent.
  public func takes(_ event: String) -> Bool { events.contains("*") || events.contains(event) }
}

/// Bounds of subscriptions.
public enum WebhookLimits {
  /// Subscriptions of a city that have not ended.
  public static let subscriptionsMax = 100
  public static let eventsMax = 60
  public static let areasMax = 50
  public static let urlMax = 2_048
  public static let reasonMax = 300
  /// Lines of the delivery log that are kept for one subscription, and for how long.
  public static let logLinesMax = 200
  public static let logDaysMax: Int64 = 30
  /// Dead letters that are kept for one subscription; the oldest go first.
  public static let deadLettersMax = 500
}

/// What the city allows; the default is what holds on the open network.
public struct WebhookPolicy: Sendable, Hashable {
  /// Whether `http` will do.
  public let allowsPlain: Bool
  /// Whether an address inside the house will do.
  public let allowsPrivate: Bool

  public static let strict = WebhookPolicy(allowsPlain: false, allowsPrivate: false)
  /// For receivers on the city's own network.
  public static let inside = WebhookPolicy(allowsPlain: true, allowsPrivate: true)

  public init(allowsPlain: Bool, allowsPrivate: Bool) {
    self.allowsPlain = allowsPlain
    self.allowsPrivate = allowsPrivate
  }
}
