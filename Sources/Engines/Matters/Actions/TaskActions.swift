public import Journal
public import Kernel
public import Pack
import Store

/// A summoned unit signs in: it has heard the call.
public struct SignInToTask: MarkingAction {
  public static let declaration = ActionDeclaration(
    "SignInToTask", zh: "报到（签收召集）", en: "Sign in to a task", permission: "matter.report")
  public static let mark = ClockMark.signIn

  public let task: Int64

  public init(_ fields: inout InputReader) throws(Problem) {
    task = try fields.integer("task", Text(zh: "任务序号", en: "Task number"), 1...10_000)
  }

  public func authorise(
    _ engine: MatterEngine, _ state: Matter?, _ context: ActionContext
  ) throws(Problem) {
    try engine.requireTask(task, state, "matter.report", context)
  }

  public func decide(
    _ engine: MatterEngine, _ state: Matter?, _ facts: String, _ context: ActionContext
  ) throws(Problem) -> [MatterEvent] {
    guard let matter = state else { return [] }
    var task = try engine.task(task, matter)
    guard task.signedInAt == nil, !task.isRefusalPending else {
      throw Problem(.taskOrder, ["step": "sign in"])
    }
    task.signedInAt = context.now
    task.signedInBy = context.actor.id
    return [.changed(.signedIn, .task(task))]
      + (try engine.started(.signIn, task: task.number, matter, facts, context))
  }
}

/// A summoned unit reports itself on site, with where it stands.
public struct ArriveAtTask: MarkingAction {
  public static let declaration = ActionDeclaration(
    "ArriveAtTask", zh: "到场", en: "Arrive on site", permission: "matter.report")
  public static let mark = ClockMark.arrive

  public let task: Int64
  public let place: String

  public init(_ fields: inout InputReader) throws(Problem) {
    task = try fields.integer("task", Text(zh: "任务序号", en: "Task number"), 1...10_000)
    place = try fields.text("place", Text(zh: "到场地点", en: "Place"), max: 200)
  }

  public func authorise(
    _ engine: MatterEngine, _ state: Matter?, _ context: ActionContext
  ) throws(Problem) {
    try engine.requireTask(task, state, "matter.report", context)
  }

  public func decide(
    _ engine: MatterEngine, _ state: Matter?, _ facts: String, _ context: ActionContext
  ) throws(Problem) -> [MatterEvent] {
    guard let matter = state else { return [] }
    var task = try engine.task(task, matter)
    guard task.isOnSite, task.arrivedAt == nil, !task.isRefusalPending else {
      throw Problem(.taskOrder, ["step": "arrive"])
    }
    // Who stands there has heard the call.
    if task.signedInAt == nil {
      task.signedInAt = context.now
      task.signedInBy = context.actor.id
    }
    task.arrivedAt = context.now
    task.place = place
    let isFirst = matter.parts.tasks.first { $0.number == task.number }?.signedInAt == nil
    return [.changed(.arrived, .task(task))]
      + (isFirst ? try engine.started(.signIn, task: task.number, matter, facts, context) : [])
      + (try engine.started(.arrive, task: task.number, matter, facts, context))
  }
}

/// A unit says what it did.
public struct ReportTask: Action {
  public static let declaration = ActionDeclaration(
    "ReportTask", zh: "反馈处置情况", en: "Report on a task", permission: "matter.report")

  public let task: Int64
  public let report: String

  public init(_ fields: inout InputReader) throws(Problem) {
    task = try fields.integer("task", Text(zh: "任务序号", en: "Task number"), 1...10_000)
    report = try fields.text("report", Text(zh: "处置情况", en: "What was done"), max: 4000)
  }

  public func authorise(
    _ engine: MatterEngine, _ state: Matter?, _ context: ActionContext
  ) throws(Problem) {
    try engine.requireTask(task, state, "matter.report", context)
  }

  public func decide(
    _ engine: MatterEngine, _ state: Matter?, _ facts: Void, _ context: ActionContext
  ) throws(Problem) -> [MatterEvent] {
    guard let matter = state else { return [] }
    var task = try engine.task(task, matter)
    guard task.signedInAt != nil, !task.isOnSite || task.arrivedAt != nil, !task.isRefusalPending
    else { throw Problem(.taskOrder, ["step": "report"]) }
    task.reportedAt = context.now
    task.report = report
    return [.changed(.reported, .task(task))]
  }
}

/// The unit that called lets another one go.
public struct ReleaseTask: Action {
  public static let declaration = ActionDeclaration(
    "ReleaseTask", zh: "解除召集", en: "Release a unit", permission: "matter.summon")

  public let task: Int64
  public let reason: String

  public init(_ fields: inout InputReader) throws(Problem) {
    task = try fields.integer("task", Text(zh: "任务序号", en: "Task number"), 1...10_000)
    reason = try fields.text("reason", Text(zh: "理由", en: "Reason"), max: 2000)
  }

  public func authorise(
    _ engine: MatterEngine, _ state: Matter?, _ context: ActionContext
  ) throws(Problem) {
    try engine.requireLed(state, "matter.summon", context)
  }

  public func decide(
    _ engine: MatterEngine, _ state: Matter?, _ facts: Void, _ context: ActionContext
  ) throws(Problem) -> [MatterEvent] {
    guard let matter = state else { return [] }
    var task = try engine.task(task, matter)
    task.releasedAt = context.now
    task.release = reason
    return [.changed(.released, .task(task))]
  }
}

/// A summoned unit refuses on a lawful ground, and somebody above both decides.
public struct RefuseTask: Action {
  public static let declaration = ActionDeclaration(
    "RefuseTask", zh: "拒绝召集", en: "Refuse a task", permission: "matter.report")

  public let task: Int64
  public let ground: String
  public let reason: String

  public init(_ fields: inout InputReader) throws(Problem) {
    task = try fields.integer("task", Text(zh: "任务序号", en: "Task number"), 1...10_000)
    ground = try fields.text("ground", Text(zh: "依据", en: "Ground"), max: 64)
    reason = try fields.text("reason", Text(zh: "说明", en: "Reason"), max: 2000)
  }

  public func authorise(
    _ engine: MatterEngine, _ state: Matter?, _ context: ActionContext
  ) throws(Problem) {
    try engine.requireTask(task, state, "matter.report", context)
  }

  public func decide(
    _ engine: MatterEngine, _ state: Matter?, _ facts: Void, _ context: ActionContext
  ) throws(Problem) -> [MatterEvent] {
    guard let matter = state else { return [] }
    var task = try engine.task(task, matter)
    // A ground that was found not to hold is not raised again.
    guard task.ground.isEmpty, task.arrivedAt == nil else {
      throw Problem(.taskOrder, ["step": "refuse"])
    }
    let kind = try engine.kind(matter.kind).record
    let step = kind.steps.first { $0.does == .summon }
    try engine.requireGround(ground, of: kind.whistle?.grounds ?? step?.grounds ?? [])
    task.ground = ground
    task.refusal = reason
    return [.changed(.taskRefused, .task(task))]
  }
}

/// An arbiter who belongs to neither side decides whether a refusal was lawful. Until then the
/// unit's clocks go on.
public struct DecideTaskRefusal: Action {
  public static let declaration = ActionDeclaration(
    "DecideTaskRefusal", zh: "裁定拒绝是否成立", en: "Decide on a refused task",
    permission: "matter.decide")

  public let task: Int64
  public let isLawful: Bool
  public let reason: String

  public init(_ fields: inout InputReader) throws(Problem) {
    task = try fields.integer("task", Text(zh: "任务序号", en: "Task number"), 1...10_000)
    isLawful = try fields.boolean("lawful", Text(zh: "成立", en: "Lawful"), default: false)
    reason = try fields.text("reason", Text(zh: "理由", en: "Reason"), max: 2000)
  }

  public func authorise(
    _ engine: MatterEngine, _ state: Matter?, _ context: ActionContext
  ) throws(Problem) {
    try engine.requireScope(state, "matter.decide", context)
  }

  public func decide(
    _ engine: MatterEngine, _ state: Matter?, _ facts: Void, _ context: ActionContext
  ) throws(Problem) -> [MatterEvent] {
    guard let matter = state else { return [] }
    var task = try engine.task(task, matter)
    guard task.isRefusalPending else { throw Problem(.taskOrder, ["step": "decide"]) }
    let sides = context.actor.grants(for: "matter.decide").compactMap(\.unit)
    if sides.contains(task.unit) || sides.contains(task.caller) { throw Problem(.ownRequest) }
    task.isRefusalLawful = isLawful
    task.refusal += " → " + reason
    return [.changed(.taskRefusalDecided, .task(task))]
  }
}

/// The unit that called rates one that came.
public struct RateTask: Action {
  public static let declaration = ActionDeclaration(
    "RateTask", zh: "评价报到单位", en: "Rate a summoned unit", permission: "matter.summon")

  public let task: Int64
  public let grade: Int64
  public let comment: String

  public init(_ fields: inout InputReader) throws(Problem) {
    task = try fields.integer("task", Text(zh: "任务序号", en: "Task number"), 1...10_000)
    grade = try fields.integer("grade", Text(zh: "等级", en: "Grade"), 1...10)
    comment = try fields.textIfPresent("comment", Text(zh: "意见", en: "Comment"), max: 2000) ?? ""
  }

  public func authorise(
    _ engine: MatterEngine, _ state: Matter?, _ context: ActionContext
  ) throws(Problem) {
    try engine.requireLed(state, "matter.summon", context)
  }

  public func decide(
    _ engine: MatterEngine, _ state: Matter?, _ facts: Void, _ context: ActionContext
  ) throws(Problem) -> [MatterEvent] {
    guard let matter = state else { return [] }
    // Who lawfully stayed away is not rated for it.
    guard var task = matter.parts.tasks.first(where: { $0.number == task && !$0.isOpen }),
      task.isRefusalLawful != true
    else { throw Problem(.taskOrder, ["step": "rate"]) }
    guard task.grade == nil else { throw Problem(.ratedAlready) }
    // The matter may have passed to the very unit that was called.
    let own = context.actor.grants(for: "matter.summon").contains { $0.unit == task.unit }
    if own { throw Problem(.ownRequest) }
    let most = try engine.kind(matter.kind).record.grades
    guard (1...Int64(most)).contains(grade) else {
      throw Problem(.gradeInvalid, field: "/grade", ["most": String(most)])
    }
    task.grade = grade
    task.comment = comment
    return [.changed(.taskRated, .task(task))]
  }
}

/// A unit says something to the rating that it got.
public struct AnswerTaskRating: Action {
  public static let declaration = ActionDeclaration(
    "AnswerTaskRating", zh: "对评价作出说明", en: "Answer a rating", permission: "matter.report")

  public let task: Int64
  public let answer: String

  public init(_ fields: inout InputReader) throws(Problem) {
    task = try fields.integer("task", Text(zh: "任务序号", en: "Task number"), 1...10_000)
    answer = try fields.text("answer", Text(zh: "说明", en: "Answer"), max: 2000)
  }

  public func authorise(
    _ engine: MatterEngine, _ state: Matter?, _ context: ActionContext
  ) throws(Problem) {
    try engine.requireTask(task, state, "matter.report", context)
  }

  public func decide(
    _ engine: MatterEngine, _ state: Matter?, _ facts: Void, _ context: ActionContext
  ) throws(Problem) -> [MatterEvent] {
    guard var task = state?.parts.tasks.first(where: { $0.number == task }), task.grade != nil,
      task.answer.isEmpty
    else { throw Problem(.taskOrder, ["step": "answer"]) }
    task.answer = answer
    return [.changed(.taskRatingAnswered, .task(task))]
  }
}
