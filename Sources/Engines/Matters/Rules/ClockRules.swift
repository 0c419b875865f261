import Expression
import Journal
import Kernel
import Pack
import Store
import WorkCalendar

/// How clocks begin and how they are moved. `docs/concepts/clocks.md` says what each event does to
/// them.
extension MatterEngine {
  /// The clocks that a mark starts, each with the first limit whose condition holds.
  /// - Parameters:
  ///   - phase: the phase that the matter is in after the mark: what is closed or merged alarms
  ///     nobody.
  ///   - task: the task whose clocks begin, or 0 for the matter's own.
  func startClocks(
    _ mark: ClockMark, _ facts: RoutingFacts, area: String?, category: String?, at now: Instant,
    phase: String, task: Int64 = 0
  ) throws(Problem) -> [MatterEvent.ClockStart] {
    guard phase != Phase.closed.rawValue, phase != Phase.merged.rawValue else { return [] }
    let clocks = try kind(facts.kind).clocks.filter {
      $0.record.from.contains(mark) && $0.record.isOfTask == (task != 0)
    }
    if clocks.isEmpty { return [] }
    let bindings = bindings(facts, area: area, category: category, at: now)
    var starts: [MatterEvent.ClockStart] = []
    for clock in clocks {
      guard let limit = try limit(of: clock, bindings, category, at: now) else { continue }
      let due = try reckoner.due(limit, from: now, counting: clock.record.counting)
      starts.append(
        MatterEvent.ClockStart(
          name: clock.record.id, task: task, limit: limit.words.chinese, dueAt: due.at,
          amberAt: try clock.record.amber.map { amber throws(Problem) in
            try reckoner.amber(amber, before: due.at, notBefore: now)
          }, until: clock.record.until.rawValue, isProvisional: due.isProvisional))
    }
    return starts
  }

  /// The limit of a clock on a day: the category's own where the clock goes by it and the season
  /// has one, else the first whose condition holds.
  func limit(of clock: Clock, _ bindings: Bindings, _ category: String?, at now: Instant)
    throws(Problem) -> TimeLimit?
  {
    let own = pack.categories.first { $0.id == category }?.limit
    if clock.record.usesCategory, let own {
      let date = now.local(pack.offset).date
      do {
        return try own.limit(on: date, seasons: pack.seasons)
      } catch let problem where problem.kind == .seasonNone {
        // Out of season the clock's own limit holds.
      }
    }
    for (condition, limit) in clock.limits where try holds(condition, bindings) { return limit }
    return nil
  }

  /// The clocks that a mark starts in a matter's life, as a happening; none where it starts none.
  func started(
    _ mark: ClockMark, _ matter: Matter, _ text: String, _ context: ActionContext, phase: String
  ) throws(Problem) -> [MatterEvent] {
    let clocks = try startClocks(
      mark, facts(matter, text), area: matter.area, category: matter.category, at: context.now,
      phase: phase)
    return clocks.isEmpty ? [] : [.clocksStarted(clocks)]
  }

  func facts(_ matter: Matter, _ text: String) -> RoutingFacts {
    RoutingFacts(
      kind: matter.kind, sort: matter.sort, title: matter.title, text: text,
      channel: matter.channel, area: matter.area, category: matter.category)
  }

  /// The matter's text, on which a limit may depend; empty where none that starts at this mark
  /// does.
  func text(of id: Int64, for mark: ClockMark, _ reader: any Reading) throws -> String {
    guard textMarks.contains(mark) else { return "" }
    return try reader.row("SELECT text FROM matter_text WHERE matter = ?", [.integer(id)])?
      .text(0) ?? ""
  }

  /// The marks that start a clock whose limit depends on conditions.
  static func textMarks(_ pack: Pack) -> Set<ClockMark> {
    Set(
      pack.kinds.values.flatMap(\.clocks).filter { $0.limits.count > 1 }.flatMap(\.record.from))
  }

  /// What is left of every clock that runs and has not run out: overtime does not stand still.
  func pauses(_ matter: Matter, at now: Instant) throws(Problem) -> [MatterEvent.ClockPause] {
    var pauses: [MatterEvent.ClockPause] = []
    for clock in matter.clocks where clock.isRunning && clock.light != .red && clock.dueAt > now {
      let left = try reckoner.milliseconds(clock.limit, from: now, to: clock.dueAt)
      pauses.append(MatterEvent.ClockPause(clock: clock.id, remaining: max(0, left)))
    }
    return pauses
  }

  /// The dates of the clocks that go on with what was left of them.
  func resumptions(_ matter: Matter, at now: Instant) throws(Problem) -> [MatterEvent.ClockDate] {
    var dates: [MatterEvent.ClockDate] = []
    for clock in matter.clocks where clock.stoppedAt == nil {
      guard let remaining = clock.remaining else { continue }
      let due = try reckoner.moment(remaining, after: now, clock.limit)
      let moved = try reckoner.milliseconds(clock.limit, from: clock.dueAt, to: due.at)
      dates.append(
        try date(clock, matter, due, now, paused: max(0, moved)))
    }
    return dates
  }

  /// What is answered goes on: the clocks that outlast the reply do not stand still any longer.
  func resumed(_ matter: Matter, at now: Instant) throws(Problem) -> [MatterEvent] {
    matter.suspendedUntil == nil ? [] : [.clocksResumed(try resumptions(matter, at: now))]
  }

  /// A clock's date with the amber that goes with it.
  func date(
    _ clock: MatterClock, _ matter: Matter, _ due: Reckoner.Date, _ now: Instant,
    limit: String? = nil, extended: String? = nil, paused: Int64 = 0
  ) throws(Problem) -> MatterEvent.ClockDate {
    let amber = try clockRecord(clock, matter)?.amber.map { amber throws(Problem) in
      try reckoner.amber(amber, before: due.at, notBefore: now)
    }
    return MatterEvent.ClockDate(
      clock: clock.id, dueAt: due.at, amberAt: amber, limit: limit, extended: extended,
      paused: paused, isProvisional: due.isProvisional)
  }

  /// The date of a clock reckoned anew from its start: under another limit or another calendar,
  /// with the pauses and extensions it has had.
  func reckoned(_ clock: MatterClock, _ limit: TimeLimit, _ matter: Matter) throws(Problem)
    -> Reckoner.Date
  {
    let counting = clockRecord(clock, matter)?.counting ?? .fromNextDay
    var date = try reckoner.due(limit, from: clock.startedAt, counting: counting)
    for words in clock.extensions {
      guard let more = try? TimeLimit(words: words) else { continue }
      let next = try reckoner.due(more, from: date.at, counting: .elapsed)
      date = Reckoner.Date(
        at: next.at, isProvisional: date.isProvisional || next.isProvisional)
    }
    for pause in clock.pauses {
      guard let end = pause.until else { continue }
      let length = try reckoner.milliseconds(limit.words.chinese, from: pause.from, to: end)
      let next = try reckoner.moment(length, after: date.at, limit.words.chinese)
      date = Reckoner.Date(
        at: next.at, isProvisional: date.isProvisional || next.isProvisional)
    }
    return date
  }
}
