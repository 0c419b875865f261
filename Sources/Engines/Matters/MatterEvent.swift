public import Kernel

/// What can happen to a matter. Each carries all that is needed to fold it again under any later
/// pack.
public enum MatterEvent: Sendable, Equatable {
  case received(Received)
  /// `area` where the place was found out on the way.
  case dispatched(lead: String, rule: String, area: String?, state: Stand)
  case accepted(state: Stand)
  case refused(ground: String, reason: String, state: Stand)
  case answered(Answer)
  case closed(outcome: String, state: Stand)
  case reopened(reason: String, clocks: [ClockStart], state: Stand)
  case rated(grade: Int64, comment: String)
  case promised(number: Int64, text: String, dueAt: Instant)
  case promiseKept(number: Int64)
  case promiseBroken(number: Int64)
  case published(text: String)
  case withdrawn
  case noted(text: String)
  case clockTurned(clock: String, round: Int64, light: Matter.Light)

  /// A state with its meaning, so that the journal can be read without the pack.
  public struct Stand: Sendable, Equatable {
    public let state: String
    public let phase: String
  }

  /// A clock that begins to run.
  public struct ClockStart: Sendable, Equatable {
    public let name: String
    public let limit: String
    public let dueAt: Instant
    public let amberAt: Instant?
    /// The step that stops it.
    public let until: String
  }

  /// The first thing that happens to a matter.
  public struct Received: Sendable, Equatable {
    public var number: String
    public var kind: String
    public var pack: String
    public var title: String
    public var text: String
    public var caller: String
    public var channel: String
    public var source: String
    public var area: String?
    public var category: String?
    public var lead: String?
    public var rule: String
    public var reason: String
    public var clocks: [ClockStart]
    public var stand: Stand
  }

  /// A reply, with how long it took and whether that was in time.
  public struct Answer: Sendable, Equatable {
    public var reply: String
    public var isOnTime: Bool
    public var naturalMilliseconds: Int64
    /// Nil where the time spans a year without a holiday list.
    public var workingThousandths: Int64?
    public var stand: Stand
  }
}
