public import Journal
public import Kernel
import Organisation
public import Pack
import Store

/// Somebody above watches over a matter, at a level higher than before.
public struct SuperviseMatter: MarkingAction {
  public static let declaration = ActionDeclaration(
    "SuperviseMatter", zh: "督办", en: "Supervise a matter", permission: "matter.supervise")
  public static let mark = ClockMark.supervise

  public let level: String
  public let ground: String

  public init(_ fields: inout InputReader) throws(Problem) {
    level = try fields.text("level", Text(zh: "督办级别", en: "Level"), max: 64)
    ground = try fields.text("ground", Text(zh: "事由", en: "Ground"), max: 2000)
  }

  public func authorise(
    _ engine: MatterEngine, _ state: Matter?, _ context: ActionContext
  ) throws(Problem) {
    try engine.requireScope(state, "matter.supervise", context)
  }

  public func decide(
    _ engine: MatterEngine, _ state: Matter?, _ facts: String, _ context: ActionContext
  ) throws(Problem) -> [MatterEvent] {
    guard let matter = state else { return [] }
    let (_, stand) = try engine.step(.supervise, matter, at: context.now)
    let levels = try engine.kind(matter.kind).record.supervision
    let present = matter.parts.supervision
    let higher = levels.dropFirst(Int(present))
    guard !higher.isEmpty else { throw Problem(.levelInvalid, ["levels": "-"]) }
    // Who may order a level is a question of the tier.
    let units = engine.units(of: context.actor, "matter.supervise", reaching: matter)
    func unit(ordering tier: String) -> String? {
      units.compactMap { $0 }.first { engine.organisation.unit($0)?.tier == tier }
    }
    guard units.contains(nil) || higher.contains(where: { unit(ordering: $0.tier) != nil }) else {
      throw Problem(.outOfScope)
    }
    guard let index = levels.firstIndex(where: { $0.id == level }), Int64(index + 1) > present
    else {
      throw Problem(
        .levelInvalid, field: "/level", ["levels": higher.map(\.id).joined(separator: ", ")])
    }
    let unit = unit(ordering: levels[index].tier)
    guard unit != nil || units.contains(nil) else { throw Problem(.outOfScope) }
    let supervision = Supervision(
      number: Int64(matter.parts.supervisions.count + 1), level: Int64(index + 1),
      unit: unit ?? "", ground: ground, at: context.now, endedAt: nil)
    return [.changed(.supervised, .supervision(supervision))]
      + (try engine.started(.supervise, matter, facts, context, phase: stand.phase))
  }
}

/// The unit that supervises, or one above it, lifts the supervision.
public struct EndSupervision: Action {
  public static let declaration = ActionDeclaration(
    "EndSupervision", zh: "解除督办", en: "End supervision", permission: "matter.supervise")

  public let number: Int64

  public init(_ fields: inout InputReader) throws(Problem) {
    number = try fields.integer("number", Text(zh: "督办序号", en: "Number"), 1...1000)
  }

  public func authorise(
    _ engine: MatterEngine, _ state: Matter?, _ context: ActionContext
  ) throws(Problem) {
    try engine.requireScope(state, "matter.supervise", context)
  }

  public func decide(
    _ engine: MatterEngine, _ state: Matter?, _ facts: Void, _ context: ActionContext
  ) throws(Problem) -> [MatterEvent] {
    let open = state?.parts.supervisions.first { $0.number == number && $0.isOpen }
    guard var supervision = open else { return [] }
    let isAbove = context.actor.grants(for: "matter.supervise").compactMap(\.unit).contains {
      engine.stands($0, above: supervision.unit)
    }
    if !isAbove { try engine.require(supervision.unit, "matter.supervise", context) }
    supervision.endedAt = context.now
    return [.changed(.supervisionEnded, .supervision(supervision))]
  }
}

/// A matter goes up to a tier of its own choice, over all between, and waits there for a decision.
public struct EscalateMatter: MarkingAction {
  public static let declaration = ActionDeclaration(
    "EscalateMatter", zh: "提级（顶格协调）", en: "Escalate a matter", permission: "matter.escalate")
  public static let mark = ClockMark.escalate

  public let tier: String
  public let reason: String

  public init(_ fields: inout InputReader) throws(Problem) {
    tier = try fields.text("tier", Text(zh: "层级", en: "Tier"), max: 64)
    reason = try fields.text("reason", Text(zh: "理由", en: "Reason"), max: 2000)
  }

  public func authorise(
    _ engine: MatterEngine, _ state: Matter?, _ context: ActionContext
  ) throws(Problem) {
    try engine.requireScope(state, "matter.escalate", context)
  }

  public func decide(
    _ engine: MatterEngine, _ state: Matter?, _ facts: String, _ context: ActionContext
  ) throws(Problem) -> [MatterEvent] {
    guard let matter = state else { return [] }
    let (_, stand) = try engine.step(.escalate, matter, at: context.now)
    guard engine.pack.tiers.contains(where: { $0.id == tier }) else {
      throw Problem(.notFound, field: "/tier", ["what": "tier", "name": tier])
    }
    guard !engine.isBelow(tier, matter.lead),
      let unit = try engine.unit(of: tier, above: matter, at: context.now), unit != matter.lead
    else { throw Problem(.tierUnreached, field: "/tier", ["tier": tier]) }
    if matter.parts.escalations.contains(where: { $0.isOpen && $0.unit == unit }) { return [] }
    let escalation = Escalation(
      number: Int64(matter.parts.escalations.count + 1), tier: tier, unit: unit, reason: reason,
      isByItself: false, at: context.now)
    return [.changed(.escalated, .escalation(escalation))]
      + (try engine.started(.escalate, matter, facts, context, phase: stand.phase))
  }
}

/// The unit that a matter went up to decides: what is done, by whom, by when. The decision is kept
/// as a promise with its date.
public struct DecideEscalation: Action {
  public static let declaration = ActionDeclaration(
    "DecideEscalation", zh: "协调决定", en: "Decide on an escalation", permission: "matter.decide")

  public let number: Int64
  public let decision: String
  public let owner: String
  public let due: Instant?

  public init(_ fields: inout InputReader) throws(Problem) {
    number = try fields.integer("number", Text(zh: "上报序号", en: "Number"), 1...1000)
    decision = try fields.text("decision", Text(zh: "决定", en: "Decision"), max: 2000)
    owner = try fields.text("owner", Text(zh: "责任单位", en: "Owner"), max: 64)
    due = try fields.instantIfPresent("due", Text(zh: "期限", en: "By"))
  }

  public func authorise(
    _ engine: MatterEngine, _ state: Matter?, _ context: ActionContext
  ) throws(Problem) {
    guard let state else { return }
    try engine.requireUnbarred(state, context)
    guard let escalation = state.parts.escalations.first(where: { $0.number == number }) else {
      throw Problem(.escalationUnknown, ["number": String(number)])
    }
    try engine.require(escalation.unit, "matter.decide", context)
  }

  public func decide(
    _ engine: MatterEngine, _ state: Matter?, _ facts: Void, _ context: ActionContext
  ) throws(Problem) -> [MatterEvent] {
    guard let matter = state,
      var escalation = matter.parts.escalations.first(where: { $0.number == number && $0.isOpen }),
      matter.phase != .merged
    else { throw Problem(.escalationUnknown, ["number": String(number)]) }
    guard engine.organisation.unit(owner) != nil else {
      throw Problem(.unitUnknown, field: "/owner", ["unit": owner])
    }
    guard !engine.isBarred(owner, from: matter) else {
      throw Problem(.complainedOf, field: "/owner", ["unit": owner])
    }
    let promise = try engine.promised(decision, due, matter, context, field: "due")
    escalation.decision = decision
    escalation.owner = owner
    escalation.dueAt = due
    escalation.decidedAt = context.now
    return [.changed(.escalationDecided, .escalation(escalation))] + promise
  }
}
