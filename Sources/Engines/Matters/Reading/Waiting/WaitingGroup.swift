/// One heap on a reader's desk: matters that wait for the same thing. They stand in the order in
/// which somebody works through them.
public enum WaitingGroup: String, CaseIterable, Sendable {
  /// One of the reader's units was called and has not signed in.
  case summoned
  /// The lead unit has to sign in.
  case accept
  /// Somebody has to look on the spot.
  case checks
  /// A unit that was called has signed in and has to report.
  case working
  /// Nobody leads; somebody decides who does.
  case arbitration
  /// Extensions, suspensions and appeals that others asked for.
  case requests
  /// A unit that was called refused, and somebody decides whether lawfully.
  case refusals
  /// What went up to one of the reader's units.
  case escalations
  /// What one of the reader's units leads.
  case lead
  /// Answered: somebody calls back, verifies and closes.
  case answered
  /// What one of the reader's units supervises.
  case supervised
  /// Everything at work that the reader sees.
  case all
}

/// How much is in a group, counted up to a bound.
public struct WaitingCount: Sendable, Hashable {
  /// Most that is counted of one group.
  public static let most = 999

  /// At most `most`.
  public let total: Int
  /// How many of them show each light, the red ones counted first.
  public let lights: [Matter.Light: Int]
  /// Whether there are more than `total`.
  public let isMore: Bool

  /// Those that are overdue.
  public var red: Int { lights[.red] ?? 0 }

  /// - Parameter lights: what was counted, up to the bound and one.
  public init(_ lights: [Matter.Light: Int]) {
    let found = lights.values.reduce(0, +)
    total = min(found, WaitingCount.most)
    isMore = found > WaitingCount.most
    self.lights = lights
  }
}
