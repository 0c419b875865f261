import Journal
import Kernel
import Organisation
import Pack
import Territory

/// What several actions on meetings ask.
extension MeetingEngine {
  /// Whether an actor's posts with a permission reach a unit's meetings.
  func reaches(_ unit: String, _ permission: Permission, _ context: ActionContext) -> Bool {
    RowScope(context.actor, permission).covers(
      area: organisation.unit(unit)?.area, unit: unit, territory)
  }

  func requireScope(_ meeting: Meeting?, _ permission: Permission, _ context: ActionContext)
    throws(Problem)
  {
    guard let meeting, reaches(meeting.unit, permission, context) else {
      throw Problem(.outOfScope)
    }
  }

  /// The meeting, which must not be closed.
  func requireOpen(_ state: Meeting?, _ now: Instant) throws(Problem) -> Meeting {
    let meeting = try requireLater(state, now)
    guard meeting.closedAt == nil else {
      throw Problem(.meetingClosed, ["meeting": meeting.number])
    }
    return meeting
  }

  /// The meeting, which must have begun.
  func requireLater(_ state: Meeting?, _ now: Instant) throws(Problem) -> Meeting {
    guard let meeting = state else {
      throw Problem(.notFound, ["what": MeetingEngine.kind, "name": ""])
    }
    let last = max(meeting.convenedAt, meeting.decisions.map(\.madeAt).max() ?? .earliest)
    if now < last {
      throw Problem(.meetingBackwards, ["last": last.minuteText(pack.offset)])
    }
    return meeting
  }

  /// A decision that is neither done nor dropped.
  func requireDecision(_ meeting: Meeting, _ number: Int64) throws(Problem) -> Decision {
    guard let decision = meeting.decision(number), decision.state == .open else {
      throw Problem(
        .decisionUnknown, field: "/number",
        ["meeting": meeting.number, "number": String(number)])
    }
    return decision
  }

  /// That the date passed is written down before what ends the decision.
  func lateness(_ decision: Decision, _ now: Instant) -> [MeetingEvent] {
    now > decision.dueAt && !decision.isLate ? [.decisionLate(number: decision.number)] : []
  }
}

extension Instant {
  /// Before every moment.
  static let earliest = Instant(milliseconds: .min)
}
