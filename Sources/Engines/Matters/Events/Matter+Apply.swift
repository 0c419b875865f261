import Kernel
import Pack

/// The fold: how each happening changes a matter. No rules here; rules were applied when it was
/// decided.
extension Matter {
  init(_ received: MatterEvent.Received, at: Instant) throws {
    guard let phase = Phase(rawValue: received.stand.phase) else {
      throw EventFault("matter.received", "phase")
    }
    self.init(
      number: received.number, kind: received.kind, sort: received.sort, pack: received.pack,
      state: received.stand.state, phase: phase,
      title: received.title, caller: received.caller, channel: received.channel,
      source: received.source, origin: received.origin, steward: received.steward,
      against: received.against, area: received.area, category: received.category,
      lead: received.lead, rule: received.rule, reason: received.reason, receivedAt: at,
      acceptedAt: nil, answeredAt: nil, closedAt: nil, reopenings: 0, grade: nil,
      suspendedUntil: nil, clocks: [], promises: [], parts: MatterParts(),
      body: MatterBody(text: received.text, reply: ""))
    start(received.clocks, at)
  }

  mutating func apply(_ happening: MatterEvent, at: Instant) throws {
    switch happening {
    case .received: throw EventFault("matter.received", "stands twice")
    case .dispatched(let lead, let rule, let area, let stand):
      overrule(lead)
      self.area = area ?? self.area
      try take(lead, rule, "", stand)
      stop(until: [.dispatch, .offer, .claim], at)
    case .claimed(let lead, let stand):
      endHandOvers()
      try take(lead, "claim", "", stand)
      acceptedAt = at
      stop(until: [.dispatch, .offer, .claim, .accept], at)
    case .accepted(let stand):
      acceptedAt = at
      stop(until: [.dispatch, .accept], at)
      try move(to: stand)
    case .refused(let refusal, let stand):
      parts.set(.refusal(refusal))
      try take(nil, "", "refused: \(refusal.ground): \(refusal.reason)", stand)
      stop(until: [.accept, .refuse], at)
    case .offered(let reason, let stand):
      try take(nil, "", reason, stand)
      stop(until: [.dispatch, .accept, .offer], at)
    case .transferred(let handOver, let stand):
      parts.set(.handOver(handOver))
      try take(handOver.to, "transfer: " + handOver.reason, "", stand)
      stop(until: [.accept, .transfer], at)
    case .returned(let handOver, let lead, let stand):
      parts.set(.handOver(handOver))
      let reason = "returned: " + (handOver.returned ?? "")
      try take(lead, lead == nil ? "" : reason, lead == nil ? reason : "", stand)
      if lead != nil { acceptedAt = handOver.acceptedAt }
      stop(until: [.accept, .return], at)
    case .categorised(let category, let area):
      self.category = category
      self.area = area ?? self.area
    default: try applyAnswer(happening, at)
    }
  }

  /// Answers, endings and new beginnings.
  private mutating func applyAnswer(_ happening: MatterEvent, _ at: Instant) throws {
    switch happening {
    case .answered(let answer):
      try conclude(answer.reply, answer.stand, at)
    case .rectified(let reply, let stand):
      try conclude(reply, stand, at)
      stop(until: [.poor, .contact, .rectify], at)
      if var rating = parts.ratings.last {
        rating.rectifiedAt = at
        parts.set(.rating(rating))
      }
    case .settled(let stand):
      answeredAt = at
      try move(to: stand)
    case .closed(_, let stand):
      closedAt = at
      stopAll(at)
      try move(to: stand)
    case .reopened(let reason, let clocks, let stand):
      reopenings += 1
      stopAll(at)
      answeredAt = nil
      closedAt = nil
      // A matter that was answered with another one goes its own way from here.
      try take(lead, rule, reason, stand)
      start(clocks, at)
    case .rated(let rating, let stand):
      parts.set(.rating(rating))
      grade = rating.grade
      stop(until: [.rate], at)
      if let stand {
        answeredAt = nil
        closedAt = nil
        try move(to: stand)
      }
    case .reviewed(let review, let lead, let rule, let reason, let stand):
      parts.set(.review(review))
      answeredAt = nil
      closedAt = nil
      stop(until: [.review, .rate, .callback], at)
      try take(lead, rule, reason, stand)
    case .merged(let merge):
      parts.set(.merge(merge))
      phase = .merged
    case .unmerged(let merge):
      parts.set(.merge(merge))
      try move(to: MatterEvent.Stand(state: merge.state, phase: merge.phase))
    case .answerShared(let merge, let lead, let reply, let stand):
      parts.set(.merge(merge))
      if self.lead == nil { rule = "merged: " + merge.intoNumber }
      self.lead = lead
      reason = ""
      try conclude(reply, stand, at)
      stopAll(at)
    default: try applyAside(happening, at)
    }
  }

  /// Happenings that leave the state as it is.
  private mutating func applyAside(_ happening: MatterEvent, _ at: Instant) throws {
    switch happening {
    case .promised(let number, let text, let dueAt):
      promises.append(
        Promise(number: number, text: text, dueAt: dueAt, keptAt: nil, isBroken: false))
    case .promiseKept(let number): change(promise: number) { $0.keptAt = at }
    case .promiseBroken(let number): change(promise: number) { $0.isBroken = true }
    case .changed(let change, let part):
      parts.set(part)
      if change == .ratingSetAside, case .rating(let rating) = part, rating.isPoor {
        stop(until: [.poor, .contact, .rectify], at)
      }
      stop(change, part, at)
    case .clocksStarted, .clockTurned, .clocksPaused, .clocksResumed, .clocksDated,
      .overtimeExcused, .rungClimbed:
      applyClock(happening, at)
    case .noted: break
    default: throw EventFault(happening.event.name, "fold")
    }
  }

  mutating func move(to stand: MatterEvent.Stand) throws {
    guard let phase = Phase(rawValue: stand.phase) else { throw EventFault("matter", "phase") }
    state = stand.state
    self.phase = phase
  }

  /// Somebody else leads, or nobody: signing in begins afresh.
  private mutating func take(
    _ lead: String?, _ rule: String, _ reason: String, _ stand: MatterEvent.Stand
  ) throws {
    self.lead = lead
    self.rule = rule
    self.reason = reason
    acceptedAt = nil
    try move(to: stand)
  }

  private mutating func conclude(
    _ reply: String, _ stand: MatterEvent.Stand, _ at: Instant
  ) throws {
    answeredAt = at
    body?.reply = reply
    suspendedUntil = nil
    stop(
      until: [
        .dispatch, .accept, .refuse, .transfer, .return, .offer, .claim, .supervise, .escalate,
        .answer, .check, .verify,
      ], at)
    try move(to: stand)
  }

  /// The arbiter named a unit again that had refused: its grounds were not found lawful. What
  /// leads passed on among themselves is over.
  private mutating func overrule(_ unit: String) {
    endHandOvers()
    for index in parts.refusals.indices where parts.refusals[index].unit == unit {
      parts.refusals[index].isOverruled = true
    }
  }

  /// Nothing can be returned any more along the way that it came.
  mutating func endHandOvers() {
    for index in parts.handOvers.indices where parts.handOvers[index].isOpen {
      parts.handOvers[index].returned = ""
    }
  }

  private mutating func change(promise number: Int64, _ body: (inout Promise) -> Void) {
    for index in promises.indices where promises[index].number == number { body(&promises[index]) }
  }
}
