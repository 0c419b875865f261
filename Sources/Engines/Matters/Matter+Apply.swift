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
      number: received.number, kind: received.kind, pack: received.pack,
      state: received.stand.state, phase: phase,
      title: received.title, caller: received.caller, channel: received.channel,
      source: received.source, area: received.area, category: received.category,
      lead: received.lead, rule: received.rule, reason: received.reason, receivedAt: at,
      acceptedAt: nil, answeredAt: nil, closedAt: nil, reopenings: 0, grade: nil, publicText: nil,
      clocks: Matter.round(1, received.clocks, at: at), promises: [],
      body: MatterBody(text: received.text, reply: ""))
  }

  mutating func apply(_ happening: MatterEvent, at: Instant) throws {
    switch happening {
    case .received: throw EventFault("matter.received", "stands twice")
    case .dispatched(let lead, let rule, let area, let stand):
      self.lead = lead
      self.area = area ?? self.area
      self.rule = rule
      reason = ""
      acceptedAt = nil
      stopClocks(at, until: [.dispatch])
      try move(to: stand)
    case .accepted(let stand):
      acceptedAt = at
      stopClocks(at, until: [.dispatch, .accept])
      try move(to: stand)
    case .refused(_, let reason, let stand):
      lead = nil
      rule = ""
      self.reason = reason
      acceptedAt = nil
      stopClocks(at, until: [.refuse])
      try move(to: stand)
    case .answered(let answer):
      answeredAt = at
      body?.reply = answer.reply
      stopClocks(at, until: [.dispatch, .accept, .refuse, .answer])
      try move(to: answer.stand)
    case .closed(_, let stand):
      closedAt = at
      stopClocks(at, until: StepKind.allCases)
      try move(to: stand)
    case .reopened(let reason, let clocks, let stand):
      reopenings += 1
      self.reason = reason
      answeredAt = nil
      closedAt = nil
      acceptedAt = nil
      stopClocks(at, until: StepKind.allCases)
      self.clocks += Matter.round(reopenings + 1, clocks, at: at)
      try move(to: stand)
    default: applyAside(happening, at: at)
    }
  }

  /// Happenings that leave the state as it is.
  private mutating func applyAside(_ happening: MatterEvent, at: Instant) {
    switch happening {
    case .rated(let grade, _):
      self.grade = grade
      stopClocks(at, until: [.rate])
    case .promised(let number, let text, let dueAt):
      promises.append(
        Promise(number: number, text: text, dueAt: dueAt, keptAt: nil, isBroken: false))
    case .promiseKept(let number): change(promise: number) { $0.keptAt = at }
    case .promiseBroken(let number): change(promise: number) { $0.isBroken = true }
    case .published(let text):
      publicText = text
      stopClocks(at, until: [.publish])
    case .withdrawn: publicText = nil
    case .clockTurned(let clock, let round, let light):
      for index in clocks.indices where clocks[index].name == clock && clocks[index].round == round
      {
        clocks[index].light = light
      }
    default: break
    }
  }

  private mutating func move(to stand: MatterEvent.Stand) throws {
    guard let phase = Phase(rawValue: stand.phase) else { throw EventFault("matter", "phase") }
    state = stand.state
    self.phase = phase
  }

  /// The clocks of one round, in the order in which their rows are read.
  private static func round(_ round: Int64, _ starts: [MatterEvent.ClockStart], at: Instant)
    -> [MatterClock]
  {
    starts.map { MatterClock($0, round: round, at: at) }.sorted { $0.name < $1.name }
  }

  /// Stops the clocks that run until one of these steps.
  private mutating func stopClocks(_ at: Instant, until steps: [StepKind]) {
    let names = steps.map(\.rawValue)
    for index in clocks.indices
    where clocks[index].stoppedAt == nil && names.contains(clocks[index].until) {
      clocks[index].stoppedAt = at
    }
  }

  private mutating func change(promise number: Int64, _ body: (inout Promise) -> Void) {
    for index in promises.indices where promises[index].number == number { body(&promises[index]) }
  }
}

extension MatterClock {
  init(_ start: MatterEvent.ClockStart, round: Int64, at: Instant) {
    self.init(
      name: start.name, round: round, limit: start.limit, startedAt: at, dueAt: start.dueAt,
      amberAt: start.amberAt, until: start.until, stoppedAt: nil, light: .green)
  }
}
