public import Journal
public import Kernel
import Pack
import Store

/// The date of a decision has passed. Only the program's own timer does this.
public struct TurnDecisionLate: Action {
  public static let declaration = ActionDeclaration(
    "TurnDecisionLate", zh: "决定逾期", en: "Turn a decision late", permission: "system.timer")

  public let timer: String

  public init(timer: String) { self.timer = timer }

  public init(_ fields: inout InputReader) throws(Problem) {
    timer = try fields.text("timer", Text(zh: "定时器", en: "Timer"), max: 200)
  }

  public func authorise(
    _ engine: MeetingEngine, _ state: Meeting?, _ context: ActionContext
  ) throws(Problem) {}

  public func decide(
    _ engine: MeetingEngine, _ state: Meeting?, _ facts: Void, _ context: ActionContext
  ) throws(Problem) -> [MeetingEvent] {
    guard let number = MeetingEngine.decision(ofTimer: timer),
      let decision = state?.decision(number), decision.state == .open
    else { return [] }
    return engine.lateness(decision, context.now)
  }
}
