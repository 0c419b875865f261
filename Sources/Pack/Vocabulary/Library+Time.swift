import Expression
import Kernel
import WorkCalendar

extension Library {
  /// Limits, and the city's work calendar.
  static let time = Library(
    "time", about: "Time limits, and the city's work calendar with its holidays and hours",
    [limitFunction] + calendarReckoning + calendarQuestions + calendarParts)

  private static let limitFunction = Function(
    "limit",
    [
      Overload(unary: .string, result: LimitValue.type, cost: 5, purity: .literal) { value in
        let words = try value.string()
        do throws(TimeLimitError) {
          return .custom(LimitValue(try TimeLimit(words: words)))
        } catch {
          throw FunctionError(error.text)
        }
      }
    ], about: "A time limit in the words of the rule: `3个工作日`, `4小时`, `半天`, `2紧急工作时`")

  private static let calendarReckoning: [Function] = [
    reckoning(
      "after", about: "The moment by which a limit that begins now has run out"
    ) { calendar, moment, limit throws(Problem) in
      try calendar.adding(limit, to: moment)
    },
    reckoning(
      "deadline",
      about: "The same, with working days counted from the next day on to the close of work"
    ) { calendar, moment, limit throws(Problem) in
      try calendar.adding(limit, to: moment, counting: .fromNextDay)
    },
    reckoning(
      "before", about: "The last moment at which a limit may begin so as to end by then"
    ) { calendar, moment, limit throws(Problem) in
      try calendar.subtracting(limit, from: moment)
    },
  ]

  private static func reckoning(
    _ name: String, about: String,
    _ reckon: @escaping @Sendable (WorkCalendar, Instant, TimeLimit) throws(Problem) -> Instant
  ) -> Function {
    Function(
      name, .receiver, parameters: [CalendarValue.type, .timestamp, LimitValue.type],
      result: .timestamp, cost: 10, about: about
    ) { values in
      let calendar = try CalendarValue.of(values[0])
      let (moment, limit) = (try values[1].instant(), try LimitValue.of(values[2]).limit)
      let found = try calendar.answer { calendar throws(Problem) in
        try reckon(calendar, moment, limit)
      }
      guard let value = Value.moment(found) else { throw FunctionError(Problem(.outOfRange)) }
      return value
    }
  }

  private static let calendarQuestions: [Function] = [
    question("isWorkingDay", about: "Whether the day is one of work") {
      calendar, moment throws(Problem) in
      try calendar.isWorkingDay(moment.local(calendar.offset).date)
    },
    question("isWorkingTime", about: "Whether work goes on at the moment") {
      calendar, moment throws(Problem) in
      try calendar.isWorkingTime(moment)
    },
    stretch(
      "workingDays", .double,
      about: "Working time between two moments in working days, half a day being 0.5"
    ) { calendar, start, end throws(FunctionError) in
      .double(
        try calendar.answer { calendar throws(Problem) in
          try calendar.workingDays(from: start, to: end)
        })
    },
    stretch("workingTime", .duration, about: "Working time between two moments") {
      calendar, start, end throws(FunctionError) in
      let milliseconds = try calendar.answer { calendar throws(Problem) in
        try calendar.workingMilliseconds(from: start, to: end)
      }
      let (nanoseconds, overflow) = milliseconds.multipliedReportingOverflow(by: 1_000_000)
      guard !overflow else { throw FunctionError(Problem(.outOfRange)) }
      return .duration(TimeSpan(nanoseconds: nanoseconds))
    },
  ]

  private static func question(
    _ name: String, about: String,
    _ ask: @escaping @Sendable (WorkCalendar, Instant) throws(Problem) -> Bool
  ) -> Function {
    Function(
      name,
      [
        CalendarValue.method(.timestamp, .bool, cost: 5) { calendar, moment in
          let instant = try moment.instant()
          return .bool(
            try calendar.answer { calendar throws(Problem) in try ask(calendar, instant) })
        }
      ], about: about)
  }

  private static func stretch(
    _ name: String, _ result: CELType, about: String,
    _ measure: @escaping @Sendable (CalendarValue, Instant, Instant) throws(FunctionError) -> Value
  ) -> Function {
    Function(
      name, .receiver, parameters: [CalendarValue.type, .timestamp, .timestamp], result: result,
      cost: 10, about: about
    ) { values in
      try measure(
        try CalendarValue.of(values[0]), try values[1].instant(), try values[2].instant())
    }
  }

  private static let calendarParts: [Function] = [
    part("date", .string, about: "The local date: `2026-11-23`") { .string($0.date.text) },
    part("time", .string, about: "The local time: `09:05`") { local in
      let minute = Int(local.millisecondOfDay / 60_000)
      return .string(padded(minute / 60, 2) + ":" + padded(minute % 60, 2))
    },
    part("year", .int, about: "The local year") { .int(Int64($0.date.year)) },
    part("month", .int, about: "The local month, 1 to 12") { .int(Int64($0.date.month)) },
    part("day", .int, about: "The local day of the month, 1 to 31") {
      .int(Int64($0.date.day))
    },
    part("weekday", .int, about: "1 for Monday to 7 for Sunday") { .int(Int64($0.date.weekday)) },
    part("hour", .int, about: "The local hour, 0 to 23") {
      .int($0.millisecondOfDay / Instant.millisecondsPerHour)
    },
  ]

  private static func part(
    _ name: String, _ result: CELType, about: String,
    _ read: @escaping @Sendable (LocalTime) -> Value
  ) -> Function {
    Function(
      name,
      [CalendarValue.method(.timestamp, result, cost: 2) { read(try $0.local($1)) }],
      about: about)
  }
}
