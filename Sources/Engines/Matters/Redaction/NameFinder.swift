/// Finds names of people by what stands around them: 我叫李小明, 联系人：张伟, 张伟光先生, a name
/// before a telephone number.
///
/// A name is a family name of the list and one or two characters. A name that nothing announces
/// is not found.
enum NameFinder {
  static func finds(in cells: [Unicode.Scalar]) -> [Find] {
    var found: [Find] = []
    var index = 0
    while index < cells.count {
      let find =
        announced(index, cells) ?? titled(index, cells) ?? beforeNumber(index, cells)
        ?? unannounced(index, cells) ?? foreign(index, cells)
      if let find {
        found.append(find)
        index = find.range.upperBound
      } else {
        index += 1
      }
    }
    return found
  }

  private static let betweenMax = 3

  /// A name after a cue such as 联系人.
  private static func announced(_ start: Int, _ cells: [Unicode.Scalar]) -> Find? {
    guard let surname = Surnames.end(at: start, in: cells) else { return nil }
    let cue = cells.skippingBack(NameWords.between, from: start, most: betweenMax)
    let spaced = cells.skippingBack([" ", ":", "“"], from: start, most: betweenMax)
    let isCue =
      NameWords.cues.start(before: cue, in: cells) != nil
      || NameWords.cues.start(before: start, in: cells) != nil
    let isSelf =
      !isCue
      && [start, spaced].contains { NameWords.selves.start(before: $0, in: cells) != nil }
    guard isCue || isSelf,
      let end = GivenName.end(start, surname, cells, mustEnd: isSelf)
    else { return nil }
    return name(start, surname, end, cells)
  }

  /// A name before a title: 张伟光先生. A surname with a title stays: 王先生.
  private static func titled(_ start: Int, _ cells: [Unicode.Scalar]) -> Find? {
    guard let surname = Surnames.end(at: start, in: cells) else { return nil }
    for end in [surname + 2, surname + 1] {
      guard let title = NameWords.titles.end(at: end, in: cells), title - end >= 2,
        GivenName.isGiven(start, surname..<end, cells)
      else { continue }
      // 对于李先生: the sure reading is a surname with a title.
      let isFree = end - surname > 1 ? isBoundary(start, cells) : isAnnounced(start, cells)
      let isWord = end - surname == 1 && prepositions.contains(cells[start])
      if !isFree || isWord, Surnames.single.contains(cells[end - 1]) { return nil }
      return name(start, surname, end, cells)
    }
    return nil
  }

  /// Family names that before another one are mostly words: 向李经理反映.
  private static let prepositions: Set<Unicode.Scalar> = ["向", "于", "任", "应"]
  private static let numberMarks = WordSet("[电话] [证件号] [银行卡号] [账号] [车牌号]")
  private static let numberWords = WordSet("电话 手机 联系电话 手机号 电话号码 手机号码 身份证 身份证号 微信 身份证号码 车牌")
  private static let blanks: Set<Unicode.Scalar> = [" ", ",", ":", "(", "、", "-", "的"]

  /// A name between a sign and a number that was struck: 张伟 ［电话］.
  private static func beforeNumber(_ start: Int, _ cells: [Unicode.Scalar]) -> Find? {
    guard isBoundary(start, cells), let surname = Surnames.end(at: start, in: cells) else {
      return nil
    }
    for end in [surname + 1, surname + 2] {
      guard end <= cells.count, GivenName.isGiven(start, surname..<end, cells) else { continue }
      var next = cells.skipping(blanks, from: end, most: betweenMax)
      if let word = numberWords.end(at: next, in: cells) {
        next = cells.skipping([" ", ":", "为", "是", "号", "("], from: word, most: betweenMax)
      }
      if numberMarks.end(at: next, in: cells) != nil { return name(start, surname, end, cells) }
    }
    return nil
  }

  private static let verbs = WordSet("反映 来电 投诉 举报 致电 留言 来信 诉求 求助")
  private static let estates = Set("苑园城府湾里轩庭阁郡居坊岸墅寓".unicodeScalars)
  private static let closers: Set<Unicode.Scalar> = ["\n", " ", "-", "。", "!"]

  /// A name that begins a sentence, 梁小龙反映…, or stands alone at the end of the text.
  private static func unannounced(_ start: Int, _ cells: [Unicode.Scalar]) -> Find? {
    guard cells.at(start - 1)?.isHan != true, let surname = Surnames.end(at: start, in: cells)
    else { return nil }
    let long = surname + 2
    if long < cells.count, GivenName.isGiven(start, surname..<long, cells),
      verbs.end(at: long, in: cells) != nil, !estates.contains(cells[long - 1])
    {
      return name(start, surname, long, cells)
    }
    guard let before = cells.at(start - 1), closers.contains(before),
      let end = GivenName.end(start, surname, cells, mustEnd: true),
      end == cells.count || cells[end] == "\n"
    else { return nil }
    return name(start, surname, end, cells)
  }

  private static let foreignPartMax = 6

  /// A name in parts with a point, after a cue: 本人阿依古丽·热合曼.
  private static func foreign(_ start: Int, _ cells: [Unicode.Scalar]) -> Find? {
    guard cells[start].isHan else { return nil }
    let cue = cells.skippingBack(NameWords.between, from: start, most: betweenMax)
    guard NameWords.cues.start(before: cue, in: cells) != nil else { return nil }
    var end = start
    var parts = 0
    while true {
      let part = end
      while let cell = cells.at(end), cell.isHan, end < part + foreignPartMax {
        if parts > 0, end > part, NameWords.notInNames.contains(cell) { break }
        end += 1
      }
      guard end > part else { return nil }
      parts += 1
      guard cells.at(end) == "·" else { break }
      end += 1
    }
    return parts > 1 ? Find(.name, start..<end) : nil
  }

  private static func name(
    _ start: Int, _ surname: Int, _ end: Int, _ cells: [Unicode.Scalar]
  ) -> Find {
    let family = Surnames.text(cells[start..<surname])
    let next = cells.skipping([" "], from: end, most: 1)
    let isTitled = NameWords.titles.end(at: next, in: cells) != nil
    return Find(.name, start..<end, replacement: isTitled ? family : family + "先生/女士")
  }

  private static let openers = WordSet("是 叫 找 对 向 由 请 让 给 被 和 与 该 问 以及 及")

  /// No word goes on from here to the left, as far as one can tell.
  private static func isBoundary(_ start: Int, _ cells: [Unicode.Scalar]) -> Bool {
    isAnnounced(start, cells) || openers.start(before: start, in: cells) != nil
  }

  private static func isAnnounced(_ start: Int, _ cells: [Unicode.Scalar]) -> Bool {
    guard let before = cells.at(start - 1), before.isHan else { return true }
    return NameWords.cues.start(before: start, in: cells) != nil
  }
}
