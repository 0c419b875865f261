public import Journal
public import Kernel
public import Pack
import Store
import WorkCalendar

/// Ends a matter, solved or not: a matter can be closed without being fixed, and says so.
public struct CloseMatter: Action {
  public static let declaration = ActionDeclaration(
    "CloseMatter", zh: "办结", en: "Close a matter", permission: "matter.close")

  /// What may be said of a closed matter.
  public static let outcomes = ["solved", "not-solved"]

  public let outcome: String

  public init(outcome: String) { self.outcome = outcome }

  public init(_ fields: inout InputReader) throws(Problem) {
    outcome = try fields.text("outcome", Text(zh: "结果", en: "Outcome"), max: 64)
  }

  public func authorise(
    _ engine: MatterEngine, _ state: Matter?, _ context: ActionContext
  ) throws(Problem) {
    try engine.requireScope(state, "matter.close", context)
  }

  public func decide(
    _ engine: MatterEngine, _ state: Matter?, _ facts: Void, _ context: ActionContext
  ) throws(Problem) -> [MatterEvent] {
    guard let matter = state else { return [] }
    let (_, stand) = try engine.step(.close, matter, at: context.now, outcome: outcome)
    if matter.parts.checks.contains(where: \.isOpen) { throw Problem(.checkPending) }
    guard CloseMatter.outcomes.contains(outcome) else {
      throw Problem(
        .fieldInvalid, field: "/outcome",
        [
          "name": "outcome", "expected": CloseMatter.outcomes.joined(separator: ", "),
          "found": outcome,
        ])
    }
    try engine.requireTasksDone(matter)
    return [.closed(outcome: outcome, state: stand)]
  }
}

/// The person, or somebody for them, says that it is not done; the clocks run anew.
public struct ReopenMatter: MarkingAction {
  public static let declaration = ActionDeclaration(
    "ReopenMatter", zh: "重开", en: "Reopen a matter", permission: "matter.reopen")
  public static let mark = ClockMark.reopen

  public let reason: String

  public init(reason: String) { self.reason = reason }

  public init(_ fields: inout InputReader) throws(Problem) {
    reason = try fields.text("reason", Text(zh: "理由", en: "Reason"), max: 2000)
  }

  public func authorise(
    _ engine: MatterEngine, _ state: Matter?, _ context: ActionContext
  ) throws(Problem) {
    try engine.requireCaller(state, "matter.reopen", context)
  }

  /// The matter's text, on which a limit may depend.
  public func decide(
    _ engine: MatterEngine, _ state: Matter?, _ facts: String, _ context: ActionContext
  ) throws(Problem) -> [MatterEvent] {
    guard let matter = state else { return [] }
    let (_, stand) = try engine.step(.reopen, matter, at: context.now)
    if let limit = try engine.kind(matter.kind).record.reopen, let closedAt = matter.closedAt {
      let end = try engine.reckoner.due(limit, from: closedAt, counting: .elapsed).at
      guard context.now <= end else {
        throw Problem(
          .reopenLate,
          [
            "limit": limit.words.chinese, "until": end.minuteText(engine.pack.offset),
          ])
      }
    }
    return [
      .reopened(
        reason: reason,
        clocks: try engine.startClocks(
          .reopen, engine.facts(matter, facts), area: matter.area, category: matter.category,
          at: context.now, phase: stand.phase), state: stand)
    ]
  }
}
