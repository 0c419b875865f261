import Duties
public import Kernel
import Organisation
import Pack
import Store

/// A meeting as programs read it.
public enum MeetingFacts {
  /// - Returns: an object with the meeting's number, agenda and decisions; nil where there is none.
  public static func json(_ id: Int64, _ city: City) async throws -> JSON? {
    let reader = MeetingReader(city.meetings, .everything)
    guard let meeting = try await city.store.read({ try reader.meeting(id, $0) }) else {
      return nil
    }
    func time(_ instant: Instant?) -> JSON { JSON(instant?.text(city.pack.offset)) }
    return [
      "number": .string(meeting.number), "series": .string(meeting.series),
      "unit": .string(meeting.unit), "area": .string(meeting.area),
      "convened": time(meeting.convenedAt), "closed": time(meeting.closedAt),
      "items": .array(
        meeting.items.map {
          [
            "number": .integer($0.number), "cause": .string($0.cause.rawValue),
            "matter": JSON($0.matter?.number), "text": .string($0.text),
            "times": .integer($0.times), "decided": .boolean($0.decision != nil),
            "settled": .boolean($0.isSettled), "stuck": .boolean($0.isStuck),
          ]
        }),
      "decisions": .array(
        meeting.decisions.map {
          [
            "number": .integer($0.number), "item": .integer($0.item), "text": .string($0.text),
            "owner": .string($0.owner), "due": time($0.dueAt),
            "state": .string($0.state.rawValue), "late": .boolean($0.isLate),
            "note": .string($0.note),
          ]
        }),
    ]
  }
}
