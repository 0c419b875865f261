/// The number of a house at a road or in a village: 某某路58号甲.
enum HouseNumber {
  private static let roads = Set("路街道巷弄同村组庄屯寨疃".unicodeScalars)
  private static let estates = Set("园苑院城庭墅区里".unicodeScalars)
  /// Words that end like a road and are none, or no particular one.
  private static let others = WordSet(
    "知道 报道 渠道 管道 街道 通道 频道 轨道 味道 道路 马路 公路 线路 电路 铁路 一路 这条路 该路 此路 一同 合同 相同 共同")
  /// What tells that the number is a day or a thing.
  private static let dates = WordSet(
    """
    起 开始 上午 下午 晚 早 凌晨 中午 当天 前 后 以前 以后 之前 之后 至 到 封闭 停水 停电 施工 线 公交 出口
    入口 口 文 桥 码头 泊位 井 灯 杆 机 来 发布 已 再 就 又 仍 , 。
    """)
  private static let dayMax = 31
  private static let suffixes = WordSet("甲 乙 丙 丁 戊 内 附 院 号 之 -")
  private static let wholes = Set("甲乙丙丁戊院".unicodeScalars)
  private static let dwelling = WordSet("住 家住 住在 住址 地址 家在 居住 位于 门牌")
  private static let reach = 16

  /// - Parameters:
  ///   - first: the number itself, or the village's group before it.
  ///   - range: the whole chain of parts.
  static func find(
    _ first: HousePart, _ kinds: [HousePart.Kind], _ range: Range<Int>, _ cells: [Unicode.Scalar]
  ) -> Find? {
    if first.kind == .group, kinds.dropFirst().first == .number {
      return Find(.houseNumber, range.lowerBound..<tail(range.upperBound, cells))
    }
    guard first.kind == .number else { return nil }
    if kinds.contains(where: { $0 == .room || $0 == .unit }) { return Find(.dwelling, range) }
    let start = prefixed(first.numeral.lowerBound, cells)
    let end = tail(range.upperBound, cells)
    guard isHouse(start, first, end, cells) else { return nil }
    return Find(.houseNumber, start..<end)
  }

  private static func isHouse(
    _ start: Int, _ number: HousePart, _ end: Int, _ cells: [Unicode.Scalar]
  ) -> Bool {
    let before = cells.skippingBack([" "], from: start, most: 1)
    guard let road = cells.at(before - 1) else { return false }
    let mayBeDay = end == number.end && start == number.numeral.lowerBound && isDay(number, cells)
    if roads.contains(road) {
      if !mayBeDay { return true }
      if others.start(before: before, in: cells) != nil { return false }
      return dates.end(at: end, in: cells) == nil || lives(start, cells)
    }
    return estates.contains(road) && (!mayBeDay || lives(start, cells))
  }

  private static func isDay(_ number: HousePart, _ cells: [Unicode.Scalar]) -> Bool {
    var value = 0
    for cell in cells[number.numeral] {
      guard cell.isDigit else { return true }
      value = value * 10 + Int(cell.value - 0x30)
    }
    return value <= dayMax
  }

  /// Whether the sentence says that somebody lives here: 家住….
  static func lives(_ start: Int, _ cells: [Unicode.Scalar]) -> Bool {
    var index = start
    while index > 0, index > start - reach {
      if ["。", "\n", ";", "!", "?"].contains(cells[index - 1]) { return false }
      if dwelling.start(before: index, in: cells) != nil { return true }
      index -= 1
    }
    return false
  }

  /// With what stands before the number: 甲58号, 58-3号.
  private static func prefixed(_ start: Int, _ cells: [Unicode.Scalar]) -> Int {
    if let sign = cells.at(start - 1), wholes.contains(sign), sign != "院" { return start - 1 }
    guard cells.at(start - 1) == "-" else { return start }
    var index = start - 1
    while index > 0, index > start - HousePart.numeralMax, cells[index - 1].isDigit { index -= 1 }
    return index < start - 1 ? index : start
  }

  private static let tailMax = 4

  /// With what belongs to the number: 58号甲, 58号-1, 58号附3号.
  static func tail(_ start: Int, _ cells: [Unicode.Scalar]) -> Int {
    var end = start
    for _ in 0..<tailMax {
      guard let sign = suffixes.end(at: end, in: cells) else { break }
      if wholes.contains(cells[end]) {
        end = sign
      } else if let number = HousePart.numeralEnd(sign, in: cells) {
        end = cells.at(number) == "号" ? number + 1 : number
      } else {
        break
      }
    }
    return end
  }
}
