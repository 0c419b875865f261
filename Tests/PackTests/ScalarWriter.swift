/// Writes files with one random scalar below `事项: when:`.
struct ScalarWriter {
  private(set) var random: SplitMix64
  private let newline: String

  init(_ random: SplitMix64, newline: String) {
    self.random = random
    self.newline = newline
  }

  /// Styles 0 to 5: plain, single-quoted, double-quoted, literal, folded, plain in a flow mapping.
  mutating func file(_ style: Int) -> String {
    let head = "# 开头：中文" + newline + "事项:" + newline
    let mark = ["", "", "&标记 ", "!!str ", "&a !!str "].randomElement(using: &random) ?? ""
    let key = "  名称: {zh: 道路, en: Road}" + newline + "  when: " + mark
    let tail = newline + "  后: 1" + newline
    return switch style {
    case 0: head + key + folded(plainWords, "    ") + tail
    case 1: head + key + "'" + folded(singleWords, "   ") + "'" + tail
    case 2: head + key + "\"" + folded(doubleWords, "   ") + "\"" + tail
    case 3: head + key + block("|") + "  后: 1" + newline
    case 4: head + key + block(">") + "  后: 1" + newline
    default:
      "事项: {名称: 道路, when: " + mark + folded(plainWords, " ") + ", 后: 1}" + newline
    }
  }

  private let plainWords = ["ab", "中文", "==", "a.b()", "x1", "路灯", "😀", "c'd", "\"e\"", "(f)"]
  private let singleWords = ["ab", "中文", "''", "a''b", "#", ": ", "路灯", "\"", "😀", "\\n"]
  private let doubleWords = [
    "ab", "中文", "\\\"", "\\n", "\\u4e2d", "\\x41", "\\U0001F600", "'", "# ", "\\\\", "\\t",
  ]

  /// Words with blanks between them, some of them line breaks and empty lines.
  private mutating func folded(_ words: [String], _ indent: String) -> String {
    var text = words.randomElement(using: &random) ?? ""
    for _ in 0..<Int.random(in: 0...8, using: &random) {
      switch Int.random(in: 0...5, using: &random) {
      case 0: text += newline + indent
      case 1: text += "  " + newline + newline + indent
      case 2: text += newline + newline + newline + indent + " "
      case 3 where words == doubleWords: text += " \\" + newline + indent
      case 4: text += "  "
      default: text += " "
      }
      text += words.randomElement(using: &random) ?? ""
    }
    return text
  }

  private mutating func block(_ style: String) -> String {
    let chomping = ["", "-", "+"].randomElement(using: &random) ?? ""
    // With a number the first line may be indented further.
    let isCounted = Bool.random(using: &random)
    var text = style + (isCounted ? "2" : "") + chomping
    if Bool.random(using: &random) { text += "  # 说明" }
    text += newline
    for number in 0..<Int.random(in: 1...6, using: &random) {
      let more = isCounted || number > 0 ? ["", "", "  ", "\t"] : [""]
      switch Int.random(in: 0...4, using: &random) {
      case 0: text += newline
      case 1 where number > 0: text += "    " + newline
      default:
        text += "    " + (more.randomElement(using: &random) ?? "")
        text += (plainWords + singleWords).randomElement(using: &random) ?? ""
        text += " " + (plainWords.randomElement(using: &random) ?? "") + newline
      }
    }
    return text
  }
}
