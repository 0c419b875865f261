public import Kernel

extension Problem.Kind {
  /// A computation needs the holidays of a year that no list gives. `{year}` is the first such
  /// year.
  public static let yearMissing = Problem.Kind(
    "calendar.year-missing", status: 409,
    zh: "工作日历缺少{year}年的节假日安排，不能推算该年的工作日。请把{year}年的放假调休安排加入配置包的节假日表。",
    en: """
      The work calendar has no holiday list for {year}, so its working days cannot be computed. \
      Add the list of {year} to the holiday file of the pack.
      """)
  /// An instant before the year 1 or after 9999.
  public static let outOfRange = Problem.Kind(
    "calendar.out-of-range", status: 422, zh: "日期应在公元1年至9999年之间。",
    en: "The date must lie in the years 1 to 9999.")
  /// The words of a limit name a season of which the pack does not say when it is.
  public static let seasonUnknown = Problem.Kind(
    "calendar.season-unknown", status: 409,
    zh: "配置包没有写明“{season}”的起止日期。请在配置包的季节表中加上它。",
    en: "The pack does not say when “{season}” is. Add it to the seasons of the pack.")
  /// No branch of a seasonal limit holds on the date.
  public static let seasonNone = Problem.Kind(
    "calendar.season-none", status: 409, zh: "时限“{limit}”没有适用于{date}的一项。请补上其余时间的时限。",
    en: "No part of the limit “{limit}” holds on {date}. Add one for the rest of the year.")
}

extension Problem {
  static func yearMissing(_ year: Int) -> Problem {
    Problem(.yearMissing, ["year": String(year)])
  }
}
