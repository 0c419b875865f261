extension Lexer {
  /// `12`, `0xFF`, `7u`, `1.5`, `.5`, `1e6`.
  mutating func number() throws(Fault) -> Token.Kind {
    let start = position
    if peek() == UInt8(ascii: "0"), peek(1) | 0x20 == UInt8(ascii: "x") {
      position += 2
      return try whole(start, radix: 16, from: position)
    }
    skipDigits()
    var isDouble = false
    if peek() == UInt8(ascii: "."), peek(1).isDigit {
      isDouble = true
      position += 1
      skipDigits()
    }
    if peek() | 0x20 == UInt8(ascii: "e") {
      let signed = peek(1) == UInt8(ascii: "+") || peek(1) == UInt8(ascii: "-")
      if peek(signed ? 2 : 1).isDigit {
        isDouble = true
        position += signed ? 2 : 1
        skipDigits()
      }
    }
    guard isDouble else {
      position = start
      return try whole(start, radix: 10, from: start)
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    guard let double = Double(text), double.isFinite else {
      throw Fault(.syntax, "`\(text)` is out of the range of a double", at: start)
    }
    return .double(double)
  }

  private mutating func skipDigits() {
    while peek().isDigit { position += 1 }
  }

  private mutating func whole(
    _ start: Int, radix: UInt64, from first: Int
  ) throws(Fault) -> Token.Kind {
    var value: UInt64 = 0
    while let digit = peek().hexValue, UInt64(digit) < radix {
      let (product, overflow) = value.multipliedReportingOverflow(by: radix)
      let (sum, carry) = product.addingReportingOverflow(UInt64(digit))
      if overflow || carry {
        throw Fault(.syntax, "the number is out of the range of 64 bits", at: start)
      }
      value = sum
      position += 1
    }
    guard position > first else {
      throw Fault(.syntax, "`0x` needs a digit", at: start)
    }
    guard peek() | 0x20 == UInt8(ascii: "u") else { return .int(value) }
    position += 1
    return .uint(value)
  }
}
