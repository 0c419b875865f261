import Cryptography
public import Journal
public import Kernel
import Organisation
public import Store

/// How the city's machinery stands, as far as its rules ask for it.
public struct Upkeep: Sendable, Equatable {
  /// The revision for which somebody answered last; empty for none.
  public var enacted = ""
  /// Whether a verification was ordered and has not ended.
  public var isVerifying = false

  public init() {}
}

/// The engine of the machinery itself: which pack is in force on what ground, whether the journal
/// was verified, and what became of messages that nobody took.
public struct UpkeepEngine: Engine {
  public static let kind = "upkeep"

  public let jurisdiction: Int64

  public init(_ jurisdiction: Int64) { self.jurisdiction = jurisdiction }

  /// The one stream of a city. The second-highest bit keeps it apart from identifiers that are
  /// drawn by time.
  public var id: Int64 {
    let bytes = Digest.sha256(Array("upkeep/\(jurisdiction)".utf8)).prefix(8)
    let number = bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return Int64(number & 0x3FFF_FFFF_FFFF_FFFF | 0x4000_0000_0000_0000)
  }

  /// Refuses whoever holds a right for a part of the city only: the machinery has no parts.
  static func requireWhole(_ actor: Actor, _ permission: Permission) throws(Problem) {
    guard RowScope(actor, permission).isEverything else { throw Problem(.outOfScope) }
  }

  public func apply(_ happening: UpkeepEvent, at: Instant, to state: Upkeep?) throws -> Upkeep {
    var upkeep = state ?? Upkeep()
    switch happening {
    case .packEnacted(let revision, _): upkeep.enacted = revision
    case .verificationOrdered: upkeep.isVerifying = true
    case .verified: upkeep.isVerifying = false
    case .messagesRetried, .messageDropped: break
    }
    return upkeep
  }

  public func load(_ id: Int64, _ reader: any Reading) throws -> Upkeep? {
    var upkeep = Upkeep()
    upkeep.enacted =
      try reader.row(
        """
        SELECT revision FROM pack_enactment WHERE jurisdiction = ?
        ORDER BY position DESC LIMIT 1
        """, [.integer(jurisdiction)])?.text(0) ?? ""
    upkeep.isVerifying =
      try reader.row(
        """
        SELECT ended IS NULL FROM verification WHERE jurisdiction = ?
        ORDER BY position DESC LIMIT 1
        """, [.integer(jurisdiction)])?.integer(0) == 1
    return upkeep
  }

  /// The rows are those of single happenings.
  public func save(_ id: Int64, before: Upkeep?, after: Upkeep, _ writer: any Writing) throws {}

  public func record(
    _ happening: UpkeepEvent, _ stamp: EventStamp, before: Upkeep?, after: Upkeep,
    _ writer: any Writing
  ) throws {
    switch happening {
    case .packEnacted(let revision, let ground):
      try writer.run(
        """
        INSERT INTO pack_enactment (jurisdiction, position, revision, at, ground)
        VALUES (?, ?, ?, ?, ?)
        """,
        [
          .integer(jurisdiction), .integer(stamp.position), .text(revision),
          .integer(stamp.at.milliseconds), .text(ground),
        ])
    case .verificationOrdered(let ground):
      try writer.run(
        """
        INSERT INTO verification (jurisdiction, position, ordered, ground, ended, outcome, events,
          streams, seals, anchor, findings, text, duration)
        VALUES (?, ?, ?, ?, NULL, '', 0, 0, 0, '', 0, '', 0)
        """,
        [
          .integer(jurisdiction), .integer(stamp.position), .integer(stamp.at.milliseconds),
          .text(ground),
        ])
    case .verified(let result): try record(result, at: stamp.at, writer)
    case .messagesRetried, .messageDropped: break
    }
  }

  private func record(
    _ result: VerificationResult, at: Instant, _ writer: any Writing
  ) throws {
    try writer.run(
      """
      UPDATE verification SET ended = ?, outcome = ?, events = ?, streams = ?, seals = ?,
        anchor = ?, findings = ?, text = ?, duration = ?
      WHERE jurisdiction = ? AND position = (
        SELECT max(position) FROM verification WHERE jurisdiction = ?)
      """,
      [
        .integer(at.milliseconds), .text(result.outcome.rawValue), .integer(result.events),
        .integer(result.streams), .integer(result.seals), .text(result.anchor),
        .integer(result.findings), .text(result.text), .integer(result.milliseconds),
        .integer(jurisdiction), .integer(jurisdiction),
      ])
  }

  public func effects(
    of happening: UpkeepEvent, id: Int64, after: Upkeep, at: Instant
  ) -> [Effect] { [] }

  public var projections: [ProjectionTable] {
    [
      ProjectionTable("pack_enactment", key: "jurisdiction, position"),
      ProjectionTable("verification", key: "jurisdiction, position"),
    ]
  }

  public static let migrations: [Migration] = [
    Migration(
      "upkeep", 1,
      [
        """
        CREATE TABLE pack_enactment (
          jurisdiction INTEGER NOT NULL,
          position INTEGER NOT NULL,
          revision TEXT NOT NULL CHECK (revision <> ''),
          at INTEGER NOT NULL,
          ground TEXT NOT NULL CHECK (ground <> ''),
          PRIMARY KEY (jurisdiction, position)
        ) {clustered}
        """,
        """
        CREATE INDEX pack_enactment_by_revision
        ON pack_enactment (jurisdiction, revision, position)
        """,
        """
        CREATE TABLE verification (
          jurisdiction INTEGER NOT NULL,
          position INTEGER NOT NULL,
          ordered INTEGER NOT NULL,
          ground TEXT NOT NULL,
          ended INTEGER,
          outcome TEXT NOT NULL CHECK (outcome IN ('', 'whole', 'broken', 'stopped')),
          events INTEGER NOT NULL,
          streams INTEGER NOT NULL,
          seals INTEGER NOT NULL,
          anchor TEXT NOT NULL,
          findings INTEGER NOT NULL,
          text TEXT NOT NULL,
          duration INTEGER NOT NULL,
          PRIMARY KEY (jurisdiction, position)
        ) {clustered}
        """,
      ])
  ]
}
