import Pack
import TestKit

/// A random pack with one thing in it that no pack may say, with the words that refuse it.
struct IllegalPack: Sendable, CustomStringConvertible {
  let name: String
  /// The text of a kind that is whole but for the fault.
  let text: String
  let words: String

  var description: String { name }

  private static let states: [(id: String, phase: String)] = [
    ("w", "arbitration"), ("p", "pool"), ("o", "open"), ("n", "answered"), ("c", "closed"),
  ]

  /// A whole kind with further states, steps, clocks and settings.
  private static func kind(
    states extra: String = "", steps: String = "", clocks: String = "", _ rest: String = ""
  ) -> String {
    var text = "kinds:\n  - id: law\n    name: {zh: 一种, en: One}\n    states:\n"
    for state in states {
      text += "      - {id: \(state.id), name: {zh: 态, en: State}, phase: \(state.phase)}\n"
    }
    text += extra + "    steps:\n"
    text += "      - {id: first, \(name), does: dispatch, from: [w, p, o], to: o}\n" + steps
    return text + "    clocks:\n      - {id: c1, \(name), limit: 3天}\n" + clocks + rest
  }

  private static let name = "name: {zh: 一步, en: One}"

  static func step(_ does: String, from: String, _ rest: String = "") -> String {
    "      - {id: bad, \(name), does: \(does), from: [\(from)]\(rest)}\n"
  }

  static func clock(_ rest: String) -> String {
    "      - {id: bad, \(name), limit: 3天, \(rest)}\n"
  }

  /// What is wrong with each step: its target, its beginning, or its having none.
  static let targets: [IllegalPack] = StepKind.allCases.flatMap { kind -> [IllegalPack] in
    states.compactMap { state in
      guard let right = RandomPack.target(of: kind), right.rawValue != state.phase else {
        return nil
      }
      let from =
        states.first { $0.phase == RandomPack.phases(of: kind).usual[0].rawValue }?.id ?? "o"
      return IllegalPack(
        name: "\(kind.rawValue) to \(state.phase)",
        text: Self.kind(steps: step(kind.rawValue, from: from, ", to: \(state.id)")),
        words: "must lead to a state of phase \(right.rawValue)")
    }
  }

  static let aimless: [IllegalPack] = StepKind.allCases.flatMap { kind -> [IllegalPack] in
    let (usual, odd) = RandomPack.phases(of: kind)
    return states.compactMap { state in
      guard let right = RandomPack.target(of: kind), right.rawValue != state.phase,
        (usual + odd).contains(where: { $0.rawValue == state.phase })
      else { return nil }
      return IllegalPack(
        name: "\(kind.rawValue) from \(state.phase) to nowhere",
        text: Self.kind(steps: step(kind.rawValue, from: state.id)),
        words: "from here needs “to”, a state of phase \(right.rawValue)")
    }
  }

  static let sources: [IllegalPack] = StepKind.allCases.flatMap { kind -> [IllegalPack] in
    let over: [Phase]
    switch kind {
    case .dispatch, .accept, .refuse, .transfer, .return, .offer, .claim:
      over = [.answered, .closed]
    case .answer, .rectify, .close: over = [.closed]
    default: over = []
    }
    return over.map { phase in
      let target = RandomPack.target(of: kind)
      let to = states.first { $0.phase == target?.rawValue }.map { ", to: \($0.id)" } ?? ""
      let from = states.first { $0.phase == phase.rawValue }?.id ?? ""
      return IllegalPack(
        name: "\(kind.rawValue) from \(phase.rawValue)",
        text: Self.kind(steps: step(kind.rawValue, from: from, to)),
        words: "cannot begin in a state of phase \(phase.rawValue)")
    }
  }

  static let uncounted: [IllegalPack] = StepKind.allCases.filter {
    !RandomPack.counted.contains($0)
  }.map { kind in
    let target = RandomPack.target(of: kind)
    let to = states.first { $0.phase == target?.rawValue }.map { ", to: \($0.id)" } ?? ""
    return IllegalPack(
      name: "\(kind.rawValue) a number of times",
      text: Self.kind(steps: step(kind.rawValue, from: "o", to + ", times: 1")),
      words: "is not counted and cannot have “times”")
  }

  static let others: [IllegalPack] =
    [
      IllegalPack(
        name: "a merged state",
        text: kind(states: "      - {id: m, name: {zh: 并, en: Merged}, phase: merged}\n"),
        words: "the state of merged matters is the program's own"),
      IllegalPack(
        name: "a poor rating that closes",
        text: kind(steps: step("rate", from: "n", ", poorTo: c")),
        words: "must lead to a state of phase open"),
      IllegalPack(
        name: "a check that answers", text: kind(steps: step("check", from: "o", ", to: n")),
        words: "changes no phase and cannot lead from open to answered"),
      IllegalPack(
        name: "a confidential kind in public",
        text: kind(steps: step("publish", from: "n"), "    confidential: true\n"),
        words: "a confidential kind cannot have a step that publishes"),
      IllegalPack(
        name: "a condition without words",
        text: kind(steps: step("close", from: "n", ", to: c, when: verified")),
        words: "needs “otherwise”"),
      IllegalPack(
        name: "a condition over what is not known",
        text: kind(
          steps: step("close", from: "n", ", to: c, when: mood > 3, otherwise: {zh: 等, en: wait}")),
        words: "expression:"),
      IllegalPack(
        name: "a step from nowhere", text: kind(steps: step("close", from: "x", ", to: c")),
        words: "there is no state “x”"),
      IllegalPack(
        name: "a clock from a task to a reply",
        text: kind(clocks: clock("from: [summon], until: answer")),
        words: "a clock of a unit's task runs from a step of the task to another one"),
      IllegalPack(
        name: "a rung to no tier",
        text: kind(clocks: clock("ladder: [{id: r, tier: moon}]")), words: "tier"),
      IllegalPack(
        name: "a checker without a role", text: kind("    verification: {role: nobody}\n"),
        words: "role"),
      IllegalPack(
        name: "a suspension without a limit", text: kind("    suspension: {times: 1}\n"),
        words: "limit"),
      IllegalPack(
        name: "two states of one name",
        text: kind(states: "      - {id: o, name: {zh: 态, en: State}, phase: open}\n"), words: "“o”"
      ),
    ]
    + ["close", "rate", "publish"].map { mark in
      IllegalPack(
        name: "a clock from \(mark)", text: kind(clocks: clock("from: [\(mark)], until: callback")),
        words: "no clock begins with “\(mark)”")
    } + [
      IllegalPack(
        name: "a clock from report", text: kind(clocks: clock("from: [report], until: arrive")),
        words: "no clock begins with “report”"),
      IllegalPack(
        name: "a clock until summon", text: kind(clocks: clock("until: summon")),
        words: "no clock ends with “summon”"),
      IllegalPack(
        name: "a clock until receive", text: kind(clocks: clock("until: receive")),
        words: "no clock ends with “receive”"),
    ]

  static let all = targets + aimless + sources + uncounted + others

  /// The kind with nothing wrong in it.
  static let sound = kind()
}
