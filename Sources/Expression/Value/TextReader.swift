/// Reads digits and fixed words from the front of a text.
struct TextReader {
  private let bytes: [UInt8]
  private var position = 0

  init(_ text: String) {
    bytes = Array(text.utf8)
  }

  var isAtEnd: Bool { position == bytes.count }
  var rest: ArraySlice<UInt8> { bytes[position...] }

  mutating func take(_ word: String) -> Bool {
    guard rest.starts(with: word.utf8) else { return false }
    position += word.utf8.count
    return true
  }

  /// The values of the decimal digits that follow.
  mutating func digits() -> [UInt8] {
    let found = rest.prefix { (48...57).contains($0) }.map { $0 - 48 }
    position += found.count
    return found
  }

  /// The number that follows and how many digits it has; nil when too large.
  mutating func number() -> (Int64, digits: Int)? {
    let found = digits()
    var value: Int64 = 0
    for digit in found {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = product.addingReportingOverflow(Int64(digit))
      if overflow || carry { return nil }
      value = sum
    }
    return (value, found.count)
  }

  /// A number of exactly so many digits.
  mutating func number(digits count: Int) -> Int64? {
    let start = position
    guard position + count <= bytes.count else { return nil }
    var value: Int64 = 0
    for byte in bytes[start..<start + count] {
      guard (48...57).contains(byte) else { return nil }
      value = value * 10 + Int64(byte - 48)
    }
    position += count
    return value
  }
}

/// The digits after the point of a number of nanoseconds.
enum Fraction {
  /// Empty for 0, otherwise `.5`, `.000000001`: without trailing zeros.
  static func text(nanoseconds: UInt64) -> String {
    guard nanoseconds > 0 else { return "" }
    var digits = String(nanoseconds)
    digits = String(repeating: "0", count: max(0, 9 - digits.count)) + digits
    while digits.hasSuffix("0") { digits.removeLast() }
    return "." + digits
  }
}
