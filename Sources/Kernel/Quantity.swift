/// An exact amount of something: `mantissa × 10^-scale` of a unit.
public struct Quantity: Hashable, Sendable {
  public let mantissa: Int64
  /// Digits after the decimal point, 0 to 9.
  public let scale: Int
  public let unit: MeasureUnit

  public static let scaleMax = 9

  public init(_ mantissa: Int64, scale: Int = 0, _ unit: MeasureUnit) {
    precondition((0...Quantity.scaleMax).contains(scale))
    self.mantissa = mantissa
    self.scale = scale
    self.unit = unit
  }

  /// Reads `34.35 万吉焦` or `12件`; the problem says which part is not understood.
  public init(parsing text: String) throws(Problem) {
    let end = text.firstIndex { !"0123456789.-".contains($0) } ?? text.endIndex
    let number = text[..<end]
    let symbol = text[end...].trimmingPrefix(while: { $0 == " " })
    guard let unit = MeasureUnit.named(String(symbol)) else {
      throw Problem(.unitUnknown, ["found": String(symbol)])
    }
    let halves = number.split(separator: ".", omittingEmptySubsequences: false)
    guard halves.count <= 2, let digits = Int64(halves.joined()), !halves[0].isEmpty,
      halves.count == 1 || (1...Quantity.scaleMax).contains(halves[1].count),
      halves.count == 1 || !halves[1].contains("-")
    else { throw Problem(.quantityInvalid, ["found": text]) }
    self.init(digits, scale: halves.count == 2 ? halves[1].count : 0, unit)
  }

  /// The sum, in the left side's unit, exact.
  public static func + (left: Quantity, right: Quantity) throws(Problem) -> Quantity {
    let moved = try right.converted(to: left.unit)
    let scale = max(left.scale, moved.scale)
    let (sum, overflow) = try left.rescaled(scale).addingReportingOverflow(moved.rescaled(scale))
    guard !overflow else { throw Problem(.quantityTooLarge, ["found": right.text]) }
    return Quantity(sum, scale: scale, left.unit)
  }

  /// The same amount in another unit of the same dimension. Exact, or a problem where the result
  /// has no decimal form within nine digits (10 m² is 0.015 亩; 1 m² in 公顷 is 0.0001).
  public func converted(to target: MeasureUnit) throws(Problem) -> Quantity {
    guard target.dimension == unit.dimension else {
      throw Problem(.unitMismatch, ["from": unit.symbol, "to": target.symbol])
    }
    let top = Int128(mantissa) * Int128(unit.numerator) * Int128(target.denominator)
    let bottom = Int128(unit.denominator) * Int128(target.numerator)
    var factor: Int128 = 1
    for digits in 0...(Quantity.scaleMax - scale) {
      let (scaled, overflow) = top.multipliedReportingOverflow(by: factor)
      if overflow { break }
      if scaled % bottom == 0, let mantissa = Int64(exactly: scaled / bottom) {
        return Quantity(mantissa, scale: scale + digits, target)
      }
      factor *= 10
    }
    throw Problem(.conversionInexact, ["found": text, "to": target.symbol])
  }

  private func rescaled(_ scale: Int) throws(Problem) -> Int64 {
    var value = mantissa
    for _ in self.scale..<scale {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      guard !overflow else { throw Problem(.quantityTooLarge, ["found": text]) }
      value = product
    }
    return value
  }

  /// `34.35万吉焦`; a blank parts the number from a unit that is itself a number: `0.5 1`.
  public var text: String {
    var digits = String(mantissa.magnitude)
    if scale > 0 {
      digits = String(repeating: "0", count: max(0, scale + 1 - digits.count)) + digits
      digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -scale))
    }
    let startsWithDigit = unit.symbol.utf8.first.map { (48...57).contains($0) } ?? false
    let blank = startsWithDigit ? " " : ""
    return (mantissa < 0 ? "-" : "") + digits + blank + unit.symbol
  }
}

extension Problem.Kind {
  public static let unitUnknown = Problem.Kind(
    "quantity.unit-unknown", status: 422, zh: "没有计量单位“{found}”。",
    en: "There is no unit of measure “{found}”.")
  public static let unitMismatch = Problem.Kind(
    "quantity.unit-mismatch", status: 422, zh: "“{from}”不能换算成“{to}”：量纲不同。",
    en: "“{from}” cannot be converted to “{to}”: they measure different things.")
  public static let quantityInvalid = Problem.Kind(
    "quantity.invalid", status: 422, zh: "“{found}”不是“数字+单位”。",
    en: "“{found}” is not a number followed by a unit.")
  public static let quantityTooLarge = Problem.Kind(
    "quantity.too-large", status: 422, zh: "“{found}”超出可表示的范围。",
    en: "“{found}” is beyond the range that can be held.")
  public static let conversionInexact = Problem.Kind(
    "quantity.conversion-inexact", status: 422, zh: "“{found}”换算成“{to}”除不尽。",
    en: "“{found}” has no exact decimal value in “{to}”.")
}
