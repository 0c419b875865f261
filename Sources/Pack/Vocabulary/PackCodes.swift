/// The codes of one pack that the constants of its expressions may name.
public struct PackCodes: Sendable {
  let areas: [String]
  let units: [String]
  let functions: [String]

  /// The codes of areas, units and functions.
  public init(areas: [String], units: [String], functions: [String]) {
    self.areas = areas
    self.units = units
    self.functions = functions
  }
}
