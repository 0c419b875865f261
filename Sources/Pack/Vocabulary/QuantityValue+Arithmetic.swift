import Expression
import Kernel

extension QuantityValue {
  /// The sum, shown in the left side's unit.
  func adding(_ other: QuantityValue) throws -> QuantityValue {
    try require(other.unit)
    return try made(amount.adding(other.amount), unit)
  }

  func subtracting(_ other: QuantityValue) throws -> QuantityValue {
    try require(other.unit)
    return try made(amount.adding(other.amount.negated), unit)
  }

  func multiplied(by factor: Value) throws -> QuantityValue {
    try made(amount.multiplied(by: try QuantityValue.fraction(factor)), unit)
  }

  func divided(by divisor: Value) throws -> QuantityValue {
    let fraction = try QuantityValue.fraction(divisor)
    guard fraction.numerator != 0 else { throw QuantityValue.byZero }
    return try made(amount.divided(by: fraction), unit)
  }

  /// How many times another one it is.
  func ratio(to other: QuantityValue) throws -> Double {
    try require(other.unit)
    guard other.amount.numerator != 0 else { throw QuantityValue.byZero }
    guard let ratio = amount.divided(by: other.amount) else { throw tooLarge }
    return ratio.double
  }

  func precedes(_ other: QuantityValue) throws -> Bool {
    try require(other.unit)
    return amount < other.amount
  }

  /// The same amount, shown in another unit of its dimension.
  func shown(in symbol: Value) throws -> QuantityValue {
    let unit = try QuantityValue.unit(symbol)
    try require(unit)
    return QuantityValue(amount, unit)
  }

  /// How many of a unit it is.
  func double(in symbol: Value) throws -> Double {
    let unit = try QuantityValue.unit(symbol)
    try require(unit)
    guard let number = number(in: unit) else { throw tooLarge }
    return number.double
  }

  /// The nearest amount with so many decimals of a unit, halves away from zero.
  func rounded(_ symbol: Value, _ decimals: Value) throws -> QuantityValue {
    let unit = try QuantityValue.unit(symbol)
    try require(unit)
    let digits = try QuantityValue.decimals(decimals)
    guard let scale = Fraction.power(ofTen: digits).flatMap({ Fraction($0) }),
      let mantissa = number(in: unit)?.multiplied(by: scale)?.rounded
    else { throw tooLarge }
    return try QuantityValue(Quantity(mantissa, scale: digits, unit))
  }

  /// The unit of a symbol; the refusal names the nearest.
  static func unit(_ symbol: Value) throws -> MeasureUnit {
    let symbol = try symbol.string()
    guard let unit = MeasureUnit.named(symbol) else {
      throw FunctionError(
        Problem(.unitUnknown, ["found": symbol]),
        nearest: NameSpace.nearest(to: symbol, in: MeasureUnit.all.map(\.symbol)))
    }
    return unit
  }

  static func decimals(_ value: Value) throws -> Int {
    guard case .int(let digits) = value, (0...Int64(Quantity.scaleMax)).contains(digits) else {
      throw FunctionError(
        zh: "小数位数应为0至\(Quantity.scaleMax)",
        en: "the number of decimals must be 0 to \(Quantity.scaleMax)")
    }
    return Int(digits)
  }

  private static func fraction(_ value: Value) throws -> Fraction {
    switch value {
    case .int(let int): if let fraction = Fraction(Int128(int)) { return fraction }
    case .double(let double): if let fraction = Fraction(double) { return fraction }
    default: throw FunctionError("no such overload")
    }
    throw FunctionError(
      zh: "\(value)不能用来计算数量", en: "\(value) can't be reckoned with in quantities")
  }

  private static var byZero: FunctionError {
    FunctionError(zh: "不能除以0", en: "a quantity can't be divided by 0")
  }

  private var tooLarge: FunctionError { FunctionError(Problem(.quantityTooLarge, ["found": text])) }

  private func made(_ amount: Fraction?, _ unit: MeasureUnit) throws -> QuantityValue {
    guard let amount else { throw tooLarge }
    return QuantityValue(amount, unit)
  }

  private func require(_ other: MeasureUnit) throws {
    guard unit.dimension == other.dimension else {
      throw FunctionError(Problem(.unitMismatch, ["from": unit.symbol, "to": other.symbol]))
    }
  }
}
