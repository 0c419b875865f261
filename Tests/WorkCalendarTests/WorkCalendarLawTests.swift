import Kernel
import Testing

@testable import WorkCalendar

/// Laws that hold for every moment and every amount, tried on random ones.
@Suite struct WorkCalendarLawTests {
  private static let seeds: [UInt64] = [1, 2, 3, 20_260_101]
  private static let calendars = [
    "08:00-12:00,14:00-18:00", "00:00-24:00", "09:00-09:20", "08:30-12:00,12:00-13:00,23:00-24:00",
  ]
  private static let triesMax = 400

  /// A calendar and, many times, a moment in 2010–2023 (often on a boundary) and an amount of up
  /// to 300 days.
  private func trying(
    _ seed: UInt64, _ body: (WorkCalendar, Instant, Int64, inout SplitMix64) throws -> Void
  ) throws {
    var random = SplitMix64(seed: seed)
    let list = try chinaList()
    for hours in Self.calendars {
      let calendar = try WorkCalendar(hours: try WorkingHours(hours), holidays: list)
      for _ in 0..<Self.triesMax {
        let amount = Int64.random(in: 1...300 * calendar.hours.millisecondsPerDay, using: &random)
        let isRound = Bool.random(using: &random)
        let minutes = max(1, amount / 60_000)
        let limit = minutes > 60 ? minutes / 60 * 60 : minutes
        let start = moment(&random, calendar)
        try body(calendar, start, isRound ? limit * 60_000 : amount, &random)
      }
    }
  }

  private func moment(_ random: inout SplitMix64, _ calendar: WorkCalendar) -> Instant {
    let day = Int64.random(in: 14_610...19_700, using: &random)
    let midnight = (day * 24 - 8) * 3_600_000
    let boundaries = calendar.hours.spans.flatMap { [$0.startMinute, $0.endMinute] }
    let minute = Bool.random(using: &random) ? nil : boundaries.randomElement(using: &random)
    let time = minute.map { Int64($0) * 60_000 } ?? Int64.random(in: 0..<86_400_000, using: &random)
    return Instant(milliseconds: midnight + time)
  }

  @Test(arguments: seeds)
  func `the tables agree with a count of one day after another`(seed: UInt64) throws {
    try trying(seed) { calendar, start, amount, _ in
      let plain = DayByDayCalendar(calendar)
      let due = try calendar.adding(workingMilliseconds: amount, to: start)
      #expect(due == plain.adding(amount, to: start), "\(start.china) + \(amount)")
      let begun = try calendar.subtracting(workingMilliseconds: amount, from: start)
      #expect(begun == plain.subtracting(amount, from: start), "\(start.china) − \(amount)")
    }
  }

  @Test(arguments: seeds)
  func `what is added and subtracted returns to the next working time`(seed: UInt64) throws {
    try trying(seed) { calendar, start, amount, _ in
      let due = try calendar.adding(workingMilliseconds: amount, to: start)
      let back = try calendar.subtracting(workingMilliseconds: amount, from: due)
      #expect(back == (try calendar.nextWorkingTime(onOrAfter: start)), "\(start.china)")
      if try calendar.isWorkingTime(start) { #expect(back == start) }
    }
  }

  @Test(arguments: seeds)
  func `what is subtracted and added returns to the last working time`(seed: UInt64) throws {
    try trying(seed) { calendar, end, amount, _ in
      let start = try calendar.subtracting(workingMilliseconds: amount, from: end)
      let back = try calendar.adding(workingMilliseconds: amount, to: start)
      #expect(back == (try calendar.lastWorkingTime(onOrBefore: end)), "\(end.china)")
    }
  }

  @Test(arguments: seeds)
  func `the working time up to the end of a limit is the limit`(seed: UInt64) throws {
    try trying(seed) { calendar, start, amount, _ in
      let due = try calendar.adding(workingMilliseconds: amount, to: start)
      #expect(try calendar.workingMilliseconds(from: start, to: due) == amount)
      #expect(try calendar.workingMilliseconds(from: due, to: start) == -amount)
      // It is the first such instant: a millisecond before, some is left.
      let before = due.advanced(byMilliseconds: -1)
      #expect(try calendar.workingMilliseconds(from: start, to: before) == amount - 1)
    }
  }

  @Test(arguments: seeds)
  func `working time adds up over a moment between`(seed: UInt64) throws {
    try trying(seed) { calendar, first, _, random in
      let second = moment(&random, calendar)
      let third = moment(&random, calendar)
      let whole = try calendar.workingMilliseconds(from: first, to: third)
      let parts =
        try calendar.workingMilliseconds(from: first, to: second)
        + calendar.workingMilliseconds(from: second, to: third)
      #expect(whole == parts)
    }
  }

  @Test(arguments: seeds)
  func `a later start or a longer limit never ends earlier`(seed: UInt64) throws {
    let units: [TimeLimit.Unit] = [.workingHour, .workingDay, .day, .month, .emergencyHour]
    try trying(seed) { calendar, start, _, random in
      let other = moment(&random, calendar)
      let (early, late) = (min(start, other), max(start, other))
      let unit = try #require(units.randomElement(using: &random))
      let counting = try #require(DayCounting.allCases.randomElement(using: &random))
      let short = try #require(TimeLimit(Int.random(in: 1...20, using: &random), unit))
      let long = try #require(
        TimeLimit(
          thousandths: short.thousandths + Int.random(in: 0...4, using: &random) * 1000, unit))
      let due = try calendar.adding(short, to: early, counting: counting)
      #expect(due > early)
      #expect(due <= (try calendar.adding(short, to: late, counting: counting)))
      #expect(due <= (try calendar.adding(long, to: early, counting: counting)))
    }
  }

  @Test(arguments: seeds)
  func `a limit ends in time exactly when it begins by the latest start`(seed: UInt64) throws {
    try trying(seed) { calendar, start, _, random in
      let words = ["1个工作日", "2.5个工作日", "3工作时"].randomElement(using: &random)
      let limit = try limit(try #require(words))
      for counting in DayCounting.allCases {
        // An end near to the start's own, and the boundary itself.
        let due = try calendar.adding(limit, to: start, counting: counting)
        let shift = Int64.random(in: -90_000_000...90_000_000, using: &random)
        for end in [due, due.advanced(byMilliseconds: -1), due.advanced(byMilliseconds: shift)] {
          let latest = try calendar.subtracting(limit, from: end, counting: counting)
          if counting == .elapsed || limit.unit == .workingHour {
            #expect((due <= end) == (start <= latest), "\(start.china) \(end.china)")
          } else if try calendar.isWorkingTime(start) {
            #expect((due <= end) == (start < latest), "\(start.china) \(end.china)")
          }
        }
      }
    }
  }

  @Test(arguments: seeds)
  func `counting from the next day and back gives the close of the day of receipt`(
    seed: UInt64
  ) throws {
    try trying(seed) { calendar, start, _, random in
      guard try calendar.isWorkingTime(start) else { return }
      let days = Int.random(in: 1...30, using: &random)
      let limit = try #require(TimeLimit(days, .workingDay))
      let due = try calendar.adding(limit, to: start, counting: .fromNextDay)
      let latest = try calendar.subtracting(limit, from: due, counting: .fromNextDay)
      let close = Int64(try #require(calendar.hours.spans.last).endMinute) * 60_000
      let midnight = Instant(startOf: start.local(.china).date, .china)
      #expect(latest == midnight.advanced(byMilliseconds: close), "\(start.china)")
    }
  }

  @Test(arguments: seeds)
  func `counting from the next day is blind to the hour of receipt`(seed: UInt64) throws {
    try trying(seed) { calendar, start, _, random in
      let days = Int.random(in: 1...30, using: &random)
      let limit = try #require(TimeLimit(days, .workingDay))
      let due = try calendar.adding(limit, to: start, counting: .fromNextDay)
      let midnight = Instant(startOf: start.local(.china).date, .china)
      #expect(try calendar.adding(limit, to: midnight, counting: .fromNextDay) == due)
      // Whole days later, at the close of a working day.
      let nextDay = midnight.advanced(byMilliseconds: Instant.millisecondsPerDay)
      #expect(try calendar.workingDays(from: nextDay, to: due) == Double(days))
      let close = try #require(calendar.hours.spans.last).endMinute
      #expect(
        due.advanced(byMilliseconds: -1).local(.china).millisecondOfDay == Int64(close) * 60_000 - 1
      )
    }
  }

  @Test func `a search asks as often as the number has digits, and the tables answer the rest`()
    throws
  {
    var asked = 0
    let found = partition(1_000_000) {
      asked += 1
      return $0 < 777_777
    }
    #expect(found == 777_777)
    #expect(asked <= 20)
    // A count of one day after another would take thousands of millions of steps here.
    let calendar = try china()
    let start = try #require(Instant("2007-01-04 08:00", offset: .china))
    var random = SplitMix64(seed: 7)
    for _ in 0..<100_000 {
      let amount = Int64.random(in: 1...4_900 * calendar.hours.millisecondsPerDay, using: &random)
      let due = try calendar.adding(workingMilliseconds: amount, to: start)
      guard try calendar.workingMilliseconds(from: start, to: due) == amount else {
        Issue.record("\(amount) is not found again")
        return
      }
    }
  }
}
