/// A natural number in limbs of nine decimal digits, the lowest first.
struct DecimalNatural {
  private static let base: UInt64 = 1_000_000_000
  private static let limbDigits = 9

  private var limbs: [UInt64] = []

  init(_ number: UInt64) {
    var rest = number
    while rest > 0 {
      limbs.append(rest % DecimalNatural.base)
      rest /= DecimalNatural.base
    }
  }

  /// Multiplies by a power of a small factor, as many of it at once as fit 31 bits.
  mutating func multiply(by factor: UInt64, times count: Int) {
    var rest = count
    while rest > 0 {
      var product: UInt64 = 1
      while rest > 0, product * factor < 1 << 31 {
        product *= factor
        rest -= 1
      }
      multiply(by: product)
    }
  }

  private mutating func multiply(by factor: UInt64) {
    var carry: UInt64 = 0
    for position in limbs.indices {
      let product = limbs[position] * factor + carry
      limbs[position] = product % DecimalNatural.base
      carry = product / DecimalNatural.base
    }
    while carry > 0 {
      limbs.append(carry % DecimalNatural.base)
      carry /= DecimalNatural.base
    }
  }

  /// The highest first, without leading zeros.
  var digits: [UInt8] {
    var found: [UInt8] = []
    for limb in limbs {
      var rest = limb
      for _ in 0..<DecimalNatural.limbDigits {
        found.append(UInt8(rest % 10))
        rest /= 10
      }
    }
    while found.last == 0 { found.removeLast() }
    return found.reversed()
  }
}
