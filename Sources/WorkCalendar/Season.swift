public import Kernel

/// A part of every year, from one day to another, both included; it may run over New Year.
public struct Season: Hashable, Sendable {
  /// The first day, as month × 100 + day.
  private let first: Int
  /// The last day, as month × 100 + day.
  private let last: Int

  /// Reads `03-15/05-31`, or `11-15/03-15` over New Year; nil for another form or a day that no
  /// year has.
  public init?(_ text: String) {
    let ends = text.split(separator: "/", omittingEmptySubsequences: false)
      .compactMap { CivilDate("2000-" + $0) }
    guard ends.count == 2, text.utf8.count == 11 else { return nil }
    first = ends[0].compact % 10_000
    last = ends[1].compact % 10_000
  }

  /// `03-15/05-31`.
  public var text: String {
    [first, last].map { padded($0 / 100, 2) + "-" + padded($0 % 100, 2) }.joined(separator: "/")
  }

  /// Whether `date` lies in the season, in any year.
  public func contains(_ date: CivilDate) -> Bool {
    let day = date.compact % 10_000
    return first <= last ? first <= day && day <= last : first <= day || day <= last
  }
}
