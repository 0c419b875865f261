import Kernel
import Organisation
import Pack
import Territory

/// The territory and the organisation of one pack as its expressions read them; made once for an
/// engine.
final class CityGazetteer: Gazetteer {
  private let territory: Territory
  private let organisation: Organisation

  init(_ territory: Territory, _ organisation: Organisation) {
    self.territory = territory
    self.organisation = organisation
  }

  func area(_ code: String) -> AreaRecord? { territory.area(code) }

  func isArea(_ code: String, within other: String) -> Bool { territory.isWithin(code, other) }

  func unit(_ code: String) -> UnitRecord? { organisation.unit(code) }

  func isUnit(_ code: String, within other: String) -> Bool { organisation.isWithin(code, other) }

  func holds(unit: String, function: String, area: String?, on date: CivilDate) -> Bool {
    guard let area else {
      return organisation.unit(unit)?.holds(function, on: date) ?? false
    }
    return territory.chain(of: area).contains {
      organisation.owners(of: function, in: $0, on: date).contains(unit)
    }
  }
}
