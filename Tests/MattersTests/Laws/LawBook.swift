import Kernel
import Organisation
import Pack

@testable import Matters

/// The laws of joint response, said once more in the plainest words and without the engine's own
/// rules. Each answers what is wrong, or nothing.
struct LawBook: Sendable {
  let engine: MatterEngine
  let pack: Pack
  let parents: [String: String]
  let areaParents: [String: String]
  let root: String
  let units: [String: UnitRecord]

  init(_ engine: MatterEngine) {
    self.engine = engine
    pack = engine.pack
    units = Dictionary(pack.units.map { ($0.id, $0) }) { first, _ in first }
    parents = units.compactMapValues(\.parent)
    let areas = pack.areas.map { ($0.id, $0.parent ?? "") }
    areaParents = Dictionary(areas) { first, _ in first }
    root = pack.areas.first { $0.parent == nil }?.id ?? ""
  }

  /// A thing and all above it.
  private func upward(_ id: String, _ parents: [String: String]) -> [String] {
    var chain = [id]
    while let next = parents[chain[chain.count - 1]], !next.isEmpty, chain.count < 30 {
      chain.append(next)
    }
    return chain
  }

  func isBarred(_ unit: String, _ matter: Matter) -> Bool {
    matter.against.map { upward(unit, parents).contains($0) } ?? false
  }

  func around(_ area: String?) -> [String] { upward(area ?? root, areaParents) }

  /// Whether a unit's authority for a function, on the day, is over the place, or lies within it.
  func mayDo(_ unit: String, _ function: String, in area: String, at now: Instant) -> Bool {
    guard let record = units[unit] else { return false }
    let day = now.local(pack.offset).date
    var areas = record.functions.contains(function) ? [record.area] : []
    for mandate in record.mandates where mandate.function == function {
      let isBegun = mandate.from.map { $0 <= day } ?? true
      let isOver = mandate.until.map { $0 < day } ?? false
      if isBegun && !isOver { areas.append(mandate.area ?? record.area) }
    }
    let around = around(area)
    return areas.contains { authority in
      around.contains(authority)
        || (authority == record.area && upward(authority, areaParents).contains(area))
    }
  }

  /// Whether a unit may lead a matter where it is and what it is about, as far as both are known.
  func mayLead(_ unit: String, _ matter: Matter, at now: Instant) -> Bool {
    guard units[unit] != nil, !isBarred(unit, matter) else { return false }
    guard let area = matter.area, let function = function(of: matter) else { return true }
    let routed = pack.kinds[matter.kind]?.routing.compactMap(\.record.function) ?? []
    return ([function] + routed).contains { mayDo(unit, $0, in: area, at: now) }
  }

  func function(of matter: Matter) -> String? {
    pack.categories.first { $0.id == matter.category }?.function
  }

  /// Milliseconds of a limit that runs in natural time; nil for any other.
  func natural(_ words: String) -> Int64? {
    let lengths: [String: Int64] = [
      "30天": 720, "48小时": 48, "72小时": 72, "10天": 240, "2天": 48, "12小时": 12, "2小时": 2,
      "1天": 24, "6小时": 6, "9天": 216,
    ]
    return lengths[words].map { $0 * 3_600_000 }
  }

  /// All that is wrong after a step.
  func faults(_ step: LawStep, _ after: Matter, _ shadow: LawShadow) -> [String] {
    var faults: [String] = []
    faults += leadFaults(step, after)
    faults += partyFaults(step, after)
    faults += actorFaults(step, after)
    faults += phaseFaults(step, after)
    faults += stepFaults(step, after, shadow)
    faults += clockFaults(step, after)
    faults += startFaults(step, after)
    faults += timerFaults(step, after)
    faults += ratingFaults(step, after)
    faults += taskFaults(step, after)
    faults += whistleFaults(step, after, shadow)
    faults += requestFaults(step, after, shadow)
    faults += handOverFaults(step, after, shadow)
    faults += publicFaults(step, after)
    faults += closingFaults(step, after)
    return faults.map { "\(step.name): \($0)" }
  }

  /// What is wrong with a refusal itself.
  func faults(
    of problem: Problem, _ name: String, _ input: JSON, _ matter: Matter?, _ actor: Actor,
    _ now: Instant, _ id: Int64
  ) -> [String] {
    var faults: [String] = []
    for text in [problem.text(.chinese), problem.text(.english)]
    where text.isEmpty
      || text.contains("{") && !problem.arguments.values.contains(where: { $0.contains("{") })
    {
      faults.append("\(name): the refusal \(problem.kind.code) says “\(text)”")
    }
    if (400...499).contains(problem.kind.status) == false {
      faults.append("\(name): \(problem)")
    }
    // Whoever asks for what is theirs is not stopped by what the program itself put together.
    let own = ["matter.unit-twice", "matter.units-too-many", "matter.outside-mandate"]
    if name == "ConfirmWhistle" && own.contains(problem.kind.code) {
      faults.append("ConfirmWhistle: “not solved” is refused with \(problem)")
    }
    return faults
  }

  /// No matter follows one that is over, and none follows itself.
  func mergeFaults(_ matters: [Int64: Matter]) -> [String] {
    var faults: [String] = []
    for (id, matter) in matters where matter.phase == .merged {
      var seen: Set<Int64> = [id]
      var next = matter.parts.merge?.into
      while let into = next, let other = matters[into], other.phase == .merged {
        if !seen.insert(into).inserted {
          faults.append("\(id) follows itself")
          break
        }
        next = other.parts.merge?.into
      }
    }
    return faults
  }
}
