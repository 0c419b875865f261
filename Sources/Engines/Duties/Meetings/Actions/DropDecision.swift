public import Journal
public import Kernel
import Pack
import Store

/// Gives a decision up, with the reason; while the meeting lasts its item is undecided again.
public struct DropDecision: Action {
  public static let declaration = ActionDeclaration(
    "DropDecision", zh: "撤销决定", en: "Drop a decision", permission: "meeting.record")

  /// Most characters of the reason.
  public static let reasonMax = 2000

  public let number: Int64
  public let reason: String

  public init(number: Int64, reason: String) {
    self.number = number
    self.reason = reason
  }

  public init(_ fields: inout InputReader) throws(Problem) {
    number = try fields.integer(
      "number", Text(zh: "决定序号", en: "Decision"), 1...Int64(MeetingEngine.decisionsMax))
    reason = try fields.text("reason", Text(zh: "理由", en: "Reason"), max: DropDecision.reasonMax)
  }

  public func authorise(
    _ engine: MeetingEngine, _ state: Meeting?, _ context: ActionContext
  ) throws(Problem) {
    try engine.requireScope(state, "meeting.record", context)
  }

  public func decide(
    _ engine: MeetingEngine, _ state: Meeting?, _ facts: Void, _ context: ActionContext
  ) throws(Problem) -> [MeetingEvent] {
    let meeting = try engine.requireLater(state, context.now)
    let decision = try engine.requireDecision(meeting, number)
    return engine.lateness(decision, context.now)
      + [.decisionDropped(number: number, reason: reason)]
  }
}
