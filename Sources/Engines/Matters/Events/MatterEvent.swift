public import Kernel

/// What can happen to a matter. Each carries all that is needed to fold it again under any later
/// pack.
public enum MatterEvent: Sendable, Equatable {
  case received(Received)
  /// `area` where the place was found out on the way.
  case dispatched(lead: String, rule: String, area: String?, state: Stand)
  case accepted(state: Stand)
  case refused(Refusal, state: Stand)
  /// The lead unit passed it on.
  case transferred(HandOver, state: Stand)
  /// It came back to whoever passed it on, or, without a lead, to arbitration.
  case returned(HandOver, lead: String?, state: Stand)
  case offered(reason: String, state: Stand)
  case claimed(lead: String, state: Stand)
  case categorised(category: String, area: String?)
  case answered(Answer)
  case rectified(reply: String, state: Stand)
  /// Nothing is left to be put right: it stands as answered again.
  case settled(state: Stand)
  case closed(outcome: String, state: Stand)
  case reopened(reason: String, clocks: [ClockStart], state: Stand)
  /// With the state that a poor rating leads to.
  case rated(Rating, state: Stand?)
  case reviewed(Review, lead: String?, rule: String, reason: String, state: Stand)
  case promised(number: Int64, text: String, dueAt: Instant)
  case promiseKept(number: Int64)
  case promiseBroken(number: Int64)
  case noted(text: String)
  case merged(Merge)
  case unmerged(Merge)
  /// The answer to the matter that this one is merged into was given to its caller too.
  case answerShared(Merge, lead: String, reply: String, state: Stand)
  /// One of the matter's parts came up or changed.
  case changed(PartEvent, PartValue)
  case clocksStarted([ClockStart])
  case clockTurned(MatterClock.Name, light: Matter.Light)
  case clocksPaused([ClockPause], until: Instant?, reason: String)
  case clocksResumed([ClockDate])
  case clocksDated([ClockDate], reason: String)
  case overtimeExcused(MatterClock.Name, reason: String)
  case rungClimbed(MatterClock.Name, rung: String)

  /// A state with its meaning, so that the journal can be read without the pack.
  public struct Stand: Sendable, Equatable {
    public let state: String
    public let phase: String
  }

  /// A clock that begins to run.
  public struct ClockStart: Sendable, Equatable {
    public let name: String
    public var task: Int64 = 0
    public let limit: String
    public let dueAt: Instant
    public let amberAt: Instant?
    /// The mark that stops it.
    public let until: String
    public var isProvisional = false
  }

  /// A clock that stands still.
  public struct ClockPause: Sendable, Equatable {
    public let clock: MatterClock.Name
    /// Milliseconds that are left, of the limit's own kind of time.
    public let remaining: Int64
  }

  /// A clock with a new date.
  public struct ClockDate: Sendable, Equatable {
    public let clock: MatterClock.Name
    public let dueAt: Instant
    public let amberAt: Instant?
    /// The limit in words, where that changed.
    public var limit: String?
    /// What an extension added, in words.
    public var extended: String?
    /// Milliseconds that a pause added, of the limit's own kind of time; for the record.
    public var paused: Int64 = 0
    public var isProvisional = false
    /// Milliseconds that are left of a clock that goes on standing still; nil for one that runs.
    public var remaining: Int64?
  }

  /// The first thing that happens to a matter.
  public struct Received: Sendable, Equatable {
    public var number: String
    public var kind: String
    public var sort = ""
    public var pack: String
    public var title: String
    public var text: String
    public var caller: String
    public var channel: String
    public var source: String
    public var origin = ""
    public var steward = ""
    public var against: String?
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

/// What can happen to a part of a matter.
public enum PartEvent: String, Sendable, CaseIterable {
  case summoned, signedIn = "signed-in", arrived, reported, released
  case taskRefused = "task-refused", taskRefusalDecided = "task-refusal-decided"
  case taskRated = "task-rated", taskRatingAnswered = "task-rating-answered"
  case whistleSolved = "whistle-solved", whistleUnsolved = "whistle-unsolved"
  case asked, approved, granted, rejected
  case checkOrdered = "check-ordered", checkReported = "check-reported"
  case photographed
  case calledBack = "called-back"
  case contacted, ratingSetAside = "rating-set-aside"
  case selected, deselected, published, withdrawn
  case supervised, supervisionEnded = "supervision-ended"
  case escalated, escalationDecided = "escalation-decided"

  /// The kind of part that it happens to.
  var part: String {
    switch self {
    case .summoned, .signedIn, .arrived, .reported, .released, .taskRefused,
      .taskRefusalDecided, .taskRated, .taskRatingAnswered, .whistleSolved, .whistleUnsolved:
      MatterTask.kind
    case .asked, .approved, .granted, .rejected: MatterRequest.kind
    case .checkOrdered, .checkReported: MatterCheck.kind
    case .photographed: MatterPhotograph.kind
    case .calledBack: CallBackNote.kind
    case .contacted, .ratingSetAside: Rating.kind
    case .selected, .deselected: Selection.kind
    case .published, .withdrawn: Publication.kind
    case .supervised, .supervisionEnded: Supervision.kind
    case .escalated, .escalationDecided: Escalation.kind
    }
  }
}
