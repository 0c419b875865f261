public import Journal
public import Kernel

/// An event as it is sent: CloudEvents 1.0 in structured mode.
public struct CloudEvent: Sendable {
  public static let contentType = "application/cloudevents+json; charset=utf-8"

  /// Unique in the city and the same for every attempt: `990000-123`.
  public let id: String
  public let json: JSON

  /// - Parameters:
  ///   - subject: the matter's number.
  ///   - data: facts that any receiver may have.
  ///   - offset: of the times in it.
  public init(_ event: RecordedEvent, subject: String, data: JSON, _ offset: UTCOffset) {
    id = "\(event.jurisdiction)-\(event.position)"
    json = [
      "specversion": "1.0", "id": .string(id),
      "source": .string("urn:baodao:\(event.jurisdiction)"),
      "type": .string("baodao." + event.event.name), "subject": .string(subject),
      "time": .string(event.at.text(offset)), "datacontenttype": "application/json",
      // The extension “sequence”: its order as text is the order of the journal.
      "sequence": .string(CloudEvent.sequence(event.position)), "data": data,
    ]
  }

  private static func sequence(_ position: Int64) -> String {
    let digits = String(position)
    return String(repeating: "0", count: max(0, 19 - digits.count)) + digits
  }
}
