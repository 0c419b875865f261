/// Numbers written in Chinese, 1 to 9999: 两, 十五, 一百零五, 三千.
enum ChineseNumber {
  private static let digits: [Character: Int] = [
    "零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
  ]
  private static let powers: [Character: Int] = ["十": 10, "百": 100, "千": 1000]

  static func isNumeral(_ character: Character) -> Bool {
    digits[character] != nil || powers[character] != nil
  }

  /// The number, or nil where it is not written in full: 一二 and 一百二 (for 120) are not read.
  static func value(_ numeral: some Collection<Character>) -> Int? {
    var total = 0
    var digit: Int?
    var lastPower = 10_000
    var zero = false
    for character in numeral {
      if let power = powers[character] {
        guard power < lastPower else { return nil }
        // 十五 may leave out the one, 百五 may not.
        guard let count = digit ?? (power == 10 && total == 0 && !zero ? 1 : nil), count > 0 else {
          return nil
        }
        guard zero || lastPower == 10_000 || power * 10 == lastPower else { return nil }
        total += count * power
        lastPower = power
        digit = nil
        zero = false
      } else if let value = digits[character] {
        guard digit == nil else { return nil }
        if value == 0 {
          guard !zero, total > 0, lastPower > 10 else { return nil }
          zero = true
        } else {
          digit = value
        }
      }
    }
    guard let units = digit else { return zero || total == 0 ? nil : total }
    guard lastPower == 10_000 || lastPower == 10 || zero else { return nil }
    return total + units
  }
}
