/// A function that an expression may call, in one or more forms.
public struct Function: Sendable {
  /// The name as expressions write it; dots are allowed: `math.greatest`. A function named like
  /// a binary operator, `+` or `<`, gives the operator a meaning for more types.
  public let name: String
  /// Its forms.
  public let overloads: [Overload]
  /// One sentence on what it does, for reference pages.
  public let about: String

  /// Declares a function.
  public init(_ name: String, _ overloads: [Overload], about: String = "") {
    self.name = name
    self.overloads = overloads
    self.about = about
  }

  /// Declares a function with one form.
  public init(
    _ name: String, _ style: Overload.Style = .global, parameters: [CELType], result: CELType,
    cost: Int = 1, about: String = "", apply: @escaping @Sendable ([Value]) throws -> Value
  ) {
    self.init(
      name,
      [Overload(style, parameters: parameters, result: result, cost: cost, apply: apply)],
      about: about)
  }
}
