/// A value of a type that a library adds to the language: money, a place, a team.
///
/// The type is declared as `CELType.abstract(typeName, [])`; expressions can compare such values
/// with `==` and pass them to functions that take the type.
public protocol CustomValue: AnyObject, Sendable {
  /// The name of the type, as `type(x)` shows it.
  var typeName: String { get }
  /// The value as messages show it.
  var text: String { get }
  /// Whether `==` holds between this and another value of the same type.
  func isEqual(to other: any CustomValue) -> Bool
  /// The order against another value, less than 0 when this one comes first; nil for none.
  func order(against other: any CustomValue) -> Int?
}

extension CustomValue {
  /// No order.
  public func order(against other: any CustomValue) -> Int? { nil }
}
