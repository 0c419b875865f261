/// Finds the numbers of people: telephones, identity papers, cards, and other long numbers.
enum NumberFinder {
  static func finds(in cells: [Unicode.Scalar]) -> [Find] {
    let groups = DigitGroup.groups(in: cells)
    var found: [Find] = []
    var index = 0
    while index < groups.count {
      let kept = NumberForms.keptGroups(from: index, in: groups)
      if kept > 0 {
        index += kept
        continue
      }
      if let code = CreditCode(at: groups[index].cells.lowerBound, in: cells) {
        if code.isPersonal { found.append(Find(.identityNumber, code.range)) }
        while index < groups.count, groups[index].cells.lowerBound < code.range.upperBound {
          index += 1
        }
        continue
      }
      let candidates = NumberCandidate.all(from: index, in: groups)
      if let line = candidates.first(where: {
        $0.joint < .loose && NumberForms.isPublicLine($0.digits)
      }) {
        index += line.groups.count
      } else if let (find, taken) = best(candidates, cells) ?? long(index, groups, cells) {
        found.append(find)
        index += taken
      } else {
        index += 1
      }
    }
    return found
  }

  /// What the candidates hold, the surest first, and how many groups it takes.
  private static func best(
    _ candidates: [NumberCandidate], _ cells: [Unicode.Scalar]
  ) -> (Find, Int)? {
    if let (paper, end) = identity(candidates, cells) {
      return (Find(.identityNumber, paper.cells.lowerBound..<end), paper.groups.count)
    }
    if let passport = candidates.first(where: { isPassport($0, cells) }) {
      let start = cells.skippingBack(letters, from: passport.cells.lowerBound, most: 2)
      return (Find(.identityNumber, start..<passport.cells.upperBound), passport.groups.count)
    }
    if let mobile = candidates.last(where: \.isMobile) {
      return (Find(.phone, opened(mobile.cells, cells)), mobile.groups.count)
    }
    if let line = candidates.last(where: \.isLandline) {
      return (Find(.phone, extended(opened(line.cells, cells), cells)), line.groups.count)
    }
    if let card = candidates.last(where: \.isBankCard), !isGuarded(card, cells) {
      return (Find(.bankCard, card.cells), card.groups.count)
    }
    if let local = candidates.last(where: { isLocal($0, cells) }) {
      return (Find(.phone, extended(local.cells, cells)), local.groups.count)
    }
    return nil
  }

  private static let letters = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZ".unicodeScalars)

  /// An identity number and where it ends: an X may close it.
  private static func identity(
    _ candidates: [NumberCandidate], _ cells: [Unicode.Scalar]
  ) -> (NumberCandidate, Int)? {
    for candidate in candidates.reversed() where candidate.isIdentity {
      let end = candidate.cells.upperBound
      if candidate.digits.count != 17 { return (candidate, end) }
      let sign = cells.skipping([" ", "-", ".", PlainText.picture], from: end, most: 3)
      if cells.at(sign) == "X" { return (candidate, sign + 1) }
    }
    return nil
  }

  /// A letter and eight digits, or two letters and seven: passports and travel permits.
  private static func isPassport(
    _ candidate: NumberCandidate, _ cells: [Unicode.Scalar]
  ) -> Bool {
    guard candidate.joint < .loose, (7...8).contains(candidate.digits.count) else { return false }
    let start = candidate.cells.lowerBound
    let before = cells.skippingBack(letters, from: start, most: 3)
    guard start - before == 9 - candidate.digits.count, let first = cells.at(before),
      passportLetters.contains(first)
    else { return false }
    return !NumberForms.isSerial(start, in: cells)
  }

  private static let passportLetters = Set("CDEGHMPSTW".unicodeScalars)

  /// Seven or eight digits: in one piece, or as 8888-0000 after a word such as 电话.
  private static func isLocal(_ candidate: NumberCandidate, _ cells: [Unicode.Scalar]) -> Bool {
    guard candidate.isLocalShape, !isGuarded(candidate, cells) else { return false }
    if candidate.isOne, let first = candidate.digits.first, first > 1 { return true }
    let start = cells.skippingBack(
      [" ", ":", "为", "是", "号", "码", "(", "\n"], from: candidate.cells.lowerBound, most: 5)
    return phoneWords.start(before: start, in: cells) != nil
  }

  private static let phoneWords = WordSet("电话 联系 致电 拨打 座机 固话 热线 手机 TEL PHONE 号码 来电 家里")

  private static func isGuarded(_ candidate: NumberCandidate, _ cells: [Unicode.Scalar]) -> Bool {
    NumberForms.isAmount(candidate.cells, in: cells)
      || NumberForms.isSerial(candidate.cells.lowerBound, in: cells)
  }

  /// Digits in one piece from which a number is taken to be somebody's.
  private static let pieceMin = 7
  /// Digits in several pieces, joined by signs, that are taken to be a number in disguise.
  private static let piecesMin = 11

  private static func long(
    _ index: Int, _ groups: [DigitGroup], _ cells: [Unicode.Scalar]
  ) -> (Find, Int)? {
    let first = groups[index]
    if first.digits.count >= pieceMin { return isGuardedPiece(first, cells) }
    if NumberForms.isYear(first.digits) { return nil }
    var end = index + 1
    var digits = first.digits.count
    while end < groups.count, isDisguise(groups[end], after: groups[end - 1]) {
      digits += groups[end].digits.count
      end += 1
    }
    let range = first.cells.lowerBound..<groups[end - 1].cells.upperBound
    guard end - index >= 3, digits >= piecesMin, !NumberForms.isAmount(range, in: cells),
      !NumberForms.isSerial(range.lowerBound, in: cells)
    else { return nil }
    return (Find(.number, range), end - index)
  }

  private static func isGuardedPiece(
    _ group: DigitGroup, _ cells: [Unicode.Scalar]
  ) -> (Find, Int)? {
    let isDecimal = cells.at(group.cells.lowerBound - 1) == "."
    let isKept =
      isDecimal || NumberForms.isAmount(group.cells, in: cells)
      || NumberForms.isSerial(group.cells.lowerBound, in: cells)
    return isKept ? nil : (Find(.number, group.cells), 1)
  }

  /// Groups joined by signs; by blanks only where they are of one or two digits.
  private static func isDisguise(_ group: DigitGroup, after other: DigitGroup) -> Bool {
    switch group.joint {
    case .none, .tight: true
    case .blank: group.digits.count <= 2 && other.digits.count <= 2
    case .loose, .apart: false
    }
  }

  /// With the bracket or the plus before it.
  private static func opened(_ range: Range<Int>, _ cells: [Unicode.Scalar]) -> Range<Int> {
    let isClosed = cells[range].contains(")")
    let before = cells.at(range.lowerBound - 1)
    if (before == "(" && isClosed) || before == "+" {
      return range.lowerBound - 1..<range.upperBound
    }
    return range
  }

  private static let extensionWords = WordSet("转 - 分机 分机号 转分机 EXT")
  private static let extensionMax = 5

  /// With an extension of at most five digits: 转802.
  private static func extended(_ range: Range<Int>, _ cells: [Unicode.Scalar]) -> Range<Int> {
    let start = cells.skipping([" "], from: range.upperBound, most: 2)
    guard let word = extensionWords.end(at: start, in: cells) else { return range }
    let digits = cells.skipping([" ", "."], from: word, most: 2)
    let end = cells.digitsEnd(from: digits, most: extensionMax)
    let isWhole = end > digits && cells.at(end)?.isDigit != true
    return isWhole ? range.lowerBound..<end : range
  }
}
