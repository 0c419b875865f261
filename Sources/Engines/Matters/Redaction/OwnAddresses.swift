/// What callers gave as their address: the part below the road, estate or village is struck, the
/// rest tells the public where it is.
struct OwnAddresses: Sendable {
  private let tails: [[Unicode.Scalar]]

  /// Cells of an address that are read.
  static let lengthMax = 120
  /// Shortest part that is looked for: two signs are found everywhere.
  static let tailMin = 3

  private static let places = WordSet(
    "小区 社区 街道 路 街 巷 弄 胡同 村 庄 镇 乡 县 区 市 花园 家园 苑 新村 省 大厦 公寓 国道 省道 大道")
  private static let signs: Set<Unicode.Scalar> = [
    " ", "-", ",", "、", "·", "(", ")", PlainText.picture,
  ]

  init(_ addresses: [String]) {
    tails = addresses.compactMap { address in
      let cells = PlainText(Array(address.unicodeScalars.prefix(OwnAddresses.lengthMax))).cells
        .filter { !OwnAddresses.signs.contains($0) && $0 != "\n" }
      var start = 0
      for end in cells.indices.map({ $0 + 1 }) where cells[end - 1].isHan {
        if OwnAddresses.places.start(before: end, in: cells) != nil { start = end }
      }
      let tail = Array(cells[start...])
      let isMark = Strike.Kind.allCases.contains { kind in
        PlainText(Array(kind.mark.unicodeScalars)).cells.starts(with: tail)
      }
      return tail.count < OwnAddresses.tailMin || isMark ? nil : tail
    }
  }

  func finds(in cells: [Unicode.Scalar]) -> [Find] {
    tails.flatMap { tail in
      cells.indices.compactMap { start in
        guard let end = OwnAddresses.end(of: tail, at: start, in: cells) else { return nil }
        return Find(.place, start..<end)
      }
    }
  }

  /// Where the words end that begin at a cell, whatever signs stand between; digits that go on are
  /// another number.
  static func end(of words: [Unicode.Scalar], at start: Int, in cells: [Unicode.Scalar]) -> Int? {
    guard let first = words.first, cells.at(start) == first else { return nil }
    var index = start
    for (number, word) in words.enumerated() {
      if number > 0 { index = cells.skipping(signs, from: index, most: DigitGroup.jointMax) }
      guard cells.at(index) == word else { return nil }
      index += 1
    }
    if words.allSatisfy(\.isDigit) {
      let isPart = cells.at(start - 1)?.isDigit == true || cells.at(index)?.isDigit == true
      return isPart || NumberForms.isAmount(start..<index, in: cells) ? nil : index
    }
    return index
  }
}
