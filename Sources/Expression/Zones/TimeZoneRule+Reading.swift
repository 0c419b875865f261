extension TimeZoneRule {
  /// Reads a rule such as `CET-1CEST,M3.5.0,M10.5.0/3` or `<-03>3`; nil when it is none.
  init?(_ text: ArraySlice<UInt8>) {
    var reader = RuleReader(bytes: text)
    guard reader.name(), let west = reader.time(hoursMax: 24) else { return nil }
    standardOffset = -west
    if reader.bytes.isEmpty {
      daylight = nil
      return
    }
    guard reader.name() else { return nil }
    var offset = 3_600 - west
    if reader.bytes.first != UInt8(ascii: ",") {
      guard let west = reader.time(hoursMax: 24) else { return nil }
      offset = -west
    }
    guard let start = reader.change(), let end = reader.change(), reader.bytes.isEmpty else {
      return nil
    }
    daylight = Daylight(offset: offset, start: start, end: end)
  }
}

private struct RuleReader {
  var bytes: ArraySlice<UInt8>

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard bytes.first == UInt8(ascii: character) else { return false }
    bytes = bytes.dropFirst()
    return true
  }

  /// Three letters or more, or letters, digits and signs between `<` and `>`.
  mutating func name() -> Bool {
    let isQuoted = take("<")
    let found = bytes.prefix {
      (65...90).contains($0) || (97...122).contains($0)
        || (isQuoted && ($0.isDigit || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-")))
    }
    bytes = bytes.dropFirst(found.count)
    return found.count >= 3 && (!isQuoted || take(">"))
  }

  /// A number of one to three digits.
  mutating func number(_ range: ClosedRange<Int64>) -> Int64? {
    let digits = bytes.prefix { $0.isDigit }
    guard (1...3).contains(digits.count) else { return nil }
    bytes = bytes.dropFirst(digits.count)
    let value = digits.reduce(Int64(0)) { $0 * 10 + Int64($1 - 48) }
    return range.contains(value) ? value : nil
  }

  /// Hours, with minutes and seconds where they are written, in seconds: `-2`, `5:30`, `24:00:00`.
  mutating func time(hoursMax: Int64) -> Int64? {
    let isNegative = take("-")
    if !isNegative { _ = take("+") }
    guard var seconds = number(0...hoursMax).map({ $0 * 3_600 }) else { return nil }
    if take(":") {
      guard let minutes = number(0...59) else { return nil }
      seconds += minutes * 60
      if take(":") {
        guard let rest = number(0...59) else { return nil }
        seconds += rest
      }
    }
    return isNegative ? -seconds : seconds
  }

  /// A comma, a day and its time: `,M3.5.0/-1`; without a time it is two o'clock.
  mutating func change() -> TimeZoneRule.Change? {
    guard take(","), let day = day() else { return nil }
    guard take("/") else { return TimeZoneRule.Change(day: day, seconds: 7_200) }
    // Up to a week, as version 3 of the files allows.
    guard let seconds = time(hoursMax: 167) else { return nil }
    return TimeZoneRule.Change(day: day, seconds: seconds)
  }

  private mutating func day() -> TimeZoneRule.Day? {
    if take("J") { return number(1...365).map { .withoutLeapDay($0) } }
    guard take("M") else { return number(0...365).map { .withLeapDay($0) } }
    guard let month = number(1...12), take("."), let week = number(1...5), take("."),
      let day = number(0...6)
    else { return nil }
    return .weekday(month: month, week: week, day: day)
  }
}
