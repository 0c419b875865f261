public import Journal
public import Kernel
import Pack
import Store

/// Writes a visit down: by who was sent there that day, or by somebody who keeps the record. A
/// programme without assigned visitors, such as a stall in the street, takes a free text as target.
public struct RecordVisit: Action {
  public static let declaration = ActionDeclaration(
    "RecordVisit", zh: "登记走访", en: "Record a visit", permission: "outreach.visit",
    begins: .either)

  /// Most characters of the note.
  public static let noteMax = 2000
  /// Most topics of one visit.
  public static let topicsMax = 20
  /// Most people met, and most copies handed out, at one visit.
  public static let countMax: Int64 = 1_000_000

  public let program: String
  public let target: String
  /// Where it was; needed only for a target that is new.
  public let area: String?
  public let note: String
  public let topics: [String]
  public let met: Int64
  public let materials: Int64
  /// The day of the visit, such as 2024-01-10; today when left out.
  public let on: String?

  public init(
    program: String, target: String, area: String? = nil, note: String, topics: [String] = [],
    met: Int64 = 0, materials: Int64 = 0, on: String? = nil
  ) {
    self.program = program
    self.target = target
    self.area = area
    self.note = note
    self.topics = topics
    self.met = met
    self.materials = materials
    self.on = on
  }

  public init(_ fields: inout InputReader) throws(Problem) {
    program = try fields.text("program", Text(zh: "走访活动", en: "Programme"), max: 64)
    target = try fields.text("target", Text(zh: "走访对象", en: "Target"), max: AssignVisitor.nameMax)
    area = try fields.textIfPresent("area", Text(zh: "辖区", en: "Area"), max: 64)
    note = try fields.text("note", Text(zh: "走访情况", en: "Note"), max: RecordVisit.noteMax)
    topics = try fields.texts("topics", Text(zh: "主题", en: "Topics"), max: RecordVisit.topicsMax)
    met = try fields.integer(
      "met", Text(zh: "见到人数", en: "People met"), 0...RecordVisit.countMax)
    materials = try fields.integer(
      "materials", Text(zh: "发放材料份数", en: "Copies handed out"), 0...RecordVisit.countMax)
    on = try fields.textIfPresent("on", Text(zh: "走访日期", en: "Day"), max: 10)
  }

  public func authorise(
    _ engine: OutreachEngine, _ state: OutreachTarget?, _ context: ActionContext
  ) throws(Problem) {
    let record = try engine.program(program)
    let date = try date(engine, context)
    if let visitor = state?.visitor(on: date, engine.pack.offset),
      context.actor.id == visitor || context.actor.id == "person:" + visitor
    {
      return
    }
    try engine.requireScope(state?.area ?? area, record.unit, "outreach.record", context)
  }

  public func decide(
    _ engine: OutreachEngine, _ state: OutreachTarget?, _ facts: Void, _ context: ActionContext
  ) throws(Problem) -> [OutreachEvent] {
    let record = try engine.program(program)
    let date = try date(engine, context)
    guard date <= context.now.local(engine.pack.offset).date else {
      throw Problem(.visitFuture, field: "/on")
    }
    let visitor = state?.visitor(on: date, engine.pack.offset)
    if visitor == nil && record.isAssigned {
      throw Problem(.targetUnassigned, field: "/target", ["target": target])
    }
    try engine.requireImpersonal(note, "note")
    let topics = try known(record)
    var events: [OutreachEvent] = []
    if state == nil {
      try engine.requireImpersonal(target, "target")
      events.append(
        .opened(
          OutreachEvent.Opening(
            program: program, code: target, name: target, unit: record.unit,
            area: try engine.requireArea(area), date: date)))
    }
    events.append(
      .visited(
        OutreachEvent.Visit(
          number: (state?.visits ?? 0) + 1, date: date, visitor: visitor ?? "", note: note,
          topics: topics, met: met, materials: materials)))
    return events
  }

  private func date(_ engine: OutreachEngine, _ context: ActionContext) throws(Problem)
    -> CivilDate
  {
    guard let on else { return context.now.local(engine.pack.offset).date }
    guard let date = CivilDate(on) else {
      throw Problem(
        .fieldInvalid, field: "/on", ["name": "on", "expected": "2024-01-10", "found": on])
    }
    return date
  }

  /// The topics, each once; refuses one that the programme does not have.
  private func known(_ record: OutreachProgramRecord) throws(Problem) -> [String] {
    let known = record.topics.map(\.id)
    var kept: [String] = []
    for topic in topics where !kept.contains(topic) {
      guard known.contains(topic) else {
        throw Problem(
          .topicUnknown, field: "/topics",
          ["topic": topic, "known": known.isEmpty ? "-" : known.joined(separator: ", ")])
      }
      kept.append(topic)
    }
    return kept
  }
}
