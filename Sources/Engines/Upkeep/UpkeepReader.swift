import Journal
public import Kernel
import Organisation
public import Store

/// What is known about the machinery, for those who may look into it.
public struct UpkeepReader: Sendable {
  /// One verification, with who ordered it.
  public struct Verification: Sendable, Hashable {
    public let position: Int64
    public let orderedAt: Instant
    public let actor: String
    public let ground: String
    /// Nil while it waits or runs.
    public let endedAt: Instant?
    public let outcome: VerificationResult.Outcome?
    public let events: Int64
    public let findings: Int64
    public let text: String
    public let anchor: String
    public let milliseconds: Int64
  }

  /// Somebody who answered for a revision.
  public struct Enactment: Sendable, Hashable {
    public let position: Int64
    public let revision: String
    public let at: Instant
    public let actor: String
    public let ground: String
  }

  /// A start of the program with another revision than before.
  public struct Start: Sendable, Hashable {
    public let number: Int64
    public let revision: String
    public let at: Instant
  }

  public static let pageMax = 50

  let engine: UpkeepEngine

  /// - Throws: where the actor does not look into the machinery of the whole city.
  public init(_ engine: UpkeepEngine, _ actor: Actor) throws(Problem) {
    self.engine = engine
    let permissions: [Permission] = ["system.read", "journal.read"]
    guard permissions.contains(where: { RowScope(actor, $0).isEverything }) else {
      throw Problem(.outOfScope)
    }
  }

  /// The newest verifications, newest first.
  public func verifications(limit: Int = pageMax, _ reader: any Reading) throws -> [Verification] {
    try reader.rows(
      """
      SELECT v.position, v.ordered, e.actor, v.ground, v.ended, v.outcome, v.events, v.findings,
        v.text, v.anchor, v.duration
      FROM verification v JOIN event e ON e.position = v.position
      WHERE v.jurisdiction = ? ORDER BY v.position DESC LIMIT ?
      """, [.integer(engine.jurisdiction), .integer(Int64(min(limit, Self.pageMax)))]
    ).map {
      Verification(
        position: $0.integer(0), orderedAt: Instant(milliseconds: $0.integer(1)),
        actor: $0.text(2), ground: $0.text(3),
        endedAt: $0.integerIfPresent(4).map(Instant.init(milliseconds:)),
        outcome: VerificationResult.Outcome(rawValue: $0.text(5)), events: $0.integer(6),
        findings: $0.integer(7), text: $0.text(8), anchor: $0.text(9),
        milliseconds: $0.integer(10))
    }
  }

  /// The newest answer for a revision; nil where nobody answered for it.
  /// - Parameter revision: nil for the newest of all.
  public func enactment(of revision: String?, _ reader: any Reading) throws -> Enactment? {
    let condition = revision == nil ? "" : "AND p.revision = ?"
    return try reader.row(
      Statement(
        """
        SELECT p.position, p.revision, p.at, e.actor, p.ground
        FROM pack_enactment p JOIN event e ON e.position = p.position
        WHERE p.jurisdiction = ? \(condition) ORDER BY p.position DESC LIMIT 1
        """),
      [.integer(engine.jurisdiction)] + (revision.map { [.text($0)] } ?? [])
    ).map {
      Enactment(
        position: $0.integer(0), revision: $0.text(1),
        at: Instant(milliseconds: $0.integer(2)), actor: $0.text(3), ground: $0.text(4))
    }
  }

  /// The revisions with which the program was started, newest first.
  /// - Parameter before: the number before which to go on.
  public func starts(
    before: Int64 = .max, limit: Int = pageMax, _ reader: any Reading
  ) throws -> [Start] {
    try reader.rows(
      """
      SELECT number, revision, started FROM pack_start
      WHERE number < ? ORDER BY number DESC LIMIT ?
      """, [.integer(before), .integer(Int64(min(limit, Self.pageMax)))]
    ).map {
      Start(
        number: $0.integer(0), revision: $0.text(1), at: Instant(milliseconds: $0.integer(2)))
    }
  }
}
