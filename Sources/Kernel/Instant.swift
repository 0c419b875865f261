/// A moment on the UTC time line, counted in whole milliseconds since 1970-01-01T00:00:00Z.
public struct Instant: Hashable, Comparable, Sendable {
  /// Milliseconds since 1970-01-01T00:00:00Z; negative before it.
  public let milliseconds: Int64

  public init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  public static func < (left: Instant, right: Instant) -> Bool {
    left.milliseconds < right.milliseconds
  }

  /// The instant `milliseconds` later; the result stays within ±2⁶³ by saturation.
  public func advanced(byMilliseconds milliseconds: Int64) -> Instant {
    let (sum, overflow) = self.milliseconds.addingReportingOverflow(milliseconds)
    return Instant(milliseconds: overflow ? (milliseconds > 0 ? .max : .min) : sum)
  }

  public static let millisecondsPerDay: Int64 = 86_400_000
  public static let millisecondsPerHour: Int64 = 3_600_000
}

/// The local date and the time of day of an instant at a fixed offset from UTC.
public struct LocalTime: Hashable, Sendable {
  public let date: CivilDate
  /// Milliseconds since local midnight, 0 ..< 86 400 000.
  public let millisecondOfDay: Int64

  public init(date: CivilDate, millisecondOfDay: Int64) {
    self.date = date
    self.millisecondOfDay = millisecondOfDay
  }
}

/// A fixed distance from UTC, such as +08:00. The People's Republic has had no summer time since
/// 1991.
public struct UTCOffset: Hashable, Sendable {
  public let minutes: Int

  public static let utc = UTCOffset(minutes: 0)
  public static let china = UTCOffset(minutes: 480)

  public init(minutes: Int) {
    self.minutes = minutes
  }

  /// Reads `Z`, `+08:00` or `-0330`; nil for anything else or beyond ±18 hours.
  public init?(_ text: some StringProtocol) {
    if text == "Z" || text == "z" {
      self = .utc
      return
    }
    var bytes = Array(text.utf8)
    if bytes.count == 6, bytes[3] == UInt8(ascii: ":") { bytes.remove(at: 3) }
    guard bytes.count == 5, bytes[0] == UInt8(ascii: "+") || bytes[0] == UInt8(ascii: "-"),
      bytes[1...].allSatisfy({ (48...57).contains($0) })
    else { return nil }
    let digits = bytes[1...].map { Int($0) - 48 }
    let rest = digits[2] * 10 + digits[3]
    let size = (digits[0] * 10 + digits[1]) * 60 + rest
    guard rest < 60, size <= 18 * 60 else { return nil }
    minutes = bytes[0] == UInt8(ascii: "-") ? -size : size
  }

  /// `+08:00`; UTC is `Z`.
  public var text: String {
    if minutes == 0 { return "Z" }
    let size = abs(minutes)
    return (minutes < 0 ? "-" : "+") + padded(size / 60, 2) + ":" + padded(size % 60, 2)
  }
}

extension Instant {
  /// The wall-clock reading at `offset`.
  public func local(_ offset: UTCOffset) -> LocalTime {
    let shifted = advanced(byMilliseconds: Int64(offset.minutes) * 60_000).milliseconds
    let day = shifted.floorDivided(by: Instant.millisecondsPerDay)
    let rest = shifted % Instant.millisecondsPerDay
    return LocalTime(
      date: CivilDate(dayNumber: Int(day)),
      millisecondOfDay: rest < 0 ? rest + Instant.millisecondsPerDay : rest)
  }

  /// The instant at which a clock at `offset` shows `local`.
  public init(_ local: LocalTime, _ offset: UTCOffset) {
    milliseconds =
      Int64(local.date.dayNumber) * Instant.millisecondsPerDay + local.millisecondOfDay
      - Int64(offset.minutes) * 60_000
  }

  /// Local midnight at the start of `date`.
  public init(startOf date: CivilDate, _ offset: UTCOffset) {
    self.init(LocalTime(date: date, millisecondOfDay: 0), offset)
  }

  /// `2019-04-24T15:40:04+08:00`; milliseconds only where they are not zero.
  public func text(_ offset: UTCOffset) -> String {
    let local = local(offset)
    let second = local.millisecondOfDay / 1000
    let fraction = local.millisecondOfDay % 1000
    return local.date.text + "T" + padded(Int(second / 3600), 2) + ":"
      + padded(Int(second / 60 % 60), 2) + ":" + padded(Int(second % 60), 2)
      + (fraction == 0 ? "" : "." + padded(Int(fraction), 3)) + offset.text
  }

  /// `2019-04-24 15:40`, for people.
  public func minuteText(_ offset: UTCOffset) -> String {
    let local = local(offset)
    let minute = Int(local.millisecondOfDay / 60_000)
    return local.date.text + " " + padded(minute / 60, 2) + ":" + padded(minute % 60, 2)
  }

  /// Reads an RFC 3339 date-time, or a date (its local midnight) or a date and time without an
  /// offset, which are taken at `offset`. Nil where the text is none of these or names no real
  /// moment.
  public init?(_ text: String, offset: UTCOffset) {
    let halves = text.split(maxSplits: 1, omittingEmptySubsequences: false) {
      $0 == "T" || $0 == "t" || $0 == " "
    }
    guard let first = halves.first, let date = CivilDate(String(first)) else { return nil }
    guard halves.count == 2 else {
      self.init(startOf: date, offset)
      return
    }
    var clock = halves[1]
    var zone = offset
    if let mark = clock.firstIndex(where: { "Zz+-".contains($0) }) {
      guard let stated = UTCOffset(clock[mark...]) else { return nil }
      zone = stated
      clock = clock[..<mark]
    }
    guard let time = millisecondOfDay(String(clock)) else { return nil }
    self.init(LocalTime(date: date, millisecondOfDay: time), zone)
  }
}

/// Reads `9:30`, `09:30:05` or `09:30:05.250`; nil for anything else.
public func millisecondOfDay(_ text: String) -> Int64? {
  let parts = text.split(separator: ":", omittingEmptySubsequences: false)
  guard parts.count == 2 || parts.count == 3 else { return nil }
  guard let hour = shortNumber(parts[0]), let minute = shortNumber(parts[1]), hour < 24, minute < 60
  else { return nil }
  var total = Int64(hour * 60 + minute) * 60_000
  if parts.count == 3 {
    let halves = parts[2].split(separator: ".", omittingEmptySubsequences: false)
    guard halves.count <= 2, let second = shortNumber(halves[0]), second < 60 else { return nil }
    total += Int64(second) * 1000
    if halves.count == 2 {
      let digits = halves[1].utf8
      guard (1...9).contains(digits.count), digits.allSatisfy({ (48...57).contains($0) }) else {
        return nil
      }
      var fraction: Int64 = 0
      for (index, digit) in digits.enumerated() where index < 3 {
        fraction += Int64(digit - 48) * [100, 10, 1][index]
      }
      total += fraction
    }
  }
  return total
}

private func shortNumber(_ text: Substring) -> Int? {
  guard (1...2).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }) else {
    return nil
  }
  return Int(text)
}
