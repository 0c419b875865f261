import Synchronization

/// How often each of many may ask: a bucket of tokens each, refilled at a steady pace.
///
/// The table is bounded: of more askers than it holds, those who were silent longest are forgotten,
/// who then begin with a full bucket.
public final class TokenBuckets: Sendable {
  private struct Bucket {
    /// In millionths of a token, so that slow refills lose nothing.
    var level: Int64
    var at: Int64
  }

  private struct Table {
    var young: [String: Bucket] = [:]
    var old: [String: Bucket] = [:]
  }

  /// What asking came to.
  public struct Answer: Sendable, Hashable {
    public let isAllowed: Bool
    public let limit: Int
    public let remaining: Int
    /// Seconds until the bucket is full.
    public let resetSeconds: Int
    /// Seconds until there is a token; 0 where there is one.
    public let retrySeconds: Int
  }

  private let table = Mutex(Table())
  private let burst: Int64
  /// Millionths of a token in a second.
  private let pace: Int64
  private let tableMax: Int

  private static let token: Int64 = 1_000_000

  /// Most askers that are remembered.
  public static let tableMax = 20_000

  /// - Parameters:
  ///   - burst: tokens of a full bucket.
  ///   - tokens: how many come back within `seconds`.
  public init(burst: Int, tokens: Int, seconds: Int, tableMax: Int = TokenBuckets.tableMax) {
    self.burst = Int64(max(1, burst)) * TokenBuckets.token
    // Rounded up, so that a token is there at the second that was told.
    let seconds = Int64(max(1, seconds))
    pace = (Int64(max(1, tokens)) * TokenBuckets.token + seconds - 1) / seconds
    self.tableMax = max(2, tableMax)
  }

  /// Puts a token back that turned out not to be due.
  public func giveBack(_ asker: String) {
    table.withLock { table in
      guard var bucket = table.young[asker] ?? table.old[asker] else { return }
      bucket.level = min(burst, bucket.level + TokenBuckets.token)
      keep(bucket, asker, &table)
    }
  }

  /// Takes a token where there is one.
  /// - Parameter now: milliseconds of a clock that does not go back.
  public func take(_ asker: String, at now: Int64) -> Answer {
    table.withLock { table in
      let known = table.young[asker] ?? table.old[asker]
      var bucket = known ?? Bucket(level: burst, at: now)
      let passed = max(0, now - bucket.at)
      // Full again after so long, and nothing overflows before.
      let isFull = passed / 1_000 > burst / pace
      let gained = isFull ? burst : min(burst, passed * pace / 1_000)
      // The time that made less than a millionth is kept for the next asking.
      if gained > 0 || known == nil { bucket.at = max(bucket.at, now) }
      bucket.level = min(burst, bucket.level + gained)
      let isAllowed = bucket.level >= TokenBuckets.token
      if isAllowed { bucket.level -= TokenBuckets.token }
      keep(bucket, asker, &table)
      return answer(bucket, isAllowed)
    }
  }

  private func answer(_ bucket: Bucket, _ isAllowed: Bool) -> Answer {
    func seconds(_ missing: Int64) -> Int { Int((max(0, missing) + pace - 1) / pace) }
    return Answer(
      isAllowed: isAllowed, limit: Int(burst / TokenBuckets.token),
      remaining: Int(bucket.level / TokenBuckets.token),
      resetSeconds: seconds(burst - bucket.level),
      retrySeconds: isAllowed ? 0 : max(1, seconds(TokenBuckets.token - bucket.level)))
  }

  private func keep(_ bucket: Bucket, _ asker: String, _ table: inout Table) {
    if table.young[asker] == nil, table.young.count >= tableMax / 2 {
      table.old = table.young
      table.young = [:]
    }
    table.old[asker] = nil
    table.young[asker] = bucket
  }

  /// How many askers are remembered.
  public var count: Int { table.withLock { $0.young.count + $0.old.count } }
}
