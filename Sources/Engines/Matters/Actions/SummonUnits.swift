public import Journal
public import Kernel
import Organisation
public import Pack
import Store
import Territory

/// The lead unit calls other units in: to assist, or, with a whistle, to come to the place. Each is
/// called under a mandate: `unit/function`, or `unit` for the function given, or else the
/// category's.
public struct SummonUnits: MarkingAction {
  public static let declaration = ActionDeclaration(
    "SummonUnits", zh: "吹哨（召集单位）", en: "Summon units", permission: "matter.summon")
  public static let mark = ClockMark.summon

  public let units: [String]
  public let function: String?
  public let demand: String

  public init(_ fields: inout InputReader) throws(Problem) {
    units = try fields.texts("units", Text(zh: "被召集单位", en: "Units"), max: 50)
    function = try fields.textIfPresent("function", Text(zh: "所需职能", en: "Function"), max: 64)
    demand = try fields.text("demand", Text(zh: "事由和要求", en: "Demand"), max: 2000)
  }

  public func authorise(
    _ engine: MatterEngine, _ state: Matter?, _ context: ActionContext
  ) throws(Problem) {
    try engine.requireLed(state, "matter.summon", context)
  }

  public func decide(
    _ engine: MatterEngine, _ state: Matter?, _ facts: String, _ context: ActionContext
  ) throws(Problem) -> [MatterEvent] {
    guard let matter = state else { return [] }
    _ = try engine.step(.summon, matter, at: context.now)
    return try engine.summon(
      Summons(
        units.map { SummonedUnit($0, function) }, demand: demand, round: matter.parts.taskRound),
      matter, facts, context)
  }
}

/// Who is called in and what for.
struct Summons {
  let units: [SummonedUnit]
  let demand: String
  let round: Int64

  init(_ units: [SummonedUnit], demand: String, round: Int64) {
    self.units = units
    self.demand = demand
    self.round = round
  }
}

/// A unit with the mandate under which it is called; nil for that of the matter's category.
struct SummonedUnit {
  let unit: String
  let function: String?

  /// Reads `unit/function` or `unit`.
  init(_ text: String, _ function: String?) {
    let parts = text.split(separator: "/", maxSplits: 1).map(String.init)
    unit = parts.first ?? ""
    self.function = parts.count == 2 ? parts[1] : function
  }

  init(again task: MatterTask) {
    unit = task.unit
    function = task.function
  }
}

extension MatterEngine {
  /// The tasks of the units that are called, with the clocks of each.
  func summon(
    _ summons: Summons, _ matter: Matter, _ text: String, _ context: ActionContext
  ) throws(Problem) -> [MatterEvent] {
    let kind = try kind(matter.kind)
    let most = kind.record.whistle?.unitsMax ?? 20
    guard !summons.units.isEmpty else {
      throw Problem(.fieldMissing, field: "/units", ["name": "units"])
    }
    // Those of a round are called again together, in however many parts they were called.
    guard summons.units.count <= most || summons.round > matter.parts.taskRound else {
      throw Problem(.unitsTooMany, field: "/units", ["most": String(most)])
    }
    var events: [MatterEvent] = []
    var called: Set<String> = Set(matter.parts.tasks.filter(\.isOpen).map(\.unit))
    for (index, call) in summons.units.enumerated() {
      let field = "/units/\(index)"
      let unit = call.unit
      guard unit != matter.lead, called.insert(unit).inserted else {
        throw Problem(.unitTwice, field: field, ["unit": unit])
      }
      let function = try mandate(call, matter, field, context)
      let number = Int64(matter.parts.tasks.count + index + 1)
      let task = MatterTask(
        number: number, round: summons.round, unit: unit, function: function,
        demand: summons.demand, isOnSite: kind.record.whistle?.isOnSite ?? false,
        caller: matter.lead ?? "", summonedAt: context.now)
      events.append(.changed(.summoned, .task(task)))
      let clocks = try startClocks(
        .summon, facts(matter, text), area: matter.area, category: matter.category,
        at: context.now, phase: matter.phase.rawValue, task: number)
      if !clocks.isEmpty { events.append(.clocksStarted(clocks)) }
    }
    return events
  }

  /// The function under which a unit is called; refused where it has no mandate for it there, with
  /// those that it has.
  private func mandate(
    _ call: SummonedUnit, _ matter: Matter, _ field: String, _ context: ActionContext
  ) throws(Problem) -> String {
    let unit = call.unit
    guard let record = organisation.unit(unit) else {
      throw Problem(.unitUnknown, field: field, ["unit": unit])
    }
    guard !isBarred(unit, from: matter) else {
      throw Problem(.complainedOf, field: field, ["unit": unit])
    }
    let own = pack.categories.first { $0.id == matter.category }?.function
    guard let function = call.function ?? own else {
      throw Problem(.fieldMissing, field: "/function", ["name": "function"])
    }
    guard pack.functions.contains(where: { $0.id == function }) else {
      throw Problem(.notFound, field: "/function", ["what": "function", "name": function])
    }
    let area = matter.area ?? territory.root
    guard holds(unit, function, in: area, at: context.now) else {
      let mandates = record.functions + record.mandates.map(\.function)
      throw Problem(
        .mandateRule, field: field,
        [
          "unit": record.name.chinese, "function": function,
          "mandates": mandates.isEmpty ? "-" : mandates.joined(separator: ", "),
        ])
    }
    return function
  }

  /// Refuses to end a whistle while a unit has neither reported nor been released.
  func requireTasksDone(_ matter: Matter) throws(Problem) {
    let open = matter.parts.tasks.filter(\.isOpen)
    guard try kind(matter.kind).record.whistle != nil, !open.isEmpty else { return }
    throw Problem(
      .tasksOpen,
      [
        "count": String(open.count), "units": open.map(\.unit).joined(separator: ", "),
      ])
  }

  /// The open task of a number.
  func task(_ number: Int64, _ matter: Matter) throws(Problem) -> MatterTask {
    guard let task = matter.parts.tasks.first(where: { $0.number == number && $0.isOpen }),
      matter.phase != .merged
    else { throw Problem(.taskUnknown, field: "/task", ["number": String(number)]) }
    return task
  }

  /// Refuses an actor who does not act for the unit whose task it is.
  func requireTask(
    _ number: Int64, _ matter: Matter?, _ permission: Permission, _ context: ActionContext
  ) throws(Problem) {
    guard let matter else { return }
    try requireUnbarred(matter, context)
    guard let task = matter.parts.tasks.first(where: { $0.number == number }) else {
      throw Problem(.taskUnknown, field: "/task", ["number": String(number)])
    }
    try require(task.unit, permission, context)
  }

  /// The clocks of a task that a mark starts, as a happening; none where it starts none.
  func started(
    _ mark: ClockMark, task: Int64, _ matter: Matter, _ text: String, _ context: ActionContext
  ) throws(Problem) -> [MatterEvent] {
    let clocks = try startClocks(
      mark, facts(matter, text), area: matter.area, category: matter.category, at: context.now,
      phase: matter.phase.rawValue, task: task)
    return clocks.isEmpty ? [] : [.clocksStarted(clocks)]
  }
}
