public import Expression

/// A value of one of the types that packs add to the language.
public protocol VocabularyValue: CustomValue {
  /// The name of the type, as reference pages show it.
  static var name: String { get }
}

extension VocabularyValue {
  /// The type of such values.
  public static var type: CELType { .abstract(name, []) }
  /// The name of the type, as `type(x)` shows it.
  public var typeName: String { Self.name }

  static func of(_ value: Value) throws -> Self {
    guard case .custom(let custom) = value, let found = custom as? Self else {
      throw FunctionError("no such overload")
    }
    return found
  }

  /// `x.name()` for values of this type.
  static func property(
    _ name: String, _ result: CELType, cost: Int = 1, about: String,
    _ apply: @escaping @Sendable (Self) throws -> Value
  ) -> Function {
    Function(
      name,
      [
        Overload(.receiver, unary: type, result: result, cost: cost, purity: .pure) {
          try apply(try of($0))
        }
      ], about: about)
  }

  /// `x.name(y)` for values of this type.
  static func method(
    _ argument: CELType, _ result: CELType, cost: Int = 1, purity: Overload.Purity = .pure,
    _ apply: @escaping @Sendable (Self, Value) throws -> Value
  ) -> Overload {
    Overload(.receiver, binary: type, argument, result: result, cost: cost, purity: purity) {
      try apply(try of($0), $1)
    }
  }
}

extension Value {
  func string() throws -> String {
    guard case .string(let string) = self else { throw FunctionError("no such overload") }
    return string
  }
}
