/// Finds addresses of bare numbers: 2-3-401, and 12-1204 after the name of an estate.
enum DashedAddress {
  private static let estates = WordSet(
    "小区 花园 家园 苑 庭 公寓 新村 公馆 华府 城 湾 里 院 社区 园 期 房号 室号 区 某户、 某户和 某户及 某户,")
  private static let dashes: Set<Unicode.Scalar> = ["-", "~", "#", "/"]
  private static let digitsMax = 4

  static func find(at start: Int, in cells: [Unicode.Scalar]) -> Find? {
    guard isNumberStart(start, cells), let (lengths, end) = numbers(start, cells),
      let room = lengths.last, (3...4).contains(room), (2...4).contains(lengths.count),
      lengths[0] <= 3, lengths.dropFirst().dropLast().allSatisfy({ $0 <= 2 }),
      !NumberForms.isAmount(start..<end, in: cells)
    else { return nil }
    if lengths.count == 2 {
      let before = cells.skippingBack([" "], from: start, most: 1)
      let isEstate =
        estates.start(before: before, in: cells) != nil || HouseNumber.lives(start, cells)
      guard isEstate, cells[start..<end].contains("-") else { return nil }
    } else if isYear(cells[(end - room)..<end]) {
      return nil
    }
    let isRoom = cells.at(end) == "室" || cells.at(end) == "户" || cells.at(end) == "号"
    return Find(.dwelling, start..<(isRoom ? end + 1 : end))
  }

  private static func isNumberStart(_ start: Int, _ cells: [Unicode.Scalar]) -> Bool {
    guard cells[start].isDigit || cells[start].isLetter else { return false }
    guard let before = cells.at(start - 1) else { return true }
    return !before.isDigit && !before.isLetter && !dashes.contains(before) && before != "."
  }

  /// The lengths of numbers joined by single dashes, and where they end.
  private static func numbers(_ start: Int, _ cells: [Unicode.Scalar]) -> ([Int], Int)? {
    var lengths: [Int] = []
    var index = start
    if cells[start].isLetter {
      lengths.append(1)
      index += 1
    }
    while lengths.count <= digitsMax {
      if !lengths.isEmpty {
        guard let dash = cells.at(index), dashes.contains(dash) else { break }
        index += 1
      }
      let end = cells.digitsEnd(from: index, most: digitsMax + 1)
      guard end > index, end - index <= digitsMax else { return nil }
      lengths.append(end - index)
      index = end
    }
    let after = cells.at(index)
    let isWhole = after?.isLetter != true && after != "." && after != ":"
    return isWhole ? (lengths, index) : nil
  }

  private static func isYear(_ cells: ArraySlice<Unicode.Scalar>) -> Bool {
    NumberForms.isYear(cells.map { UInt8(truncatingIfNeeded: $0.value - 0x30) })
  }
}
