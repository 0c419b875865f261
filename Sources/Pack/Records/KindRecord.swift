public import Kernel
public import WorkCalendar

/// A kind of matter with its states, steps and clocks.
public struct KindRecord: Record {
  public static let about = "A kind of matter: its states, the steps between them, and its clocks."

  public let id: String
  public let name: Text
  public let sorts: [SortRecord]
  public let states: [StateRecord]
  public let steps: [StepRecord]
  public let clocks: [ClockRecord]
  public let grades: Int
  public let reopen: TimeLimit?
  public let routing: [RoutingRecord]
  public let notices: [String]
  public let isConfidential: Bool
  public let isYearly: Bool
  public let whistle: WhistleRecord?
  public let verification: VerificationRecord?
  public let suspension: SuspensionRecord?
  public let supervision: [SupervisionRecord]

  public init(_ fields: inout Fields) {
    id = fields.code("id", "Code of the kind.", defines: "kind")
    name = fields.name("name", "Name of the kind.")
    sorts = fields.list(
      "sorts", "Sorts within the kind, of which one must be given.", of: SortRecord.self)
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
    isConfidential = fields.flag(
      "confidential", "Whether only those with matter.identity read who brought it up.")
    isYearly = fields.flag(
      "yearly", "Whether each post brings in one a year; a second one of the year is refused.")
    whistle = fields.recordIfPresent(
      "whistle", "How units that are summoned report in.", of: WhistleRecord.self)
    verification = fields.recordIfPresent(
      "verification", "Who checks on the spot.", of: VerificationRecord.self)
    suspension = fields.recordIfPresent(
      "suspension", "Whether its clocks may be suspended.", of: SuspensionRecord.self)
    supervision = fields.list(
      "supervision", "Levels of supervision, the lowest first.", of: SupervisionRecord.self)
    if !fields.isDescribing { check(fields) }
  }

  private func check(_ fields: Fields) {
    for key in ["states", "steps", "clocks", "sorts", "supervision"] { fields.checkDistinct(key) }
    let names = Set(states.map(\.id))
    // A state whose phase is no phase is reported as such.
    let words = fields.elements("states").map { $0["phase"]?.scalar ?? "" }
    let isKnown = words.allSatisfy { Phase(rawValue: $0) != nil }
    for phase in Phase.needed
    where isKnown && !states.contains(where: { $0.phase == phase }) {
      fields.report(
        fields.place, zh: "事项种类“\(id)”缺少\(phase.rawValue)阶段的状态",
        en: "the kind “\(id)” has no state of phase \(phase.rawValue)")
    }
    if isConfidential, let publish = steps.first(where: { $0.does == .publish }) {
      fields.report(
        publish.from.first?.place ?? fields.place, zh: "保密的事项种类不能有公开摘登的步骤",
        en: "a confidential kind cannot have a step that publishes")
    }
    for step in steps {
      for state in step.from + [step.to, step.poorTo].compactMap({ $0 })
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
    checkPhase(of: step.to, step.does.phaseAfter, step, fields)
    checkPhase(of: step.poorTo, .open, step, fields)
    checkSources(step, fields)
    if step.times != nil, !step.does.isCounted {
      fields.report(
        step.from.first?.place ?? fields.place, zh: "“\(step.does.rawValue)”不计次数，不能写times",
        en: "“\(step.does.rawValue)” is not counted and cannot have “times”")
    }
    // What changes no phase leads to no other one, and the machine's own phase to none.
    guard step.does.phaseAfter == nil, let target = step.to,
      let phase = states.first(where: { $0.id == target.value })?.phase
    else { return }
    for source in step.from {
      let before = states.first { $0.id == source.value }?.phase
      if let before, before != phase {
        fields.report(
          target.place,
          zh: "“\(step.does.rawValue)”不改变阶段，不能从\(before.rawValue)到\(phase.rawValue)",
          en: "“\(step.does.rawValue)” changes no phase and cannot lead from \(before.rawValue) "
            + "to \(phase.rawValue)")
      }
    }
  }

  /// What is over begins again only by reopening, review or a poor rating; and a step that moves
  /// a matter says where to, unless it is there already.
  private func checkSources(_ step: StepRecord, _ fields: Fields) {
    for source in step.from {
      guard let phase = states.first(where: { $0.id == source.value })?.phase else { continue }
      if !step.does.isPossible(in: phase) {
        fields.report(
          source.place, zh: "“\(step.does.rawValue)”不能从\(phase.rawValue)阶段的状态开始",
          en: "“\(step.does.rawValue)” cannot begin in a state of phase \(phase.rawValue)")
      } else if step.to == nil, let target = step.does.phaseAfter, target != phase {
        fields.report(
          source.place, zh: "“\(step.does.rawValue)”从这里开始须写明to：\(target.rawValue)阶段的状态",
          en: "“\(step.does.rawValue)” from here needs “to”, a state of phase "
            + target.rawValue)
      }
    }
  }

  private func checkPhase(
    of target: Located<String>?, _ phase: Phase?, _ step: StepRecord, _ fields: Fields
  ) {
    guard let phase, let target, let state = states.first(where: { $0.id == target.value }),
      state.phase != phase
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
  /// Offered to every unit with the mandate; the first that claims it is responsible.
  case pool
  /// A lead unit is at work.
  case open
  /// Answered; the person may confirm, rate or reopen.
  case answered
  case closed
  /// Merged into another matter, which is worked on in its place.
  case merged

  /// Those that every kind has a state of.
  static let needed: [Phase] = [.arbitration, .open, .answered, .closed]
  /// Those in which nobody leads.
  public static let unled: [Phase] = [.arbitration, .pool]
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
    if phase == .merged && !fields.isDescribing {
      fields.report(
        fields.place, zh: "合并的状态由程序自定，不写在包里",
        en: "the state of merged matters is the program's own; a pack declares none")
    }
  }
}

/// A sort of matters within a kind.
public struct SortRecord: Record {
  public static let about = "A sort of matters within a kind, on which limits may depend."

  public let id: String
  public let name: Text

  public init(_ fields: inout Fields) {
    id = fields.text("id", "Code of the sort, unique within the kind.")
    name = fields.name("name", "Name of the sort.")
  }
}
