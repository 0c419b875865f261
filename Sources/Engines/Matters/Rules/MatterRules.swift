import Expression
import Figures
import Journal
import Kernel
import Pack
import WorkCalendar

/// What several actions ask of the pack's rules.
extension MatterEngine {
  /// The step of one sort that is possible now, with the state it leads to.
  /// - Parameter outcome: for closing, what is said of the matter.
  func step(
    _ sort: StepKind, _ matter: Matter, at now: Instant, outcome: String = ""
  ) throws(Problem) -> (record: StepRecord, stand: MatterEvent.Stand) {
    let kind = try kind(matter.kind)
    if let merge = matter.parts.merge, matter.phase == .merged {
      throw Problem(.mergedAlready, ["number": merge.intoNumber])
    }
    if let until = matter.suspendedUntil, sort != .answer {
      throw Problem(.suspended, ["until": until.minuteText(pack.offset)])
    }
    guard let step = kind.steps(sort, in: matter.state).first else {
      throw impossible(sort, matter, kind)
    }
    let target = step.to?.value ?? matter.state
    guard let state = kind.states[target] else {
      throw Problem(.notFound, ["what": "state", "name": target])
    }
    // Whatever the pack allows: out of arbitration and the pool only by naming who leads.
    let isNaming = [.dispatch, .claim, .offer].contains(sort)
    if !Phase.unled.contains(state.phase), matter.lead == nil, !isNaming {
      throw Problem(
        .stepImpossible,
        ["state": matter.state, "step": sort.rawValue, "possible": StepKind.dispatch.rawValue])
    }
    try requireConditions(step, kind, matter, at: now, outcome)
    return (step, MatterEvent.Stand(state: state.id, phase: state.phase.rawValue))
  }

  private func impossible(_ sort: StepKind, _ matter: Matter, _ kind: Kind) -> Problem {
    let names = kind.record.steps.filter { $0.from.contains { $0.value == matter.state } }
      .map(\.id)
    return Problem(
      .stepImpossible,
      [
        "state": matter.state, "step": sort.rawValue,
        "possible": names.isEmpty ? "-" : names.joined(separator: ", "),
      ])
  }

  /// What the pack makes a step depend on: how often, how late, and what must be there first.
  private func requireConditions(
    _ step: StepRecord, _ kind: Kind, _ matter: Matter, at now: Instant, _ outcome: String
  ) throws(Problem) {
    if let times = step.times, matter.taken(step.does) >= times {
      throw Problem(.stepUsedUp, ["step": step.id, "times": String(times)])
    }
    if let within = step.within, let start = matter.closedAt ?? matter.answeredAt {
      let end = try reckoner.due(within, from: start, counting: .fromNextDay).at
      guard now <= end else {
        throw Problem(
          .stepLate,
          [
            "step": step.id, "limit": within.words.chinese,
            "until": end.minuteText(pack.offset),
          ])
      }
    }
    guard let condition = kind.conditions[step.id] else { return }
    guard try holds(condition, progress(matter, at: now, outcome)) else {
      throw Problem(
        .stepNotReady, ["zh": step.otherwise.chinese, "en": step.otherwise.english])
    }
  }

  /// The values of `PackVariables.ofProgress`, in its order.
  private func progress(_ matter: Matter, at now: Instant, _ outcome: String) -> Bindings {
    let round = matter.workRound
    let photographs = matter.parts.photographs
    let checks = matter.parts.checks
    return [
      .int(Int64(photographs.count { $0.purpose == .before })),
      .int(Int64(photographs.count { $0.purpose == .after && $0.round == round })),
      .bool(checks.last { $0.purpose == .filing }?.holds == true),
      .bool(checks.last { $0.purpose == .closing && $0.round == round }?.holds == true),
      .int(Int64(matter.parts.tasks.count(where: \.isOpen))),
      .bool(matter.parts.callBacks.last?.isSolved == true), .string(outcome),
      .int(matter.reopenings), .int(matter.parts.supervision),
      .bool(matter.acceptedAt != nil), .custom(PlaceValue(matter.area, in: gazetteer)),
      .custom(UnitValue(matter.lead, on: now.local(pack.offset).date, in: gazetteer)),
      .moment(matter.receivedAt), .moment(now), .custom(reckoner.calendarValue),
    ]
  }

  func stand(_ kind: Kind, _ phase: Phase) throws(Problem) -> MatterEvent.Stand {
    guard let state = kind.state(of: phase) else {
      throw Problem(.notFound, ["what": "state of phase", "name": phase.rawValue])
    }
    return MatterEvent.Stand(state: state.id, phase: phase.rawValue)
  }

  /// Refuses a ground that the step does not list.
  func requireGround(_ ground: String, of grounds: [String]) throws(Problem) {
    guard grounds.contains(ground) else {
      throw Problem(
        .groundNeeded, field: "/ground", ["grounds": grounds.joined(separator: ", ")])
    }
  }
}

extension Matter {
  /// The round of work: 1, and one more after each reopening, review or poor rating.
  var workRound: Int64 {
    reopenings + 1 + Int64(parts.reviews.count) + Int64(parts.ratings.count(where: \.isPoor))
  }

  /// How often a step was taken.
  func taken(_ step: StepKind) -> Int {
    switch step {
    case .reopen: Int(reopenings)
    case .review: parts.reviews.count
    case .transfer: parts.handOvers.count { !$0.from.isEmpty }
    case .return: parts.handOvers.count { $0.returned?.isEmpty == false }
    case .check: parts.checks.count
    case .merge: parts.merges.count
    case .refuse: parts.refusals.count
    case .callback: parts.callBacks.count
    case .escalate: parts.escalations.count { !$0.isByItself }
    case .supervise: parts.supervisions.count
    case .summon: Set(parts.tasks.map(\.summonedAt)).count
    case .publish: parts.publications.count
    case .rate: parts.ratings.count
    // A pack sets no number for these: StepKind.isCounted.
    case .dispatch, .accept, .offer, .claim, .answer, .close, .contact, .rectify: 0
    }
  }
}
