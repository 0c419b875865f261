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
  /// The sort within the kind; empty where the kind has none.
  public var sort: String
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
  /// The campaign or contact point out of which it came; empty where it came by itself.
  public var origin: String
  /// Who brought it in and sees it through, where that is somebody in particular.
  public var steward: String
  /// The unit that is complained of, which neither handles nor sees it.
  public var against: String?
  public var area: String?
  public var category: String?
  /// The one accountable unit; nil only in arbitration and in the pool.
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
  public var suspendedUntil: Instant?
  public var clocks: [MatterClock]
  public var promises: [Promise]
  public var parts: MatterParts
  /// Texts; nil where the state was loaded without them, which an action need not read.
  public var body: MatterBody?

  /// The light of everything that runs, the tasks of other units too.
  public var light: Light { Matter.light(of: clocks.filter(\.isRunning)) }

  /// The light of what the lead unit owes.
  public var ownLight: Light { Matter.light(of: clocks.filter { $0.isRunning && $0.task == 0 }) }

  private static func light(of clocks: [MatterClock]) -> Light {
    clocks.map(\.light).max { $0.rawValue < $1.rawValue } ?? .green
  }

  /// The earliest deadline that still runs.
  public var dueAt: Instant? { clocks.filter(\.isRunning).map(\.dueAt).min() }

  /// The first moment at which its clocks do something by themselves: a red light, an amber one,
  /// the end of a suspension.
  public var turnAt: Instant? {
    let ambers = clocks.filter { $0.isRunning && $0.light == .green }.compactMap(\.amberAt)
    return (ambers + [dueAt, suspendedUntil].compactMap(\.self)).min()
  }

  /// What may be read by everybody: the newest text on the wall; nil while there is none.
  public var publicText: String? { parts.publications.last { $0.withdrawnAt == nil }?.text }
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

/// Something promised in public, with its date.
public struct Promise: Sendable, Equatable {
  public let number: Int64
  public let text: String
  public let dueAt: Instant
  public var keptAt: Instant?
  public var isBroken: Bool
}
