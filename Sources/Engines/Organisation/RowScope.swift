public import Kernel
public import Store
public import Territory

/// What an actor may see, as a condition that is added to every query over rows with an area and a
/// unit.
public struct RowScope: Sendable {
  /// Areas, with everything below them, whose rows are seen.
  public let areas: Set<String>
  /// Units whose rows are seen, wherever they lie.
  public let units: Set<String>
  /// Units of all posts, also of those that give no right here: whoever sits there is one of them.
  public let seats: Set<String>
  public let isEverything: Bool

  public static let everything = RowScope(areas: [], units: [], isEverything: true)
  public static let nothing = RowScope(areas: [], units: [], isEverything: false)

  /// - Parameter seats: units of further posts, if there are any.
  public init(
    areas: Set<String>, units: Set<String>, seats: Set<String> = [], isEverything: Bool
  ) {
    self.areas = areas
    self.units = units
    self.seats = units.union(seats)
    self.isEverything = isEverything
  }

  /// What the actor's posts with a permission cover.
  public init(_ actor: Actor, _ permission: Permission) {
    var areas: Set<String> = []
    var units: Set<String> = []
    var isEverything = false
    for grant in actor.grants(for: permission) {
      if let unit = grant.unit { units.insert(unit) }
      if grant.onlyOwnUnit { continue }
      if let reached = grant.areas {
        areas.formUnion(reached)
      } else {
        isEverything = true
      }
    }
    self.init(
      areas: areas, units: units, seats: Set(actor.grants.compactMap(\.unit)),
      isEverything: isEverything)
  }

  /// Whether a row of an area and a unit is seen.
  public func covers(area: String?, unit: String?, _ territory: Territory) -> Bool {
    if isEverything { return true }
    if let unit, units.contains(unit) { return true }
    // What has no place yet is seen by those who cover the whole territory: they find out where it
    // is.
    guard let area else { return areas.contains(territory.root) }
    return areas.contains { territory.isWithin(area, $0) }
  }

  /// The condition over the columns `area` and `lead`, with its arguments as one JSON text each.
  public func condition(_ territory: Territory) -> (sql: String, arguments: [SQLValue]) {
    if isEverything { return ("1 = 1", []) }
    let reached = Set(areas.flatMap { territory.descendants(of: $0) })
    let areaList = JSON.array(reached.sorted().map(JSON.string))
    let unitList = JSON.array(units.sorted().map(JSON.string))
    let unplaced = areas.contains(territory.root) ? " OR area IS NULL" : ""
    return (
      """
      (area IN (SELECT value FROM json_each(?))
        OR lead IN (SELECT value FROM json_each(?))\(unplaced))
      """,
      [.text(areaList.canonicalText), .text(unitList.canonicalText)]
    )
  }
}
