public import Journal
public import Kernel
import Pack
import Store

/// Reports that a decision is carried out: by the unit that owes it, or by whoever keeps the
/// meeting's record.
public struct CompleteDecision: Action {
  public static let declaration = ActionDeclaration(
    "CompleteDecision", zh: "决定办结", en: "Complete a decision", permission: "meeting.report")

  /// Most characters of the note.
  public static let noteMax = 2000

  public let number: Int64
  public let note: String

  public init(number: Int64, note: String) {
    self.number = number
    self.note = note
  }

  public init(_ fields: inout InputReader) throws(Problem) {
    number = try fields.integer(
      "number", Text(zh: "决定序号", en: "Decision"), 1...Int64(MeetingEngine.decisionsMax))
    note = try fields.text("note", Text(zh: "落实情况", en: "Note"), max: CompleteDecision.noteMax)
  }

  public func authorise(
    _ engine: MeetingEngine, _ state: Meeting?, _ context: ActionContext
  ) throws(Problem) {
    let owner = state?.decision(number)?.owner
    let isOwner = context.actor.grants(for: "meeting.report").contains {
      $0.unit != nil && $0.unit == owner
    }
    if !isOwner { try engine.requireScope(state, "meeting.record", context) }
  }

  public func decide(
    _ engine: MeetingEngine, _ state: Meeting?, _ facts: Void, _ context: ActionContext
  ) throws(Problem) -> [MeetingEvent] {
    let meeting = try engine.requireLater(state, context.now)
    let decision = try engine.requireDecision(meeting, number)
    return engine.lateness(decision, context.now) + [.decisionDone(number: number, note: note)]
  }
}
