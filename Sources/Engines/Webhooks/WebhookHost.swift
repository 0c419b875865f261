public import Journal
public import Kernel
public import Store

/// What a subscriber is told of an event.
public struct WebhookStory: Sendable {
  /// What it is about, such as the matter's number.
  public let subject: String
  public let data: JSON

  public init(subject: String, data: JSON) {
    self.subject = subject
    self.data = data
  }
}

/// The city that the courier serves.
public protocol WebhookHost: Sendable {
  var offset: UTCOffset { get }

  /// What the subscription's owner may be told of an event now; nil for nothing.
  func story(
    of event: RecordedEvent, for webhook: Webhook, at now: Instant, _ reader: any Reading
  ) throws -> WebhookStory?

  /// The signing secret of a rotation.
  func secret(of id: Int64, rotation: Int64, _ reader: any Reading) throws -> [UInt8]

  /// Pauses a subscription that has failed for too long.
  func pause(_ id: Int64, _ reason: String, at now: Instant) async throws
  /// Ends a subscription whose receiver is gone.
  func end(_ id: Int64, _ reason: String, at now: Instant) async throws
}
