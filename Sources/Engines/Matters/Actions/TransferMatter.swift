public import Journal
public import Kernel
public import Pack
public import Store
import Territory

/// The lead unit passes the matter on to another one that holds the mandate; nobody is without it
/// for an instant.
public struct TransferMatter: MarkingAction {
  public static let declaration = ActionDeclaration(
    "TransferMatter", zh: "转办", en: "Transfer a matter", permission: "matter.transfer")
  public static let mark = ClockMark.transfer

  public let unit: String
  public let reason: String

  public init(_ fields: inout InputReader) throws(Problem) {
    unit = try fields.text("unit", Text(zh: "接办单位", en: "Unit"), max: 64)
    reason = try fields.text("reason", Text(zh: "理由", en: "Reason"), max: 2000)
  }

  public func authorise(
    _ engine: MatterEngine, _ state: Matter?, _ context: ActionContext
  ) throws(Problem) {
    try engine.requireLead(state, "matter.transfer", context)
  }

  public func decide(
    _ engine: MatterEngine, _ state: Matter?, _ facts: String, _ context: ActionContext
  ) throws(Problem) -> [MatterEvent] {
    guard let matter = state else { return [] }
    let (_, stand) = try engine.step(.transfer, matter, at: context.now)
    guard let lead = matter.lead else { return [] }
    guard unit != lead else { throw Problem(.sameUnit, field: "/unit", ["unit": unit]) }
    try engine.requireLawful(unit, for: matter, in: matter.area, at: context.now)
    // Who got it back does not push it to the same unit again: that is for the arbiter.
    let isCircle = matter.parts.handOvers.contains {
      $0.from == lead && $0.to == unit && $0.returned?.isEmpty == false
    }
    if isCircle { throw Problem(.transferCircle, field: "/unit", ["unit": unit]) }
    let handOver = HandOver(
      number: Int64(matter.parts.handOvers.count + 1), from: lead, to: unit, state: matter.state,
      reason: reason, returned: nil, acceptedAt: matter.acceptedAt)
    return [.transferred(handOver, state: stand)]
      + (try engine.started(.transfer, matter, facts, context, phase: stand.phase))
  }
}

/// Whoever received a transfer gives it back with a reason: it goes to the one that passed it on,
/// in the state in which it was then, and no further.
public struct ReturnMatter: MarkingAction {
  public static let declaration = ActionDeclaration(
    "ReturnMatter", zh: "退回", en: "Return a matter", permission: "matter.transfer")
  public static let mark = ClockMark.return

  public let reason: String

  public init(_ fields: inout InputReader) throws(Problem) {
    reason = try fields.text("reason", Text(zh: "理由", en: "Reason"), max: 2000)
  }

  public func authorise(
    _ engine: MatterEngine, _ state: Matter?, _ context: ActionContext
  ) throws(Problem) {
    try engine.requireLead(state, "matter.transfer", context)
  }

  public func decide(
    _ engine: MatterEngine, _ state: Matter?, _ facts: String, _ context: ActionContext
  ) throws(Problem) -> [MatterEvent] {
    guard let matter = state else { return [] }
    _ = try engine.step(.return, matter, at: context.now)
    guard let lead = matter.lead else { return [] }
    let kind = try engine.kind(matter.kind)
    let number = Int64(matter.parts.handOvers.count + 1)
    var handOver: HandOver
    let stand: MatterEvent.Stand
    let last = matter.parts.handOvers.last { $0.isOpen && $0.to == lead }
    var back = last?.from
    if let last, engine.isLawful(last.from, for: matter, at: context.now) {
      handOver = last
      guard let state = kind.states[last.state] else {
        throw Problem(.notFound, ["what": "state", "name": last.state])
      }
      stand = MatterEvent.Stand(state: state.id, phase: state.phase.rawValue)
    } else {
      // Nobody passed it on, or whoever did may lead it no more: the arbiter decides.
      handOver =
        last
        ?? HandOver(
          number: number, from: "", to: lead, state: matter.state, reason: "", returned: nil)
      back = nil
      stand = try engine.stand(kind, .arbitration)
    }
    handOver.returned = reason
    return [.returned(handOver, lead: back, state: stand)]
      + (try engine.started(.return, matter, facts, context, phase: stand.phase))
  }
}

/// A dispatcher offers the matter to every unit with the mandate.
public struct OfferMatter: MarkingAction {
  public static let declaration = ActionDeclaration(
    "OfferMatter", zh: "放入公共池", en: "Offer in the pool", permission: "matter.dispatch")
  public static let mark = ClockMark.offer

  public let reason: String

  public init(_ fields: inout InputReader) throws(Problem) {
    reason = try fields.text("reason", Text(zh: "理由", en: "Reason"), max: 2000)
  }

  public func authorise(
    _ engine: MatterEngine, _ state: Matter?, _ context: ActionContext
  ) throws(Problem) {
    try engine.requireScope(state, "matter.dispatch", context)
  }

  public func decide(
    _ engine: MatterEngine, _ state: Matter?, _ facts: String, _ context: ActionContext
  ) throws(Problem) -> [MatterEvent] {
    guard let matter = state else { return [] }
    let (_, stand) = try engine.step(.offer, matter, at: context.now)
    guard stand.phase == Phase.pool.rawValue else {
      throw Problem(.notFound, ["what": "state of phase", "name": Phase.pool.rawValue])
    }
    return [.offered(reason: "pool: " + reason, state: stand)]
      + (try engine.started(.offer, matter, facts, context, phase: stand.phase))
  }
}

/// A unit takes a matter out of the pool; the first that does leads it.
public struct ClaimMatter: MarkingAction {
  public static let declaration = ActionDeclaration(
    "ClaimMatter", zh: "认领", en: "Claim a matter", permission: "matter.claim")
  public static let mark = ClockMark.claim

  public init(_ fields: inout InputReader) throws(Problem) {}

  public func authorise(
    _ engine: MatterEngine, _ state: Matter?, _ context: ActionContext
  ) throws(Problem) {
    if let state { try engine.requireUnbarred(state, context) }
  }

  public func decide(
    _ engine: MatterEngine, _ state: Matter?, _ facts: String, _ context: ActionContext
  ) throws(Problem) -> [MatterEvent] {
    guard let matter = state else { return [] }
    let (_, stand) = try engine.step(.claim, matter, at: context.now)
    let unit = try unit(engine, matter, context)
    return [.claimed(lead: unit, state: stand)]
      + (try engine.started(.claim, matter, facts, context, phase: stand.phase))
  }

  /// The first unit of the actor's posts that may lead; the last one's fault where none may.
  private func unit(
    _ engine: MatterEngine, _ matter: Matter, _ context: ActionContext
  ) throws(Problem) -> String {
    var fault = Problem(.outOfScope)
    for unit in context.actor.grants(for: "matter.claim").compactMap(\.unit) {
      do {
        try engine.requireLawful(unit, for: matter, in: matter.area, at: context.now)
        return unit
      } catch {
        fault = error
      }
    }
    throw fault
  }
}

/// Somebody finds out what the matter really is about; its limits follow.
public struct CategoriseMatter: Action {
  public static let declaration = ActionDeclaration(
    "CategoriseMatter", zh: "改类别", en: "Change the category", permission: "matter.categorise")

  public let category: String
  public let area: String?

  public init(_ fields: inout InputReader) throws(Problem) {
    category = try fields.text("category", Text(zh: "类别", en: "Category"), max: 64)
    area = try fields.textIfPresent("area", Text(zh: "辖区", en: "Area"), max: 64)
  }

  public func authorise(
    _ engine: MatterEngine, _ state: Matter?, _ context: ActionContext
  ) throws(Problem) {
    try engine.requireScope(state, "matter.categorise", context)
  }

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
    guard ![.closed, .merged].contains(matter.phase) else {
      throw Problem(
        .stepImpossible, ["state": matter.state, "step": "categorise", "possible": "-"])
    }
    guard let known = engine.recognizer.category(named: category) else {
      throw Problem(.notFound, field: "/category", ["what": "category", "name": category])
    }
    if let area, engine.territory.area(area) == nil {
      throw Problem(.notFound, field: "/area", ["what": "area", "name": area])
    }
    if known == matter.category, area == nil || area == matter.area { return [] }
    var after = matter
    after.category = known
    after.area = area ?? matter.area
    if let lead = matter.lead {
      // The accountable unit must hold the mandate for what it turns out to be.
      try engine.requireLawful(lead, for: after, in: after.area, at: context.now)
    }
    let dates = try engine.redated(after, facts, at: context.now)
    return [.categorised(category: known, area: area)]
      + (dates.isEmpty ? [] : [.clocksDated(dates, reason: "category")])
  }
}
