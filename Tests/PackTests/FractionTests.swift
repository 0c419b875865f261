import Testing

@testable import Pack

@Suite struct FractionTests {
  @Test func `fractions are ordered as their products say`() throws {
    var random = SplitMix64(seed: 7)
    for _ in 0..<2000 {
      let numbers = (0..<4).map { _ in Int128(Int64.random(in: -50...50, using: &random)) }
      guard let left = Fraction(numbers[0], over: numbers[1]),
        let right = Fraction(numbers[2], over: numbers[3])
      else { continue }
      let products = (
        left.numerator * right.denominator, right.numerator * left.denominator
      )
      #expect((left < right) == (products.0 < products.1), "\(left) \(right)")
      #expect((left == right) == (products.0 == products.1))
      #expect(left.adding(right)?.adding(right.negated) == left)
      if right.numerator != 0 {
        #expect(left.multiplied(by: right)?.divided(by: right) == left)
      }
    }
  }

  @Test func `fractions whose products have no room are ordered too`() throws {
    let big = Int128.max - 1
    let low = try #require(Fraction(big - 1, over: big))
    let high = try #require(Fraction(big, over: big + 1))
    #expect(low < high)
    #expect(!(high < low))
    #expect(low.adding(high) == nil)
    #expect(high.multiplied(by: low.negated)?.denominator == big + 1)
    #expect(Fraction(big)?.multiplied(by: high) == nil)
    #expect(Fraction(.min) == nil)
  }

  @Test(arguments: [
    (0.1, "1/10"), (-2.5, "-5/2"), (1e-3, "1/1000"), (1.5e20, "150000000000000000000/1"),
    (0, "0/1"), (-0.0, "0/1"), (3, "3/1"), (0.000001234, "617/500000000"),
  ])
  func `a double is the decimal number as which it is written`(
    double: Double, expected: String
  ) throws {
    let fraction = try #require(Fraction(double))
    #expect("\(fraction.numerator)/\(fraction.denominator)" == expected)
    #expect(fraction.double == double)
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity, 1e300, 1e-300])
  func `what is beyond is none`(double: Double) {
    #expect(Fraction(double) == nil)
  }

  @Test(arguments: [
    (1, 2, 1), (-1, 2, -1), (1, 3, 0), (2, 3, 1), (-5, 2, -3), (7, 1, 7), (0, 1, 0),
  ])
  func `halves are rounded away from zero`(
    numerator: Int, denominator: Int, expected: Int64
  ) throws {
    let fraction = try #require(Fraction(Int128(numerator), over: Int128(denominator)))
    #expect(fraction.rounded == expected)
    #expect(Fraction(.max)?.rounded == nil)
  }
}
