import Kernel
import WorkCalendar

/// The same arithmetic done in the plainest way, one day and one span after another: what the
/// fast one must agree with.
struct DayByDayCalendar {
  let spans: [(start: Int64, end: Int64)]
  let restDays: Set<Int>
  let lines: [CivilDate: Bool]

  init(_ calendar: WorkCalendar) {
    spans = calendar.hours.spans.map {
      (Int64($0.startMinute) * 60_000, Int64($0.endMinute) * 60_000)
    }
    restDays = calendar.restDays
    lines = Dictionary(uniqueKeysWithValues: calendar.holidays.days.map { ($0.date, $0.isOff) })
  }

  func isWorking(_ date: CivilDate) -> Bool {
    lines[date].map { !$0 } ?? !restDays.contains(date.weekday)
  }

  func adding(_ amount: Int64, to start: Instant) -> Instant {
    var date = start.local(.china).date
    var rest = amount
    while true {
      let midnight = Instant(startOf: date, .china).milliseconds
      for span in spans where isWorking(date) {
        let begin = max(start.milliseconds, midnight + span.start)
        let length = midnight + span.end - begin
        guard length > 0 else { continue }
        if rest <= length { return Instant(milliseconds: begin + rest) }
        rest -= length
      }
      date = date.advanced(byDays: 1)
    }
  }

  func subtracting(_ amount: Int64, from end: Instant) -> Instant {
    var date = end.local(.china).date
    var rest = amount
    while true {
      let midnight = Instant(startOf: date, .china).milliseconds
      for span in spans.reversed() where isWorking(date) {
        let close = min(end.milliseconds, midnight + span.end)
        let length = close - midnight - span.start
        guard length > 0 else { continue }
        if rest <= length { return Instant(milliseconds: close - rest) }
        rest -= length
      }
      date = date.advanced(byDays: -1)
    }
  }
}
