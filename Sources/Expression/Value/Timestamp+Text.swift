extension Timestamp {
  private static let secondsPerDay: Int64 = 86_400

  /// Reads RFC 3339: `2009-02-13T23:31:30.5Z`, `…+08:00`; nil for other text or out of range.
  public init?(_ text: String) {
    var reader = TextReader(text)
    guard let year = reader.number(digits: 4), reader.take("-"),
      let month = reader.number(digits: 2), reader.take("-"),
      let day = reader.number(digits: 2), reader.take("T") || reader.take("t"),
      let hour = reader.number(digits: 2), reader.take(":"),
      let minute = reader.number(digits: 2), reader.take(":"),
      let second = reader.number(digits: 2), hour < 24, minute < 60, second < 60,
      let date = CivilDate(year: year, month: month, day: day)
    else { return nil }
    var nanoseconds: Int32 = 0
    if reader.take(".") {
      let digits = reader.digits()
      guard (1...9).contains(digits.count) else { return nil }
      var scale: Int32 = 100_000_000
      for digit in digits {
        nanoseconds += Int32(digit) * scale
        scale /= 10
      }
    }
    guard let offset = Timestamp.offset(&reader), reader.isAtEnd else { return nil }
    let seconds = hour * 3_600 + minute * 60 + second - offset
    self.init(
      seconds: date.daysSince1970 * Timestamp.secondsPerDay + seconds, nanoseconds: nanoseconds)
  }

  private static func offset(_ reader: inout TextReader) -> Int64? {
    if reader.take("Z") || reader.take("z") { return 0 }
    let west = reader.take("-")
    guard west || reader.take("+"), let hours = reader.number(digits: 2), reader.take(":"),
      let minutes = reader.number(digits: 2), hours < 24, minutes < 60
    else { return nil }
    let seconds = hours * 3_600 + minutes * 60
    return west ? -seconds : seconds
  }

  /// Date and second of the day at an offset from UTC in seconds.
  func civil(offset: Int64 = 0) -> (date: CivilDate, second: Int64) {
    let (days, second) = (seconds + offset).dividedDown(by: Timestamp.secondsPerDay)
    return (CivilDate(daysSince1970: days), second)
  }
}

extension Timestamp: CustomStringConvertible {
  /// RFC 3339 in UTC.
  public var description: String {
    let (date, second) = civil()
    let day = [pad(date.year, 4), pad(date.month, 2), pad(date.day, 2)].joined(separator: "-")
    let time = [pad(second / 3_600, 2), pad(second / 60 % 60, 2), pad(second % 60, 2)]
    let fraction = Fraction.text(nanoseconds: UInt64(nanoseconds))
    return "\(day)T\(time.joined(separator: ":"))\(fraction)Z"
  }

  private func pad(_ number: Int64, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
