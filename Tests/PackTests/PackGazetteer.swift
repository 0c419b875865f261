import Kernel
import Pack

/// The areas and units of a pack, looked up the plain way.
final class PackGazetteer: Gazetteer {
  private let areas: [String: AreaRecord]
  private let units: [String: UnitRecord]

  init(_ pack: Pack) {
    areas = Dictionary(uniqueKeysWithValues: pack.areas.map { ($0.id, $0) })
    units = Dictionary(uniqueKeysWithValues: pack.units.map { ($0.id, $0) })
  }

  func area(_ code: String) -> AreaRecord? { areas[code] }

  func isArea(_ code: String, within other: String) -> Bool {
    code == other || areas[code]?.parent.map { isArea($0, within: other) } == true
  }

  func unit(_ code: String) -> UnitRecord? { units[code] }

  func isUnit(_ code: String, within other: String) -> Bool {
    code == other || units[code]?.parent.map { isUnit($0, within: other) } == true
  }

  func holds(unit: String, function: String, area: String?, on date: CivilDate) -> Bool {
    guard let unit = units[unit], unit.holds(function, on: date) else { return false }
    return area.map { isArea($0, within: unit.area) } ?? true
  }
}
