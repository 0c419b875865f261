/// Finds where somebody lives, from the number of the house or building on.
///
/// A floor or a unit alone stays, and so does what counts: 3栋楼, 200户, 3室2厅.
enum AddressFinder {
  static func finds(in cells: [Unicode.Scalar]) -> [Find] {
    var found: [Find] = []
    var index = 0
    while index < cells.count {
      let find =
        chain(index, cells) ?? DashedAddress.find(at: index, in: cells)
        ?? NamedRoom.find(at: index, in: cells)
      if let find {
        found.append(find)
        index = max(index + 1, find.range.upperBound)
      } else {
        index += 1
      }
    }
    return found
  }

  /// Most parts of one address.
  private static let partsMax = 8
  private static let signs: Set<Unicode.Scalar> = [" ", "-", ",", "·", "、", PlainText.picture]

  private static func chain(_ start: Int, _ cells: [Unicode.Scalar]) -> Find? {
    guard isStart(start, cells) else { return nil }
    var parts: [HousePart] = []
    var kinds: [HousePart.Kind] = []
    var index = start
    while parts.count < partsMax, let part = HousePart.part(at: index, after: kinds, in: cells) {
      // 3楼502、4楼402: what is no narrower begins an address of its own.
      if let last = kinds.last, part.kind.rawValue <= last.rawValue { break }
      parts.append(part)
      kinds.append(part.kind)
      index = cells.skipping(signs, from: part.end, most: 2)
    }
    guard let last = parts.last, let first = parts.first else { return nil }
    let range = start..<last.end
    if kinds.contains(.building) || kinds.contains(.block) {
      return building(parts, kinds, range, cells)
    }
    let hasRoom = kinds.contains(.room)
    if kinds.contains(.unit) && (hasRoom || kinds.contains(.floor) || kinds.contains(.side)) {
      return Find(.dwelling, range)
    }
    if kinds.contains(.floor) && hasRoom { return Find(.dwelling, range) }
    if first.kind == .room, parts.count <= 2 { return Find(.room, range) }
    return HouseNumber.find(first, kinds, range, cells)
  }

  /// A number begins here, and is no part of a longer one.
  private static func isStart(_ start: Int, _ cells: [Unicode.Scalar]) -> Bool {
    let cell = cells[start]
    let before = cells.at(start - 1)
    if cell.isDigit {
      return before?.isDigit != true && !(before == "." && cells.at(start - 2)?.isDigit == true)
    }
    if cell.isLetter { return before?.isLetter != true && before?.isDigit != true }
    return before.map { $0.chineseDigit == nil && $0 != "十" && $0 != "第" } ?? true
  }

  private static let countedBlocks = WordSet(
    "楼 居民 住宅 违建 高层 建筑 房 别墅 商 厂 桥 山 城 座 大 小 新 老 危 写字 塔 庙 多层")
  private static let estates = Set("区园苑院城庭府湾墅里居寓第郡庄村厦场心".unicodeScalars)

  private static func building(
    _ parts: [HousePart], _ kinds: [HousePart.Kind], _ range: Range<Int>,
    _ cells: [Unicode.Scalar]
  ) -> Find? {
    let isMore = parts.count > 1 && !kinds.allSatisfy { $0 == .building || $0 == .number }
    let start = listStart(range.lowerBound, cells)
    if isMore, kinds != [.block, .floor] || cells[parts[0].numeral.lowerBound].isDigit {
      return Find(.dwelling, start..<range.upperBound)
    }
    if kinds.contains(.building) { return Find(.building, start..<range.upperBound) }
    let before = cells.at(range.lowerBound - 1)
    let isLetter = cells[range.lowerBound].isLetter
    guard kinds == [.block], cells[range.lowerBound].isDigit || isLetter,
      before.map(estates.contains) == true,
      countedBlocks.end(at: range.upperBound, in: cells) == nil
    else { return nil }
    return Find(.building, range)
  }

  private static let listMax = 16
  private static let listSigns: Set<Unicode.Scalar> = ["、", "-", "~", "和", "至", "到", "及", ","]

  /// The start of a list such as 3、5、8号楼.
  private static func listStart(_ start: Int, _ cells: [Unicode.Scalar]) -> Int {
    var first = start
    for _ in 0..<listMax {
      guard let sign = cells.at(first - 1), listSigns.contains(sign) else { break }
      var number = first - 1
      while number > 0, number > first - 4, cells[number - 1].isDigit { number -= 1 }
      let before = cells.at(number - 1)
      guard number < first - 1, before?.isDigit != true, before != ".", before != "月" else { break }
      first = number
    }
    return first
  }
}
