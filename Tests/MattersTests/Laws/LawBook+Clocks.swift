import Journal
import Kernel
import Pack
import WorkCalendar

@testable import Matters

/// How clocks may move.
extension LawBook {
  func clockFaults(_ step: LawStep, _ after: Matter) -> [String] {
    var faults: [String] = []
    let old = step.before?.clocks ?? []
    if Set(after.clocks.map(\.id)).count != after.clocks.count {
      faults.append("a run stands twice")
    }
    let going = after.clocks.filter { $0.stoppedAt == nil }
    if Set(going.map { "\($0.task) \($0.name)" }).count != going.count {
      faults.append("a clock runs twice")
    }
    for clock in old {
      guard let new = after.clocks.first(where: { $0.id == clock.id }) else {
        faults.append("the run \(clock.id) is gone")
        continue
      }
      faults += changeFaults(clock, new, step, after)
    }
    for clock in after.clocks where !old.contains(where: { $0.id == clock.id }) {
      let rounds = old.filter { $0.name == clock.name && $0.task == clock.task }.map(\.round)
      if (rounds.max() ?? 0) >= clock.round {
        faults.append("the round of \(clock.id) is no new one")
      }
      if clock.dueAt < clock.startedAt || clock.startedAt != step.now {
        faults.append("\(clock.id) is due before it begins")
      }
    }
    for clock in going {
      if clock.remaining != nil && after.suspendedUntil == nil && after.phase != .merged {
        faults.append("\(clock.id) stands still though nothing is suspended")
      }
      if let amber = clock.amberAt, amber > max(clock.dueAt, clock.startedAt) {
        faults.append("\(clock.id) turns amber after red")
      }
      let task = after.parts.tasks.first { $0.number == clock.task }
      if clock.task != 0 && task?.isOpen != true {
        faults.append("\(clock.id) of a task that is done")
      }
      if after.phase == .closed { faults.append("\(clock.id) counts though closed") }
    }
    if after.phase == .closed && after.suspendedUntil != nil {
      faults.append("closed and suspended")
    }
    return faults
  }

  private func changeFaults(
    _ old: MatterClock, _ new: MatterClock, _ step: LawStep, _ after: Matter
  ) -> [String] {
    if old == new { return [] }
    var faults: [String] = []
    if old.stoppedAt != nil {
      var excused = new
      excused.excusedAt = old.excusedAt
      if excused != old { faults.append("\(old.id) changes after it stopped") }
    }
    if new.light.rawValue < old.light.rawValue,
      old.light == .red || (old.dueAt, old.amberAt) == (new.dueAt, new.amberAt)
    {
      faults.append("\(old.id) turns back from \(old.light)")
    }
    let isFree = step.name == "CategoriseMatter" || step.name == "RecalculateClocks"
    if new.dueAt < old.dueAt, !isFree { faults.append("\(old.id) is due earlier than before") }
    if new.dueAt != old.dueAt {
      // What stands still has counted up to its pause, and no further.
      if isFree && new.dueAt <= new.pausedAt ?? step.now {
        faults.append("\(old.id) is re-dated into the past")
      }
      if old.light == .red { faults.append("\(old.id) gets a new date after it ran out") }
    }
    let allowed: Set<String> = [
      "CategoriseMatter", "RecalculateClocks", "TurnLight", "ResumeMatter", "DecideRequest",
      "UnmergeMatter", "AnswerMatter", "ConfirmWhistle", "ShareAnswer",
    ]
    if new.dueAt != old.dueAt && !allowed.contains(step.name) {
      faults.append("\(old.id) gets another date")
    }
    if new.rungs < old.rungs || new.rungs > old.rungs + 1 {
      faults.append("\(old.id) skips a rung")
    }
    if new.rungs > old.rungs && (old.light != .red || step.name != "TurnLight") {
      faults.append("\(old.id) climbs a rung before it ran out")
    }
    if old.startedAt != new.startedAt || old.until != new.until
      || new.pauses.count < old.pauses.count
    {
      faults.append("\(old.id) is another clock")
    }
    return faults
  }

  /// The marks that a step puts, each with the task that it is about; 0 for the matter's own.
  static func marks(_ event: MatterEvent) -> [(mark: ClockMark, task: Int64)] {
    switch event {
    case .received: [(.receive, 0)]
    case .dispatched: [(.dispatch, 0)]
    case .accepted: [(.accept, 0)]
    case .refused: [(.refuse, 0)]
    case .transferred: [(.transfer, 0)]
    case .returned: [(.return, 0)]
    case .offered: [(.offer, 0)]
    case .claimed: [(.claim, 0)]
    case .answered: [(.answer, 0)]
    case .rectified: [(.rectify, 0)]
    case .closed: [(.close, 0)]
    case .reopened: [(.reopen, 0)]
    case .rated(let rating, _): rating.isPoor ? [(.rate, 0), (.poor, 0)] : [(.rate, 0)]
    case .reviewed: [(.review, 0)]
    case .changed(let change, .task(let task)):
      switch change {
      case .summoned: [(.summon, task.number)]
      case .signedIn: [(.signIn, task.number)]
      case .arrived: [(.signIn, task.number), (.arrive, task.number)]
      case .reported: [(.report, task.number)]
      default: []
      }
    case .changed(.calledBack, _): [(.callback, 0)]
    case .changed(.contacted, _): [(.contact, 0)]
    case .changed(.published, _): [(.publish, 0)]
    case .changed(.supervised, _): [(.supervise, 0)]
    case .changed(.escalated, .escalation(let escalation)):
      escalation.isByItself ? [] : [(.escalate, 0)]
    case .changed(.checkOrdered, _): [(.check, 0)]
    case .changed(.checkReported, _): [(.verify, 0)]
    default: []
    }
  }

  /// A mark stops the clocks that run until it, and begins those that run from it.
  func startFaults(_ step: LawStep, _ after: Matter) -> [String] {
    guard after.phase != .closed, after.phase != .merged, let kind = pack.kinds[after.kind] else {
      return []
    }
    // A review that nobody above can take goes to the arbiter, where nothing runs yet.
    if case .reviewed(_, nil, _, _, _) = step.events.first { return [] }
    var faults: [String] = []
    for (mark, task) in step.events.flatMap(LawBook.marks) {
      for clock in after.clocks
      where clock.task == task && clock.until == mark.rawValue && clock.stoppedAt == nil
        && clock.startedAt < step.now && mark != .receive && mark != .poor
      {
        faults.append("\(clock.id) does not stop at \(mark)")
      }
      let arrived = after.parts.tasks.first { $0.number == task }
      let isEarlier = mark == .signIn && arrived?.signedInAt.map { $0 < step.now } ?? false
      for rule in kind.clocks where rule.record.from.contains(mark) && !isEarlier {
        guard rule.record.isOfTask == (task != 0) else { continue }
        // What arriving starts and ends in one moment need not have begun.
        let ends: [ClockMark] = mark == .signIn ? [.signIn, .arrive] : [mark]
        if ends.contains(rule.record.until), task != 0 { continue }
        let isBegun = after.clocks.contains {
          $0.name == rule.record.id && $0.task == task && $0.startedAt == step.now
        }
        if !isBegun { faults.append("\(rule.record.id) does not begin at \(mark)") }
      }
    }
    return faults
  }

  /// Timers are those of what counts, and no others.
  func timerFaults(_ step: LawStep, _ after: Matter) -> [String] {
    var due: [String: Instant] = [:]
    for clock in after.clocks
    where clock.stoppedAt == nil && clock.remaining == nil && after.phase != .merged {
      let name = "\(clock.name)/\(clock.task)/\(clock.round)"
      if let amber = clock.amberAt, clock.light == .green, amber < clock.dueAt {
        due["clock/\(name)/1"] = amber
      }
      if clock.light != .red { due["clock/\(name)/2"] = clock.dueAt }
      let rule = pack.kinds[after.kind]?.record.clocks.first { $0.id == clock.name }
      if clock.light == .red, let ladder = rule?.ladder, clock.rungs < ladder.count {
        let words = ladder[Int(clock.rungs)].after?.words.chinese
        let later = words.flatMap(natural) ?? 0
        due["rung/\(name)/\(clock.rungs)"] = clock.dueAt.advanced(byMilliseconds: later)
      }
    }
    for promise in after.promises where promise.keptAt == nil && !promise.isBroken {
      due["promise/\(promise.number)"] = promise.dueAt
    }
    if let until = after.suspendedUntil { due["resumption"] = until }
    let timers = engine.timers(step.id, after)
    let found = Dictionary(timers.map { ($0.name, $0.due) }) { first, _ in first }
    if found.count != timers.count { return ["a timer stands twice"] }
    return found == due ? [] : ["timers \(found.keys.sorted()), not \(due.keys.sorted())"]
  }
}
