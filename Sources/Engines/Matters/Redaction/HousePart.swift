/// One part of an address below the road or estate, such as 3号楼, 2单元, 501室.
struct HousePart {
  let kind: Kind
  /// The number, without its word.
  let numeral: Range<Int>
  let end: Int

  /// From the wide to the narrow; the narrow follows the wide in an address.
  enum Kind: Int {
    /// A group of a village: 6组.
    case group
    case number
    /// 3号楼, 3#楼.
    case building
    /// 12栋, B座: also a count or a name, so it needs more to be a building.
    case block
    case unit, floor, room
    /// The side of a landing: 西户.
    case side
  }

  /// Most digits or characters of a number.
  static let numeralMax = 6
  private static let ordinals = Set("甲乙丙丁戊东西南北中".unicodeScalars)
  private static let tens = Set("十百".unicodeScalars)

  /// The end of a number: digits and a letter, a letter, a Chinese number, or 甲.
  static func numeralEnd(_ start: Int, in cells: [Unicode.Scalar]) -> Int? {
    guard let first = cells.at(start) else { return nil }
    var end = start
    if first.isDigit {
      end = cells.digitsEnd(from: start, most: numeralMax)
      if let letter = cells.at(end), letter.isLetter { end += 1 }
    } else if first.isLetter {
      end += 1
    } else if ordinals.contains(first) {
      return start + 1
    } else {
      while let cell = cells.at(end), cell.chineseDigit != nil || tens.contains(cell),
        end < start + numeralMax
      { end += 1 }
    }
    guard end > start, cells.at(end)?.isDigit != true, cells.at(end)?.isLetter != true else {
      return nil
    }
    return end
  }

  private static let words: [(kind: Kind, words: WordSet)] = [
    (.building, WordSet("号楼 #楼 # 号公寓 号公寓楼 号别墅 号住宅楼 号居民楼")), (.block, WordSet("栋 幢 座 号栋")),
    (.unit, WordSet("单元 号单元")), (.floor, WordSet("楼 层")),
    (.room, WordSet("室 房间 房 号房 号室 号房间 号户 户室")), (.group, WordSet("组 队 社 号组")),
    (.number, WordSet("号院 号")),
  ]
  private static let sides = WordSet("东户 西户 中户 南户 北户 东室 西室 东 西 中")

  /// The part that begins at a cell.
  /// - Parameter chain: the kinds before it, which allow a bare number for a room, and 户.
  static func part(at start: Int, after chain: [Kind], in cells: [Unicode.Scalar]) -> HousePart? {
    let hasHouse = chain.contains { $0 != .group && $0 != .number && $0 != .side }
    if hasHouse, chain.last != .building, chain.last != .block,
      let end = sides.end(at: start, in: cells), end - start == 2 || chain.last == .room
    {
      if !(end - start == 1 && cells.at(end)?.isHan == true) {
        return HousePart(kind: .side, numeral: start..<start, end: end)
      }
    }
    guard let end = numeralEnd(start, in: cells) else { return nil }
    let numeral = start..<end
    let wordStart = cells.skipping([" "], from: end, most: 1)
    for (kind, words) in words {
      guard let wordEnd = words.end(at: wordStart, in: cells),
        fits(kind, numeral, wordEnd, hasHouse: hasHouse, cells)
      else { continue }
      let known: Kind = kind == .number && hasHouse ? .room : kind
      return HousePart(kind: known, numeral: numeral, end: wordEnd)
    }
    if hasHouse || chain.last == .number { return bare(numeral, hasHouse, cells) }
    return nil
  }

  private static func fits(
    _ kind: Kind, _ numeral: Range<Int>, _ end: Int, hasHouse: Bool, _ cells: [Unicode.Scalar]
  ) -> Bool {
    let isLatin = cells[numeral.lowerBound].isDigit
    switch kind {
    case .room:
      if !hasHouse { return isRoom(numeral, cells) }
      return numeral.count >= 2 && !isTens(numeral, cells)
    case .number:
      return cells.at(end) != "线" && cells.at(numeral.lowerBound - 1) != "月"
        && (isLatin || cells[numeral.lowerBound].chineseDigit != nil || hasHouse)
    case .building where cells[end - 1] == "#":
      return isLatin && (HousePart.numeralEnd(end, in: cells) != nil)
    case .building, .block:
      // 8月15号楼上装修 tells a day.
      return cells.at(numeral.lowerBound - 1) != "月"
    case .floor: return cells.at(end) != "盘" && cells.at(end) != "市"
    default: return true
    }
  }

  private static func isTens(_ numeral: Range<Int>, _ cells: [Unicode.Scalar]) -> Bool {
    cells[numeral].contains(where: tens.contains)
  }

  /// Three or four digits, as a room has them.
  static func isRoom(_ numeral: Range<Int>, _ cells: [Unicode.Scalar]) -> Bool {
    let digits = cells[numeral].filter { $0.isDigit || $0.chineseDigit != nil }.count
    let hasOthers = digits != numeral.count
    return (3...4).contains(digits) && !isTens(numeral, cells)
      && (!hasOthers || cells[numeral.upperBound - 1].isLetter)
  }

  /// A number without a word, or with 户: a room unless it counts something.
  private static func bare(
    _ numeral: Range<Int>, _ hasHouse: Bool, _ cells: [Unicode.Scalar]
  ) -> HousePart? {
    guard isRoom(numeral, cells) else { return nil }
    let end = numeral.upperBound
    if cells.at(end) == "户" {
      let isCount = counted.end(at: end + 1, in: cells) != nil
      return isCount || !hasHouse ? nil : HousePart(kind: .room, numeral: numeral, end: end + 1)
    }
    let isNumber = cells.at(end) == "-" || cells.at(end) == "." || cells.at(end) == ":"
    guard !isNumber, !NumberForms.isAmount(numeral, in: cells) else { return nil }
    return HousePart(kind: .room, numeral: numeral, end: end)
  }

  /// What is counted after 200户.
  private static let counted = WordSet("居民 业主 住户 家庭 人家 人 群众 村民 商户 以上 左右 , 。")
}
