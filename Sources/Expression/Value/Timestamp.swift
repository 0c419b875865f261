/// A point in time: seconds since 1970 and nanoseconds, from year 1 to year 9999 (UTC).
public struct Timestamp: Sendable, Hashable, Comparable {
  /// Seconds since 1970-01-01T00:00:00Z, rounded down.
  public let seconds: Int64
  /// Nanoseconds past the second, 0..<1,000,000,000.
  public let nanoseconds: Int32

  static let secondsRange: ClosedRange<Int64> = -62_135_596_800...253_402_300_799

  /// A point in time; nil outside the years 1 to 9999 or the nanoseconds of a second.
  public init?(seconds: Int64, nanoseconds: Int32 = 0) {
    guard Timestamp.secondsRange.contains(seconds), (0..<1_000_000_000).contains(nanoseconds)
    else { return nil }
    self.seconds = seconds
    self.nanoseconds = nanoseconds
  }

  /// A point in time from milliseconds since 1970; nil when out of range.
  public init?(milliseconds: Int64) {
    let (seconds, rest) = milliseconds.dividedDown(by: 1_000)
    self.init(seconds: seconds, nanoseconds: Int32(rest) * 1_000_000)
  }

  /// Milliseconds since 1970, rounded down.
  public var milliseconds: Int64 { seconds * 1_000 + Int64(nanoseconds / 1_000_000) }

  /// By time.
  public static func < (left: Timestamp, right: Timestamp) -> Bool {
    (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
  }

  func adding(_ span: TimeSpan) -> Timestamp? {
    let (whole, rest) = span.nanoseconds.dividedDown(by: TimeSpan.perSecond)
    let (carry, nanos) = (Int64(nanoseconds) + rest).dividedDown(by: TimeSpan.perSecond)
    return Timestamp(seconds: seconds + whole + carry, nanoseconds: Int32(nanos))
  }

  func subtracting(_ span: TimeSpan) -> Timestamp? {
    let (whole, rest) = span.nanoseconds.dividedDown(by: TimeSpan.perSecond)
    let (carry, nanos) = (Int64(nanoseconds) - rest).dividedDown(by: TimeSpan.perSecond)
    return Timestamp(seconds: seconds - whole + carry, nanoseconds: Int32(nanos))
  }

  /// The time from `other` to this; nil when it is longer than 292 years.
  func since(_ other: Timestamp) -> TimeSpan? {
    TimeSpan(
      seconds: seconds - other.seconds, nanoseconds: Int64(nanoseconds) - Int64(other.nanoseconds))
  }
}

extension Int64 {
  /// Quotient rounded down and the remainder that is never negative; `divisor` is positive.
  func dividedDown(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}
