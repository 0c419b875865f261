/// Finds licence plates: 鲁B12345, 鲁B·D12345, 鲁B1234学, and any plate after the word 车牌.
enum PlateFinder {
  private static let provinces = Set("京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领".unicodeScalars)
  private static let endings = Set("学警挂港澳领试超".unicodeScalars)
  private static let signs: Set<Unicode.Scalar> = [" ", "·", ".", "-", "_", PlainText.picture]
  /// Signs between two parts.
  private static let signsMax = 3
  private static let lengthMin = 5
  private static let lengthMax = 6

  static func finds(in cells: [Unicode.Scalar]) -> [Find] {
    var found: [Find] = []
    var index = 0
    while index < cells.count {
      if let end = plateEnd(index, cells) {
        found.append(Find(.plate, index..<end))
        index = end
      } else if let range = namedPlate(index, cells) {
        found.append(Find(.plate, range))
        index = range.upperBound
      } else {
        index += 1
      }
    }
    return found
  }

  private static func plateEnd(_ start: Int, _ cells: [Unicode.Scalar]) -> Int? {
    guard provinces.contains(cells[start]) else { return nil }
    let letter = cells.skipping(signs, from: start + 1, most: signsMax)
    guard let office = cells.at(letter), office.isLetter else { return nil }
    let body = cells.skipping(signs, from: letter + 1, most: signsMax)
    return bodyEnd(body, cells)
  }

  /// The end of five or six letters and digits that end where a piece of them ends; four before an
  /// ending such as 学. At least one is a digit.
  private static func bodyEnd(_ start: Int, _ cells: [Unicode.Scalar]) -> Int? {
    var index = start
    var count = 0
    var hasDigit = false
    while true {
      let pieceStart = index
      while let cell = cells.at(index), cell.isDigit || cell.isLetter, count <= lengthMax {
        hasDigit = hasDigit || cell.isDigit
        count += 1
        index += 1
      }
      guard index > pieceStart, count <= lengthMax, hasDigit || count < lengthMin else {
        return nil
      }
      if count >= lengthMin - 1, let cell = cells.at(index), endings.contains(cell) {
        return index + 1
      }
      if count >= lengthMin { return index }
      index = cells.skipping(signs, from: index, most: signsMax)
    }
  }

  private static let plateWords = WordSet("车牌 车牌号 车牌号码 牌照 牌号 车号")

  /// A plate without its province, after the word 车牌.
  private static func namedPlate(_ start: Int, _ cells: [Unicode.Scalar]) -> Range<Int>? {
    guard let word = plateWords.end(at: start, in: cells) else { return nil }
    let body = cells.skipping([" ", ":", "为", "是", "\"", "“"], from: word, most: signsMax)
    guard let cell = cells.at(body), cell.isLetter || cell.isDigit,
      let end = bodyEnd(body, cells)
    else { return nil }
    return body..<end
  }
}
