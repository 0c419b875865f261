import Expression
import Kernel

/// An exact amount in an expression. It is a fraction of its dimension's base unit, so that a
/// third of 100 元 is exact too until it is rounded on request.
final class QuantityValue: VocabularyValue {
  static let name = "quantity"

  /// In base units.
  let amount: Fraction
  /// The unit in which it is shown.
  let unit: MeasureUnit

  init(_ amount: Fraction, _ unit: MeasureUnit) {
    self.amount = amount
    self.unit = unit
  }

  /// - Throws: where the amount is beyond what can be held.
  convenience init(_ quantity: Quantity) throws(FunctionError) {
    let scale = Fraction.power(ofTen: quantity.scale) ?? 1
    guard
      let amount = Fraction(
        Int128(quantity.mantissa) * Int128(quantity.unit.numerator),
        over: Int128(quantity.unit.denominator) * scale)
    else { throw FunctionError(Problem(.quantityTooLarge, ["found": quantity.text])) }
    self.init(amount, quantity.unit)
  }

  /// `34.35万吉焦`, or a fraction where no nine decimals hold it: `100/3元`.
  var text: String {
    guard let number = number(in: unit) else { return "?" + unit.symbol }
    for scale in 0...Quantity.scaleMax {
      guard let power = Fraction.power(ofTen: scale), power % number.denominator == 0 else {
        continue
      }
      let (digits, overflow) = number.numerator.multipliedReportingOverflow(
        by: power / number.denominator)
      guard !overflow, let mantissa = Int64(exactly: digits) else { break }
      return Quantity(mantissa, scale: scale, unit).text
    }
    return "\(number.numerator)/\(number.denominator)" + unit.symbol
  }

  /// How many of a unit of the same dimension it is; nil beyond what can be held.
  func number(in unit: MeasureUnit) -> Fraction? {
    Fraction(Int128(unit.numerator), over: Int128(unit.denominator)).flatMap {
      amount.divided(by: $0)
    }
  }

  func isEqual(to other: any CustomValue) -> Bool {
    guard let other = other as? QuantityValue else { return false }
    return unit.dimension == other.unit.dimension && amount == other.amount
  }

  func order(against other: any CustomValue) -> Int? {
    guard let other = other as? QuantityValue, unit.dimension == other.unit.dimension else {
      return nil
    }
    return amount < other.amount ? -1 : amount == other.amount ? 0 : 1
  }
}
