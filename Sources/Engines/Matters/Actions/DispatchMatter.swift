public import Journal
public import Kernel
import Organisation
public import Pack
public import Store
import Territory

/// Names the unit that leads, out of arbitration or in place of another.
public struct DispatchMatter: Action {
  public static let declaration = ActionDeclaration(
    "DispatchMatter", zh: "派单", en: "Dispatch a matter", permission: "matter.dispatch")

  public let unit: String
  public let reason: String
  /// Where it is, when that was found out.
  public let area: String?

  public init(unit: String, reason: String, area: String? = nil) {
    self.unit = unit
    self.reason = reason
    self.area = area
  }

  public init(_ fields: inout InputReader) throws(Problem) {
    unit = try fields.text("unit", Text(zh: "承办单位", en: "Unit"), max: 64)
    reason = try fields.textIfPresent("reason", Text(zh: "理由", en: "Reason"), max: 2000) ?? ""
    area = try fields.textIfPresent("area", Text(zh: "辖区", en: "Area"), max: 64)
  }

  public func authorise(
    _ engine: MatterEngine, _ state: Matter?, _ context: ActionContext
  ) throws(Problem) {
    try engine.requireScope(state, "matter.dispatch", context)
  }

  public func gather(
    _ engine: MatterEngine, _ context: ActionContext, _ writer: any Writing
  ) throws -> String {
    // Limits may depend on the place and on the text.
    area == nil
      ? try engine.text(of: context.id, for: .dispatch, writer)
      : try writer.row("SELECT text FROM matter_text WHERE matter = ?", [.integer(context.id)])?
        .text(0) ?? ""
  }

  public func decide(
    _ engine: MatterEngine, _ state: Matter?, _ facts: String, _ context: ActionContext
  ) throws(Problem) -> [MatterEvent] {
    guard let matter = state else { return [] }
    let (_, stand) = try engine.step(.dispatch, matter, at: context.now)
    if let area, engine.territory.area(area) == nil {
      throw Problem(.notFound, field: "/area", ["what": "area", "name": area])
    }
    var placed = matter
    placed.area = area ?? matter.area
    try engine.requireLawful(unit, for: matter, in: placed.area, at: context.now)
    if matter.lead == unit, placed.area == matter.area { return [] }
    let dates =
      placed.area == matter.area ? [] : try engine.redated(placed, facts, at: context.now)
    return [
      .dispatched(lead: unit, rule: "hand: " + reason, area: area, state: stand)
    ] + (dates.isEmpty ? [] : [.clocksDated(dates, reason: "place")])
      + (try engine.started(.dispatch, placed, facts, context, phase: stand.phase))
  }
}

/// The lead unit signs in: it takes the matter up.
public struct AcceptMatter: MarkingAction {
  public static let declaration = ActionDeclaration(
    "AcceptMatter", zh: "签收", en: "Sign in to a matter", permission: "matter.accept")
  public static let mark = ClockMark.accept

  public init() {}
  public init(_ fields: inout InputReader) throws(Problem) {}

  public func authorise(
    _ engine: MatterEngine, _ state: Matter?, _ context: ActionContext
  ) throws(Problem) {
    try engine.requireLead(state, "matter.accept", context)
  }

  public func decide(
    _ engine: MatterEngine, _ state: Matter?, _ facts: String, _ context: ActionContext
  ) throws(Problem) -> [MatterEvent] {
    guard let matter = state else { return [] }
    let (_, stand) = try engine.step(.accept, matter, at: context.now)
    return [.accepted(state: stand)]
      + (try engine.started(.accept, matter, facts, context, phase: stand.phase))
  }
}

/// The lead unit refuses on a lawful ground; the matter goes to arbitration.
public struct RefuseMatter: MarkingAction {
  public static let declaration = ActionDeclaration(
    "RefuseMatter", zh: "退单", en: "Refuse a matter", permission: "matter.refuse")
  public static let mark = ClockMark.refuse

  public let ground: String
  public let reason: String

  public init(ground: String, reason: String) {
    self.ground = ground
    self.reason = reason
  }

  public init(_ fields: inout InputReader) throws(Problem) {
    ground = try fields.text("ground", Text(zh: "依据", en: "Ground"), max: 64)
    reason = try fields.text("reason", Text(zh: "说明", en: "Reason"), max: 2000)
  }

  public func authorise(
    _ engine: MatterEngine, _ state: Matter?, _ context: ActionContext
  ) throws(Problem) {
    try engine.requireLead(state, "matter.refuse", context)
  }

  public func decide(
    _ engine: MatterEngine, _ state: Matter?, _ facts: String, _ context: ActionContext
  ) throws(Problem) -> [MatterEvent] {
    guard let matter = state else { return [] }
    let (step, stand) = try engine.step(.refuse, matter, at: context.now)
    guard let lead = matter.lead else { return [] }
    try engine.requireGround(ground, of: step.grounds)
    let isDecided = matter.parts.refusals.contains {
      $0.unit == lead && $0.ground == ground && $0.isOverruled
    }
    if isDecided { throw Problem(.groundDecided, field: "/ground", ["ground": ground]) }
    let refusal = Refusal(
      number: Int64(matter.parts.refusals.count + 1), unit: lead, ground: ground, reason: reason,
      isOverruled: false)
    return [.refused(refusal, state: stand)]
      + (try engine.started(.refuse, matter, facts, context, phase: stand.phase))
  }
}
