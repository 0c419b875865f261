import Figures
public import Journal
import Kernel
import Pack
public import Store

/// What other meetings and figures hear of a meeting.
extension MeetingEngine {
  public func record(
    _ happening: MeetingEvent, _ stamp: EventStamp, before: Meeting?, after: Meeting,
    _ writer: any Writing
  ) throws {
    switch happening {
    case .convened(let convened):
      for source in convened.items.compactMap(\.source) {
        try take(source, by: stamp.subject, writer)
      }
    case .closed(let carries):
      for carry in carries { try leave(carry, of: stamp.subject, after, writer) }
    default: break
    }
    for (part, observation) in observed(happening, stamp, after).enumerated() {
      try figures.record(observation, position: stamp.position, part: part, writer)
    }
  }

  /// A closed meeting leaves something to the next of a series.
  private func leave(
    _ carry: Meeting.Carry, of meeting: Int64, _ state: Meeting, _ writer: any Writing
  ) throws {
    let number = carry.sort == .item ? carry.number : state.decision(carry.number)?.item
    let matter = number.flatMap { state.item($0) }?.matter
    try writer.run(
      """
      INSERT INTO agenda_carry (meeting, sort, number, jurisdiction, series, times, raised, stuck,
        matter, taken)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)
      ON CONFLICT (meeting, sort, number) DO UPDATE SET series = excluded.series,
        times = excluded.times, raised = excluded.raised, stuck = excluded.stuck,
        matter = excluded.matter
      """,
      [
        .integer(meeting), .text(carry.sort.rawValue), .integer(carry.number),
        .integer(pack.jurisdiction), .text(carry.series), .integer(carry.times),
        SQLValue(carry.isRaised), SQLValue(carry.isStuck), SQLValue(matter?.id),
      ])
  }

  /// A meeting takes what another left. A rebuild may come here before the other was closed.
  private func take(_ source: BusinessPart, by meeting: Int64, _ writer: any Writing) throws {
    try writer.run(
      """
      INSERT INTO agenda_carry (meeting, sort, number, jurisdiction, series, times, raised, stuck,
        matter, taken)
      VALUES (?, ?, ?, ?, '', 0, 0, 0, NULL, ?)
      ON CONFLICT (meeting, sort, number) DO UPDATE SET taken = excluded.taken
      """,
      [
        .integer(source.meeting), .text(source.sort.rawValue), .integer(source.number),
        .integer(pack.jurisdiction), .integer(meeting),
      ])
  }

  private func observed(
    _ happening: MeetingEvent, _ stamp: EventStamp, _ meeting: Meeting
  ) -> [Observation] {
    func dimensions(_ unit: String) -> Observation.Dimensions {
      Observation.Dimensions(
        area: meeting.area, unit: unit, category: nil, channel: "", kind: meeting.series)
    }
    func one(_ name: String, _ number: Int64) -> [Observation] {
      guard let decision = meeting.decision(number) else { return [] }
      let isDone = decision.state == .done
      // What is found late is late from its date on.
      let at = name == "decision.late" ? max(decision.madeAt, decision.dueAt) : stamp.at
      return [
        Observation(
          name, at: at, subject: stamp.subject, dimensions(decision.owner),
          isOnTime: isDone ? !decision.isLate : nil,
          naturalMilliseconds: isDone
            ? stamp.at.milliseconds - decision.madeAt.milliseconds : nil)
      ]
    }
    switch happening {
    case .decided(let ruling): return one("decision.made", ruling.number)
    case .decisionDone(let number, _): return one("decision.done", number)
    case .decisionLate(let number): return one("decision.late", number)
    case .closed(let carries):
      return carries.map {
        Observation(
          $0.isRaised ? "agenda.raised" : "agenda.carried", at: stamp.at, subject: stamp.subject,
          dimensions(meeting.unit))
      }
    case .convened, .itemAdded, .decisionDropped: return []
    }
  }
}
