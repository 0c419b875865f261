public import Journal
public import Kernel
import Pack

/// A deadline has come: the light changes, or a promise is broken. Only the program's own timer
/// does this.
public struct TurnLight: Action {
  public static let declaration = ActionDeclaration(
    "TurnLight", zh: "到期变灯", en: "Turn a light", permission: "system.timer")

  public let timer: String

  public init(timer: String) { self.timer = timer }

  public init(_ fields: inout InputReader) throws(Problem) {
    timer = try fields.text("timer", Text(zh: "定时器", en: "Timer"), max: 200)
  }

  public func authorise(
    _ engine: MatterEngine, _ state: Matter?, _ context: ActionContext
  ) throws(Problem) {}

  public func decide(
    _ engine: MatterEngine, _ state: Matter?, _ facts: Void, _ context: ActionContext
  ) throws(Problem) -> [MatterEvent] {
    guard let matter = state, let name = MatterEngine.TimerName(timer) else { return [] }
    switch name {
    case .clock(let clock, let light):
      let runs = matter.clocks.contains {
        $0.id == clock && $0.isRunning && $0.light.rawValue < light.rawValue
      }
      return runs ? [.clockTurned(clock, light: light)] : []
    case .rung(let clock, let rung): return try engine.climb(clock, rung, matter, context)
    case .promise(let number):
      let isOpen = matter.promises.contains {
        $0.number == number && $0.keptAt == nil && !$0.isBroken
      }
      return isOpen ? [.promiseBroken(number: number)] : []
    case .resumption:
      guard matter.suspendedUntil != nil else { return [] }
      return [.clocksResumed(try engine.resumptions(matter, at: context.now))]
    }
  }
}

extension MatterEngine {
  /// A clock has been red for as long as a rung of its ladder says: a tier above hears of it.
  fileprivate func climb(
    _ name: MatterClock.Name, _ rung: Int64, _ matter: Matter, _ context: ActionContext
  ) throws(Problem) -> [MatterEvent] {
    guard
      let clock = matter.clocks.first(where: {
        $0.id == name && $0.isRunning && $0.light == .red && $0.rungs == rung
      }), let record = clockRecord(clock, matter), rung < record.ladder.count
    else { return [] }
    let step = record.ladder[Int(rung)]
    var events: [MatterEvent] = [.rungClimbed(name, rung: step.id)]
    // Nobody is told of themselves.
    if let unit = try unit(of: step.tier, above: matter, at: context.now), unit != matter.lead {
      events.append(
        .changed(
          .escalated,
          .escalation(
            Escalation(
              number: Int64(matter.parts.escalations.count + 1), tier: step.tier, unit: unit,
              reason: "overdue: " + record.name.chinese, isByItself: true, at: context.now))))
    }
    return events
  }
}
