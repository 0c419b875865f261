import Expression
import Figures
import Journal
import Kernel
import Organisation
import Pack
import Territory
import WorkCalendar

/// What several actions ask of the rules.
extension MatterEngine {
  /// The step of one sort that is possible now, with the state it leads to.
  func step(_ sort: StepKind, _ matter: Matter) throws(Problem) -> (
    record: StepRecord, stand: MatterEvent.Stand
  ) {
    let kind = try kind(matter.kind)
    guard let step = kind.steps(sort, in: matter.state).first else {
      let names = kind.record.steps.filter { $0.from.contains { $0.value == matter.state } }
        .map(\.id)
      throw Problem(
        .stepImpossible,
        [
          "state": matter.state, "step": sort.rawValue,
          "possible": names.isEmpty ? "-" : names.joined(separator: ", "),
        ])
    }
    let target = step.to?.value ?? matter.state
    guard let state = kind.states[target] else {
      throw Problem(.notFound, ["what": "state", "name": target])
    }
    // Whatever the pack allows: out of arbitration only by naming who leads.
    if state.phase != .arbitration, matter.lead == nil, sort != .dispatch {
      throw Problem(
        .stepImpossible,
        ["state": matter.state, "step": sort.rawValue, "possible": StepKind.dispatch.rawValue])
    }
    return (step, MatterEvent.Stand(state: state.id, phase: state.phase.rawValue))
  }

  func stand(_ kind: Kind, _ phase: Phase) throws(Problem) -> MatterEvent.Stand {
    guard let state = kind.state(of: phase) else {
      throw Problem(.notFound, ["what": "state of phase", "name": phase.rawValue])
    }
    return MatterEvent.Stand(state: state.id, phase: phase.rawValue)
  }

  /// The clocks that begin to run at a moment, each with the first limit whose condition holds.
  func startClocks(_ facts: RoutingFacts, _ route: Route, at now: Instant) throws(Problem)
    -> [MatterEvent.ClockStart]
  {
    let function = pack.categories.first { $0.id == route.category }?.function
    let bindings = bindings(facts, area: route.area, category: route.category, function)
    var starts: [MatterEvent.ClockStart] = []
    for clock in try kind(facts.kind).clocks {
      for (condition, limit) in clock.limits where try holds(condition, bindings) {
        let counting = clock.record.counting
        let dueAt = try pack.calendar.adding(limit, to: now, counting: counting)
        var amberAt: Instant?
        if let amber = clock.record.amber {
          amberAt = max(now, try pack.calendar.subtracting(amber, from: dueAt))
        }
        starts.append(
          MatterEvent.ClockStart(
            name: clock.record.id, limit: limit.words.chinese, dueAt: dueAt, amberAt: amberAt,
            until: clock.record.until.rawValue))
        break
      }
    }
    return starts
  }

  /// Refuses an actor none of whose posts with the permission reach the matter.
  func requireScope(_ matter: Matter?, _ permission: Permission, _ context: ActionContext)
    throws(Problem)
  {
    guard let matter else { return }
    let scope = RowScope(context.actor, permission)
    guard scope.covers(area: matter.area, unit: matter.lead, territory) else {
      throw Problem(.outOfScope)
    }
  }

  /// Refuses an actor who does not act for the unit that leads the matter.
  func requireLead(_ matter: Matter?, _ permission: Permission, _ context: ActionContext)
    throws(Problem)
  {
    guard let lead = matter?.lead else { return }
    let isOurs = context.actor.grants(for: permission).contains {
      $0.unit == nil || $0.unit == lead
    }
    guard isOurs else {
      throw Problem(.notYours, ["lead": organisation.unit(lead)?.name.chinese ?? lead])
    }
  }

  /// Refuses anybody but the person whom the matter serves, or somebody whose post speaks for them
  /// there.
  func requireCaller(_ matter: Matter?, _ permission: Permission, _ context: ActionContext)
    throws(Problem)
  {
    guard let matter else { return }
    if context.actor.id == "resident:" + matter.caller { return }
    let posts = context.actor.grants(for: permission).filter { $0.role != "resident" }
    let speaker = Actor(id: context.actor.id, name: context.actor.name, grants: posts)
    let scope = RowScope(speaker, permission)
    guard scope.covers(area: matter.area, unit: matter.lead, territory) else {
      throw Problem(.outOfScope)
    }
  }

  /// Whether a unit may lead a matter: it holds, on the day and around the place or at a place
  /// within it, the category's function or one of those that the kind's routing rules fall back on.
  func isLawful(_ unit: String, for matter: Matter, in area: String?, at now: Instant)
    throws(Problem) -> Bool
  {
    guard let area else { return true }
    let function = pack.categories.first { $0.id == matter.category }?.function
    guard let function else { return true }
    let date = now.local(pack.offset).date
    let functions = [function] + (try kind(matter.kind).routing.compactMap(\.record.function))
    let home = organisation.unit(unit)?.area
    let within = home.flatMap { territory.isWithin($0, area) ? $0 : nil }
    let places = territory.chain(of: area) + (within.map { [$0] } ?? [])
    return functions.contains { function in
      places.contains { organisation.owners(of: function, in: $0, on: date).contains(unit) }
    }
  }
}
