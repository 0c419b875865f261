public import Journal
import Kernel
import Matters
import Pack
import Store

/// Notices about matters on their way out. A notice of receipt gets the matter's code, which stands
/// nowhere in the journal; a reminder that waited for working hours is dropped where the matter was
/// answered, closed or merged meanwhile.
public struct MatterNotices: Destination {
  private let city: City
  private let next: any Destination

  public init(_ city: City, to next: any Destination) {
    self.city = city
    self.next = next
  }

  /// Events that remind somebody of a clock.
  private static let reminders = ["matter.clock-turned", "matter.rung-climbed"]

  public func deliver(_ item: Outbox.Item) async throws {
    let payload = try JSON(parsing: item.payload)
    guard var members = payload.object, let event = payload["event"]?.string,
      let id = payload["matter"]?.string.flatMap({ Identifier<Matter>($0) })?.rawValue
    else { return try await next.deliver(item) }
    if MatterNotices.reminders.contains(event), try await isOver(id) { return }
    guard event == "matter.received" else { return try await next.deliver(item) }
    members["code"] = .string(try await city.code(of: id))
    try await next.deliver(item.with(payload: JSON.object(members).canonicalText))
  }

  private func isOver(_ id: Int64) async throws -> Bool {
    let row = try await city.store.read {
      try $0.row("SELECT phase FROM matter WHERE id = ?", [.integer(id)])
    }
    let phase = row.flatMap { Phase(rawValue: $0.text(0)) }
    return phase == .answered || phase == .closed || phase == .merged
  }
}
