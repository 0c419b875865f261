public import Expression
public import Kernel
public import WorkCalendar

/// A city's configuration: checked, complete, and never changed after it is loaded. A changed file
/// makes another pack of another revision.
public struct Pack: Sendable {
  public let id: String
  public let name: Text
  /// Administrative number that leads every key of the store.
  public let jurisdiction: Int64
  /// Twelve hexadecimal digits over all files that made it.
  public let revision: String
  public let offset: UTCOffset
  public let calendar: WorkCalendar
  public let levels: [LevelRecord]
  public let areas: [AreaRecord]
  public let tiers: [TierRecord]
  public let duties: [DutyRecord]
  public let functions: [FunctionRecord]
  public let units: [UnitRecord]
  public let roles: [String: RoleRecord]
  public let posts: [PostRecord]
  public let seasons: [String: Season]
  public let categories: [CategoryRecord]
  public let kinds: [String: Kind]
  public let figures: [Figure]
  public let indexes: [IndexRecord]
  public let meetings: [MeetingSeriesRecord]
  public let programs: [OutreachProgramRecord]
  /// The mechanisms that it uses, in its order.
  public internal(set) var mechanisms: [PackMechanism] = []
  /// The files that made it, to be kept for matters that began under it.
  public let sources: PackFiles

  /// `example@1f0c9b2d7a3e`: what events name as the rules they were decided under.
  public var reference: String { id + "@" + revision }
}

/// A kind of matter with its expressions compiled.
public struct Kind: Sendable {
  public let record: KindRecord
  public let states: [String: StateRecord]
  public let clocks: [Clock]
  public let routing: [RoutingRule]
  /// What must hold before a step, by the step's code.
  public let conditions: [String: Program]

  public func state(of phase: Phase) -> StateRecord? {
    record.states.first { $0.phase == phase }
  }

  /// The steps of one sort that are possible in a state.
  public func steps(_ sort: StepKind, in state: String) -> [StepRecord] {
    record.steps.filter { step in
      step.does == sort && step.from.contains { $0.value == state }
    }
  }
}

/// A clock with the conditions of its limits compiled.
public struct Clock: Sendable {
  public let record: ClockRecord
  public let limits: [(condition: Program?, limit: TimeLimit)]
}

/// A routing rule with its condition compiled.
public struct RoutingRule: Sendable {
  public let record: RoutingRecord
  public let condition: Program?
}

/// A figure with its condition compiled.
public struct Figure: Sendable {
  public let record: FigureRecord
  public let unit: MeasureUnit
  public let condition: Program?
}
