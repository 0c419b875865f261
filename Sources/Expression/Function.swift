/// A function that an expression may call, in one or more forms.
public struct Function: Sendable {
  /// The name as expressions write it; dots are allowed: `math.greatest`.
  public let name: String
  /// Its forms.
  public let overloads: [Overload]

  /// Declares a function.
  public init(_ name: String, _ overloads: [Overload]) {
    self.name = name
    self.overloads = overloads
  }

  /// Declares a function with one form.
  public init(
    _ name: String, _ style: Overload.Style = .global, parameters: [CELType], result: CELType,
    cost: Int = 1, apply: @escaping @Sendable ([Value]) throws -> Value
  ) {
    self.init(
      name,
      [Overload(style, parameters: parameters, result: result, cost: cost, apply: apply)])
  }
}
