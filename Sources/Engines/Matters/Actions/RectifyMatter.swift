public import Journal
public import Kernel
public import Pack
import Store

/// The person rates how they were served, once, and nobody does it for them.
public struct RateMatter: MarkingAction {
  public static let declaration = ActionDeclaration(
    "RateMatter", zh: "评价", en: "Rate a matter", permission: "matter.rate")
  public static let mark = ClockMark.poor

  public let grade: Int64
  public let comment: String
  /// A mark of the telephone or browser, made at the edge.
  public let device: String

  public init(grade: Int64, comment: String = "", device: String = "") {
    self.grade = grade
    self.comment = comment
    self.device = device
  }

  public init(_ fields: inout InputReader) throws(Problem) {
    grade = try fields.integer("grade", Text(zh: "等级", en: "Grade"), 1...10)
    comment = try fields.textIfPresent("comment", Text(zh: "意见", en: "Comment"), max: 2000) ?? ""
    device = try fields.textIfPresent("device", Text(zh: "设备标记", en: "Device"), max: 64) ?? ""
  }

  public func authorise(
    _ engine: MatterEngine, _ state: Matter?, _ context: ActionContext
  ) throws(Problem) {
    try engine.requirePerson(state, context)
  }

  public func decide(
    _ engine: MatterEngine, _ state: Matter?, _ facts: String, _ context: ActionContext
  ) throws(Problem) -> [MatterEvent] {
    guard let matter = state else { return [] }
    let (step, _) = try engine.step(.rate, matter, at: context.now)
    guard matter.grade == nil else { throw Problem(.ratedAlready) }
    let kind = try engine.kind(matter.kind)
    guard (1...Int64(kind.record.grades)).contains(grade) else {
      throw Problem(.gradeInvalid, field: "/grade", ["most": String(kind.record.grades)])
    }
    let target = step.poorTo.flatMap { kind.states[$0.value] }
    // While nobody leads there is nobody who could put it right.
    let isPoor = grade <= Int64(step.poor) && target != nil && matter.lead != nil
    let answered = matter.answeredAt ?? matter.closedAt ?? matter.receivedAt
    let rating = Rating(
      number: 1, grade: grade, comment: comment, unit: matter.lead ?? "", isPoor: isPoor,
      device: device, delay: context.now.milliseconds - answered.milliseconds, at: context.now)
    guard isPoor, let target else { return [.rated(rating, state: nil)] }
    // A poor rating opens the matter again, with clocks of its own.
    let stand = MatterEvent.Stand(state: target.id, phase: target.phase.rawValue)
    return [.rated(rating, state: stand)]
      + (try engine.started(.poor, matter, facts, context, phase: stand.phase))
  }
}

/// The lead unit speaks with whoever was not content.
public struct ContactCaller: MarkingAction {
  public static let declaration = ActionDeclaration(
    "ContactCaller", zh: "联系评价人", en: "Contact the caller", permission: "matter.answer")
  public static let mark = ClockMark.contact

  public let note: String

  public init(_ fields: inout InputReader) throws(Problem) {
    note = try fields.text("note", Text(zh: "联系情况", en: "What was said"), max: 2000)
  }

  public func authorise(
    _ engine: MatterEngine, _ state: Matter?, _ context: ActionContext
  ) throws(Problem) {
    try engine.requireLed(state, "matter.answer", context)
  }

  public func decide(
    _ engine: MatterEngine, _ state: Matter?, _ facts: String, _ context: ActionContext
  ) throws(Problem) -> [MatterEvent] {
    guard let matter = state else { return [] }
    let (_, stand) = try engine.step(.contact, matter, at: context.now)
    guard var rating = matter.parts.ratings.last(where: \.isOpen) else {
      throw Problem(.ratingMissing)
    }
    if rating.contactedAt != nil { return [] }
    rating.contactedAt = context.now
    return [.changed(.contacted, .rating(rating)), .noted(text: note)]
      + (try engine.started(.contact, matter, facts, context, phase: stand.phase))
  }
}

/// The lead unit puts right what was rated poor, and says so to the person.
public struct RectifyMatter: MarkingAction {
  public static let declaration = ActionDeclaration(
    "RectifyMatter", zh: "差评整改反馈", en: "Put a poor rating right", permission: "matter.answer")
  public static let mark = ClockMark.rectify

  public let reply: String

  public init(_ fields: inout InputReader) throws(Problem) {
    reply = try fields.text("reply", Text(zh: "整改情况", en: "What was put right"))
  }

  public func authorise(
    _ engine: MatterEngine, _ state: Matter?, _ context: ActionContext
  ) throws(Problem) {
    try engine.requireLead(state, "matter.answer", context)
  }

  public func decide(
    _ engine: MatterEngine, _ state: Matter?, _ facts: String, _ context: ActionContext
  ) throws(Problem) -> [MatterEvent] {
    guard let matter = state else { return [] }
    let (_, stand) = try engine.step(.rectify, matter, at: context.now)
    guard let rating = matter.parts.ratings.last(where: \.isOpen) else {
      throw Problem(.ratingMissing)
    }
    // The person is heard before anything is called put right.
    guard rating.contactedAt != nil else {
      throw Problem(
        .stepNotReady, ["zh": "先联系评价人。", "en": "contact the person who rated first."])
    }
    return [.rectified(reply: reply, state: stand)]
      + (try engine.started(.rectify, matter, facts, context, phase: stand.phase))
  }
}

/// Somebody who did not handle the matter calls the person: reached, solved, satisfied?
public struct CallBack: MarkingAction {
  public static let declaration = ActionDeclaration(
    "CallBack", zh: "回访", en: "Call back", permission: "matter.callback")
  public static let mark = ClockMark.callback

  public let isReached: Bool
  public let isSolved: Bool?
  public let isSatisfied: Bool?
  public let note: String

  public init(_ fields: inout InputReader) throws(Problem) {
    isReached = try fields.boolean("reached", Text(zh: "接通", en: "Reached"), default: false)
    isSolved = try fields.booleanIfPresent("solved", Text(zh: "解决", en: "Solved"))
    isSatisfied = try fields.booleanIfPresent("satisfied", Text(zh: "满意", en: "Satisfied"))
    note = try fields.textIfPresent("note", Text(zh: "记录", en: "Note"), max: 2000) ?? ""
  }

  public func authorise(
    _ engine: MatterEngine, _ state: Matter?, _ context: ActionContext
  ) throws(Problem) {
    try engine.requireScope(state, "matter.callback", context)
    // Nobody asks how well they themselves did.
    let units = context.actor.grants(for: "matter.callback").compactMap(\.unit)
    if let lead = state?.lead, units.contains(lead) { throw Problem(.ownRequest) }
  }

  public func decide(
    _ engine: MatterEngine, _ state: Matter?, _ facts: String, _ context: ActionContext
  ) throws(Problem) -> [MatterEvent] {
    guard let matter = state else { return [] }
    let (_, stand) = try engine.step(.callback, matter, at: context.now)
    if isReached, isSolved == nil || isSatisfied == nil {
      let name = isSolved == nil ? "solved" : "satisfied"
      throw Problem(.fieldMissing, field: "/" + name, ["name": name])
    }
    let note = CallBackNote(
      number: Int64(matter.parts.callBacks.count + 1), isReached: isReached,
      isSolved: isReached ? isSolved : nil, isSatisfied: isReached ? isSatisfied : nil,
      note: self.note, at: context.now)
    return [.changed(.calledBack, .callBack(note))]
      + (try engine.started(.callback, matter, facts, context, phase: stand.phase))
  }
}

/// The person asks the unit above to look at the answer again.
public struct RequestReview: MarkingAction {
  public static let declaration = ActionDeclaration(
    "RequestReview", zh: "申请复查", en: "Ask for a review", permission: "matter.reopen")
  public static let mark = ClockMark.review

  public let reason: String

  public init(_ fields: inout InputReader) throws(Problem) {
    reason = try fields.text("reason", Text(zh: "理由", en: "Reason"), max: 2000)
  }

  public func authorise(
    _ engine: MatterEngine, _ state: Matter?, _ context: ActionContext
  ) throws(Problem) {
    try engine.requireCaller(state, "matter.reopen", context)
  }

  public func decide(
    _ engine: MatterEngine, _ state: Matter?, _ facts: String, _ context: ActionContext
  ) throws(Problem) -> [MatterEvent] {
    guard let matter = state else { return [] }
    let (step, stand) = try engine.step(.review, matter, at: context.now)
    guard let lead = matter.lead else { return [] }
    let review = Review(
      number: Int64(matter.parts.reviews.count + 1), of: lead, reason: reason, at: context.now)
    let kind = try engine.kind(matter.kind)
    // Whoever answered does not look at it again, nor does anybody below.
    guard let tier = engine.tier(above: lead),
      let unit = try engine.unit(of: tier, above: matter, at: context.now),
      !matter.parts.reviews.contains(where: { $0.of == unit }),
      engine.isLawful(unit, for: matter, at: context.now)
    else {
      let arbitration = try engine.stand(kind, .arbitration)
      return [
        .reviewed(
          review, lead: nil, rule: "", reason: "review: " + reason, state: arbitration)
      ] + (try engine.started(.review, matter, facts, context, phase: arbitration.phase))
    }
    return [
      .reviewed(review, lead: unit, rule: "review: " + step.id, reason: reason, state: stand)
    ] + (try engine.started(.review, matter, facts, context, phase: stand.phase))
  }
}
