/// Finds accounts by the name of the service before them: QQ 12345, 微信号 abc_123.
enum AccountFinder {
  private static let services = WordSet(
    "QQ 微信 WECHAT WEIXIN WX VX 加V 支付宝 抖音 快手 微博 旺旺 钉钉 小红书")
  private static let between = WordSet("号码 号 账号 帐号 账户 群 群号 ID 昵称 名 是 为 : ( “ \" 叫 加 码")
  private static let betweenMax = 4
  private static let blanks: Set<Unicode.Scalar> = [" ", PlainText.picture]
  private static let lengthMin = 5
  private static let lengthMax = 30

  static func finds(in cells: [Unicode.Scalar]) -> [Find] {
    var found: [Find] = []
    var index = 0
    while index < cells.count {
      guard let word = services.end(at: index, in: cells),
        !(cells[index].isLetter && isLatin(cells.at(index - 1)))
      else {
        index += 1
        continue
      }
      let start = tokenStart(word, cells)
      if let end = tokenEnd(start, cells) {
        found.append(Find(.account, start..<end))
        index = end
      } else {
        index = word
      }
    }
    return found
  }

  private static func tokenStart(_ word: Int, _ cells: [Unicode.Scalar]) -> Int {
    var index = cells.skipping(blanks, from: word, most: 2)
    for _ in 0..<betweenMax {
      guard let next = between.end(at: index, in: cells) else { break }
      index = cells.skipping(blanks, from: next, most: 2)
    }
    return index
  }

  /// The end of five letters and digits or more, in pieces of digits too; an amount is none.
  private static func tokenEnd(_ start: Int, _ cells: [Unicode.Scalar]) -> Int? {
    var end = start
    var count = 0
    var isNumber = true
    while let cell = cells.at(end), end < start + lengthMax {
      if isLatin(cell) || cell == "_" || cell == "-" {
        isNumber = isNumber && !cell.isLetter
        count += 1
        end += 1
      } else if isNumber, blanks.contains(cell), cells.at(end + 1)?.isDigit == true {
        end += 1
      } else {
        break
      }
    }
    guard count >= lengthMin, !NumberForms.isAmount(start..<end, in: cells) else { return nil }
    return end
  }

  private static func isLatin(_ cell: Unicode.Scalar?) -> Bool {
    guard let cell else { return false }
    return cell.isLetter || cell.isDigit
  }
}
