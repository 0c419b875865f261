import Kernel

/// Moments as headers write them (RFC 9110).
enum HTTPDate {
  private static let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// `Thu, 28 May 2026 02:00:00 GMT`.
  static func text(_ moment: Instant) -> String {
    let local = moment.local(.utc)
    let (date, second) = (local.date, Int(local.millisecondOfDay / 1000))
    return "\(days[date.weekday - 1]), \(padded(date.day, 2)) \(months[date.month - 1]) "
      + "\(padded(date.year, 4)) \(padded(second / 3600, 2)):\(padded(second / 60 % 60, 2)):"
      + "\(padded(second % 60, 2)) GMT"
  }
}
