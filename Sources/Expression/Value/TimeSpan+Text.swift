extension TimeSpan {
  /// Reads `1h30m`, `-1.5s`, `250ms`, `10us`, `7ns` or `0`; nil for other text or out of range.
  public init?(_ text: String) {
    var reader = TextReader(text)
    let negative = reader.take("-")
    if !negative { _ = reader.take("+") }
    if reader.rest.elementsEqual("0".utf8) {
      self.init(nanoseconds: 0)
      return
    }
    guard !reader.isAtEnd else { return nil }
    var total: Int64 = 0
    while !reader.isAtEnd {
      guard let part = TimeSpan.part(&reader, negative: negative) else { return nil }
      let (sum, overflow) = total.addingReportingOverflow(part)
      if overflow { return nil }
      total = sum
    }
    self.init(nanoseconds: total)
  }

  /// One `1.5h`, with the sign applied so that the lowest value can be read.
  private static func part(_ reader: inout TextReader, negative: Bool) -> Int64? {
    guard let (whole, digits) = reader.number() else { return nil }
    var fraction: [UInt8] = []
    if reader.take(".") { fraction = reader.digits() }
    guard digits > 0 || !fraction.isEmpty, let unit = unit(&reader) else { return nil }
    let (scaled, overflow) = (negative ? -whole : whole).multipliedReportingOverflow(by: unit)
    if overflow { return nil }
    var rest: Int64 = 0
    var scale = unit
    for digit in fraction.prefix(15) {
      scale /= 10
      rest += Int64(digit) * scale
    }
    let (sum, carry) = scaled.addingReportingOverflow(negative ? -rest : rest)
    return carry ? nil : sum
  }

  private static func unit(_ reader: inout TextReader) -> Int64? {
    let units: [(String, Int64)] = [
      ("ns", 1), ("us", 1_000), ("µs", 1_000), ("μs", 1_000), ("ms", 1_000_000),
      ("s", 1_000_000_000), ("m", 60_000_000_000), ("h", 3_600_000_000_000),
    ]
    return units.first { reader.take($0.0) }?.1
  }
}

extension TimeSpan: CustomStringConvertible {
  /// In seconds: `90s`, `-1.5s`.
  public var description: String {
    let magnitude = nanoseconds.magnitude
    let whole = magnitude / 1_000_000_000
    let sign = nanoseconds < 0 ? "-" : ""
    return "\(sign)\(whole)\(Fraction.text(nanoseconds: magnitude % 1_000_000_000))s"
  }
}
