import Kernel
import TestKit
import Testing

@Suite struct QuantityTests {
  private func unit(_ symbol: String) throws -> MeasureUnit {
    try #require(MeasureUnit.named(symbol))
  }

  /// The code of the problem that a closure ends in; nil where it ends well.
  private func code(_ body: () throws -> Quantity) -> String? {
    do {
      _ = try body()
      return nil
    } catch {
      return (error as? Problem)?.kind.code ?? "\(error)"
    }
  }

  @Test(arguments: [
    ("10m²", "亩", "0.015亩"), ("1亩", "公顷", nil), ("3亩", "m²", "2000m²"), ("15亩", "公顷", "1公顷"),
    ("1m²", "公顷", "0.0001公顷"), ("1km²", "亩", "1500亩"), ("1公顷", "亩", "15亩"),
    ("1亿元", "万元", "10000万元"), ("12.5万元", "亿元", "0.00125亿元"), ("1分", "亿元", nil),
    ("0.01元", "分", "1.00分"), ("1元", "万元", "0.0001万元"), ("34.35万吉焦", "GJ", "343500.00GJ"),
    ("1GJ", "kWh", nil), ("9GJ", "kWh", "2500kWh"), ("3.6kJ", "kWh", "0.001kWh"),
    ("1万件", "件", "10000件"), ("2人次", "万人次", "0.0002万人次"), ("50%", "1", "0.5 1"),
    ("0.25 1", "%", "25.00%"), ("90秒", "小时", "0.025小时"), ("-3亩", "m²", "-2000m²"),
    ("0亩", "公顷", "0公顷"),
  ])
  func `a conversion is exact or refused`(text: String, symbol: String, result: String?) throws {
    let quantity = try Quantity(parsing: text)
    let target = try unit(symbol)
    if let result {
      #expect(try quantity.converted(to: target).text == result)
    } else {
      #expect(code { try quantity.converted(to: target) } == "quantity.conversion-inexact")
    }
  }

  @Test func `a conversion there and back is the same amount`() throws {
    var random = Seeded(10)
    for from in MeasureUnit.all {
      for to in MeasureUnit.all where to.dimension == from.dimension {
        for _ in 0..<20 {
          let quantity = Quantity(Int64(random.number(-1_000_000...1_000_000)) * 3, from)
          guard let there = try? quantity.converted(to: to) else { continue }
          let back = try there.converted(to: from)
          #expect(
            try back + Quantity(-quantity.mantissa, from) == Quantity(0, scale: back.scale, from))
        }
      }
    }
  }

  @Test func `units of different dimensions are never converted or added`() throws {
    for left in MeasureUnit.all {
      for right in MeasureUnit.all where left.dimension != right.dimension {
        #expect(code { try Quantity(1, left).converted(to: right) } == "quantity.unit-mismatch")
        #expect(code { try Quantity(1, left) + Quantity(1, right) } == "quantity.unit-mismatch")
      }
    }
    let dimensions = try ["件", "次", "人次", "人", "户"].map { try unit($0).dimension }
    #expect(Set(dimensions).count == 5)
  }

  @Test func `a sum is exact in the left side's unit`() throws {
    let sum = try Quantity(parsing: "1.5亿元") + Quantity(parsing: "0.25万元")
    #expect(sum.text == "1.500025亿元")
    let cases = try Quantity(parsing: "12件") + Quantity(parsing: "-2.50件")
    #expect(cases.text == "9.50件")
  }

  @Test func `what does not fit is refused, not wrapped`() throws {
    let yuan = try unit("元")
    let most = Quantity(.max, yuan)
    #expect(code { try most + Quantity(1, yuan) } == "quantity.too-large")
    #expect(code { try Quantity(.min, yuan) + Quantity(-1, yuan) } == "quantity.too-large")
    #expect(code { try most + Quantity(1, scale: 1, yuan) } == "quantity.too-large")
    #expect(code { try most.converted(to: try unit("分")) } == "quantity.conversion-inexact")
    #expect(code { try Quantity(parsing: "9223372036854775808件") } == "quantity.invalid")
    #expect(Quantity(.min, yuan).text == "-9223372036854775808元")
  }

  @Test func `a printed quantity is read as the same quantity`() throws {
    var random = Seeded(11)
    for unit in MeasureUnit.all {
      for scale in 0...Quantity.scaleMax {
        let quantity = Quantity(Int64(bitPattern: random.next()) >> 20, scale: scale, unit)
        #expect(try Quantity(parsing: quantity.text) == quantity, "\(quantity.text)")
        let small = Quantity(Int64(random.number(-9...9)), scale: scale, unit)
        #expect(try Quantity(parsing: small.text) == small, "\(small.text)")
      }
    }
  }

  @Test(arguments: [
    ("", "quantity.unit-unknown"), ("12", "quantity.unit-unknown"),
    ("12斤", "quantity.unit-unknown"),
    ("12 件 ", "quantity.unit-unknown"), ("件", "quantity.invalid"), (".5件", "quantity.invalid"),
    ("5.件", "quantity.invalid"), ("1.2.3件", "quantity.invalid"), ("--1件", "quantity.invalid"),
    ("1-1件", "quantity.invalid"), ("1.-1件", "quantity.invalid"), ("-件", "quantity.invalid"),
    ("1.1234567890件", "quantity.invalid"), ("１件", "quantity.unit-unknown"),
    ("1,000件", "quantity.unit-unknown"), ("1e3件", "quantity.unit-unknown"),
  ])
  func `a text that is no quantity is refused with its reason`(text: String, expected: String) {
    #expect(code { try Quantity(parsing: text) } == expected)
  }

  @Test func `every unit is found by its symbol and has a name in both languages`() {
    for unit in MeasureUnit.all {
      #expect(MeasureUnit.named(unit.symbol) == unit)
      #expect(unit.numerator > 0 && unit.denominator > 0)
      #expect(!unit.name[.chinese].isEmpty && !unit.name[.english].isEmpty)
    }
    #expect(MeasureUnit.named("") == nil)
  }
}
