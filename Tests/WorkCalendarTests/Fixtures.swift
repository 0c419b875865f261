import Kernel
import Testing
import WorkCalendar

/// China's list as the project ships it.
func chinaList() throws -> HolidayList {
  try HolidayList(csv: try #require(fileText(root + "/Packs/calendars/china.csv")))
}

/// 08:00–12:00 and 14:00–18:00 in China, the hours of one city.
func china() throws -> WorkCalendar {
  try WorkCalendar(
    hours: try WorkingHours("08:00-12:00,14:00-18:00"), holidays: try chinaList())
}

/// `2019-12-31 10:00` in China.
func moment(_ text: String) throws -> Instant {
  try #require(Instant(text, offset: .china))
}

func date(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

func limit(_ words: String) throws -> TimeLimit { try TimeLimit(words: words) }

/// The year named by the `calendar.year-missing` that the body throws; nil where it throws none.
func missingYear(_ body: () throws -> Void) -> String? {
  do {
    try body()
    return nil
  } catch let problem as Problem {
    return problem.kind == .yearMissing ? problem.arguments["year"] : "another problem: \(problem)"
  } catch {
    return "another error: \(error)"
  }
}

extension Instant {
  /// For messages and expectations: the clock in China.
  var china: String { text(.china) }
}
