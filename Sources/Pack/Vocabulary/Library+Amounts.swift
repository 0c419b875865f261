import Expression
import Kernel

extension Library {
  /// Quantities with units, and money.
  static let amounts = Library(
    "amounts",
    about: "Exact quantities with their units, and money; what can't be held exactly is refused",
    readers + sums + products + comparisons + conversions)

  private static let quantity = QuantityValue.type

  private static let readers: [Function] = [
    Function(
      "quantity",
      [
        Overload(unary: .string, result: quantity, cost: 5, purity: .literal) {
          .custom(try read($0))
        }
      ], about: "A number with its unit: `34.35 万吉焦`, `12件`"),
    Function(
      "money",
      [
        Overload(unary: .string, result: quantity, cost: 5, purity: .literal) { value in
          let money = try read(value)
          guard money.unit.dimension == .money else {
            throw FunctionError(
              zh: "“\(try value.string())”不是金额", en: "“\(try value.string())” is no money")
          }
          return .custom(money)
        }
      ], about: "An amount of money: `12.5万元`; other quantities are refused"),
  ]

  private static func read(_ value: Value) throws -> QuantityValue {
    let text = try value.string()
    let quantity: Quantity
    do throws(Problem) {
      quantity = try Quantity(parsing: text)
    } catch {
      throw FunctionError(error)
    }
    return try QuantityValue(quantity)
  }

  private static let sums: [Function] = [
    Function(
      "+", [form { .custom(try $0.adding($1)) }],
      about: "The sum of two quantities of one dimension, in the left one's unit"),
    Function(
      "-", [form { .custom(try $0.subtracting($1)) }],
      about: "The difference of two quantities of one dimension, in the left one's unit"),
  ]

  private static let products: [Function] = [
    Function(
      "*",
      [
        scaled(.int) { .custom(try $0.multiplied(by: $1)) },
        scaled(.double) { .custom(try $0.multiplied(by: $1)) },
        scaling(.int), scaling(.double),
      ], about: "So many times a quantity; a double is the decimal number that it is written as"),
    Function(
      "/",
      [
        scaled(.int) { .custom(try $0.divided(by: $1)) },
        scaled(.double) { .custom(try $0.divided(by: $1)) },
        form(.double) { .double(try $0.ratio(to: $1)) },
      ], about: "A part of a quantity, exact; or how many times another quantity it is"),
  ]

  private static let comparisons: [Function] = [
    comparison("<", "less than") { try $0.precedes($1) },
    comparison("<=", "at most") { try !$1.precedes($0) },
    comparison(">", "more than") { try $1.precedes($0) },
    comparison(">=", "at least") { try !$0.precedes($1) },
  ]

  private static let conversions: [Function] = [
    Function(
      "to",
      [
        QuantityValue.method(.string, quantity, purity: .literal) {
          .custom(try $0.shown(in: $1))
        }.checking(1) { _ = try QuantityValue.unit($0) }
      ], about: "The same quantity in another unit of its dimension"),
    Function(
      "number",
      [
        QuantityValue.method(.string, .double, purity: .literal) { .double(try $0.double(in: $1)) }
          .checking(1) { _ = try QuantityValue.unit($0) }
      ], about: "How many of a unit the quantity is"),
    Function(
      "rounded",
      [
        Overload(
          .receiver, parameters: [quantity, .string, .int], result: quantity, purity: .literal
        ) {
          .custom(try QuantityValue.of($0[0]).rounded($0[1], $0[2]))
        }.checking(1) { _ = try QuantityValue.unit($0) }
          .checking(2) { _ = try QuantityValue.decimals($0) }
      ], about: "The nearest quantity with so many decimals of a unit, halves away from zero"),
  ]

  private static func comparison(
    _ name: String, _ words: String,
    _ compare: @escaping @Sendable (QuantityValue, QuantityValue) throws -> Bool
  ) -> Function {
    Function(
      name, [form(.bool) { .bool(try compare($0, $1)) }],
      about: "Whether a quantity is \(words) another of its dimension, exactly")
  }

  private static func form(
    _ result: CELType = quantity,
    _ apply: @escaping @Sendable (QuantityValue, QuantityValue) throws -> Value
  ) -> Overload {
    Overload(binary: quantity, quantity, result: result, cost: 2, purity: .literal) {
      try apply(try QuantityValue.of($0), try QuantityValue.of($1))
    }
  }

  private static func scaled(
    _ number: CELType, _ apply: @escaping @Sendable (QuantityValue, Value) throws -> Value
  ) -> Overload {
    Overload(binary: quantity, number, result: quantity, cost: 2, purity: .literal) {
      try apply(try QuantityValue.of($0), $1)
    }
  }

  private static func scaling(_ number: CELType) -> Overload {
    Overload(binary: number, quantity, result: quantity, cost: 2, purity: .literal) {
      .custom(try QuantityValue.of($1).multiplied(by: $0))
    }
  }
}
