/// What a cell of a plain text is.
extension Unicode.Scalar {
  var isDigit: Bool { ("0"..."9").contains(self) }
  var isLetter: Bool { ("A"..."Z").contains(self) }
  var isHan: Bool { (0x4E00...0x9FFF).contains(value) || (0x3400...0x4DBF).contains(value) }

  /// The value of a Chinese digit, such as 幺, 〇 and 柒.
  var chineseDigit: UInt8? {
    switch self {
    case "零", "〇": 0
    case "一", "幺", "壹": 1
    case "二", "贰": 2
    case "三", "叁": 3
    case "四", "肆": 4
    case "五", "伍": 5
    case "六", "陆": 6
    case "七", "柒": 7
    case "八", "捌": 8
    case "九", "玖": 9
    default: nil
    }
  }
}

extension [Unicode.Scalar] {
  /// The cell at a place, or nil outside the text.
  func at(_ index: Int) -> Unicode.Scalar? { indices.contains(index) ? self[index] : nil }

  /// The first place from `start` on, at most `most` cells ahead, whose cell is not of these.
  func skipping(_ signs: Set<Unicode.Scalar>, from start: Int, most: Int) -> Int {
    var index = start
    while index < start + most, let cell = at(index), signs.contains(cell) { index += 1 }
    return index
  }

  /// The same backwards: the end of what stands before `end` without these signs.
  func skippingBack(_ signs: Set<Unicode.Scalar>, from end: Int, most: Int) -> Int {
    var index = end
    while index > 0, index > end - most, signs.contains(self[index - 1]) { index -= 1 }
    return index
  }

  /// The end of a run of digits of one script that begins here; the digits are at most `most`.
  func digitsEnd(from start: Int, most: Int) -> Int {
    var index = start
    while index < count, index < start + most, self[index].isDigit { index += 1 }
    return index
  }
}
