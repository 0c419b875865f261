/// A day of the Gregorian calendar, and its count of days since 1970-01-01.
///
/// The formulas are those of Howard Hinnant, “chrono-Compatible Low-Level Date Algorithms”.
struct CivilDate: Equatable {
  let year: Int64
  /// 1…12.
  let month: Int64
  /// 1…31.
  let day: Int64

  init?(year: Int64, month: Int64, day: Int64) {
    guard (1...12).contains(month), (1...CivilDate.days(year: year, month: month)).contains(day)
    else { return nil }
    (self.year, self.month, self.day) = (year, month, day)
  }

  init(daysSince1970 days: Int64) {
    let shifted = days + 719_468
    let (era, dayOfEra) = shifted.dividedDown(by: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  var daysSince1970: Int64 {
    let shiftedYear = month <= 2 ? year - 1 : year
    let (era, yearOfEra) = shiftedYear.dividedDown(by: 400)
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// 0 for the first of January.
  var dayOfYear: Int64 {
    guard let first = CivilDate(year: year, month: 1, day: 1) else { return 0 }
    return daysSince1970 - first.daysSince1970
  }

  /// 0 for Sunday.
  var dayOfWeek: Int64 { (daysSince1970 + 4).dividedDown(by: 7).remainder }

  private static func days(year: Int64, month: Int64) -> Int64 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return switch month {
    case 2: leap ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}
