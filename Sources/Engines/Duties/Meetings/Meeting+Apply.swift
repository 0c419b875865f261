import Kernel

/// A meeting's state after what happened.
extension Meeting {
  init(_ convened: MeetingEvent.Convened, at: Instant) {
    self.init(
      series: convened.series, ordinal: convened.ordinal, unit: convened.unit,
      area: convened.area, convenedAt: at, closedAt: nil, items: convened.items, decisions: [],
      leftOut: convened.leftOut)
  }

  mutating func apply(_ happening: MeetingEvent, at: Instant) throws {
    switch happening {
    case .convened: throw EventFault(event: happening.event.name, member: "")
    case .itemAdded(let item): items.append(item)
    case .decided(let ruling):
      decisions.append(
        Decision(
          number: ruling.number, item: ruling.item, text: ruling.text, owner: ruling.owner,
          madeAt: at, dueAt: ruling.dueAt, state: .open, endedAt: nil, isLate: false, note: ""))
    case .decisionDone(let number, let note):
      try change(number, happening) {
        $0.state = .done
        $0.endedAt = at
        $0.note = note
      }
    case .decisionDropped(let number, let reason):
      try change(number, happening) {
        $0.state = .dropped
        $0.endedAt = at
        $0.note = reason
      }
    case .decisionLate(let number): try change(number, happening) { $0.isLate = true }
    case .closed: closedAt = at
    }
  }

  private mutating func change(
    _ number: Int64, _ happening: MeetingEvent, _ body: (inout Decision) -> Void
  ) throws {
    guard let index = decisions.firstIndex(where: { $0.number == number }) else {
      throw EventFault(event: happening.event.name, member: "number")
    }
    body(&decisions[index])
  }
}
