public import Journal
public import Kernel

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
    case .clock(let clock, let round, let light):
      let runs = matter.clocks.contains {
        $0.name == clock && $0.round == round && $0.stoppedAt == nil
          && $0.light.rawValue < light.rawValue
      }
      return runs ? [.clockTurned(clock: clock, round: round, light: light)] : []
    case .promise(let number):
      let isOpen = matter.promises.contains {
        $0.number == number && $0.keptAt == nil && !$0.isBroken
      }
      return isOpen ? [.promiseBroken(number: number)] : []
    }
  }
}
