import Journal
import Kernel
import Matters
import Organisation
import Pack
import Store

/// Offices that whistle and departments that report in, in the rehearsal.
extension Simulation {
  private static let titles = [
    "夜市占道、油烟和食品安全一并整治", "老旧小区管网漏水、路面塌陷联合处置", "学校周边乱停车和流动摊贩整治",
  ]

  /// Units that one whistle calls.
  private static let unitsMax = 3

  /// An office blows the whistle for units of its own area, where the pack knows whistles.
  mutating func blow(_ now: Instant) async throws {
    let kinds = city.pack.kinds.values.filter { $0.record.whistle != nil }
    guard let kind = kinds.min(by: { $0.record.id < $1.record.id }) else { return }
    let level = city.pack.levels.last?.id
    let areas = city.pack.areas.filter { $0.level == level }.map(\.id)
    guard !areas.isEmpty else { return }
    let area = areas[random.below(areas.count)]
    let date = now.local(city.pack.offset).date
    let organisation = city.organisation
    let callers = organisation.nearestOwners(of: "general", around: area, on: date)
    guard let caller = callers.first else { return }
    var units: [String: String] = [:]
    for _ in 0..<Simulation.unitsMax {
      let function = city.pack.functions[random.below(city.pack.functions.count)].id
      let owner = organisation.nearestOwners(of: function, around: area, on: date).first
      if let owner, owner != caller { units[owner] = function }
    }
    guard !units.isEmpty else { return }
    let calls = units.sorted { $0.key < $1.key }.map { JSON.string($0.key + "/" + $0.value) }
    let sorts = kind.record.sorts.map(\.id)
    let input: JSON = [
      "kind": .string(kind.record.id),
      "sort": .string(sorts.isEmpty ? "" : sorts[random.below(sorts.count)]),
      "title": .string(Simulation.titles[random.below(Simulation.titles.count)]),
      "demand": "请到现场联合处置。", "area": .string(area), "units": .array(calls),
    ]
    try await perform("BlowWhistle", nil, input, "street-dispatcher", caller, now)
  }

  /// Summoned units sign in, come and report; the office confirms and rates.
  mutating func respond(_ now: Instant) async throws {
    let jurisdiction = city.pack.jurisdiction
    let engine = city.matters
    let open = try await city.store.read { reader -> [(Int64, Matter)] in
      let ids = try reader.rows(
        """
        SELECT DISTINCT matter FROM matter_part
        WHERE jurisdiction = ? AND kind = 'task' AND concerns <> '' ORDER BY matter DESC LIMIT 40
        """, [.integer(jurisdiction)]
      ).map { $0.integer(0) }
      return try ids.compactMap { id in try engine.load(id, reader).map { (id, $0) } }
    }
    for (id, matter) in open where matter.phase == .open && matter.lead != nil {
      try await respond(id, matter, now)
    }
  }

  private mutating func respond(_ id: Int64, _ matter: Matter, _ now: Instant) async throws {
    for task in matter.parts.tasks where task.isOpen && random.chance(percent: 45) {
      let number: [String: JSON] = ["task": .integer(task.number)]
      if task.signedInAt == nil {
        try await perform("SignInToTask", id, .object(number), "responder", task.unit, now)
      } else if task.isOnSite && task.arrivedAt == nil {
        let input = number.merging(["place": "现场"]) { first, _ in first }
        try await perform("ArriveAtTask", id, .object(input), "responder", task.unit, now)
      } else {
        let input = number.merging(["report": "已按职责处置。"]) { first, _ in first }
        try await perform("ReportTask", id, .object(input), "responder", task.unit, now)
      }
    }
    guard let lead = matter.lead, !matter.parts.tasks.isEmpty,
      matter.parts.tasks.allSatisfy({ !$0.isOpen }), random.chance(percent: 40)
    else { return }
    let isSolved = random.chance(percent: 75)
    try await perform(
      "ConfirmWhistle", id, ["solved": .boolean(isSolved), "note": "现场复看"],
      "street-dispatcher", lead, now)
    guard isSolved else { return }
    for task in matter.parts.tasks where task.reportedAt != nil {
      try await perform(
        "RateTask", id,
        ["task": .integer(task.number), "grade": .integer(Int64(3 + random.below(3)))],
        "street-dispatcher", lead, now)
    }
  }

  private mutating func perform(
    _ action: String, _ id: Int64?, _ input: JSON, _ role: String, _ unit: String, _ now: Instant
  ) async throws {
    let actor = try city.actor(role: role, unit: unit)
    _ = try await ActionCatalogue.all.perform(
      ActionCatalogue.Call(action, on: id, input, by: actor, at: now), city)
    steps += 1
  }
}
