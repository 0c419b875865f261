import Kernel
import Pack
import WorkCalendar

@testable import Matters

/// Phases follow what happened, and a step is one that the pack allows.
extension LawBook {
  /// The phase after an event; nil where it changes none or more than one is right.
  private func phase(after event: MatterEvent) -> Phase? {
    switch event {
    case .dispatched, .claimed, .accepted, .transferred, .reopened: .open
    case .refused: .arbitration
    case .offered: .pool
    case .answered, .rectified, .settled, .answerShared: .answered
    case .closed: .closed
    case .merged: .merged
    case .received(let received): received.lead == nil ? .arbitration : .open
    case .reviewed(_, let lead, _, _, _): lead == nil ? .arbitration : .open
    case .rated(_, let state): state == nil ? nil : .open
    default: nil
    }
  }

  func phaseFaults(_ step: LawStep, _ after: Matter) -> [String] {
    var faults: [String] = []
    let moves = step.events.compactMap { phase(after: $0) }
    if let last = moves.last, last != after.phase {
      faults.append("phase \(after.phase) after \(step.events.map(\.event.name))")
    }
    let isMoving = step.events.contains { event in
      switch event {
      case .returned, .unmerged: true
      default: phase(after: event) != nil
      }
    }
    if !isMoving, let before = step.before,
      (before.phase, before.state, before.lead) != (after.phase, after.state, after.lead)
    {
      faults.append("\(before.state) became \(after.state)")
    }
    if after.phase != .merged {
      if pack.kinds[after.kind]?.states[after.state]?.phase != after.phase {
        faults.append("the state \(after.state) is not \(after.phase)")
      }
      if (after.closedAt != nil) != (after.phase == .closed) {
        faults.append("closedAt in \(after.phase)")
      }
      if (after.phase == .answered) != (after.answeredAt != nil), after.phase != .closed {
        faults.append("answeredAt in \(after.phase)")
      }
    }
    if let before = step.before {
      let same = [
        before.number == after.number, before.kind == after.kind, before.sort == after.sort,
        before.title == after.title, before.caller == after.caller,
        before.against == after.against, before.receivedAt == after.receivedAt,
      ]
      if same.contains(false) { faults.append("what was received has changed") }
    }
    return faults
  }

  /// Each step that was taken is one of the pack's, possible there, then and once more.
  func stepFaults(_ step: LawStep, _ after: Matter, _ shadow: LawShadow) -> [String] {
    guard let before = step.before, let kind = pack.kinds[before.kind] else { return [] }
    var faults: [String] = []
    var state = before.state
    for event in step.events {
      guard let taken = LawShadow.step(of: event) else { continue }
      defer { state = landed(event) ?? state }
      guard
        let rule = kind.record.steps.first(where: { record in
          record.does == taken && record.from.contains { $0.value == state }
        })
      else {
        faults.append("the pack has no \(taken) from \(state)")
        continue
      }
      faults += ruleFaults(rule, step, before, shadow)
      if let target = rule.to?.value, let found = landed(event), found != target,
        !(taken == .review && after.phase == .arbitration)
      {
        faults.append("\(rule.id) leads to \(found), not \(target)")
      }
    }
    if step.contains(.asked) || step.name == "DecideRequest" { return faults }
    let free: Set<String> = [
      "AnswerMatter", "NoteMatter", "KeepPromise", "MakePromise", "AttachPhotograph", "ReportCheck",
      "TurnLight", "ResumeMatter", "CategoriseMatter", "RecalculateClocks", "WithdrawMatter",
      "EndSupervision", "DecideEscalation", "UnmergeMatter", "ShareAnswer", "SelectMatter",
    ]
    let isOfTask = step.name.contains("Task")
    // A reply may always be given, also as a whistle's result.
    let isReply = step.events.contains { if case .answered = $0 { true } else { false } }
    if before.suspendedUntil != nil && !free.contains(step.name) && !isOfTask && !isReply {
      faults.append("goes on while suspended")
    }
    return faults
  }

  private func landed(_ event: MatterEvent) -> String? {
    switch event {
    case .dispatched(_, _, _, let stand), .accepted(let stand), .refused(_, let stand),
      .transferred(_, let stand), .offered(_, let stand), .claimed(_, let stand),
      .rectified(_, let stand), .settled(let stand), .closed(_, let stand),
      .reopened(_, _, let stand),
      .reviewed(_, _, _, _, let stand):
      stand.state
    case .answered(let answer): answer.stand.state
    default: nil
    }
  }

  private func ruleFaults(
    _ rule: StepRecord, _ step: LawStep, _ before: Matter, _ shadow: LawShadow
  ) -> [String] {
    var faults: [String] = []
    if let times = rule.times, shadow.taken[rule.does] ?? 0 >= times {
      let isSameRound = rule.does == .summon && step.name == "SummonUnits"
      faults.append(
        isSameRound ? "summoned more than \(times) times" : "\(rule.id) a time too often")
    }
    if let within = rule.within.flatMap({ natural($0.words.chinese) }),
      let start = shadow.closedAt ?? shadow.answeredAt,
      step.now.milliseconds > start.milliseconds + within
    {
      faults.append("\(rule.id) too late")
    }
    if let source = rule.when?.value,
      let condition = LawCondition.all.first(where: { $0.source == source }),
      !condition.holds(before, step.input["outcome"]?.string ?? "solved")
    {
      faults.append("\(rule.id) though not \(source)")
    }
    let reopen = pack.kinds[before.kind]?.record.reopen.flatMap { natural($0.words.chinese) }
    if rule.does == .reopen, let reopen, let closedAt = shadow.closedAt,
      step.now.milliseconds > closedAt.milliseconds + reopen
    {
      faults.append("reopened after the window")
    }
    return faults
  }

  /// Closing ends everything that is open.
  func closingFaults(_ step: LawStep, _ after: Matter) -> [String] {
    let isClosing = step.events.contains { if case .closed = $0 { true } else { false } }
    guard isClosing else { return [] }
    var faults: [String] = []
    if after.parts.checks.contains(where: \.isOpen) { faults.append("a check is open") }
    if after.parts.tasks.contains(where: \.isOpen) { faults.append("a task is open") }
    if after.parts.requests.contains(where: \.isOpen) { faults.append("a request is open") }
    if after.parts.handOvers.contains(where: \.isOpen) { faults.append("a return is open") }
    if after.parts.supervision > 0 { faults.append("supervision goes on") }
    let isWhistle = pack.kinds[after.kind]?.record.whistle != nil
    if isWhistle, step.before?.parts.tasks.contains(where: \.isOpen) == true {
      faults.append("a whistle ends while a unit is at work")
    }
    return faults
  }
}
