public import Kernel
public import Matters
import Pack

/// A matter as programs read it.
public enum MatterFacts {
  /// - Returns: an object with the matter's identifier, number, state, place, owner, clocks and
  ///   promises; the caller by surname only.
  public static func json(_ id: Int64, _ matter: Matter, _ city: City) -> JSON {
    let offset = city.pack.offset
    func time(_ instant: Instant?) -> JSON { JSON(instant?.text(offset)) }
    return [
      "id": .string(Identifier<Matter>(rawValue: id).text), "number": .string(matter.number),
      "kind": .string(matter.kind), "pack": .string(matter.pack), "state": .string(matter.state),
      "phase": .string(matter.phase.rawValue), "light": .string("\(matter.light)"),
      "title": .string(matter.title), "text": JSON(matter.body?.text),
      "reply": JSON(matter.body?.reply), "caller": .string(PublicText.caller(matter.caller)),
      "channel": .string(matter.channel), "area": JSON(matter.area),
      "category": JSON(matter.category), "lead": JSON(matter.lead), "rule": .string(matter.rule),
      "reason": .string(matter.reason), "received": time(matter.receivedAt),
      "accepted": time(matter.acceptedAt), "answered": time(matter.answeredAt),
      "closed": time(matter.closedAt), "due": time(matter.dueAt),
      "reopenings": .integer(matter.reopenings), "grade": JSON(matter.grade),
      "publicText": JSON(matter.publicText),
      "clocks": .array(
        matter.clocks.map {
          [
            "name": .string($0.name), "round": .integer($0.round), "limit": .string($0.limit),
            "started": time($0.startedAt), "due": time($0.dueAt), "stopped": time($0.stoppedAt),
            "light": .string("\($0.light)"),
          ]
        }),
      "promises": .array(
        matter.promises.map {
          [
            "number": .integer($0.number), "text": .string($0.text), "due": time($0.dueAt),
            "kept": time($0.keptAt), "isBroken": .boolean($0.isBroken),
          ]
        }),
    ]
  }
}
