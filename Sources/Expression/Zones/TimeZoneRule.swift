/// The rule of POSIX for a zone's offsets year by year: `CET-1CEST,M3.5.0,M10.5.0/3`.
struct TimeZoneRule: Sendable, Hashable {
  /// A moment of every year.
  struct Change: Sendable, Hashable {
    let day: Day
    /// Seconds after the midnight that begins the day; negative or beyond a day on some.
    let seconds: Int64
  }

  enum Day: Sendable, Hashable {
    /// `Jn`, 1 to 365: 29 February is never counted.
    case withoutLeapDay(Int64)
    /// `n`, 0 to 365: 29 February is counted.
    case withLeapDay(Int64)
    /// `Mm.w.d`: a day of the week from 0 for Sunday; week 5 is the last of the month.
    case weekday(month: Int64, week: Int64, day: Int64)
  }

  struct Daylight: Sendable, Hashable {
    /// Seconds from UTC, positive to the east.
    let offset: Int64
    let start: Change
    let end: Change
  }

  /// Seconds from UTC, positive to the east.
  let standardOffset: Int64
  let daylight: Daylight?

  /// The calendar, days of the week included, repeats after 400 years.
  private static let cycleSeconds: Int64 = 146_097 * 86_400

  /// The offset in seconds at a time in seconds since 1970.
  func offset(at seconds: Int64) -> Int64 {
    guard let daylight else { return standardOffset }
    let time = seconds.dividedDown(by: TimeZoneRule.cycleSeconds).remainder
    let days = (time + standardOffset).dividedDown(by: 86_400).quotient
    let year = CivilDate(daysSince1970: days).year
    var latest = Int64.min
    var offset = standardOffset
    // A change may lie a week outside its year, so the neighbours are asked too.
    for candidate in year - 2...year + 1 {
      let end = daylight.end.localSeconds(in: candidate) - daylight.offset
      if end <= time, end > latest { (latest, offset) = (end, standardOffset) }
      // Where one period ends as the next begins, daylight time goes on all year.
      let start = daylight.start.localSeconds(in: candidate) - standardOffset
      if start <= time, start >= latest { (latest, offset) = (start, daylight.offset) }
    }
    return offset
  }
}

extension TimeZoneRule.Change {
  /// Seconds since 1970 of the local clock.
  fileprivate func localSeconds(in year: Int64) -> Int64 {
    day.daysSince1970(in: year) * 86_400 + seconds
  }
}

extension TimeZoneRule.Day {
  fileprivate func daysSince1970(in year: Int64) -> Int64 {
    switch self {
    case .withLeapDay(let day):
      return Self.first(year, 1) + day
    case .withoutLeapDay(let day):
      // 1 March is the 60th day that is counted, in every year.
      return day < 60 ? Self.first(year, 1) + day - 1 : Self.first(year, 3) + day - 60
    case .weekday(let month, let week, let day):
      let first = Self.first(year, month)
      let next = month == 12 ? Self.first(year + 1, 1) : Self.first(year, month + 1)
      // 1970 began on a Thursday.
      let ahead = (day - (first + 4)).dividedDown(by: 7).remainder
      let found = first + ahead + (week - 1) * 7
      return found < next ? found : found - 7
    }
  }

  /// The first day of a month.
  private static func first(_ year: Int64, _ month: Int64) -> Int64 {
    CivilDate(year: year, month: month, day: 1)?.daysSince1970 ?? 0
  }
}
