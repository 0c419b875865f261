/// The offsets of one time zone from UTC, as a compiled file of the IANA database (TZif, RFC 9636)
/// gives them.
public struct TimeZoneFile: Sendable, Hashable {
  /// When the offset changes, in seconds since 1970, ascending.
  let changes: [Int64]
  /// The offset from each change on, in seconds.
  let offsets: [Int32]
  /// The offset before the first change, in seconds.
  let firstOffset: Int32
  /// What holds from the last change on; nil where the last offset stays.
  let rule: TimeZoneRule?

  /// The offset from UTC in seconds, positive to the east, at a time in seconds since 1970.
  public func offset(at seconds: Int64) -> Int64 {
    guard let last = changes.last else {
      return rule?.offset(at: seconds) ?? Int64(firstOffset)
    }
    if seconds >= last, let rule { return rule.offset(at: seconds) }
    let later = firstChange(after: seconds)
    return Int64(later == 0 ? firstOffset : offsets[later - 1])
  }

  /// The position of the first change later than a time.
  private func firstChange(after seconds: Int64) -> Int {
    var low = 0
    var high = changes.count
    while low < high {
      let middle = (low + high) / 2
      if changes[middle] <= seconds { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
