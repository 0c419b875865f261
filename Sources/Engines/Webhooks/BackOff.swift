import Kernel

/// How long a failed message waits for its next attempt.
public enum BackOff {
  /// Seconds after the first, second … failure; after the last the message is given up.
  public static let seconds: [Int64] = [5, 30, 120, 600, 3_600, 21_600, 86_400]
  /// Attempts at one message in all.
  public static var attemptsMax: Int { seconds.count + 1 }
  /// How long a subscription may fail without one success before it is paused.
  public static let failingMillisecondsMax = 3 * Instant.millisecondsPerDay

  /// Milliseconds until the next attempt; nil where there is none.
  /// - Parameters:
  ///   - attempt: the one that failed, 1 for the first.
  ///   - random: any number; it moves the wait by up to a fifth, so that receivers that came back
  ///     are not met by all at once.
  ///   - retryAfter: seconds that the receiver asked for; at most a day of them are honoured.
  public static func milliseconds(
    afterAttempt attempt: Int, random: UInt64, retryAfter: Int64? = nil
  ) -> Int64? {
    guard (1...seconds.count).contains(attempt) else { return nil }
    let base = seconds[attempt - 1] * 1000
    let wait = base * 4 / 5 + Int64(random % UInt64(base * 2 / 5 + 1))
    let asked = min(max(0, retryAfter ?? 0), 86_400) * 1000
    return max(wait, asked)
  }
}
