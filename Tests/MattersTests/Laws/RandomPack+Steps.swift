import Pack
import TestKit

/// Steps and clocks of a random kind.
extension RandomPack {
  /// In which phases a step makes sense, and in which others a pack may still allow it.
  static func phases(of step: StepKind) -> (usual: [Phase], odd: [Phase]) {
    let every: [Phase] = [.arbitration, .pool, .open, .answered, .closed]
    let usual: [Phase]
    let odd: [Phase]
    switch step {
    case .dispatch: (usual, odd) = ([.arbitration, .pool, .open], [])
    case .accept, .refuse, .transfer, .return: (usual, odd) = ([.open], [.arbitration, .pool])
    case .offer: (usual, odd) = ([.arbitration, .open], [.pool])
    case .claim: (usual, odd) = ([.pool], [.arbitration, .open])
    case .answer: (usual, odd) = ([.open], [.arbitration, .pool, .answered])
    case .rectify: (usual, odd) = ([.open], [.arbitration, .answered])
    case .close: (usual, odd) = ([.answered, .open], [.arbitration, .pool])
    case .summon: (usual, odd) = ([.open], every)
    case .check: (usual, odd) = ([.open, .answered], every)
    case .supervise, .escalate: (usual, odd) = ([.open, .arbitration], every)
    case .callback, .reopen, .rate, .review: (usual, odd) = ([.answered, .closed], every)
    case .contact: (usual, odd) = ([.open], every)
    case .publish: (usual, odd) = (every, [])
    case .merge: (usual, odd) = ([.open, .arbitration, .pool], every)
    }
    return (usual, odd.filter { !usual.contains($0) })
  }

  /// The phase that a step leads to; nil where it moves nothing.
  static func target(of step: StepKind) -> Phase? {
    switch step {
    case .dispatch, .accept, .transfer, .claim, .reopen, .review: .open
    case .refuse: .arbitration
    case .offer: .pool
    case .answer, .rectify: .answered
    case .close: .closed
    default: nil
    }
  }

  /// The steps whose number in a matter's life is kept.
  static let counted: Set<StepKind> = [
    .reopen, .review, .transfer, .return, .refuse, .callback, .escalate, .supervise, .summon,
    .publish, .rate, .check, .merge,
  ]

  mutating func stepsText(_ states: [StateName], _ isConfidential: Bool) -> String {
    var text = ""
    for kind in StepKind.allCases where !(kind == .publish && isConfidential) {
      let isNeeded = [.dispatch, .answer, .close, .reopen, .rate].contains(kind)
      let hasPool = states.contains { $0.phase == .pool }
      guard hasPool || (kind != .offer && kind != .claim), isNeeded || draw({ $0.chance(85) })
      else { continue }
      for number in 1...(draw { $0.chance(20) ? 2 : 1 }) {
        text += stepText(kind, number, states)
      }
    }
    return text
  }

  private mutating func stepText(_ kind: StepKind, _ number: Int, _ states: [StateName]) -> String {
    let (usual, odd) = RandomPack.phases(of: kind)
    var from = states.filter { usual.contains($0.phase) }
    if number == 2 || kind != .dispatch { from = draw { $0.some(of: from, percent: 75) } }
    from += draw { $0.some(of: states.filter { odd.contains($0.phase) }, percent: 12) }
    if from.isEmpty, let first = states.first(where: { usual.contains($0.phase) }) {
      from = [first]
    }
    let id = "\(kind.rawValue)\(number)"
    var text = "      - {id: \(id), \(RandomPack.name(id)), does: \(kind.rawValue), "
    text += "from: [\(from.map(\.id).joined(separator: ", "))]"
    if let target = RandomPack.target(of: kind) {
      let isStaying = from.allSatisfy { $0.phase == target } && draw { $0.chance(30) }
      let targets = states.filter { $0.phase == target }
      if !isStaying { text += ", to: \(draw { $0.pick(targets) }.id)" }
    }
    return text + rulesText(kind, states) + "}\n"
  }

  private mutating func rulesText(_ kind: StepKind, _ states: [StateName]) -> String {
    var text = ""
    if kind == .refuse { text += ", grounds: [g1, g2]" }
    if kind == .summon && draw({ $0.chance(60) }) { text += ", grounds: [g1]" }
    if RandomPack.counted.contains(kind) && draw({ $0.chance(20) }) {
      text += ", times: \(draw { $0.number(1...3) })"
    }
    if [.reopen, .review, .rate, .callback].contains(kind) && draw({ $0.chance(25) }) {
      text += ", within: \(draw { $0.pick(["72小时", "10天", "3个工作日"]) })"
    }
    if draw({ $0.chance(kind == .dispatch ? 4 : 12) }) {
      let condition = draw { $0.pick(LawCondition.all) }.source
      text += ", when: '\(condition)', otherwise: {zh: 先做别的, en: do something else first}"
    }
    if kind == .rate {
      text += ", poor: \(draw { $0.number(1...4) })"
      let open = states.filter { $0.phase == .open }
      if draw({ $0.chance(85) }) { text += ", poorTo: \(draw { $0.pick(open) }.id)" }
    }
    return text
  }

  static let limits = [
    "30分钟", "4小时", "2紧急工作时", "3天", "1个工作日", "5个工作日", "8工作时", "15天", "1个月", "1紧急工作日",
  ]

  /// Marks that start clocks of the matter itself.
  static let starting: [ClockMark] = [
    .receive, .dispatch, .accept, .refuse, .transfer, .return, .offer, .claim, .supervise,
    .escalate, .answer, .callback, .reopen, .poor, .contact, .rectify, .review, .check, .verify,
  ]

  mutating func clocksText() -> String {
    var text = ""
    for number in 1...(draw { $0.number(2...6) }) {
      let isOfTask = draw { $0.chance(25) }
      let marks: [ClockMark] = isOfTask ? [.summon, .signIn, .arrive] : RandomPack.starting
      let ends =
        isOfTask
        ? [.signIn, .arrive, .report] : ClockMark.allCases.filter { !$0.isOfTask && $0 != .receive }
      var from = draw { $0.some(of: marks, percent: isOfTask ? 45 : 12) }
      if number == 1 { from = isOfTask ? [.summon] : [.receive, .reopen] }
      let until = number == 1 && !isOfTask ? ClockMark.answer : draw { $0.pick(ends) }
      text += "      - {id: \(number == 2 ? "c/2" : "c\(number)"), \(RandomPack.name("c")), "
      text += "limit: \(draw { $0.pick(RandomPack.limits) }), until: \(until.rawValue)"
      if !from.isEmpty { text += ", from: [\(from.map(\.rawValue).joined(separator: ", "))]" }
      text += clockRules() + "}\n"
    }
    return text
  }

  private mutating func clockRules() -> String {
    var text = ""
    if draw({ $0.chance(50) }) { text += ", amber: \(draw { $0.pick(["1小时", "1个工作日", "2天"]) })" }
    if draw({ $0.chance(30) }) { text += ", counting: elapsed" }
    if draw({ $0.chance(25) }) {
      text +=
        ", limits: [{when: 'channel == \"web\"', limit: \(draw { $0.pick(RandomPack.limits) })},"
      text += " {when: 'category == \"health\" || sort == \"s1\"', limit: 2天}]"
    }
    if draw({ $0.chance(25) }) { text += ", byCategory: true" }
    if draw({ $0.chance(65) }) {
      let limit = draw { $0.pick(["2天", "12小时", "3个工作日"]) }
      text += ", extension: {times: \(draw { $0.number(1...2) }), limit: \(limit)"
      if draw({ $0.chance(40) }) { text += ", latest: 2小时" }
      text += "}"
    }
    if draw({ $0.chance(40) }) {
      let first = draw { $0.chance(50) } ? ", after: 6小时" : ""
      text += ", ladder: [{id: r1, tier: city\(first)}, {id: r2, after: 2天, tier: province}]"
    }
    return text
  }
}
