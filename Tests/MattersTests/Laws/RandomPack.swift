import Pack
import TestKit

/// A random pack over the example: kinds with states, steps and clocks of every sort that a pack
/// may declare.
struct RandomPack {
  private(set) var random: Seeded
  private(set) var text = ""
  let kinds: [String]

  static let functions = ["general", "urban-construction", "health", "transport"]
  static let grounds = ["g1", "g2"]
  static let sorts = ["s1", "s2"]
  static let levels = ["l1", "l2", "l3"]

  init(seed: UInt64, kinds count: Int = 4) {
    random = Seeded(seed)
    kinds = (1...count).map { "law\($0)" }
    text = organisation() + "kinds:\n"
    for kind in kinds { text += kindText(kind) }
  }

  static func name(_ word: String) -> String { "name: {zh: 名\(word), en: Name \(word)}" }

  /// Teams below the example's bureaus, and mandates that end.
  private mutating func organisation() -> String {
    func unit(_ id: String, _ tier: String, _ area: String, _ rest: String) -> String {
      "  - {id: \(id), \(RandomPack.name(id)), tier: \(tier), area: \(area)\(rest)}\n"
    }
    let day = random.number(10...28)
    let dated =
      ", mandates: [{function: \(random.pick(RandomPack.functions)), area: a3, "
      + "from: 2024-01-01, until: 2024-03-\(day)}]"
    let own = random.some(of: RandomPack.functions, percent: 35).joined(separator: ", ")
    var text = """
      roles:
        - {id: law-checker, \(RandomPack.name("r")), permissions: [matter.report, matter.read], \
      reach: unit}
      categories:
        - {id: health, limit: \(random.pick(["2天", "6小时"]))}
        - {id: transport, limit: 3个工作日}
      units:

      """
    text += unit("law-team", "district", "a3", ", parent: a3-housing" + dated)
    text += unit("law-crew", "district", "a3", ", parent: law-team, functions: [\(own)]")
    text += unit("law-joint", "city", "a", ", functions: [\(random.pick(RandomPack.functions))]")
    text += "posts:\n"
    for unit in ["a3-office", "a3-housing", "law-crew", "a-office"] where random.chance(70) {
      for post in 1...random.number(1...2) {
        text +=
          "  - {id: law-\(unit)-\(post), \(RandomPack.name("p")), unit: \(unit), "
          + "role: law-checker}\n"
      }
    }
    return text
      + "  - {id: law-post, \(RandomPack.name("p")), unit: a1-office, role: law-checker}\n"
  }

  private mutating func kindText(_ id: String) -> String {
    let states = randomStates()
    var text = "  - id: \(id)\n    \(RandomPack.name(id))\n"
    if random.chance(25) {
      let sorts = RandomPack.sorts.map { "{id: \($0), \(RandomPack.name($0))}" }
      text += "    sorts: [\(sorts.joined(separator: ", "))]\n"
    }
    text += "    states:\n"
    for state in states {
      text += "      - {id: \(state.id), \(RandomPack.name(state.id)), "
      text += "phase: \(state.phase.rawValue)}\n"
    }
    let isConfidential = random.chance(20)
    text += "    steps:\n" + stepsText(states, isConfidential)
    text += "    clocks:\n" + clocksText()
    text += "    grades: \(random.number(2...10))\n"
    if random.chance(80) { text += "    reopenWithin: \(random.pick(["30天", "48小时", "5个工作日"]))\n" }
    if isConfidential { text += "    confidential: true\n" }
    return text + settingsText() + "    routing:\n" + routingText(id)
  }

  private mutating func randomStates() -> [StateName] {
    var states: [StateName] = []
    for phase in Phase.allCases where phase != .merged {
      let least = phase == .pool ? 0 : 1
      let count = random.number(least...(phase == .open ? 3 : 2))
      for number in 0..<count {
        states.append(StateName(id: "\(phase.rawValue)\(number)", phase: phase))
      }
    }
    return states
  }

  private mutating func settingsText() -> String {
    var text = ""
    if random.chance(60) {
      let tier = random.chance(40) ? ", tier: \(random.pick(["city", "province"]))" : ""
      let grounds = random.chance(70) ? ", grounds: [g1, g2]" : ""
      text +=
        "    whistle: {onSite: \(random.chance(60)), rounds: \(random.number(1...3)), "
        + "units: \(random.number(2...5))\(tier)\(grounds)}\n"
    }
    if random.chance(75) {
      text +=
        "    verification: {role: law-checker, photographs: \(random.number(1...4))}\n"
    }
    if random.chance(75) {
      let limit = random.pick(["10天", "72小时", "5个工作日"])
      text +=
        "    suspension: {times: \(random.number(1...2)), limit: \(limit), grounds: [g1]}\n"
    }
    if random.chance(80) {
      let tiers = ["district", "city", random.pick(["city", "province"])]
      let levels = zip(RandomPack.levels, tiers).map {
        "{id: \($0), \(RandomPack.name($0)), tier: \($1)}"
      }
      text += "    supervision: [\(levels.prefix(random.number(1...3)).joined(separator: ", "))]\n"
    }
    let notices = random.some(of: ["matter.answered", "matter.clock-turned"], percent: 50)
    return text + "    notices: [\(notices.joined(separator: ", "))]\n"
  }

  private mutating func routingText(_ kind: String) -> String {
    var rules: [String] = []
    if random.chance(40) { rules.append("own: true, when: 'channel == \"whistle\"'") }
    if random.chance(15) { rules.append("own: true") }
    if random.chance(25) { rules.append("function: health, when: 'category == \"\"', whole: true") }
    if random.chance(25) { rules.append("level: district, when: 'mandate != \"\"'") }
    if random.chance(80) { rules.append("when: 'mandate != \"\"'") }
    if random.chance(70) { rules.append("function: general") }
    if rules.isEmpty { rules.append("function: general, level: city") }
    return rules.enumerated().map {
      "      - {id: \(kind)-\($0.offset), \(RandomPack.name("rule")), \($0.element)}\n"
    }.joined()
  }

  /// Draws with the pack's own generator.
  mutating func draw<Value>(_ body: (inout Seeded) -> Value) -> Value { body(&random) }
}

/// A state of a random kind.
struct StateName {
  let id: String
  let phase: Phase
}
