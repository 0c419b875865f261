public import Kernel

/// Why a text is not an acceptable list of holidays.
public struct HolidayListError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The line at fault, from 1.
  public let line: Int
  /// What stands there, shortened.
  public let found: String
  /// What should stand there.
  public let expected: Text

  /// The whole message in both languages.
  public var text: Text {
    Text(
      zh: "节假日表第\(line)行应为\(expected.chinese),实为“\(found)”。",
      en: "Line \(line) of the holiday list: expected \(expected.english), found “\(found)”.")
  }

  /// The English message, for logs.
  public var description: String { text.english }
}

extension HolidayList {
  /// Most lines that are read.
  public static let linesMax = 20_000

  /// Reads lines `date,name,is_off_day` under that heading, in any order: 1 is a day off, 0 a
  /// rest day that is worked. Empty lines are passed over.
  ///
  /// - Throws: `HolidayListError`, with the line, for a wrong heading, a date that does not
  ///   exist, an empty name, a flag other than 0 and 1, a repeated date, or more than `linesMax`
  ///   lines.
  public init(csv: String) throws(HolidayListError) {
    let lines = csv.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    var heading = lines.first ?? ""
    if heading.unicodeScalars.first == "\u{FEFF}" { heading.unicodeScalars.removeFirst() }
    guard heading == "date,name,is_off_day" else {
      throw HolidayListError(1, heading, zh: "表头 date,name,is_off_day", en: "its heading")
    }
    guard lines.count <= HolidayList.linesMax else {
      throw HolidayListError(
        HolidayList.linesMax + 1, "…", zh: "至多\(HolidayList.linesMax)行",
        en: "at most \(HolidayList.linesMax) lines")
    }
    var days: [Day] = []
    var seen: Set<CivilDate> = []
    for (index, line) in lines.enumerated().dropFirst() where !line.allSatisfy(\.isWhitespace) {
      let day = try HolidayList.day(line, number: index + 1)
      guard seen.insert(day.date).inserted else {
        throw HolidayListError(index + 1, line, zh: "未出现过的日期", en: "each date once")
      }
      days.append(day)
    }
    self.init(days: days)
  }

  private static func day(_ line: Substring, number: Int) throws(HolidayListError) -> Day {
    let cells = line.split(separator: ",", omittingEmptySubsequences: false)
    guard cells.count == 3 else {
      throw HolidayListError(number, line, zh: "三栏 date,name,is_off_day", en: "three columns")
    }
    guard let date = CivilDate(String(cells[0])) else {
      throw HolidayListError(
        number, cells[0], zh: "日期，如 2027-01-01", en: "a date such as 2027-01-01")
    }
    guard !cells[1].allSatisfy(\.isWhitespace) else {
      throw HolidayListError(number, cells[1], zh: "节日名称", en: "the holiday's name")
    }
    guard cells[2] == "0" || cells[2] == "1" else {
      throw HolidayListError(
        number, cells[2], zh: "1(放假)或 0(上班)", en: "1 (day off) or 0 (worked)")
    }
    return Day(date: date, name: String(cells[1]), isOff: cells[2] == "1")
  }
}

extension HolidayListError {
  fileprivate init(_ line: Int, _ found: Substring, zh: String, en: String) {
    self.init(line: line, found: String(found.prefix(40)), expected: Text(zh: zh, en: en))
  }
}
