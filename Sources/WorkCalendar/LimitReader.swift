/// Finds amounts and units in the words of a limit. Positions count characters.
struct LimitReader {
  /// An amount with its unit, and the position after them.
  struct Found {
    let thousandths: Int
    let unit: TimeLimit.Unit
    let start: Int
    let end: Int
  }

  private let original: [Character]
  /// The same characters with full-width forms and capitals made plain.
  let plain: [Character]
  var count: Int { plain.count }

  init(_ words: String) throws(TimeLimitError) {
    original = Array(words)
    plain = original.map(LimitReader.plain)
    if plain.allSatisfy(\.isWhitespace) { throw error(.empty) }
    if plain.count > TimeLimit.wordsMax { throw error(.tooLong) }
  }

  func error(_ reason: TimeLimitError.Reason) -> TimeLimitError {
    TimeLimitError(reason: reason, words: String(original.prefix(60)))
  }

  private static func plain(_ character: Character) -> Character {
    guard let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1 else {
      return character
    }
    let wide = (0xFF01...0xFF5E).contains(scalar.value)
    guard let plain = Unicode.Scalar(wide ? scalar.value - 0xFEE0 : scalar.value) else {
      return character
    }
    guard (65...90).contains(plain.value) else { return Character(plain) }
    return Character(Unicode.Scalar(UInt8(plain.value + 32)))
  }

  func character(_ position: Int) -> Character? {
    plain.indices.contains(position) ? plain[position] : nil
  }

  func skippingBlanks(_ position: Int) -> Int {
    plain[position...].firstIndex { !$0.isWhitespace } ?? count
  }

  /// The text of the range without blanks and punctuation at its ends.
  func trimmed(_ range: Range<Int>) -> String {
    let isEdge: (Int) -> Bool = { plain[$0].isWhitespace || ",;:、。".contains(plain[$0]) }
    guard let first = range.first(where: { !isEdge($0) }),
      let last = range.last(where: { !isEdge($0) })
    else { return "" }
    return String(original[first...last])
  }

  // MARK: - Amounts

  func hasAmount(at position: Int) -> Bool { number(at: position) != nil || half(at: position) }

  /// 半, but not that of 上半年 and 下半年.
  private func half(at position: Int) -> Bool {
    character(position) == "半" && !(position > 0 && "上下前后".contains(plain[position - 1]))
  }

  /// The number that begins here and the position after it; the value is nil where it is badly
  /// formed.
  private func number(at position: Int) -> (thousandths: Int?, end: Int)? {
    let numerals = plain[position...].prefix { ChineseNumber.isNumeral($0) }
    if !numerals.isEmpty {
      return (ChineseNumber.value(numerals).map { $0 * 1000 }, numerals.endIndex)
    }
    let digits = plain[position...].prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    guard digits.first?.isNumber == true else { return nil }
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, parts[0].count <= 9, let whole = Int(String(parts[0])) else {
      return (nil, digits.endIndex)
    }
    guard parts.count == 2 else { return (whole * 1000, digits.endIndex) }
    let decimals = String(parts[1])
    guard (1...3).contains(decimals.count),
      let fraction = Int(decimals + String(repeating: "0", count: 3 - decimals.count))
    else { return (nil, digits.endIndex) }
    return (whole * 1000 + fraction, digits.endIndex)
  }

  // MARK: - Limits

  /// The limit that begins here, or nil where no amount or no unit does.
  func limit(at start: Int) throws(TimeLimitError) -> Found? {
    var position = start
    var isHalfMore = false
    let amount: Int?
    if let number = number(at: start) {
      amount = number.thousandths
      position = skippingBlanks(number.end)
      if character(position) == "个", character(position + 1) == "半" {
        isHalfMore = true
        position += 2
      }
    } else if half(at: start) {
      amount = 500
      position += 1
    } else {
      return nil
    }
    position = skippingBlanks(position)
    if position > 0, plain[position - 1] == "半", character(position) == "月" {
      throw error(.wholeNumberExpected)
    }
    guard let (unit, end) = unit(at: position) else { return nil }
    guard var thousandths = amount else { throw error(.amountInvalid) }
    if isHalfMore {
      guard unit != .day else { throw error(.halfAmbiguous) }
      guard thousandths % 1000 == 0 else { throw error(.amountInvalid) }
      thousandths += 500
    }
    return Found(thousandths: thousandths, unit: unit, start: start, end: end)
  }

  /// The first limit that begins here or later.
  func nextLimit(from start: Int) throws(TimeLimitError) -> Found? {
    var position = start
    while position < count {
      if let found = try limit(at: position) { return found }
      position = number(at: position)?.end ?? position + 1
    }
    return nil
  }

  private func unit(at position: Int) -> (unit: TimeLimit.Unit, end: Int)? {
    for (spelling, unit) in TimeLimit.Unit.spellings {
      if let end = match(spelling, at: position) { return (unit, end) }
    }
    guard character(position) == "个" else { return nil }
    return self.unit(at: skippingBlanks(position + 1))
  }

  /// Blanks may stand between Chinese characters and where the spelling has one; an English word
  /// must end.
  private func match(_ spelling: [Character], at start: Int) -> Int? {
    var position = start
    for expected in spelling {
      if expected == " " || (!expected.isASCII && position > start) {
        position = skippingBlanks(position)
      }
      if expected == " " { continue }
      guard character(position) == expected else { return nil }
      position += 1
    }
    if spelling.last?.isASCII == true, let next = character(position), next.isASCII, next.isLetter {
      return nil
    }
    return position
  }

  /// The limit with what follows it: 半 adds a half, 内 and 以内 add nothing, the rest is the remark.
  func finished(_ found: Found, remark range: Range<Int>) throws(TimeLimitError) -> TimeLimit {
    var thousandths = found.thousandths
    var remark = trimmed(range)
    if remark.hasPrefix("半"), ["", "内", "以内", "之内"].contains(remark.dropFirst()),
      thousandths % 1000 == 0
    {
      thousandths += 500
      remark = ""
    }
    if ["内", "以内", "之内"].contains(remark) { remark = "" }
    guard (1...TimeLimit.thousandthsMax).contains(thousandths) else { throw error(.amountInvalid) }
    guard let limit = TimeLimit(thousandths: thousandths, unit: found.unit, remark: remark) else {
      throw error(.wholeNumberExpected)
    }
    return limit
  }
}
