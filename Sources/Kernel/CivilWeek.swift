/// A week of ISO 8601, from Monday to Sunday; it belongs to the year that its Thursday lies in.
public struct CivilWeek: Hashable, Sendable {
  public let monday: CivilDate

  /// The week that a day lies in.
  public init(containing date: CivilDate) {
    monday = date.advanced(byDays: 1 - date.weekday)
  }

  /// Reads `2026-W22`; nil where the text names no week.
  public init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].utf8.count == 4, parts[1].utf8.count == 3,
      parts[1].hasPrefix("W"), let year = CivilWeek.number(parts[0]),
      let number = CivilWeek.number(parts[1].dropFirst()),
      let fourth = CivilDate(year: year, month: 1, day: 4), number >= 1
    else { return nil }
    // 4 January always lies in the first week.
    let week = CivilWeek(containing: fourth).advanced(byWeeks: number - 1)
    guard week.year == year else { return nil }
    self = week
  }

  private static func number(_ text: Substring) -> Int? {
    text.utf8.allSatisfy { (48...57).contains($0) } ? Int(text) : nil
  }

  public var sunday: CivilDate { monday.advanced(byDays: 6) }

  /// The year that counts it, which may differ from that of its Monday or Sunday.
  public var year: Int { monday.advanced(byDays: 3).year }

  /// 1 to 53.
  public var number: Int {
    let thursday = monday.advanced(byDays: 3)
    let first = CivilDate(dayNumber: thursday.dayNumber - thursday.dayOfYear + 1)
    return (thursday.dayNumber - first.dayNumber) / 7 + 1
  }

  /// `2026-W22`.
  public var text: String { padded(year, 4) + "-W" + padded(number, 2) }

  public func advanced(byWeeks weeks: Int) -> CivilWeek {
    CivilWeek(containing: monday.advanced(byDays: weeks * 7))
  }
}

extension CivilDate {
  /// 1 to 366.
  public var dayOfYear: Int {
    (1..<month).reduce(day) { $0 + CivilDate.length(ofMonth: $1, year: year) }
  }
}
