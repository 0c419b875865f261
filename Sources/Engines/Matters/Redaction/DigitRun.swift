/// Digits that stand together, and what parts them from the ones before.
struct DigitGroup {
  let cells: Range<Int>
  let digits: [UInt8]
  /// The first group of a run is `apart` from what stands before it.
  let joint: Joint
  let isChinese: Bool

  /// How closely two groups stand, the closest first.
  enum Joint: Int, Comparable {
    case none, tight, blank, loose, apart

    static func < (one: Joint, other: Joint) -> Bool { one.rawValue < other.rawValue }
  }

  /// The groups of a text. Wide digits, Chinese digits, and the letters O and l between digits
  /// count as digits; Chinese and other digits next to each other are two groups.
  static func groups(in cells: [Unicode.Scalar]) -> [DigitGroup] {
    var groups: [DigitGroup] = []
    var index = 0
    while index < cells.count {
      let isChinese = cells[index].chineseDigit != nil
      guard isChinese || cells[index].isDigit else {
        index += 1
        continue
      }
      let end = isChinese ? chineseEnd(index, cells) : latinEnd(index, cells)
      let digits = cells[index..<end].map { value($0) }
      groups.append(
        DigitGroup(
          cells: index..<end, digits: digits,
          joint: joint(from: groups.last?.cells.upperBound, to: index, cells),
          isChinese: isChinese))
      index = end
    }
    return groups
  }

  private static let lettersMax = 8
  private static let looksLikeZero: Set<Unicode.Scalar> = ["O"]
  private static let looksLikeOne: Set<Unicode.Scalar> = ["L", "I"]

  private static func value(_ cell: Unicode.Scalar) -> UInt8 {
    if let digit = cell.chineseDigit { return digit }
    if cell.isDigit { return UInt8(truncatingIfNeeded: cell.value - 0x30) }
    return looksLikeOne.contains(cell) ? 1 : 0
  }

  private static func chineseEnd(_ start: Int, _ cells: [Unicode.Scalar]) -> Int {
    var end = start
    while let cell = cells.at(end), cell.chineseDigit != nil { end += 1 }
    return end
  }

  private static func latinEnd(_ start: Int, _ cells: [Unicode.Scalar]) -> Int {
    let letters = looksLikeZero.union(looksLikeOne)
    var end = start
    while let cell = cells.at(end) {
      if cell.isDigit {
        end += 1
        continue
      }
      let after = cells.skipping(letters, from: end, most: lettersMax)
      guard after > end, let next = cells.at(after), next.isDigit else { break }
      end = after
    }
    return end
  }

  /// Most cells between two groups of a number.
  static let jointMax = 6
  private static let tightSigns: Set<Unicode.Scalar> = [
    "-", ".", "_", "·", "*", "~", "(", ")", "'", "+", "=", "杠", "[", "]", "#", PlainText.picture,
  ]
  private static let looseSigns: Set<Unicode.Scalar> = [",", "、", "/", "|", "\n", ";"]

  private static func joint(from end: Int?, to start: Int, _ cells: [Unicode.Scalar]) -> Joint {
    guard let end, start - end <= jointMax else { return .apart }
    var joint = Joint.none
    for cell in cells[end..<start] {
      if tightSigns.contains(cell) {
        joint = max(joint, .tight)
      } else if cell == " " {
        joint = max(joint, .blank)
      } else if looseSigns.contains(cell) {
        joint = max(joint, .loose)
      } else {
        return .apart
      }
    }
    return joint
  }
}
