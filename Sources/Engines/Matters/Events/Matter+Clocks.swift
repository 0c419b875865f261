import Kernel
import Pack

/// The fold of clocks.
extension Matter {
  /// Lets clocks begin; one of the same name that still counts ends.
  mutating func start(_ starts: [MatterEvent.ClockStart], _ at: Instant) {
    for start in starts.sorted(by: { ($0.task, $0.name) < ($1.task, $1.name) }) {
      var round: Int64 = 1
      for index in clocks.indices
      where clocks[index].name == start.name && clocks[index].task == start.task {
        round = max(round, clocks[index].round + 1)
        stop(index, at)
      }
      // Rounds of one reopening bear one number.
      round = max(round, start.task == 0 ? reopenings + 1 : 1)
      clocks.append(
        MatterClock(
          id: MatterClock.Name(clock: start.name, task: start.task, round: round),
          limit: start.limit, startedAt: at, dueAt: start.dueAt, amberAt: start.amberAt,
          until: start.until, stoppedAt: nil, light: .green, remaining: nil, pauses: [],
          extensions: [], isProvisional: start.isProvisional, rungs: 0, excusedAt: nil))
    }
    clocks.sort { $0.id < $1.id }
  }

  private mutating func stop(_ index: Int, _ at: Instant) {
    guard clocks[index].stoppedAt == nil else { return }
    clocks[index].stoppedAt = at
    clocks[index].remaining = nil
  }

  /// Stops the matter's own clocks that run until one of these marks.
  mutating func stop(until marks: [ClockMark], task: Int64 = 0, _ at: Instant) {
    let names = marks.map(\.rawValue)
    for index in clocks.indices
    where clocks[index].task == task && names.contains(clocks[index].until) { stop(index, at) }
  }

  /// Stops everything: what is closed never alarms. Nobody is left with a task or a question that
  /// is open.
  mutating func stopAll(_ at: Instant) {
    for index in clocks.indices { stop(index, at) }
    suspendedUntil = nil
    for index in parts.tasks.indices where parts.tasks[index].isOpen {
      parts.tasks[index].releasedAt = at
      parts.tasks[index].release = "closed"
    }
    for index in parts.requests.indices where parts.requests[index].isOpen {
      parts.requests[index].standing = .rejected
      parts.requests[index].decision = "closed"
    }
    for index in parts.supervisions.indices where parts.supervisions[index].isOpen {
      parts.supervisions[index].endedAt = at
    }
    endHandOvers()
  }

  /// Stops the clocks that a change of a part ends.
  mutating func stop(_ change: PartEvent, _ part: PartValue, _ at: Instant) {
    switch (change, part) {
    case (.signedIn, .task(let task)): stop(until: [.signIn], task: task.number, at)
    case (.arrived, .task(let task)): stop(until: [.signIn, .arrive], task: task.number, at)
    case (.reported, .task(let task)), (.released, .task(let task)):
      stop(until: [.signIn, .arrive, .report], task: task.number, at)
    case (.taskRefusalDecided, .task(let task)):
      if task.isRefusalLawful == true {
        stop(until: [.signIn, .arrive, .report], task: task.number, at)
      }
    case (.contacted, _): stop(until: [.contact], at)
    case (.calledBack, _): stop(until: [.callback], at)
    case (.published, _): stop(until: [.publish], at)
    case (.supervised, _): stop(until: [.supervise], at)
    case (.escalated, _): stop(until: [.escalate], at)
    case (.checkOrdered, _): stop(until: [.check], at)
    case (.checkReported, _): stop(until: [.verify], at)
    default: break
    }
  }

  mutating func applyClock(_ happening: MatterEvent, _ at: Instant) {
    switch happening {
    case .clocksStarted(let starts): start(starts, at)
    case .clockTurned(let name, let light): change(clock: name) { $0.light = light }
    case .clocksPaused(let pauses, let until, _):
      suspendedUntil = until
      for pause in pauses {
        change(clock: pause.clock) {
          $0.remaining = pause.remaining
          $0.pauses.append(MatterClock.Pause(from: at, until: nil))
        }
      }
    case .clocksResumed(let dates):
      suspendedUntil = nil
      for date in dates { redate(date, at) }
    case .clocksDated(let dates, _):
      for date in dates { redate(date, at) }
    case .overtimeExcused(let name, _): change(clock: name) { $0.excusedAt = at }
    case .rungClimbed(let name, _): change(clock: name) { $0.rungs += 1 }
    default: break
    }
  }

  private mutating func redate(_ date: MatterEvent.ClockDate, _ at: Instant) {
    change(clock: date.clock) {
      $0.dueAt = date.dueAt
      $0.amberAt = date.amberAt
      $0.limit = date.limit ?? $0.limit
      if let extended = date.extended { $0.extensions.append(extended) }
      $0.remaining = date.remaining
      if date.remaining == nil, $0.pausedAt != nil {
        $0.pauses[$0.pauses.count - 1].until = at
      }
      $0.isProvisional = date.isProvisional
      if $0.light == .amber, (date.amberAt ?? date.dueAt) > at { $0.light = .green }
    }
  }

  private mutating func change(clock name: MatterClock.Name, _ body: (inout MatterClock) -> Void) {
    for index in clocks.indices where clocks[index].id == name { body(&clocks[index]) }
  }
}
