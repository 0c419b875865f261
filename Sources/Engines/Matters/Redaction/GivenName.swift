/// Reads the given name after a family name.
enum GivenName {
  /// Where the name ends, or nil where it is none: 张贴, 张家村, 张先生.
  /// - Parameter mustEnd: whether a sign must follow at once: 我是刘洋，.
  static func end(
    _ start: Int, _ surname: Int, _ cells: [Unicode.Scalar], mustEnd: Bool
  ) -> Int? {
    // 王 建国, 欧阳·修
    let first = cells.skipping([" ", "·", PlainText.picture], from: surname, most: 2)
    if first > surname, !isSpaced(first, cells) { return nil }
    for end in [first + 2, first + 1] where end <= cells.count {
      guard isGiven(start, first..<end, cells) else { continue }
      let isEnd = cells.at(end)?.isHan != true
      if mustEnd {
        if isEnd { return end }
        continue
      }
      return end
    }
    return nil
  }

  /// After a blank only one or two characters up to a sign are a given name.
  private static func isSpaced(_ first: Int, _ cells: [Unicode.Scalar]) -> Bool {
    var end = first
    while let cell = cells.at(end), cell.isHan, end <= first + 2 { end += 1 }
    return end > first && end <= first + 2
  }

  /// Whether some characters after a family name may be the given name.
  static func isGiven(_ start: Int, _ given: Range<Int>, _ cells: [Unicode.Scalar]) -> Bool {
    guard given.upperBound <= cells.count, !given.isEmpty,
      cells[given].allSatisfy({ $0.isHan && !NameWords.notInNames.contains($0) })
    else { return false }
    if NameWords.words.end(at: start, in: cells) != nil, !isSure(start, given.upperBound, cells) {
      return false
    }
    if NameWords.titles.end(at: given.lowerBound, in: cells) != nil { return false }
    // 黄岛区 is a place, whichever way it is cut.
    for end in given.lowerBound + 1...given.lowerBound + 2
    where NameWords.places.end(at: end, in: cells) != nil { return false }
    if given.count == 2, endsWithWord(given, cells) { return false }
    return true
  }

  /// 我叫汪洋，: a cue that only a name follows, and a sign after it, outweigh the list of words.
  private static func isSure(_ start: Int, _ end: Int, _ cells: [Unicode.Scalar]) -> Bool {
    NameWords.sureCues.start(before: start, in: cells) != nil && cells.at(end)?.isHan != true
  }

  /// Words that begin with what may be the second character: 张伟今天, 张伟家.
  private static let following = WordSet(
    """
    今天 今年 去年 昨天 明天 现在 目前 多次 一直 经常 始终 长期 突然 立即 已经 主动 强行 私自 擅自 故意 无故 居然 竟然 两次 三次 同意 坚持
    认为 认可 表示 声称 提出 提供 承诺 解释 到场 进行 联系 核实 反映 负责 开始 继续 拨打 致电 来电 身份 手机 电话 男 女 家 同志 先生 女士 希望
    """)

  private static func endsWithWord(_ given: Range<Int>, _ cells: [Unicode.Scalar]) -> Bool {
    following.end(at: given.upperBound - 1, in: cells) != nil
  }
}
