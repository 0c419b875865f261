public import Kernel
public import Pack

/// One matter: something that somebody brought up and that one unit is responsible for.
public struct Matter: Sendable, Equatable {
  /// The colour of a matter's or a clock's light.
  public enum Light: Int64, Sendable, CaseIterable {
    case green = 0
    case amber = 1
    case red = 2
  }

  /// Number that people use, `20190424-000123`.
  public var number: String
  public var kind: String
  /// The pack's revision under which it began; its rules stay those.
  public var pack: String
  /// State as the pack calls it, and what it means to the engine.
  public var state: String
  public var phase: Phase
  public var title: String
  /// Name of the person as given; shown in public by surname only.
  public var caller: String
  public var channel: String
  /// Number in the file or system it came from; empty where it was made here.
  public var source: String
  public var area: String?
  public var category: String?
  /// The one accountable unit; nil only in arbitration.
  public var lead: String?
  /// The rule that chose the lead, or `hand` where a person did.
  public var rule: String
  /// Why it waits in arbitration; empty otherwise.
  public var reason: String
  public var receivedAt: Instant
  public var acceptedAt: Instant?
  public var answeredAt: Instant?
  public var closedAt: Instant?
  public var reopenings: Int64
  public var grade: Int64?
  /// What may be read by everybody; nil while nothing is published.
  public var publicText: String?
  public var clocks: [MatterClock]
  public var promises: [Promise]
  /// Texts; nil where the state was loaded without them, which an action need not read.
  public var body: MatterBody?

  public var light: Light {
    clocks.filter { $0.stoppedAt == nil }.map(\.light).max { $0.rawValue < $1.rawValue } ?? .green
  }

  /// The earliest deadline that still runs.
  public var dueAt: Instant? { clocks.filter { $0.stoppedAt == nil }.map(\.dueAt).min() }
}

/// The long texts of a matter.
public struct MatterBody: Sendable, Equatable {
  public var text: String
  public var reply: String

  public init(text: String, reply: String) {
    self.text = text
    self.reply = reply
  }
}

/// One run of one clock.
public struct MatterClock: Sendable, Equatable {
  public let name: String
  /// 1 for the first run, one more after each reopening.
  public let round: Int64
  /// The limit in the words of the rule.
  public let limit: String
  public let startedAt: Instant
  public let dueAt: Instant
  public let amberAt: Instant?
  /// The step that stops it, as a `StepKind`.
  public let until: String
  public var stoppedAt: Instant?
  public var light: Matter.Light
}

/// Something promised in public, with its date.
public struct Promise: Sendable, Equatable {
  public let number: Int64
  public let text: String
  public let dueAt: Instant
  public var keptAt: Instant?
  public var isBroken: Bool
}
