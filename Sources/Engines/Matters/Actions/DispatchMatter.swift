public import Journal
public import Kernel
import Organisation
import Pack
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

  public func decide(
    _ engine: MatterEngine, _ state: Matter?, _ facts: Void, _ context: ActionContext
  ) throws(Problem) -> [MatterEvent] {
    guard let matter = state else { return [] }
    let (_, stand) = try engine.step(.dispatch, matter)
    guard engine.organisation.unit(unit) != nil else {
      throw Problem(.unitUnknown, field: "/unit", ["unit": unit])
    }
    if let area, engine.territory.area(area) == nil {
      throw Problem(.notFound, field: "/area", ["what": "area", "name": area])
    }
    guard try engine.isLawful(unit, for: matter, in: area ?? matter.area, at: context.now) else {
      throw Problem(
        .mandateMissing, field: "/unit",
        ["unit": unit, "function": matter.category ?? ""])
    }
    if matter.lead == unit, area == nil || area == matter.area { return [] }
    return [
      .dispatched(lead: unit, rule: "hand: " + reason, area: area, state: stand)
    ]
  }
}

/// The lead unit signs in: it takes the matter up.
public struct AcceptMatter: Action {
  public static let declaration = ActionDeclaration(
    "AcceptMatter", zh: "签收", en: "Sign in to a matter", permission: "matter.accept")

  public init() {}
  public init(_ fields: inout InputReader) throws(Problem) {}

  public func authorise(
    _ engine: MatterEngine, _ state: Matter?, _ context: ActionContext
  ) throws(Problem) {
    try engine.requireLead(state, "matter.accept", context)
  }

  public func decide(
    _ engine: MatterEngine, _ state: Matter?, _ facts: Void, _ context: ActionContext
  ) throws(Problem) -> [MatterEvent] {
    guard let matter = state else { return [] }
    return [.accepted(state: try engine.step(.accept, matter).stand)]
  }
}

/// The lead unit refuses on a lawful ground; the matter goes to arbitration.
public struct RefuseMatter: Action {
  public static let declaration = ActionDeclaration(
    "RefuseMatter", zh: "退单", en: "Refuse a matter", permission: "matter.refuse")

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
    _ engine: MatterEngine, _ state: Matter?, _ facts: Void, _ context: ActionContext
  ) throws(Problem) -> [MatterEvent] {
    guard let matter = state else { return [] }
    let (step, stand) = try engine.step(.refuse, matter)
    guard step.grounds.contains(ground) else {
      throw Problem(
        .groundNeeded, field: "/ground", ["grounds": step.grounds.joined(separator: ", ")])
    }
    return [
      .refused(ground: ground, reason: "refused: \(ground): \(reason)", state: stand)
    ]
  }
}
