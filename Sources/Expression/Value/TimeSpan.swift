/// A duration of the language: a signed count of nanoseconds, up to 292 years either way.
public struct TimeSpan: Sendable, Hashable, Comparable {
  /// The length in nanoseconds.
  public let nanoseconds: Int64

  /// A length in nanoseconds.
  public init(nanoseconds: Int64) {
    self.nanoseconds = nanoseconds
  }

  /// A length in seconds and nanoseconds; nil when it is out of range.
  public init?(seconds: Int64, nanoseconds: Int64 = 0) {
    let (product, overflow) = seconds.multipliedReportingOverflow(by: TimeSpan.perSecond)
    let (sum, carry) = product.addingReportingOverflow(nanoseconds)
    if overflow || carry { return nil }
    self.nanoseconds = sum
  }

  static let perSecond: Int64 = 1_000_000_000

  /// The whole seconds, towards zero.
  public var seconds: Int64 { nanoseconds / TimeSpan.perSecond }

  /// By length.
  public static func < (left: TimeSpan, right: TimeSpan) -> Bool {
    left.nanoseconds < right.nanoseconds
  }

  func adding(_ other: TimeSpan) -> TimeSpan? {
    let (sum, overflow) = nanoseconds.addingReportingOverflow(other.nanoseconds)
    return overflow ? nil : TimeSpan(nanoseconds: sum)
  }

  func subtracting(_ other: TimeSpan) -> TimeSpan? {
    let (difference, overflow) = nanoseconds.subtractingReportingOverflow(other.nanoseconds)
    return overflow ? nil : TimeSpan(nanoseconds: difference)
  }
}
