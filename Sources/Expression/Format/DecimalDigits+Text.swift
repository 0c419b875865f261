extension DecimalDigits {
  private static let (zero, dot): (UInt8, UInt8) = (0x30, 0x2E)

  /// `-12.5`, `100`, `0.001`: no exponent, and no zeros that don't count.
  var plain: String { text(fraction: max(0, digits.count - point)) }

  /// `[-]dddd.dddd` with so many digits after the point; without a point for none.
  func fixed(_ precision: Int) -> String {
    rounded(to: point + precision).text(fraction: precision)
  }

  /// `[-]d.dddde±dd` with so many digits after the point.
  func scientific(_ precision: Int) -> String {
    let number = rounded(to: precision + 1)
    var made = sign + number.characters(0..<1)
    if precision > 0 { made += [DecimalDigits.dot] + number.characters(1..<precision + 1) }
    let exponent = number.digits.isEmpty ? 0 : number.point - 1
    let shown = String(exponent.magnitude)
    return String(decoding: made, as: UTF8.self)
      + "e\(exponent < 0 ? "-" : "+")\(shown.utf8.count < 2 ? "0" : "")\(shown)"
  }

  private var sign: [UInt8] { isNegative ? [0x2D] : [] }

  private func text(fraction: Int) -> String {
    var made = sign + (point > 0 ? characters(0..<point) : [DecimalDigits.zero])
    if fraction > 0 { made += [DecimalDigits.dot] + characters(point..<point + fraction) }
    return String(decoding: made, as: UTF8.self)
  }

  /// The digits at some places, zeros where there are none.
  private func characters(_ places: Range<Int>) -> [UInt8] {
    places.map { digits.indices.contains($0) ? digits[$0] + 0x30 : DecimalDigits.zero }
  }
}
