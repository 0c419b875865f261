public import Kernel
public import WorkCalendar

/// What a matter can be about.
public struct CategoryRecord: Record {
  public static let about = "A category of matters and the words by which it is recognised."

  public let id: String
  public let name: Text
  public let parent: String?
  public let function: String?
  public let keywords: [String]
  public let labels: [String]

  public init(_ fields: inout Fields) {
    id = fields.code("id", "Code of the category.", defines: "category")
    name = fields.name("name", "Name of the category.")
    parent = fields.referenceIfPresent("parent", "The category above it.", to: "category")
    function = fields.referenceIfPresent(
      "function", "The function whose holder is responsible.", to: "function")
    keywords = fields.texts(
      "keywords", "Words that point to it; in a title they count three times.")
    labels = fields.texts("labels", "Other names for it in imported files.")
  }
}

/// One rule that finds the responsible unit; the first whose condition holds decides.
public struct RoutingRecord: Record {
  public static let about = "A routing rule: the first whose condition holds names the lead unit."

  public let id: String
  public let name: Text
  public let when: Located<String>?
  public let function: String?
  public let level: String?
  public let isWhole: Bool

  public init(_ fields: inout Fields) {
    id = fields.code("id", "Code of the rule.", defines: "routing rule")
    name = fields.name("name", "What the rule says, shown with each matter it decided.")
    when = fields.expressionIfPresent(
      "when",
      "CEL over kind, category, mandate, channel, place, level, title, text; always when left out.")
    function = fields.referenceIfPresent(
      "function", "The function to look for, if not the category's own.", to: "function")
    level = fields.referenceIfPresent(
      "level",
      "Look in the area of this level around the place; else the nearest that has an owner.",
      to: "level")
    isWhole = fields.flag(
      "whole", "Look in the whole territory: the rule also serves matters whose place is unknown.")
  }
}

/// A kind of matter with its states, steps and clocks.
public struct KindRecord: Record {
  public static let about = "A kind of matter: its states, the steps between them, and its clocks."

  public let id: String
  public let name: Text
  public let states: [StateRecord]
  public let steps: [StepRecord]
  public let clocks: [ClockRecord]
  public let grades: Int
  public let reopen: TimeLimit?
  public let routing: [RoutingRecord]
  public let notices: [String]

  public init(_ fields: inout Fields) {
    id = fields.code("id", "Code of the kind.", defines: "kind")
    name = fields.name("name", "Name of the kind.")
    states = fields.list(
      "states", "Its states; the first of phase open is where it begins.", of: StateRecord.self)
    steps = fields.list("steps", "The steps that are possible.", of: StepRecord.self)
    clocks = fields.list("clocks", "Its clocks.", of: ClockRecord.self)
    grades = fields.integer("grades", "Grades of a rating.", 2...10, default: 5)
    reopen = fields.limitIfPresent("reopenWithin", "How long after closing it may be reopened.")
    routing = fields.list(
      "routing", "Rules that find the lead unit, in order.", of: RoutingRecord.self)
    notices = fields.texts(
      "notices", "Events that the person is told about, such as matter.answered.")
    if !fields.isDescribing { check(fields) }
  }

  private func check(_ fields: Fields) {
    for key in ["states", "steps", "clocks"] { fields.checkDistinct(key) }
    let names = Set(states.map(\.id))
    // A state whose phase is no phase is reported as such.
    let words = fields.elements("states").map { $0["phase"]?.scalar ?? "" }
    let isKnown = words.allSatisfy { Phase(rawValue: $0) != nil }
    for phase in Phase.allCases
    where isKnown && !states.contains(where: { $0.phase == phase }) {
      fields.report(
        fields.place, zh: "事项种类“\(id)”缺少\(phase.rawValue)阶段的状态",
        en: "the kind “\(id)” has no state of phase \(phase.rawValue)")
    }
    for step in steps {
      for state in step.from + (step.to.map { [$0] } ?? [])
      where !state.value.isEmpty && !names.contains(state.value) {
        fields.report(
          state.place, zh: "没有“\(state.value)”这个状态", en: "there is no state “\(state.value)”",
          hint: nearestName(to: state.value, in: names))
      }
      checkTarget(step, fields)
    }
  }

  /// A step leads to a state that means what the step does: a refusal, for one, to arbitration.
  private func checkTarget(_ step: StepRecord, _ fields: Fields) {
    guard let phase = step.does.phaseAfter, let target = step.to,
      let state = states.first(where: { $0.id == target.value }), state.phase != phase
    else { return }
    fields.report(
      target.place,
      zh: "“\(step.does.rawValue)”须到\(phase.rawValue)阶段的状态，“\(state.id)”是\(state.phase.rawValue)",
      en: "“\(step.does.rawValue)” must lead to a state of phase \(phase.rawValue); "
        + "“\(state.id)” is of phase \(state.phase.rawValue)")
  }
}

/// What a state means to the engine, whatever the pack calls it.
public enum Phase: String, CaseIterable, Sendable {
  /// Nobody is responsible yet; somebody decides who.
  case arbitration
  /// A lead unit is at work.
  case open
  /// Answered; the person may confirm, rate or reopen.
  case answered
  case closed
}

/// A state of a kind of matter.
public struct StateRecord: Record {
  public static let about = "A state of a matter."

  public let id: String
  public let name: Text
  public let phase: Phase

  public init(_ fields: inout Fields) {
    let code = fields.text("id", "Code of the state, unique within the kind.")
    id = code
    name = fields.name("name", "Name of the state.")
    phase = fields.choice("phase", "What the state means: who is responsible, which clocks run.")
  }
}

/// What a step does, as far as the engine is concerned.
public enum StepKind: String, CaseIterable, Sendable {
  case dispatch, accept, refuse, answer, close, reopen, rate, publish

  /// The phase that a matter is in after the step; nil where the step changes none.
  var phaseAfter: Phase? {
    switch self {
    case .dispatch, .accept, .reopen: .open
    case .refuse: .arbitration
    case .answer: .answered
    case .close: .closed
    case .rate, .publish: nil
    }
  }
}

/// A step that somebody may take.
public struct StepRecord: Record {
  public static let about = "A step from some states to another."

  public let id: String
  public let name: Text
  public let does: StepKind
  public let from: [Located<String>]
  public let to: Located<String>?
  public let grounds: [String]

  public init(_ fields: inout Fields) {
    id = fields.text("id", "Code of the step, unique within the kind.")
    name = fields.name("name", "Name of the step, as on a button.")
    does = fields.choice("does", "What the step does.")
    from = fields.locatedTexts("from", "States in which it is possible.")
    to = fields.locatedTextIfPresent("to", "State after it; the same when left out.")
    grounds = fields.texts("grounds", "Grounds of which one must be given.")
  }
}

/// A deadline that runs in some phases.
public struct ClockRecord: Record {
  public static let about = "A clock: what must happen within which limit."

  public let id: String
  public let name: Text
  public let limit: TimeLimit?
  public let amber: TimeLimit?
  public let counting: DayCounting
  public let until: StepKind
  public let limits: [ConditionalLimitRecord]
  public let isAssumption: Bool
  public let note: Text

  public init(_ fields: inout Fields) {
    id = fields.text("id", "Code of the clock, unique within the kind.")
    name = fields.name("name", "Name of the clock.")
    limit = fields.limit("limit", "The limit, in the words of the rule.")
    amber = fields.limitIfPresent("amber", "How long before the limit the light turns amber.")
    counting = fields.choice(
      "counting", "Whether working days run from the moment or from the day after.",
      default: .fromNextDay)
    until = fields.choice("until", "The step that stops the clock.", default: .answer)
    limits = fields.list(
      "limits", "Other limits under conditions; the first that holds.",
      of: ConditionalLimitRecord.self)
    isAssumption = fields.flag("assumption", "Whether the sources leave the value open.")
    note = fields.name("note", "Where the value comes from.", required: false)
    let noteText = fields.node["note"].map { $0.scalar ?? "{}" } ?? ""
    if isAssumption && noteText.isEmpty && !fields.isDescribing {
      fields.report(
        fields.place, zh: "assumption: true须有note说明",
        en: "“assumption: true” needs a “note” that explains it")
    }
  }
}

/// A limit that holds under a condition.
public struct ConditionalLimitRecord: Record {
  public static let about = "A limit that holds under a condition."

  public let when: Located<String>?
  public let limit: TimeLimit?

  public init(_ fields: inout Fields) {
    when = fields.expressionIfPresent(
      "when", "CEL over kind, category, mandate, channel, place, level, title, text.")
    limit = fields.limit("limit", "The limit.")
  }
}
