public import Journal
import Kernel
import Pack
import Store
import WorkCalendar

/// The deadlines of a matter as timers: what runs has one, what is stopped has none, so that a
/// closed matter never alarms.
extension MatterEngine {
  /// What a timer of a matter stands for.
  enum TimerName: Equatable {
    case clock(MatterClock.Name, Matter.Light)
    /// The rung of a clock's ladder, counted from 0.
    case rung(MatterClock.Name, Int64)
    case promise(Int64)
    /// The end of a suspension.
    case resumption

    var text: String {
      switch self {
      case .clock(let name, let light): "clock/\(TimerName.text(name))/\(light.rawValue)"
      case .rung(let name, let rung): "rung/\(TimerName.text(name))/\(rung)"
      case .promise(let number): "promise/\(number)"
      case .resumption: "resumption"
      }
    }

    private static func text(_ name: MatterClock.Name) -> String {
      "\(name.clock)/\(name.task)/\(name.round)"
    }

    init?(_ text: String) {
      let parts = text.split(separator: "/", omittingEmptySubsequences: false)
      if text == "resumption" {
        self = .resumption
        return
      }
      if parts.count == 2, parts[0] == "promise", let number = Int64(parts[1]) {
        self = .promise(number)
        return
      }
      guard parts.count >= 5, let task = Int64(parts[parts.count - 3]),
        let round = Int64(parts[parts.count - 2]), let last = Int64(parts[parts.count - 1])
      else { return nil }
      // A clock's name may itself hold the sign.
      let clock = parts[1..<(parts.count - 3)].joined(separator: "/")
      let name = MatterClock.Name(clock: clock, task: task, round: round)
      if parts[0] == "clock", let light = Matter.Light(rawValue: last) {
        self = .clock(name, light)
      } else if parts[0] == "rung" {
        self = .rung(name, last)
      } else {
        return nil
      }
    }
  }

  /// The deadlines that a matter should have.
  public func timers(_ id: Int64, _ matter: Matter?) -> Set<Timers.Timer> {
    guard let matter else { return [] }
    var timers: Set<Timers.Timer> = []
    func add(_ due: Instant, _ name: TimerName) {
      timers.insert(
        Timers.Timer(due: due, subject: id, name: name.text, kind: MatterEngine.kind))
    }
    // What is merged is worked on elsewhere and reminds nobody.
    for clock in matter.clocks where clock.isRunning && matter.phase != .merged {
      if let amberAt = clock.amberAt, clock.light == .green, amberAt < clock.dueAt {
        add(amberAt, .clock(clock.id, .amber))
      }
      if clock.light != .red {
        add(clock.dueAt, .clock(clock.id, .red))
      } else if let rung = nextRung(of: clock, matter) {
        add(rung, .rung(clock.id, clock.rungs))
      }
    }
    for promise in matter.promises where promise.keptAt == nil && !promise.isBroken {
      add(promise.dueAt, .promise(promise.number))
    }
    if let until = matter.suspendedUntil { add(until, .resumption) }
    return timers
  }

  /// When the next rung of a clock's ladder is climbed; nil where there is none left.
  private func nextRung(of clock: MatterClock, _ matter: Matter) -> Instant? {
    guard let record = clockRecord(clock, matter), clock.rungs < record.ladder.count,
      let after = record.ladder[Int(clock.rungs)].after
    else {
      let ladder = clockRecord(clock, matter)?.ladder ?? []
      return clock.rungs < ladder.count ? clock.dueAt : nil
    }
    return try? reckoner.due(after, from: clock.dueAt, counting: .elapsed).at
  }

  /// The pack's record of a clock; nil where the pack declares none of that name.
  func clockRecord(_ clock: MatterClock, _ matter: Matter) -> ClockRecord? {
    pack.kinds[matter.kind]?.clocks.first { $0.record.id == clock.name }?.record
  }

  func saveTimers(_ id: Int64, before: Matter?, after: Matter, _ writer: any Writing) throws {
    let old = timers(id, before)
    let new = timers(id, after)
    for timer in old.subtracting(new) { try Timers.cancel(timer, pack.jurisdiction, writer) }
    for timer in new.subtracting(old) { try Timers.set(timer, pack.jurisdiction, writer) }
  }
}
