public import Kernel
import Organisation
public import Pack
import Territory

/// A unit that can be called to a place, with the mandate under which it is called.
public struct SummonCandidate: Sendable, Hashable {
  public let unit: String
  public let function: String
  /// Where it holds the mandate.
  public let area: String
  /// The words of the demand that speak of its mandate; empty where somebody looked for it.
  public let words: [String]

  /// How an action names it.
  public var code: String { unit + "/" + function }
}

/// Until when a unit that is called must do something.
public struct SummonLimit: Sendable, Hashable {
  public let name: Text
  /// The limit in the words of the rule.
  public let limit: String
  public let dueAt: Instant
}

extension MatterEngine {
  /// Most units that are proposed, and most that a search finds.
  public static let summonProposalsMax = 12
  public static let summonMatchesMax = 20

  /// The units whose mandates a demand speaks of, as near to the place as there are any.
  /// - Parameter lead: the unit that calls, which is not called.
  public func summonProposals(
    title: String, demand: String, area: String, except lead: String?, at now: Instant
  ) -> [SummonCandidate] {
    let date = now.local(pack.offset).date
    var found: [SummonCandidate] = []
    var seen: Set<String> = []
    for category in recognizer.ranked(title: title, text: demand) {
      guard let function = pack.categories.first(where: { $0.id == category })?.function else {
        continue
      }
      let words = recognizer.words(of: category, in: title + "\n" + demand)
      for unit in organisation.nearestOwners(
        of: function, around: area, on: date, except: { $0 == lead })
      where seen.insert(unit).inserted {
        found.append(candidate(unit, function, area, words, date))
      }
    }
    return Array(found.prefix(MatterEngine.summonProposalsMax))
  }

  /// Units that can be called to a place and whose name holds a text, or that hold a function, the
  /// nearest first.
  /// - Parameters:
  ///   - text: a part of a name, or a code; empty for any.
  ///   - function: nil for any.
  public func summonable(
    named text: String, function: String?, area: String, except lead: String?, at now: Instant
  ) -> [SummonCandidate] {
    let date = now.local(pack.offset).date
    var found: [SummonCandidate] = []
    for unit in organisation.units(named: text) where unit.id != lead {
      let held = Set(unit.functions + unit.mandates.map(\.function)).sorted()
      for own in held where function == nil || own == function {
        guard holds(unit.id, own, in: area, at: now) else { continue }
        found.append(candidate(unit.id, own, area, [], date))
      }
    }
    let chain = territory.chain(of: area)
    // Whoever holds it within the place is nearer than anybody around it.
    let ranks = found.map { chain.firstIndex(of: $0.area) ?? -1 }
    let sorted = found.indices.sorted { (ranks[$0], $0) < (ranks[$1], $1) }
    return sorted.prefix(MatterEngine.summonMatchesMax).map { found[$0] }
  }

  /// A unit as it was chosen, `unit/function`; nil where it may not be called there.
  public func summonCandidate(
    _ code: String, area: String, at now: Instant
  ) -> SummonCandidate? {
    let parts = code.split(separator: "/", maxSplits: 1).map(String.init)
    guard parts.count == 2, organisation.unit(parts[0]) != nil,
      holds(parts[0], parts[1], in: area, at: now)
    else { return nil }
    return candidate(parts[0], parts[1], area, [], now.local(pack.offset).date)
  }

  private func candidate(
    _ unit: String, _ function: String, _ area: String, _ words: [String], _ date: CivilDate
  ) -> SummonCandidate {
    let home = organisation.unit(unit)?.area ?? area
    let around = territory.chain(of: area).first {
      organisation.owners(of: function, in: $0, on: date).contains(unit)
    }
    return SummonCandidate(unit: unit, function: function, area: around ?? home, words: words)
  }

  /// Until when each unit of a whistle that is blown now must sign in, arrive and report.
  /// - Throws: what the pack's conditions do.
  public func summonLimits(
    kind: String, sort: String, title: String, demand: String, area: String?, at now: Instant
  ) throws(Problem) -> [SummonLimit] {
    let facts = RoutingFacts(
      kind: kind, sort: sort, title: title, text: demand, channel: "whistle", area: area,
      category: nil)
    let clocks = try self.kind(kind).clocks
    return try startClocks(
      .summon, facts, area: area, category: nil, at: now, phase: Phase.open.rawValue, task: 1
    ).map { start in
      let name = clocks.first { $0.record.id == start.name }?.record.name
      return SummonLimit(
        name: name ?? Text(start.name), limit: start.limit, dueAt: start.dueAt)
    }
  }

  /// The unit in whose name an actor takes matters in.
  public func receiver(_ actor: Actor) -> String? { unit(of: actor, "matter.receive") }

  /// The unit in whose name an actor calls others.
  public func caller(_ actor: Actor) -> String? { unit(of: actor, "matter.summon") }
}
