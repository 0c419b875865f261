import Expression
public import Kernel
import Organisation
import Pack
import Territory

/// What routing says: who leads and by which rule, or why nobody does yet.
public struct Route: Hashable, Sendable {
  public var area: String?
  public var category: String?
  public var lead: String?
  /// The deciding rule; empty in arbitration.
  public var rule: String
  /// Why it waits; empty with a lead.
  public var reason: String
}

/// What is known of a matter before it has a lead.
public struct RoutingFacts: Sendable {
  public let kind: String
  public let sort: String
  public let title: String
  public let text: String
  public let channel: String
  public let area: String?
  public let category: String?
  /// The unit complained of, which nobody finds.
  public let against: String?
  /// The unit that brings it in; nil where a person does.
  public let own: String?

  public init(
    kind: String, sort: String = "", title: String, text: String, channel: String, area: String?,
    category: String?, against: String? = nil, own: String? = nil
  ) {
    self.kind = kind
    self.sort = sort
    self.against = against
    self.own = own
    self.title = title
    self.text = text
    self.channel = channel
    self.area = area
    self.category = category
  }
}

extension MatterEngine {
  /// The lead unit of a matter: the first rule whose condition holds names the function and where
  /// to look, and whoever has the mandate there on the day leads. Nobody, or more than one, is a
  /// case for arbitration.
  public func route(_ facts: RoutingFacts, at now: Instant) throws(Problem) -> Route {
    let category = facts.category ?? recognizer.recognize(title: facts.title, text: facts.text)
    var route = Route(area: facts.area, category: category, lead: nil, rule: "", reason: "")
    if facts.area == nil {
      switch territory.find(title: facts.title, text: facts.text) {
      case .found(let area): route.area = area
      case .ambiguous(let areas):
        let names = areas.prefix(4).map { territory.area($0)?.name ?? $0 }.joined(separator: "、")
        route.reason = "place.ambiguous: " + names
        // Somebody who covers all of the areas named can see it and decide.
        route.area = territory.commonArea(of: areas)
        return route
      case .none: break
      }
    }
    try decide(&route, facts, now)
    return route
  }

  private func decide(_ route: inout Route, _ facts: RoutingFacts, _ now: Instant) throws(Problem) {
    let kind = try kind(facts.kind)
    let function = pack.categories.first { $0.id == route.category }?.function
    let bindings = bindings(facts, area: route.area, category: route.category, at: now)
    let date = now.local(pack.offset).date
    func isBarred(_ unit: String) -> Bool {
      facts.against.map { organisation.isWithin(unit, $0) } ?? false
    }
    for rule in kind.routing where try holds(rule.condition, bindings) {
      if rule.record.isOwn {
        guard let own = facts.own, organisation.unit(own) != nil, !isBarred(own) else { continue }
        route.area = route.area ?? organisation.unit(own)?.area
        route.lead = own
        route.rule = rule.record.id
        route.reason = ""
        return
      }
      guard let wanted = rule.record.function ?? function else {
        route.reason = "category.unknown"
        return
      }
      guard let around = rule.record.isWhole ? territory.root : route.area else {
        // A later rule may do without a place.
        route.reason = "place.unknown"
        continue
      }
      route.reason = ""
      let owners: [String]
      if let level = rule.record.level {
        let area = territory.ancestor(of: around, level: level)
        owners = (area.map { organisation.owners(of: wanted, in: $0, on: date) } ?? [])
          .filter { !isBarred($0) }
      } else {
        owners = organisation.nearestOwners(
          of: wanted, around: around, on: date, except: isBarred)
      }
      if owners.count == 1 {
        route.lead = owners[0]
        route.rule = rule.record.id
      } else if owners.isEmpty {
        route.reason = "owner.none: \(wanted) @ \(around)"
      } else {
        route.reason = "owner.several: " + owners.joined(separator: ", ")
      }
      return
    }
    if route.reason.isEmpty { route.reason = "rule.none" }
  }

  /// The values of `PackVariables.ofMatter`, in its order; limits read all but the last.
  func bindings(
    _ facts: RoutingFacts, area: String?, category: String?, at now: Instant
  ) -> Bindings {
    let function = pack.categories.first { $0.id == category }?.function
    return [
      .string(facts.kind), .string(facts.sort), .string(category ?? ""),
      .string(function ?? ""),
      .string(facts.channel), .custom(PlaceValue(area, in: gazetteer)),
      .string(area.flatMap { territory.area($0)?.level } ?? ""), .string(facts.title),
      .string(facts.text), .moment(now), .custom(reckoner.calendarValue),
      .custom(UnitValue(facts.own, on: now.local(pack.offset).date, in: gazetteer)),
    ]
  }

  func holds(_ condition: Program?, _ bindings: Bindings) throws(Problem) -> Bool {
    guard let condition else { return true }
    do {
      return try condition.evaluateBool(bindings)
    } catch {
      throw Problem(
        .expressionFailed, ["expression": condition.source, "reason": error.message])
    }
  }
}
