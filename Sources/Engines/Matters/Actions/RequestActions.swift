public import Journal
public import Kernel
import Pack
import WorkCalendar

/// The lead unit asks for more time on a clock.
public struct RequestExtension: Action {
  public static let declaration = ActionDeclaration(
    "RequestExtension", zh: "申请延期", en: "Ask for an extension", permission: "matter.ask")

  public let clock: String
  public let words: String
  public let reason: String

  public init(_ fields: inout InputReader) throws(Problem) {
    clock = try fields.text("clock", Text(zh: "计时", en: "Clock"), max: 64)
    words = try fields.text("limit", Text(zh: "延长多久", en: "How much more"), max: 60)
    reason = try fields.text("reason", Text(zh: "理由", en: "Reason"), max: 2000)
  }

  public func authorise(
    _ engine: MatterEngine, _ state: Matter?, _ context: ActionContext
  ) throws(Problem) {
    try engine.requireLed(state, "matter.ask", context)
  }

  public func decide(
    _ engine: MatterEngine, _ state: Matter?, _ facts: Void, _ context: ActionContext
  ) throws(Problem) -> [MatterEvent] {
    guard let matter = state else { return [] }
    let found = matter.clocks.last { $0.name == clock && $0.task == 0 && $0.isRunning }
    guard let running = found, matter.phase == .open else {
      throw Problem(.clockUnknown, field: "/clock", ["clock": clock])
    }
    try engine.requireExtensible(running, words, matter, context)
    // As the rule writes it: what was typed may hold line breaks.
    let more = (try? TimeLimit(words: words))?.words.chinese ?? words
    return [
      .changed(
        .asked,
        .request(
          try engine.request(.lengthening, running.id, matter, context) {
            ($0.words, $0.reason) = (more, reason)
          }))
    ]
  }
}

/// The lead unit asks that all clocks stand still until a date.
public struct RequestSuspension: Action {
  public static let declaration = ActionDeclaration(
    "RequestSuspension", zh: "申请中止", en: "Ask for a suspension", permission: "matter.ask")

  public let until: Instant?
  public let ground: String
  public let reason: String

  public init(_ fields: inout InputReader) throws(Problem) {
    until = try fields.instantIfPresent("until", Text(zh: "中止至", en: "Until"))
    ground = try fields.text("ground", Text(zh: "依据", en: "Ground"), max: 64)
    reason = try fields.text("reason", Text(zh: "理由", en: "Reason"), max: 2000)
  }

  public func authorise(
    _ engine: MatterEngine, _ state: Matter?, _ context: ActionContext
  ) throws(Problem) {
    try engine.requireLed(state, "matter.ask", context)
  }

  public func decide(
    _ engine: MatterEngine, _ state: Matter?, _ facts: Void, _ context: ActionContext
  ) throws(Problem) -> [MatterEvent] {
    guard let matter = state else { return [] }
    guard let until else { throw Problem(.fieldMissing, field: "/until", ["name": "until"]) }
    try engine.requireSuspensible(matter, until: until, at: context.now)
    let grounds = try engine.kind(matter.kind).record.suspension?.grounds ?? []
    try engine.requireGround(ground, of: grounds)
    return [
      .changed(
        .asked,
        .request(
          try engine.request(.suspension, nil, matter, context) {
            ($0.until, $0.ground, $0.reason) = (until, ground, reason)
          }))
    ]
  }
}

/// The lead unit asks that overtime be excused; the overtime itself stays on record.
public struct AppealOvertime: Action {
  public static let declaration = ActionDeclaration(
    "AppealOvertime", zh: "超时申诉", en: "Appeal against overtime", permission: "matter.ask")

  public let clock: String
  public let reason: String

  public init(_ fields: inout InputReader) throws(Problem) {
    clock = try fields.text("clock", Text(zh: "计时", en: "Clock"), max: 64)
    reason = try fields.text("reason", Text(zh: "理由", en: "Reason"), max: 2000)
  }

  public func authorise(
    _ engine: MatterEngine, _ state: Matter?, _ context: ActionContext
  ) throws(Problem) {
    try engine.requireLed(state, "matter.ask", context)
  }

  public func decide(
    _ engine: MatterEngine, _ state: Matter?, _ facts: Void, _ context: ActionContext
  ) throws(Problem) -> [MatterEvent] {
    guard let matter = state else { return [] }
    let late = matter.clocks.last {
      $0.name == clock && $0.task == 0 && $0.light == .red && $0.excusedAt == nil
    }
    guard let late else {
      throw Problem(.clockUnknown, field: "/clock", ["clock": clock])
    }
    return [
      .changed(
        .asked,
        .request(
          try engine.request(.overtime, late.id, matter, context) { $0.reason = reason }))
    ]
  }
}

/// The rated unit asks that a rating be set aside, with reasons.
public struct AppealRating: Action {
  public static let declaration = ActionDeclaration(
    "AppealRating", zh: "差评申诉", en: "Appeal against a rating", permission: "matter.ask")

  public let reason: String

  public init(_ fields: inout InputReader) throws(Problem) {
    reason = try fields.text("reason", Text(zh: "理由", en: "Reason"), max: 2000)
  }

  public func authorise(
    _ engine: MatterEngine, _ state: Matter?, _ context: ActionContext
  ) throws(Problem) {
    guard let state else { return }
    try engine.requireUnbarred(state, context)
    guard let unit = state.parts.ratings.last?.unit else { throw Problem(.ratingMissing) }
    try engine.require(unit, "matter.ask", context)
  }

  public func decide(
    _ engine: MatterEngine, _ state: Matter?, _ facts: Void, _ context: ActionContext
  ) throws(Problem) -> [MatterEvent] {
    guard let matter = state else { return [] }
    guard let rating = matter.parts.ratings.last, !rating.isSetAside else {
      throw Problem(.ratingMissing)
    }
    return [
      .changed(
        .asked,
        .request(
          try engine.request(.rating, nil, matter, context, unit: rating.unit) {
            $0.reason = reason
          }))
    ]
  }
}

/// Somebody who did not ask decides on a request; a suspension takes two of them.
public struct DecideRequest: Action {
  public static let declaration = ActionDeclaration(
    "DecideRequest", zh: "审批申请", en: "Decide on a request", permission: "matter.approve")

  public let number: Int64
  public let isApproved: Bool
  public let decision: String

  public init(_ fields: inout InputReader) throws(Problem) {
    number = try fields.integer("number", Text(zh: "申请序号", en: "Number"), 1...1000)
    isApproved = try fields.boolean("approved", Text(zh: "同意", en: "Approved"), default: false)
    decision = try fields.text("decision", Text(zh: "意见", en: "Decision"), max: 2000)
  }

  public func authorise(
    _ engine: MatterEngine, _ state: Matter?, _ context: ActionContext
  ) throws(Problem) {
    try engine.requireScope(state, "matter.approve", context)
  }

  public func decide(
    _ engine: MatterEngine, _ state: Matter?, _ facts: Void, _ context: ActionContext
  ) throws(Problem) -> [MatterEvent] {
    guard let matter = state,
      var request = matter.parts.requests.first(where: { $0.number == number && $0.isOpen }),
      matter.phase != .merged
    else { throw Problem(.requestUnknown, field: "/number", ["number": String(number)]) }
    let actor = context.actor.id
    let isOwn = context.actor.grants(for: "matter.approve").contains { $0.unit == request.unit }
    guard actor != request.by, !request.approvedBy.contains(actor),
      !(isOwn && request.about != .lengthening)
    else { throw Problem(.ownRequest) }
    request.decision = decision
    guard isApproved else {
      request.standing = .rejected
      return [.changed(.rejected, .request(request))]
    }
    // The second of two must be allowed to be the second.
    if !request.approvedBy.isEmpty, !context.actor.holds("matter.approve-second") {
      throw Problem(.forbidden, ["permission": "matter.approve-second"])
    }
    request.approvedBy.append(actor)
    guard request.approvedBy.count >= request.about.approvals else {
      return [.changed(.approved, .request(request))]
    }
    request.standing = .granted
    return [.changed(.granted, .request(request))]
      + (try engine.consequences(of: request, matter, at: context.now))
  }
}

/// The lead unit, or who may approve, lets the clocks run again before the date.
public struct ResumeMatter: Action {
  public static let declaration = ActionDeclaration(
    "ResumeMatter", zh: "恢复办理", en: "Resume a matter", permission: "matter.ask")

  public init(_ fields: inout InputReader) throws(Problem) {}

  public func authorise(
    _ engine: MatterEngine, _ state: Matter?, _ context: ActionContext
  ) throws(Problem) {
    try engine.requireLed(state, "matter.ask", context)
  }

  public func decide(
    _ engine: MatterEngine, _ state: Matter?, _ facts: Void, _ context: ActionContext
  ) throws(Problem) -> [MatterEvent] {
    guard let matter = state, matter.suspendedUntil != nil else { return [] }
    return [.clocksResumed(try engine.resumptions(matter, at: context.now))]
  }
}
