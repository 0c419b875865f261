public import Journal
import Kernel
import Pack
import Store

/// The deadlines of a matter as timers: what runs has one, what is stopped has none, so that a
/// closed matter never alarms.
extension MatterEngine {
  /// What a timer of a matter stands for.
  enum TimerName: Equatable {
    case clock(String, round: Int64, Matter.Light)
    case promise(Int64)

    var text: String {
      switch self {
      case .clock(let name, let round, let light): "clock/\(name)/\(round)/\(light.rawValue)"
      case .promise(let number): "promise/\(number)"
      }
    }

    init?(_ text: String) {
      let parts = text.split(separator: "/", omittingEmptySubsequences: false)
      if parts.count == 2, parts[0] == "promise", let number = Int64(parts[1]) {
        self = .promise(number)
      } else if parts.count >= 4, parts[0] == "clock",
        let round = Int64(parts[parts.count - 2]),
        let light = Int64(parts[parts.count - 1]).flatMap(Matter.Light.init(rawValue:))
      {
        // A clock's name may itself hold the sign.
        self = .clock(parts[1..<(parts.count - 2)].joined(separator: "/"), round: round, light)
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
    for clock in matter.clocks where clock.stoppedAt == nil {
      if let amberAt = clock.amberAt, clock.light == .green, amberAt < clock.dueAt {
        add(amberAt, .clock(clock.name, round: clock.round, .amber))
      }
      if clock.light != .red { add(clock.dueAt, .clock(clock.name, round: clock.round, .red)) }
    }
    for promise in matter.promises where promise.keptAt == nil && !promise.isBroken {
      add(promise.dueAt, .promise(promise.number))
    }
    return timers
  }

  func saveTimers(_ id: Int64, before: Matter?, after: Matter, _ writer: any Writing) throws {
    let old = timers(id, before)
    let new = timers(id, after)
    for timer in old.subtracting(new) { try Timers.cancel(timer, pack.jurisdiction, writer) }
    for timer in new.subtracting(old) { try Timers.set(timer, pack.jurisdiction, writer) }
  }
}
