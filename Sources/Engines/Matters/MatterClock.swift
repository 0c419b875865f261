public import Kernel

/// One run of one clock.
public struct MatterClock: Sendable, Equatable {
  /// What tells a run from all others of the matter.
  public struct Name: Sendable, Hashable, Comparable {
    public let clock: String
    /// The task that it belongs to; 0 for one of the matter itself.
    public let task: Int64
    /// 1 for the first run, one more each time that it begins anew.
    public let round: Int64

    public static func < (left: Name, right: Name) -> Bool {
      (left.round, left.clock, left.task) < (right.round, right.clock, right.task)
    }
  }

  /// A stretch of time that does not count; it is open while the clock stands still.
  public struct Pause: Sendable, Equatable {
    public let from: Instant
    public var until: Instant?
  }

  public let id: Name
  /// The limit in the words of the rule.
  public var limit: String
  public let startedAt: Instant
  public var dueAt: Instant
  public var amberAt: Instant?
  /// What stops it, as a `ClockMark`.
  public let until: String
  public var stoppedAt: Instant?
  public var light: Matter.Light
  /// Time that is left while it is paused, in milliseconds of the limit's own kind of time; nil
  /// while it runs.
  public var remaining: Int64?
  /// When it stood still. Kept as moments, so that another calendar counts them anew.
  public var pauses: [Pause]
  /// What extensions have added, each in words.
  public var extensions: [String]
  /// Whether the date rests on a year without a holiday list and will be computed again.
  public var isProvisional: Bool
  /// How many rungs of its ladder have been climbed.
  public var rungs: Int64
  /// When its overtime was excused; the overtime itself stays.
  public var excusedAt: Instant?

  public var name: String { id.clock }
  public var task: Int64 { id.task }
  public var round: Int64 { id.round }
  /// Since when it stands still; nil while it runs.
  public var pausedAt: Instant? { pauses.last.flatMap { $0.until == nil ? $0.from : nil } }
  /// Whether it counts towards its deadline.
  public var isRunning: Bool { stoppedAt == nil && remaining == nil }
}
