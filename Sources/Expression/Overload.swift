/// One form of a function: the types it takes, the type it gives and what it does.
public struct Overload: Sendable {
  /// How the form is called.
  public enum Style: Sendable, Hashable {
    /// `size(x)`
    case global
    /// `x.size()`: the receiver is the first parameter.
    case receiver
  }

  /// What runs the form. Forms of up to two parameters are called without an array.
  enum Implementation: Sendable {
    case unary(@Sendable (Value) throws -> Value)
    case binary(@Sendable (Value, Value) throws -> Value)
    case metered(@Sendable (Value, Value, inout Budget) throws -> Value)
    case any(@Sendable ([Value]) throws -> Value)
    case meteredList(@Sendable ([Value], inout Budget) throws -> Value)
  }

  /// How the form is called.
  public let style: Style
  /// The types of the arguments, the receiver first.
  public let parameters: [CELType]
  /// The type of the result.
  public let result: CELType
  /// The steps that a call takes off the budget, 1 to a milliard.
  public let cost: Int
  /// Whether calls with constant arguments may be run while compiling.
  public let purity: Purity

  private static let costMax = 1_000_000_000

  let implementation: Implementation
  /// True when a call may also write the elements of the only parameter, a list, one by one.
  let isVariadic: Bool
  /// What constant arguments must pass while compiling, by position.
  var checks: [Int: @Sendable (Value) throws -> Void] = [:]

  /// Whether a call gives the same for the same arguments.
  public enum Purity: Sendable, Hashable {
    /// It may not: every evaluation calls it.
    case impure
    /// It does: a call with constant arguments runs once, while compiling.
    case pure
    /// It does, and a call with constant arguments that has no result is refused while
    /// compiling, as for a function that reads a text: `money("12 元")`.
    case literal
  }

  init(
    _ style: Style, _ parameters: [CELType], _ result: CELType, cost: Int = 1,
    purity: Purity = .pure, isVariadic: Bool = false, _ implementation: Implementation
  ) {
    self.style = style
    self.parameters = parameters
    self.result = result
    self.cost = min(max(1, cost), Overload.costMax)
    self.purity = purity
    self.isVariadic = isVariadic
    self.implementation = implementation
  }

  init(
    _ style: Style, _ parameters: [CELType], _ result: CELType, cost: Int = 1, isPure: Bool,
    _ implementation: Implementation
  ) {
    self.init(
      style, parameters, result, cost: cost, purity: isPure ? .pure : .impure, implementation)
  }

  /// A form with any number of parameters. `apply` is only called with values of the declared
  /// types (the elements of lists and maps are not looked at); what it throws becomes an
  /// `ExpressionError` at the call, with the text of a `FunctionError`.
  public init(
    _ style: Style = .global, parameters: [CELType], result: CELType, cost: Int = 1,
    purity: Purity = .impure, apply: @escaping @Sendable ([Value]) throws -> Value
  ) {
    self.init(style, parameters, result, cost: cost, purity: purity, .any(apply))
  }

  /// A form with one parameter; quicker than the general one.
  public init(
    _ style: Style = .global, unary parameter: CELType, result: CELType, cost: Int = 1,
    purity: Purity = .impure, apply: @escaping @Sendable (Value) throws -> Value
  ) {
    self.init(style, [parameter], result, cost: cost, purity: purity, .unary(apply))
  }

  /// A form with two parameters; quicker than the general one.
  public init(
    _ style: Style = .global, binary first: CELType, _ second: CELType, result: CELType,
    cost: Int = 1, purity: Purity = .impure,
    apply: @escaping @Sendable (Value, Value) throws -> Value
  ) {
    self.init(style, [first, second], result, cost: cost, purity: purity, .binary(apply))
  }

  /// True when the form takes steps off the budget while it runs.
  var isMetered: Bool {
    switch implementation {
    case .metered, .meteredList: true
    case .unary, .binary, .any: false
    }
  }

  func accepts(_ values: [Value]) -> Bool {
    values.count == parameters.count && zip(values, parameters).allSatisfy { $0.fits($1) }
  }
}
