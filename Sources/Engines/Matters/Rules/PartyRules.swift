import Journal
public import Kernel
import Organisation
import Pack
import Territory

/// Who may do what in a matter, whatever the pack allows.
extension MatterEngine {
  /// Whether a unit is the one complained of or stands below it: it neither handles nor sees.
  func isBarred(_ unit: String, from matter: Matter) -> Bool {
    guard let against = matter.against else { return false }
    return organisation.isWithin(unit, against)
  }

  /// Refuses anybody one of whose posts is in the unit complained of.
  func requireUnbarred(_ matter: Matter, _ context: ActionContext) throws(Problem) {
    let isBarred = context.actor.grants.contains { grant in
      grant.unit.map { self.isBarred($0, from: matter) } ?? false
    }
    // To them there is no such matter.
    if isBarred {
      throw Problem(
        .notFound,
        ["what": MatterEngine.kind, "name": Identifier<Matter>(rawValue: context.id).text])
    }
  }

  /// Refuses an actor none of whose posts with the permission reach the matter: by its place, its
  /// lead, or as a party to it.
  func requireScope(_ matter: Matter?, _ permission: Permission, _ context: ActionContext)
    throws(Problem)
  {
    guard let matter else { return }
    try requireUnbarred(matter, context)
    guard reaches(RowScope(context.actor, permission), matter) else { throw Problem(.outOfScope) }
  }

  private func reaches(_ scope: RowScope, _ matter: Matter) -> Bool {
    scope.covers(area: matter.area, unit: matter.lead, territory)
      || !scope.units.isDisjoint(with: matter.parties)
  }

  /// The units of the actor's posts that reach the matter, each by itself; nil for a post in none.
  func units(of actor: Actor, _ permission: Permission, reaching matter: Matter) -> [String?] {
    actor.grants(for: permission).filter {
      reaches(RowScope(Actor(id: actor.id, name: actor.name, grants: [$0]), permission), matter)
    }.map(\.unit)
  }

  /// Refuses an actor who does not act for the unit that leads the matter.
  func requireLead(_ matter: Matter?, _ permission: Permission, _ context: ActionContext)
    throws(Problem)
  {
    guard let matter else { return }
    try requireUnbarred(matter, context)
    guard let lead = matter.lead else { return }
    try require(lead, permission, context)
  }

  /// Refuses an actor who does not act for the unit that leads the matter, and everybody while
  /// nobody leads it.
  func requireLed(_ matter: Matter?, _ permission: Permission, _ context: ActionContext)
    throws(Problem)
  {
    try requireLead(matter, permission, context)
    if let matter, matter.lead == nil { throw Problem(.notYours, ["lead": "-"]) }
  }

  /// Refuses an actor who does not act for a unit.
  func require(_ unit: String, _ permission: Permission, _ context: ActionContext) throws(Problem) {
    guard acts(context.actor, for: unit, permission) else {
      throw Problem(.notYours, ["lead": organisation.unit(unit)?.name.chinese ?? unit])
    }
  }

  func acts(_ actor: Actor, for unit: String, _ permission: Permission) -> Bool {
    actor.grants(for: permission).contains { $0.unit == nil || $0.unit == unit }
  }

  /// The unit for which an actor uses a permission: the first of their posts that has it.
  func unit(of actor: Actor, _ permission: Permission) -> String? {
    actor.grants(for: permission).lazy.compactMap(\.unit).first
  }

  /// Whether an actor is the person whom the matter serves: by name, or by its number and code.
  func isCaller(_ matter: Matter, _ context: ActionContext) -> Bool {
    context.actor.id == MatterEngine.callerID(of: context.id)
      || context.actor.id == "resident:" + matter.caller
  }

  /// Who acts with a matter's number and code.
  public static func callerID(of id: Int64) -> String {
    "caller:" + Identifier<Matter>(rawValue: id).text
  }

  /// Refuses anybody but the person whom the matter serves.
  func requirePerson(_ matter: Matter?, _ context: ActionContext) throws(Problem) {
    guard let matter, !isCaller(matter, context) else { return }
    try requireUnbarred(matter, context)
    throw Problem(.notThePerson)
  }

  /// Refuses anybody but the person whom the matter serves, or somebody whose post speaks for them
  /// there.
  func requireCaller(_ matter: Matter?, _ permission: Permission, _ context: ActionContext)
    throws(Problem)
  {
    guard let matter, !isCaller(matter, context) else { return }
    try requireUnbarred(matter, context)
    let posts = context.actor.grants(for: permission).filter { $0.role != "resident" }
    let speaker = Actor(id: context.actor.id, name: context.actor.name, grants: posts)
    let scope = RowScope(speaker, permission)
    guard scope.covers(area: matter.area, unit: matter.lead, territory) else {
      throw Problem(.outOfScope)
    }
  }

  /// Refuses a unit that may not lead: unknown, complained of, or without the mandate.
  func requireLawful(_ unit: String, for matter: Matter, in area: String?, at now: Instant)
    throws(Problem)
  {
    guard organisation.unit(unit) != nil else {
      throw Problem(.unitUnknown, field: "/unit", ["unit": unit])
    }
    guard !isBarred(unit, from: matter) else {
      throw Problem(.complainedOf, field: "/unit", ["unit": unit])
    }
    let function = pack.categories.first { $0.id == matter.category }?.function
    guard let area, let function else { return }
    let functions = [function] + (try kind(matter.kind).routing.compactMap(\.record.function))
    let isLawful = functions.contains { holds(unit, $0, in: area, at: now) }
    guard isLawful else {
      throw Problem(
        .mandateMissing, field: "/unit", ["unit": unit, "function": function])
    }
  }

  /// Whether a unit may lead a matter where it lies.
  func isLawful(_ unit: String, for matter: Matter, at now: Instant) -> Bool {
    (try? requireLawful(unit, for: matter, in: matter.area, at: now)) != nil
  }

  /// The category that a message seems to be about; nil where its words say nothing of any.
  public func recognised(title: String, text: String) -> String? {
    recognizer.recognize(title: title, text: text)
  }

  /// The units that may lead a matter where it lies, the one that leads now left out.
  public func unitsAbleToLead(_ matter: Matter, at now: Instant) -> [String] {
    let around = surroundings(of: matter)
    return organisation.allUnits.filter {
      around($0.area) && $0.id != matter.lead && isLawful($0.id, for: matter, at: now)
    }.map(\.id)
  }

  /// The units over or at the place of a matter: those that can be called to it.
  public func unitsAround(_ matter: Matter) -> [String] {
    let around = surroundings(of: matter)
    return organisation.allUnits.filter {
      around($0.area) && $0.id != matter.lead && !isBarred($0.id, from: matter)
    }.map(\.id)
  }

  /// Whether an area lies around a matter's place or is it; everywhere for a matter without one.
  private func surroundings(of matter: Matter) -> (String) -> Bool {
    guard let area = matter.area else { return { _ in true } }
    let chain = Set(territory.chain(of: area))
    return { chain.contains($0) || territory.isWithin($0, area) }
  }

  /// Whether a unit holds a mandate on the day, around a place or at a place within it.
  func holds(_ unit: String, _ function: String, in area: String, at now: Instant) -> Bool {
    let date = now.local(pack.offset).date
    let home = organisation.unit(unit)?.area
    let within = home.flatMap { territory.isWithin($0, area) ? $0 : nil }
    return (territory.chain(of: area) + (within.map { [$0] } ?? [])).contains {
      organisation.owners(of: function, in: $0, on: date).contains(unit)
    }
  }

  /// The unit of a tier that a matter goes up to: over its place, with the mandate for its category
  /// or for what is nobody's in particular, and not the one complained of.
  func unit(of tier: String, above matter: Matter, at now: Instant) throws(Problem) -> String? {
    guard let area = matter.area ?? Optional(territory.root) else { return nil }
    let around = territory.chain(of: area)
    let units = organisation.allUnits.filter {
      $0.tier == tier && around.contains($0.area) && !isBarred($0.id, from: matter)
    }.map(\.id)
    let function = pack.categories.first { $0.id == matter.category }?.function
    let fallback = try kind(matter.kind).routing.compactMap(\.record.function)
    for function in fallback + (function.map { [$0] } ?? []) {
      if let owner = units.first(where: { holds($0, function, in: area, at: now) }) {
        return owner
      }
    }
    return units.first
  }

  /// The tier above a unit's, by the areas around it; nil at the top.
  func tier(above unit: String?) -> String? {
    guard let unit = unit.flatMap(organisation.unit) else { return nil }
    let tiers = pack.levels.compactMap(\.tier)
    guard let index = tiers.firstIndex(of: unit.tier), index > 0 else { return nil }
    return tiers[index - 1]
  }

  /// Whether a tier lies below a unit's.
  func isBelow(_ tier: String, _ unit: String?) -> Bool {
    let tiers = pack.levels.compactMap(\.tier)
    guard let unit = unit.flatMap(organisation.unit), let own = tiers.firstIndex(of: unit.tier),
      let other = tiers.firstIndex(of: tier)
    else { return false }
    return other > own
  }

  /// Whether a unit stands above another one: in its line, or of a higher tier around its place.
  func stands(_ unit: String, above other: String) -> Bool {
    if unit != other, organisation.isWithin(other, unit) { return true }
    guard let upper = organisation.unit(unit), let lower = organisation.unit(other) else {
      return false
    }
    return isBelow(lower.tier, unit) && territory.isWithin(lower.area, upper.area)
  }
}

extension Matter {
  /// The units that have something to do with it besides the lead.
  var parties: Set<String> {
    var units = Set(parts.tasks.map(\.unit))
    units.formUnion(parts.escalations.map(\.unit))
    units.formUnion(parts.supervisions.map(\.unit))
    return units
  }
}
