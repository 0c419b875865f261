public import Journal
public import Kernel
import Pack
public import Store

/// Ends a meeting. Whatever is open then goes to the next meeting of the series, or, left unsolved
/// too often, to the series above.
public struct CloseMeeting: Action {
  /// The date of each standing decision of an earlier meeting, by the number of its item.
  public struct Facts: Sendable {
    let standing: [Int64: Instant]
  }

  public static let declaration = ActionDeclaration(
    "CloseMeeting", zh: "结束会议", en: "Close a meeting", permission: "meeting.record")

  public init() {}

  public init(_ fields: inout InputReader) throws(Problem) { self.init() }

  public func authorise(
    _ engine: MeetingEngine, _ state: Meeting?, _ context: ActionContext
  ) throws(Problem) {
    try engine.requireScope(state, "meeting.record", context)
  }

  public func gather(
    _ engine: MeetingEngine, _ context: ActionContext, _ writer: any Writing
  ) throws -> Facts {
    let rows = try writer.rows(
      """
      SELECT number, decision_meeting, decision_number FROM agenda_item
      WHERE meeting = ? AND decision_meeting IS NOT NULL
      """, [.integer(context.id)])
    var standing: [Int64: Instant] = [:]
    for row in rows {
      let name = DecisionName(meeting: row.integer(1), number: row.integer(2))
      standing[row.integer(0)] = try engine.standing(name, writer)?.dueAt
    }
    return Facts(standing: standing)
  }

  public func decide(
    _ engine: MeetingEngine, _ state: Meeting?, _ facts: Facts, _ context: ActionContext
  ) throws(Problem) -> [MeetingEvent] {
    let meeting = try engine.requireOpen(state, context.now)
    let record = try engine.series(meeting.series)
    return [.closed(meeting.carries(record, standing: facts.standing, at: context.now))]
  }
}

extension Meeting {
  /// Where everything goes that is open when the meeting closes.
  ///
  /// What has a date in the future is under way: it comes to the next meeting, but does not count
  /// as unsolved.
  /// - Parameter standing: the dates of the decisions that items carry and that still stand.
  func carries(
    _ record: MeetingSeriesRecord, standing: [Int64: Instant], at now: Instant
  ) -> [Carry] {
    func carry(_ sort: BusinessPart.Sort, _ number: Int64, after: Int64, due: Instant?) -> Carry {
      let times = after + (due.map { $0 > now } ?? false ? 0 : 1)
      let goesUp = times >= record.carriesMax
      return Carry(
        sort: sort, number: number, series: goesUp ? record.upward ?? series : series,
        times: times, isRaised: goesUp && record.upward != nil,
        isStuck: goesUp && record.upward == nil)
    }
    var carries: [Carry] = []
    for item in items {
      if item.decision != nil {
        guard let due = standing[item.number] else { continue }
        carries.append(carry(.item, item.number, after: item.carries, due: due))
      } else if !isDecided(item) {
        carries.append(carry(.item, item.number, after: item.carries, due: nil))
      }
    }
    for decision in decisions where decision.state == .open {
      carries.append(carry(.decision, decision.number, after: 0, due: decision.dueAt))
    }
    return carries
  }
}
