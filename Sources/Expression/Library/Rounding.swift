/// Rounds doubles to whole numbers without libm, which nothing here links.
enum Rounding {
  /// From here on every double is a whole number.
  private static let wholeFrom = 0x1p52

  /// Towards zero.
  static func truncated(_ double: Double) -> Double {
    guard double.magnitude < wholeFrom else { return double }
    return Double(signOf: double, magnitudeOf: Double(Int64(double)))
  }

  /// To the nearest, halves away from zero.
  static func rounded(_ double: Double) -> Double {
    let whole = truncated(double)
    guard (double - whole).magnitude >= 0.5 else { return whole }
    return whole + Double(signOf: double, magnitudeOf: 1)
  }

  /// Towards positive infinity.
  static func raised(_ double: Double) -> Double {
    let whole = truncated(double)
    return whole < double ? whole + 1 : whole
  }

  /// Towards negative infinity.
  static func lowered(_ double: Double) -> Double {
    let whole = truncated(double)
    return whole > double ? whole - 1 : whole
  }
}
