/// Numbers that everybody may read.
enum NumberForms {
  private static let yearMin = 1900
  private static let yearMax = 2099

  /// Eight digits that are a day: 20220905.
  static func isDate(_ digits: some Collection<UInt8>) -> Bool {
    guard digits.count == 8 else { return false }
    let value = digits.reduce(0) { $0 * 10 + Int($1) }
    return (yearMin...yearMax).contains(value / 10_000) && (1...12).contains(value / 100 % 100)
      && (1...31).contains(value % 100)
  }

  /// Service numbers of the whole country: 400 and 800, 95105105 and the like, 1010….
  static func isPublicLine(_ digits: [UInt8]) -> Bool {
    if digits.count == 10 { return [[4, 0, 0], [8, 0, 0]].contains { digits.starts(with: $0) } }
    guard digits.count == 8 else { return false }
    return [[9, 5], [9, 6], [1, 0, 1, 0]].contains { digits.starts(with: $0) }
  }

  /// How many groups from a place on are a date or a serial number that begins with one:
  /// 2022-09-05, 20220905, 20220905-000123; none otherwise.
  static func keptGroups(from start: Int, in groups: [DigitGroup]) -> Int {
    let first = groups[start].digits
    func follows(_ offset: Int, digits: ClosedRange<Int>) -> Bool {
      let index = start + offset
      return index < groups.count && groups[index].joint <= .tight
        && digits.contains(groups[index].digits.count)
    }
    if first.count == 8, isDate(first) { return follows(1, digits: 3...8) ? 2 : 1 }
    if (12...17).contains(first.count), isDate(first.prefix(8)), first[0] == 2 { return 1 }
    guard first.count == 4, isYear(first), start + 2 < groups.count else { return 0 }
    let month = groups[start + 1]
    let day = groups[start + 2]
    guard (1...2).contains(month.digits.count), (1...2).contains(day.digits.count),
      [month, day].allSatisfy({ $0.joint == .tight || $0.joint == .loose })
    else { return 0 }
    return isDate(first + padded(month.digits) + padded(day.digits)) ? 3 : 0
  }

  static func isYear(_ digits: [UInt8]) -> Bool {
    digits.count == 4 && (digits.starts(with: [1, 9]) || digits.starts(with: [2, 0]))
  }

  private static func padded(_ digits: [UInt8]) -> [UInt8] {
    digits.count == 1 ? [0] + digits : digits
  }

  private static let units: Set<Unicode.Scalar> = [
    "元", "块", "万", "亿", "千", "百", "平", "米", "公", "里", "吨", "升", "斤", "度", "户", "人",
    "个", "次", "辆", "台", "株", "件", "套", "份", "岁", "年", "月", "日", "天", "分", "秒", "字",
    "亩", "克", "瓦", "%", "‰", "℃", "°", "多", "余", "来", "K", "M",
  ]
  private static let currency: Set<Unicode.Scalar> = ["¥", "￥", "$", "€"]

  /// Whether what follows makes the number an amount: 元, 平方米, 户.
  static func isAmount(_ range: Range<Int>, in cells: [Unicode.Scalar]) -> Bool {
    let before = cells.skippingBack([" "], from: range.lowerBound, most: 2)
    if let sign = cells.at(before - 1), currency.contains(sign) { return true }
    let next = cells.skipping([" "], from: range.upperBound, most: 1)
    if let square = cells.at(next)?.value, (0x3371...0x33DD).contains(square) { return true }
    guard let unit = cells.at(next), units.contains(unit) else { return false }
    // 天天 is no count of days.
    if cells.at(next + 1) == unit { return false }
    return NameWords.titles.end(at: next + 1, in: cells) == nil
  }

  private static let serialWords = WordSet(
    """
    编号 工单 工单号 单号 文号 案号 流水号 批号 批次 批次号 第 票号 受理号 事项 事项号 订单 订单号
    信用代码 备案号 登记号 许可证号 合同号 公告 标准 条码 条形码 批准文号 序号 型号
    """)
  private static let betweenWordAndNumber: Set<Unicode.Scalar> = [" ", ":", "为", "是", "(", "\""]
  private static let prefixMax = 12

  /// Whether the words before make the number one of a thing: 工单编号.
  static func isSerial(_ start: Int, in cells: [Unicode.Scalar]) -> Bool {
    var index = start
    while index > 0, index > start - prefixMax,
      cells[index - 1].isLetter || cells[index - 1].isDigit || cells[index - 1] == "-"
    {
      index -= 1
    }
    index = cells.skippingBack(betweenWordAndNumber, from: index, most: 3)
    return serialWords.start(before: index, in: cells) != nil
  }
}
