import Figures
public import Journal
import Kernel
import Pack
public import Store

/// What lists, counters and figures hear of outreach.
extension OutreachEngine {
  public func record(
    _ happening: OutreachEvent, _ stamp: EventStamp, before: OutreachTarget?,
    after: OutreachTarget, _ writer: any Writing
  ) throws {
    if case .visited(let visit) = happening {
      try insert(visit, stamp.subject, writer)
      try count(visit, after, writer)
    }
    for (part, observation) in observed(happening, stamp, after).enumerated() {
      try figures.record(observation, position: stamp.position, part: part, writer)
    }
  }

  private func insert(_ visit: OutreachEvent.Visit, _ target: Int64, _ writer: any Writing) throws {
    try writer.run(
      """
      INSERT INTO outreach_visit (target, number, day, visitor, note, topics, met, materials)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .integer(target), .integer(visit.number), SQLValue(visit.date.dayNumber),
        .text(visit.visitor), .text(visit.note),
        .text(JSON.array(visit.topics.map(JSON.string)).canonicalText), .integer(visit.met),
        .integer(visit.materials),
      ])
  }

  private func count(
    _ visit: OutreachEvent.Visit, _ target: OutreachTarget, _ writer: any Writing
  ) throws {
    let place: [SQLValue] = [.text(target.area), .text(target.unit)]
    for topic in visit.topics {
      try writer.run(
        """
        INSERT INTO outreach_topic (jurisdiction, program, topic, area, lead, visits)
        VALUES (?, ?, ?, ?, ?, 1)
        ON CONFLICT (jurisdiction, program, topic, area, lead)
        DO UPDATE SET visits = outreach_topic.visits + 1
        """,
        [.integer(pack.jurisdiction), .text(target.program), .text(topic)] + place)
    }
    try writer.run(
      """
      INSERT INTO outreach_visitor (jurisdiction, program, visitor, area, lead, visits, met,
        materials)
      VALUES (?, ?, ?, ?, ?, 1, ?, ?)
      ON CONFLICT (jurisdiction, program, visitor, area, lead)
      DO UPDATE SET visits = outreach_visitor.visits + 1,
        met = outreach_visitor.met + excluded.met,
        materials = outreach_visitor.materials + excluded.materials
      """,
      [.integer(pack.jurisdiction), .text(target.program), .text(visit.visitor)] + place
        + [.integer(visit.met), .integer(visit.materials)])
  }

  private func observed(
    _ happening: OutreachEvent, _ stamp: EventStamp, _ target: OutreachTarget
  ) -> [Observation] {
    func one(_ name: String, at: Instant, topic: String = "") -> Observation {
      Observation(
        name, at: at, subject: stamp.subject,
        Observation.Dimensions(
          area: target.area, unit: target.unit, category: nil, channel: topic,
          kind: target.program, origin: target.program))
    }
    switch happening {
    case .opened, .handedOver: return []
    case .assigned: return [one("outreach.assigned", at: stamp.at)]
    case .visited(let visit):
      // A visit counts on its own day, however late it is written down.
      let isToday = stamp.at.local(pack.offset).date == visit.date
      let at = isToday ? stamp.at : Instant(startOf: visit.date, pack.offset)
      // Of several topics the visit itself bears the first, so that it is counted once.
      var made = [one("outreach.visited", at: at, topic: visit.topics.first ?? "")]
      if target.visits == 1 { made.append(one("outreach.covered", at: at)) }
      made += visit.topics.map { one("outreach.topic", at: at, topic: $0) }
      return made
    }
  }
}
