/// A finite number as decimal digits: 0.d₁d₂d₃… times a power of ten.
struct DecimalDigits {
  let isNegative: Bool
  /// 0…9, the first one not 0; empty for zero.
  private(set) var digits: [UInt8]
  /// How many of the digits stand before the point; may be negative or beyond them.
  private(set) var point: Int

  /// All digits of a double; it has at most 767.
  init(exact double: Double) {
    isNegative = double.sign == .minus
    (digits, point) = ([], 0)
    let isNormal = double.exponentBitPattern > 0
    var significand = double.significandBitPattern | (isNormal ? 1 << 52 : 0)
    var exponent = Int(max(1, double.exponentBitPattern)) - 1_075
    guard significand > 0 else { return }
    let zeros = significand.trailingZeroBitCount
    significand >>= zeros
    exponent += zeros
    var natural = DecimalNatural(significand)
    if exponent >= 0 {
      natural.multiply(by: 2, times: exponent)
    } else {
      // n / 2^k is n · 5^k / 10^k.
      natural.multiply(by: 5, times: -exponent)
    }
    digits = natural.digits
    point = digits.count + min(0, exponent)
  }

  /// The fewest digits that read back as the same double.
  init(shortest double: Double) {
    isNegative = double.sign == .minus
    let parts = double.magnitude.description.split(separator: "e")
    let mantissa = parts.first.map { Array($0.utf8) } ?? []
    let whole = mantissa.firstIndex(of: 0x2E) ?? mantissa.count
    let all = mantissa.filter { $0 != 0x2E }.map { $0 - 0x30 }
    let zeros = all.prefix { $0 == 0 }.count
    digits = Array(all[zeros...])
    while digits.last == 0 { digits.removeLast() }
    let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    point = digits.isEmpty ? 0 : whole - zeros + exponent
  }

  /// A bound on the digits of a double, which is also that on the steps of finding them.
  static func countMax(_ double: Double) -> Int {
    abs(Int(double.exponentBitPattern) - 1_023) + 64
  }

  /// The nearest number of so many digits; of two as near, the one whose last digit is even.
  func rounded(to count: Int) -> DecimalDigits {
    guard count < digits.count else { return self }
    var copy = self
    (copy.digits, copy.point) = count > 0 ? (Array(digits[..<count]), point) : ([], 0)
    guard count >= 0, isNearerAbove(count) else { return copy }
    var position = count - 1
    while position >= 0, copy.digits[position] == 9 { position -= 1 }
    guard position >= 0 else {
      (copy.digits, copy.point) = ([1], point + 1)
      return copy
    }
    copy.digits[position] += 1
    copy.digits.removeSubrange((position + 1)...)
    return copy
  }

  private func isNearerAbove(_ count: Int) -> Bool {
    let next = digits[count]
    if next != 5 { return next > 5 }
    if digits[(count + 1)...].contains(where: { $0 > 0 }) { return true }
    return count > 0 && digits[count - 1] % 2 == 1
  }
}
