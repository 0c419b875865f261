public import Kernel
public import Pack
public import Territory

/// The units of a city with their mandates: who is lawfully responsible for what, where, and on
/// which day.
public struct Organisation: Sendable {
  /// A unit's authority, ready to be looked up.
  private struct Authority: Sendable {
    let unit: String
    let from: CivilDate?
    let until: CivilDate?

    func isInForce(on date: CivilDate) -> Bool {
      (from.map { $0 <= date } ?? true) && (until.map { date <= $0 } ?? true)
    }
  }

  private let units: [String: UnitRecord]
  private let territory: Territory
  private let authorities: [String: [String: [Authority]]]

  public init(_ pack: Pack, _ territory: Territory) {
    units = Dictionary(pack.units.map { ($0.id, $0) }) { first, _ in first }
    self.territory = territory
    var made: [String: [String: [Authority]]] = [:]
    for unit in pack.units {
      for function in unit.functions {
        made[function, default: [:]][unit.area, default: []].append(
          Authority(unit: unit.id, from: nil, until: nil))
      }
      for mandate in unit.mandates {
        made[mandate.function, default: [:]][mandate.area ?? unit.area, default: []].append(
          Authority(unit: unit.id, from: mandate.from, until: mandate.until))
      }
    }
    authorities = made
  }

  public func unit(_ id: String) -> UnitRecord? { units[id] }

  public var allUnits: [UnitRecord] { units.values.sorted { $0.id < $1.id } }

  /// Whether a unit is another one or stands below it.
  public func isWithin(_ unit: String, _ above: String) -> Bool {
    var next: String? = unit
    while let id = next {
      if id == above { return true }
      next = units[id]?.parent
    }
    return false
  }

  /// A unit and all that stand above it.
  public func chain(of unit: String) -> [String] {
    var chain: [String] = []
    var next: String? = unit
    while let id = next {
      chain.append(id)
      next = units[id]?.parent
    }
    return chain
  }

  /// The units with a mandate for a function over exactly this area on a day; more than one is a
  /// conflict.
  public func owners(of function: String, in area: String, on date: CivilDate) -> [String] {
    let found = authorities[function]?[area]?.filter { $0.isInForce(on: date) }.map(\.unit)
    return Set(found ?? []).sorted()
  }

  /// The units with a mandate in the nearest area around a place that has any; empty where nobody
  /// has one.
  /// - Parameter isBarred: units that must not be found.
  public func nearestOwners(
    of function: String, around area: String, on date: CivilDate,
    except isBarred: (String) -> Bool = { _ in false }
  ) -> [String] {
    for area in territory.chain(of: area) {
      let owners = owners(of: function, in: area, on: date).filter { !isBarred($0) }
      if !owners.isEmpty { return owners }
    }
    return []
  }

  /// Functions and areas that nobody, or more than one unit, is responsible for on a day: at every
  /// area of a level, looking upward as routing does.
  public func gapsAndConflicts(
    level: String, functions: [String], areas: [String], on date: CivilDate
  )
    -> [OwnershipFault]
  {
    var faults: [OwnershipFault] = []
    for area in areas where territory.area(area)?.level == level {
      for function in functions {
        let owners = nearestOwners(of: function, around: area, on: date)
        if owners.count != 1 {
          faults.append(OwnershipFault(function: function, area: area, owners: owners))
        }
      }
    }
    return faults
  }
}

/// A function in an area without exactly one owner.
public struct OwnershipFault: Hashable, Sendable {
  public let function: String
  public let area: String
  /// Empty where nobody is responsible.
  public let owners: [String]
}
