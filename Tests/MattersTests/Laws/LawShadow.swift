import Kernel
import Pack

@testable import Matters

/// One step that was allowed, with what it made happen.
struct LawStep: Sendable {
  let id: Int64
  let name: String
  let actor: Actor
  let now: Instant
  let input: JSON
  let before: Matter?
  let events: [MatterEvent]
  let permission: Permission

  func contains(_ change: PartEvent) -> Bool {
    events.contains { if case .changed(change, _) = $0 { true } else { false } }
  }
}

/// What the test itself remembers of a matter's life, beside the matter.
struct LawShadow: Sendable {
  /// How often each step was taken.
  var taken: [StepKind: Int] = [:]
  var closedAt: Instant?
  var answeredAt: Instant?
  /// Whoever passed it on, with the state of then; the last one last.
  var passed: [(from: String, to: String, state: String)] = []
  /// Grounds by unit, and those that an arbiter found wanting.
  var grounds: [String: Set<String>] = [:]
  var overruled: [String: Set<String>] = [:]
  var unsolved = 0
  var suspensions = 0
  /// Where it stood when it was merged.
  var merged: (state: String, phase: Phase, lead: String?)?

  /// The step that an event is; nil for those that are none.
  static func step(of event: MatterEvent) -> StepKind? {
    switch event {
    case .dispatched: .dispatch
    case .accepted: .accept
    case .refused: .refuse
    case .transferred: .transfer
    case .returned: .return
    case .offered: .offer
    case .claimed: .claim
    case .answered: .answer
    case .rectified: .rectify
    case .closed: .close
    case .reopened: .reopen
    case .rated: .rate
    case .reviewed: .review
    case .merged: .merge
    case .changed(.summoned, _), .changed(.whistleUnsolved, _): .summon
    case .changed(.supervised, _): .supervise
    case .changed(.escalated, .escalation(let escalation)):
      escalation.isByItself ? nil : .escalate
    case .changed(.checkOrdered, _): .check
    case .changed(.calledBack, _): .callback
    case .changed(.contacted, _): .contact
    case .changed(.published, _): .publish
    default: nil
    }
  }

  mutating func follow(_ step: LawStep, _ after: Matter, _ pack: Pack) {
    if step.name != "BlowWhistle" {
      for kind in Set(step.events.compactMap(LawShadow.step)) { taken[kind, default: 0] += 1 }
    } else {
      taken[.summon] = 1
    }
    for event in step.events { follow(event, step, after) }
  }

  private mutating func follow(_ event: MatterEvent, _ step: LawStep, _ after: Matter) {
    switch event {
    case .dispatched(let lead, _, _, _):
      overruled[lead, default: []].formUnion(grounds[lead] ?? [])
      passed = []
    case .claimed, .reviewed, .offered, .refused: passed = []
    case .transferred(let handOver, _):
      passed.append((step.before?.lead ?? "", handOver.to, step.before?.state ?? ""))
    case .returned: _ = passed.popLast()
    case .answered, .rectified, .settled: answeredAt = step.now
    case .answerShared:
      // Another matter's lead has answered: nothing goes back along the way that this one came.
      answeredAt = step.now
      passed = []
    case .closed:
      closedAt = step.now
      passed = []
    case .reopened:
      (closedAt, answeredAt) = (nil, nil)
      passed = []
    case .changed(.whistleUnsolved, _): unsolved += 1
    case .clocksPaused(_, let until, _) where until != nil: suspensions += 1
    case .merged: merged = step.before.map { ($0.state, $0.phase, $0.lead) }
    default: break
    }
    if case .refused(let refusal, _) = event {
      grounds[refusal.unit, default: []].insert(refusal.ground)
    }
    if case .reviewed = event { (closedAt, answeredAt) = (nil, nil) }
    if case .rated(_, let state) = event, state != nil { (closedAt, answeredAt) = (nil, nil) }
  }
}
