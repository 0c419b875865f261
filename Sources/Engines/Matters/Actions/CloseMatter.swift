public import Journal
public import Kernel
import Pack
public import Store
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
    let (_, stand) = try engine.step(.close, matter)
    guard CloseMatter.outcomes.contains(outcome) else {
      throw Problem(
        .fieldInvalid, field: "/outcome",
        [
          "name": "outcome", "expected": CloseMatter.outcomes.joined(separator: ", "),
          "found": outcome,
        ])
    }
    return [.closed(outcome: outcome, state: stand)]
  }
}

/// The person, or somebody for them, says that it is not done; the clocks run anew.
public struct ReopenMatter: Action {
  public static let declaration = ActionDeclaration(
    "ReopenMatter", zh: "重开", en: "Reopen a matter", permission: "matter.reopen")

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
  public func gather(
    _ engine: MatterEngine, _ context: ActionContext, _ writer: any Writing
  ) throws -> String {
    try writer.row("SELECT text FROM matter_text WHERE matter = ?", [.integer(context.id)])?
      .text(0) ?? ""
  }

  public func decide(
    _ engine: MatterEngine, _ state: Matter?, _ facts: String, _ context: ActionContext
  ) throws(Problem) -> [MatterEvent] {
    guard let matter = state else { return [] }
    let (_, stand) = try engine.step(.reopen, matter)
    if let limit = try engine.kind(matter.kind).record.reopen, let closedAt = matter.closedAt {
      let end = try engine.pack.calendar.adding(limit, to: closedAt)
      guard context.now <= end else {
        throw Problem(
          .reopenLate,
          [
            "limit": limit.words.chinese, "until": end.minuteText(engine.pack.offset),
          ])
      }
    }
    let routing = RoutingFacts(
      kind: matter.kind, title: matter.title, text: facts, channel: matter.channel,
      area: matter.area, category: matter.category)
    let route = Route(
      area: matter.area, category: matter.category, lead: matter.lead, rule: matter.rule,
      reason: "")
    return [
      .reopened(
        reason: reason, clocks: try engine.startClocks(routing, route, at: context.now),
        state: stand)
    ]
  }
}

/// The person rates how they were served, once.
public struct RateMatter: Action {
  public static let declaration = ActionDeclaration(
    "RateMatter", zh: "评价", en: "Rate a matter", permission: "matter.rate")

  public let grade: Int64
  public let comment: String

  public init(grade: Int64, comment: String = "") {
    self.grade = grade
    self.comment = comment
  }

  public init(_ fields: inout InputReader) throws(Problem) {
    grade = try fields.integer("grade", Text(zh: "等级", en: "Grade"), 1...10)
    comment = try fields.textIfPresent("comment", Text(zh: "意见", en: "Comment"), max: 2000) ?? ""
  }

  public func authorise(
    _ engine: MatterEngine, _ state: Matter?, _ context: ActionContext
  ) throws(Problem) {
    try engine.requireCaller(state, "matter.rate", context)
  }

  public func decide(
    _ engine: MatterEngine, _ state: Matter?, _ facts: Void, _ context: ActionContext
  ) throws(Problem) -> [MatterEvent] {
    guard let matter = state else { return [] }
    _ = try engine.step(.rate, matter)
    guard matter.grade == nil else { throw Problem(.ratedAlready) }
    let most = try engine.kind(matter.kind).record.grades
    guard (1...Int64(most)).contains(grade) else {
      throw Problem(.gradeInvalid, field: "/grade", ["most": String(most)])
    }
    return [.rated(grade: grade, comment: comment)]
  }
}
