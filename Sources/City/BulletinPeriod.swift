public import Figures
public import Kernel

/// The days that a bulletin tells about: one, or a week of seven.
public enum BulletinPeriod: Hashable, Sendable {
  case day(CivilDate)
  case week(CivilWeek)

  public var first: CivilDate {
    switch self {
    case .day(let date): date
    case .week(let week): week.monday
    }
  }

  public var last: CivilDate {
    switch self {
    case .day(let date): date
    case .week(let week): week.sunday
    }
  }

  /// The period that it is compared with.
  public var before: BulletinPeriod {
    switch self {
    case .day(let date): .day(date.advanced(byDays: -1))
    case .week(let week): .week(week.advanced(byWeeks: -1))
    }
  }

  public var after: BulletinPeriod {
    switch self {
    case .day(let date): .day(date.advanced(byDays: 1))
    case .week(let week): .week(week.advanced(byWeeks: 1))
    }
  }

  /// The number of the issue in its year: the day of the year, or the week.
  public var issue: Int {
    switch self {
    case .day(let date): date.dayOfYear
    case .week(let week): week.number
    }
  }

  /// The year that its issues are counted in.
  public var year: Int {
    switch self {
    case .day(let date): date.year
    case .week(let week): week.year
    }
  }

  /// `2026-05-28` or `2026-W22`.
  public var text: String {
    switch self {
    case .day(let date): date.text
    case .week(let week): week.text
    }
  }

  public var isWeek: Bool {
    if case .week = self { return true }
    return false
  }

  public var step: FigureStep { FigureStep(first, last) }

  public var days: FigurePeriod { FigurePeriod(days: first, last) }
}
