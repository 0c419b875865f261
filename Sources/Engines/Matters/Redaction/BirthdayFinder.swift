/// Finds dates of birth: a date near 出生 or 生日. Other dates stay.
enum BirthdayFinder {
  private static let before = WordSet("出生日期 出生年月 出生年月日 出生于 生日 生于 出生")
  private static let after = WordSet("出生 生日 生人 生的 出世")
  private static let between: Set<Unicode.Scalar> = [" ", ":", "是", "为", "在", "于", "("]

  static func finds(in cells: [Unicode.Scalar]) -> [Find] {
    var found: [Find] = []
    var index = 0
    while index < cells.count {
      guard let end = dateEnd(index, cells) else {
        index += 1
        continue
      }
      let word = cells.skippingBack(between, from: index, most: 4)
      let next = cells.skipping(between, from: end, most: 2)
      let isAfter = [index, word].contains { before.start(before: $0, in: cells) != nil }
      let isBorn = cells.at(next) == "生" && cells.at(next + 1)?.isHan != true
      if isAfter || isBorn || after.end(at: next, in: cells) != nil {
        found.append(Find(.birthday, index..<end))
      }
      index = end
    }
    return found
  }

  private static let signs: Set<Unicode.Scalar> = ["年", "-", ".", "/", "月", " "]
  private static let numberMax = 4

  /// The end of a date that begins here: 1985年3月12日, 1985-3-12, 19850312, 一九八五年三月,
  /// 85年3月.
  private static func dateEnd(_ start: Int, _ cells: [Unicode.Scalar]) -> Int? {
    guard isNumeral(cells.at(start)), !isNumeral(cells.at(start - 1)) else { return nil }
    var end = numeralEnd(start, cells, most: 8)
    let first = end - start
    if first == 8, cells[start].isDigit, cells.at(end)?.isDigit != true { return end }
    guard (2...numberMax).contains(first), let sign = cells.at(end), signs.contains(sign) else {
      return nil
    }
    for _ in 0..<2 {
      let next = cells.skipping(signs, from: end, most: 2)
      let after = numeralEnd(next, cells, most: numberMax)
      guard next > end, after > next else { break }
      end = after
    }
    guard end > start + first || sign == "年" else { return nil }
    if let cell = cells.at(end), cell == "日" || cell == "号" || cell == "月" || cell == "年" {
      end += 1
    }
    return end
  }

  private static func isNumeral(_ cell: Unicode.Scalar?) -> Bool {
    guard let cell else { return false }
    return cell.isDigit || cell.chineseDigit != nil || cell == "十"
  }

  private static func numeralEnd(_ start: Int, _ cells: [Unicode.Scalar], most: Int) -> Int {
    var end = start
    while isNumeral(cells.at(end)), end < start + most { end += 1 }
    return end
  }
}
