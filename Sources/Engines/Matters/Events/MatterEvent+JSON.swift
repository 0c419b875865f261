public import Journal
public import Kernel

extension MatterEvent: DomainEvent {
  public var event: Event {
    switch self {
    case .received(let received): Event("matter.received", received.json)
    case .dispatched(let lead, let rule, let area, let state):
      Event(
        "matter.dispatched",
        [
          "lead": .string(lead), "rule": .string(rule), "area": JSON(area), "to": state.json,
        ])
    case .accepted(let state): Event("matter.accepted", ["to": state.json])
    case .refused(let refusal, let state):
      Event("matter.refused", ["part": refusal.json, "to": state.json])
    case .transferred(let handOver, let state):
      Event("matter.transferred", ["part": handOver.json, "to": state.json])
    case .returned(let handOver, let lead, let state):
      Event(
        "matter.returned", ["part": handOver.json, "lead": JSON(lead), "to": state.json])
    case .offered(let reason, let state):
      Event("matter.offered", ["reason": .string(reason), "to": state.json])
    case .claimed(let lead, let state):
      Event("matter.claimed", ["lead": .string(lead), "to": state.json])
    case .categorised(let category, let area):
      Event("matter.categorised", ["category": .string(category), "area": JSON(area)])
    case .answered(let answer): Event("matter.answered", answer.json)
    case .rectified(let reply, let state):
      Event("matter.rectified", ["reply": .string(reply), "to": state.json])
    case .settled(let state): Event("matter.settled", ["to": state.json])
    case .closed(let outcome, let state):
      Event("matter.closed", ["outcome": .string(outcome), "to": state.json])
    case .reopened(let reason, let clocks, let state):
      Event(
        "matter.reopened",
        ["reason": .string(reason), "clocks": .array(clocks.map(\.json)), "to": state.json])
    case .rated(let rating, let state):
      Event("matter.rated", ["part": rating.json, "to": state?.json ?? .null])
    default: laterEvent
    }
  }

  /// What happens beside the main line.
  private var laterEvent: Event {
    switch self {
    case .reviewed(let review, let lead, let rule, let reason, let state):
      Event(
        "matter.reviewed",
        [
          "part": review.json, "lead": JSON(lead), "rule": .string(rule),
          "reason": .string(reason), "to": state.json,
        ])
    case .promised(let number, let text, let dueAt):
      Event(
        "matter.promised",
        ["number": .integer(number), "text": .string(text), "due": JSON(dueAt)])
    case .promiseKept(let number): Event("matter.promise-kept", ["number": .integer(number)])
    case .promiseBroken(let number): Event("matter.promise-broken", ["number": .integer(number)])
    case .noted(let text): Event("matter.noted", ["text": .string(text)])
    case .merged(let merge): Event("matter.merged", ["part": merge.json])
    case .unmerged(let merge): Event("matter.unmerged", ["part": merge.json])
    case .answerShared(let merge, let lead, let reply, let state):
      Event(
        "matter.answer-shared",
        [
          "part": merge.json, "lead": .string(lead), "reply": .string(reply), "to": state.json,
        ])
    case .changed(let change, let part): Event("matter." + change.rawValue, part.part.json)
    case .clocksStarted(let clocks):
      Event("matter.clocks-started", ["clocks": .array(clocks.map(\.json))])
    case .clockTurned(let clock, let light):
      Event(
        "matter.clock-turned", ["clock": clock.json, "light": .integer(light.rawValue)])
    case .clocksPaused(let clocks, let until, let reason):
      Event(
        "matter.clocks-paused",
        [
          "clocks": .array(clocks.map(\.json)), "until": JSON(until),
          "reason": .string(reason),
        ])
    case .clocksResumed(let clocks):
      Event("matter.clocks-resumed", ["clocks": .array(clocks.map(\.json))])
    case .clocksDated(let clocks, let reason):
      Event(
        "matter.clocks-dated",
        ["clocks": .array(clocks.map(\.json)), "reason": .string(reason)])
    case .overtimeExcused(let clock, let reason):
      Event("matter.overtime-excused", ["clock": clock.json, "reason": .string(reason)])
    case .rungClimbed(let clock, let rung):
      Event("matter.rung-climbed", ["clock": clock.json, "rung": .string(rung)])
    default: preconditionFailure("every happening is written")
    }
  }
}
