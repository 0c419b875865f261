public import Kernel

/// What expressions ask of a city: its areas as a tree, its units, and who holds which mandate.
/// The values of a pack's expressions hold one and a code, and look up only what is asked.
public protocol Gazetteer: AnyObject, Sendable {
  /// The area of a code; nil for none.
  func area(_ code: String) -> AreaRecord?
  /// Whether an area is another one or lies in it; false where either is unknown.
  func isArea(_ code: String, within other: String) -> Bool
  /// The unit of a code; nil for none.
  func unit(_ code: String) -> UnitRecord?
  /// Whether a unit is another one or stands below it.
  func isUnit(_ code: String, within other: String) -> Bool
  /// Whether a unit holds the mandate for a function on a day.
  /// - Parameter area: where, itself or an area around it; nil for anywhere.
  func holds(unit: String, function: String, area: String?, on date: CivilDate) -> Bool
}
