public import Journal
public import Kernel
public import Pack
public import Store
import Territory

/// A street blows the whistle: a matter of its own begins, led by the street, and the units that it
/// names are called to the place, all in one step.
public struct BlowWhistle: Action {
  public static let declaration = ActionDeclaration(
    "BlowWhistle", zh: "吹哨", en: "Blow the whistle", permission: "matter.summon", begins: .new)

  public let opening: ReceiveMatter
  public let units: [String]
  public let function: String?
  public let demand: String

  public init(_ fields: inout InputReader) throws(Problem) {
    let kind = try fields.text("kind", Text(zh: "种类", en: "Kind"), max: 64)
    let sort = try fields.textIfPresent("sort", Text(zh: "哨类", en: "Sort"), max: 64) ?? ""
    let title = try fields.text(
      "title", Text(zh: "标题", en: "Title"), max: ReceiveMatter.titleMax)
    demand = try fields.text("demand", Text(zh: "事由和要求", en: "Demand"), max: 2000)
    let area = try fields.text("area", Text(zh: "地点（辖区）", en: "Place: area"), max: 64)
    let origin = try fields.textIfPresent(
      "matter", Text(zh: "所涉事项编号", en: "Number of the matter behind it"), max: 64)
    units = try fields.texts("units", Text(zh: "被召集单位", en: "Units"), max: 50)
    function = try fields.textIfPresent("function", Text(zh: "所需职能", en: "Function"), max: 64)
    let category = try fields.textIfPresent("category", Text(zh: "类别", en: "Category"), max: 64)
    opening = ReceiveMatter(
      kind: kind, title: title, text: demand, caller: "-", channel: "whistle", area: area,
      category: category, sort: sort, origin: origin ?? "")
  }

  public func gather(
    _ engine: MatterEngine, _ context: ActionContext, _ writer: any Writing
  ) throws -> String {
    if !opening.origin.isEmpty,
      try writer.row(
        "SELECT 1 FROM matter WHERE jurisdiction = ? AND number = ?",
        [.integer(engine.pack.jurisdiction), .text(opening.origin)]) == nil
    {
      throw Problem(
        .notFound, field: "/matter", ["what": MatterEngine.kind, "name": opening.origin])
    }
    return try opening.gather(engine, context, writer)
  }

  public func authorise(
    _ engine: MatterEngine, _ state: Matter?, _ context: ActionContext
  ) throws(Problem) {}

  public func decide(
    _ engine: MatterEngine, _ state: Matter?, _ facts: String, _ context: ActionContext
  ) throws(Problem) -> [MatterEvent] {
    guard try engine.kind(opening.kind).record.whistle != nil else {
      throw Problem(.notFound, field: "/kind", ["what": "kind of whistle", "name": opening.kind])
    }
    let opened = try opening.received(
      engine, facts, own: engine.unit(of: context.actor, "matter.summon"), context)
    guard let matter = try? Matter(opened, at: context.now), matter.lead != nil else {
      throw Problem(.outOfScope)
    }
    return [.received(opened)]
      + (try engine.summon(
        Summons(units.map { SummonedUnit($0, function) }, demand: demand, round: 1), matter,
        demand, context))
  }
}

/// The street says whether it is solved. If not, the same units are called again; what stays
/// unsolved as often as the pack says goes up by itself.
public struct ConfirmWhistle: MarkingAction {
  public static let declaration = ActionDeclaration(
    "ConfirmWhistle", zh: "确认处置结果", en: "Confirm a whistle's result", permission: "matter.summon")
  public static let mark = ClockMark.summon

  public let isSolved: Bool
  public let note: String

  public init(_ fields: inout InputReader) throws(Problem) {
    isSolved = try fields.boolean("solved", Text(zh: "已解决", en: "Solved"), default: true)
    note = try fields.textIfPresent("note", Text(zh: "说明", en: "Note"), max: 2000) ?? ""
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
    let kind = try engine.kind(matter.kind)
    guard let whistle = kind.record.whistle, let last = matter.parts.tasks.last else { return [] }
    try engine.requireTasksDone(matter)
    if isSolved {
      let (_, stand) = try engine.step(.answer, matter, at: context.now)
      let answered = MatterEvent.answered(
        engine.answer(note, matter, stand, at: context.now))
      let events =
        try engine.resumed(matter, at: context.now)
        + [.changed(.whistleSolved, .task(last)), answered]
      if let closed = try engine.closing(matter, after: answered, at: context.now) {
        return events + [.closed(outcome: CloseMatter.outcomes[0], state: closed)]
      }
      return events
        + (try engine.started(.answer, matter, facts, context, phase: stand.phase))
    }
    _ = try engine.step(.summon, matter, at: context.now)
    var events: [MatterEvent] = [.changed(.whistleUnsolved, .task(last))]
    let round = matter.parts.taskRound
    let again = engine.again(matter, note: note, at: context.now)
    // What went up and is unsolved again goes up further. Where nobody is left to be called again,
    // only somebody above can help.
    let escalated = matter.parts.escalations.last?.unit
    if round >= Int64(whistle.rounds) || again.units.isEmpty,
      let tier = escalated == nil
        ? whistle.tier ?? engine.tier(above: matter.lead)
        : engine.tier(above: escalated) ?? matter.parts.escalations.last?.tier,
      let unit = try engine.unit(of: tier, above: matter, at: context.now)
    {
      events.append(
        .changed(
          .escalated,
          .escalation(
            Escalation(
              number: Int64(matter.parts.escalations.count + 1), tier: tier, unit: unit,
              reason: "unsolved \(round) times: " + note, isByItself: true, at: context.now))))
    }
    return events + (again.units.isEmpty ? [] : try engine.summon(again, matter, facts, context))
  }
}

extension MatterEngine {
  /// The state to which an answered whistle is closed at once; nil where the pack asks for more
  /// before, or a check is under way.
  fileprivate func closing(_ matter: Matter, after answered: MatterEvent, at now: Instant)
    throws(Problem) -> MatterEvent.Stand?
  {
    var after = matter
    guard (try? after.apply(answered, at: now)) != nil,
      !matter.parts.checks.contains(where: \.isOpen)
    else { return nil }
    return try? step(.close, after, at: now, outcome: CloseMatter.outcomes[0]).stand
  }

  /// The units of the last round once more, each once, as far as they still may be called.
  fileprivate func again(_ matter: Matter, note: String, at now: Instant) -> Summons {
    let round = matter.parts.taskRound
    var known: Set<String> = [matter.lead ?? ""]
    let tasks = matter.parts.tasks.filter { task in
      task.round == round && task.isRefusalLawful != true
        && holds(task.unit, task.function, in: matter.area ?? territory.root, at: now)
        && known.insert(task.unit).inserted
    }
    return Summons(
      tasks.map(SummonedUnit.init(again:)),
      demand: note.isEmpty ? matter.parts.tasks.last?.demand ?? "" : note, round: round + 1)
  }
}
