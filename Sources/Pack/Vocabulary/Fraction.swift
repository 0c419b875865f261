/// An exact number: numerator over denominator, in lowest terms.
struct Fraction: Hashable, Sendable {
  let numerator: Int128
  /// Above 0.
  let denominator: Int128

  /// Nil where the denominator is 0 or a part is beyond 127 bits.
  init?(_ numerator: Int128, over denominator: Int128 = 1) {
    guard denominator != 0, numerator != .min, denominator != .min else { return nil }
    let divisor = Fraction.divisor(numerator, denominator) * (denominator < 0 ? -1 : 1)
    self.numerator = numerator / divisor
    self.denominator = denominator / divisor
  }

  /// The decimal number that a double prints as: 0.1 is a tenth. Nil for what is not a number, is
  /// not finite, or is beyond 127 bits.
  init?(_ double: Double) {
    guard double.isFinite else { return nil }
    let halves = double.description.split(separator: "e")
    let parts = halves[0].split(separator: ".", omittingEmptySubsequences: false)
    let decimals = parts.count > 1 ? parts[1] : ""
    let exponent = (halves.count > 1 ? Int(halves[1]) ?? 0 : 0) - decimals.count
    guard let digits = Int128(parts[0] + decimals) else { return nil }
    guard digits != 0 else {
      self.init(Int128(0))
      return
    }
    guard let power = Fraction.power(ofTen: abs(exponent)) else { return nil }
    guard exponent > 0 else {
      self.init(digits, over: power)
      return
    }
    let (product, overflow) = digits.multipliedReportingOverflow(by: power)
    guard !overflow else { return nil }
    self.init(product)
  }

  var double: Double { Double(numerator) / Double(denominator) }

  /// Nil beyond 127 bits, as for all operations.
  func adding(_ other: Fraction) -> Fraction? {
    let shared = Fraction.divisor(denominator, other.denominator)
    guard let left = Fraction.product(numerator, other.denominator / shared),
      let right = Fraction.product(other.numerator, denominator / shared),
      let bottom = Fraction.product(denominator, other.denominator / shared)
    else { return nil }
    let (top, overflow) = left.addingReportingOverflow(right)
    return overflow ? nil : Fraction(top, over: bottom)
  }

  func multiplied(by other: Fraction) -> Fraction? {
    let across = Fraction.divisor(numerator, other.denominator)
    let down = Fraction.divisor(other.numerator, denominator)
    guard let top = Fraction.product(numerator / across, other.numerator / down),
      let bottom = Fraction.product(denominator / down, other.denominator / across)
    else { return nil }
    return Fraction(top, over: bottom)
  }

  /// Nil for a divisor of 0 too.
  func divided(by other: Fraction) -> Fraction? {
    Fraction(other.denominator, over: other.numerator).flatMap { multiplied(by: $0) }
  }

  var negated: Fraction { Fraction(-numerator, over: denominator) ?? self }

  /// The nearest whole number, halves away from zero; nil beyond 63 bits.
  var rounded: Int64? {
    let (whole, rest) = numerator.magnitude.quotientAndRemainder(
      dividingBy: denominator.magnitude)
    let size = whole + (rest >= denominator.magnitude - rest ? 1 : 0)
    guard let size = Int128(exactly: size) else { return nil }
    return Int64(exactly: numerator < 0 ? -size : size)
  }

  static func power(ofTen exponent: Int) -> Int128? {
    guard (0...38).contains(exponent) else { return nil }
    return (0..<exponent).reduce(1) { power, _ in power * 10 }
  }

  private static func product(_ left: Int128, _ right: Int128) -> Int128? {
    let (product, overflow) = left.multipliedReportingOverflow(by: right)
    return overflow ? nil : product
  }

  /// The greatest common divisor; 1 for two zeros.
  private static func divisor(_ left: Int128, _ right: Int128) -> Int128 {
    var (a, b) = (left.magnitude, right.magnitude)
    while b != 0 { (a, b) = (b, a % b) }
    return max(1, Int128(a))
  }
}

extension Fraction: Comparable {
  /// Exact without products: whole parts first, then the reciprocals of the rests.
  static func < (left: Fraction, right: Fraction) -> Bool {
    var (a, b) = (left.numerator, left.denominator)
    var (c, d) = (right.numerator, right.denominator)
    while true {
      let (wholeLeft, restLeft) = floorDivided(a, b)
      let (wholeRight, restRight) = floorDivided(c, d)
      if wholeLeft != wholeRight { return wholeLeft < wholeRight }
      if restLeft == 0 || restRight == 0 { return restLeft == 0 && restRight != 0 }
      (a, b, c, d) = (d, restRight, b, restLeft)
    }
  }

  private static func floorDivided(_ number: Int128, _ divisor: Int128) -> (Int128, Int128) {
    let (quotient, rest) = number.quotientAndRemainder(dividingBy: divisor)
    return rest < 0 ? (quotient - 1, rest + divisor) : (quotient, rest)
  }
}
