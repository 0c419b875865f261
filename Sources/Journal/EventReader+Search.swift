import Cryptography
public import Kernel
public import Store

/// What is looked for in the journal.
public struct JournalSearch: Sendable, Hashable {
  public var subject: Int64?
  /// As it stands in the journal: `person:wang.fang`.
  public var actor: String?
  /// The first position, and the one before which to go on backwards.
  public var first: Int64 = 1
  public var before: Int64 = .max

  public init() {}
}

extension EventReader {
  /// Events that are looked for, newest first.
  /// - Parameter limit: at most `pageMax`.
  public static func events(
    _ search: JournalSearch, _ jurisdiction: Int64, limit: Int, _ reader: any Reading
  ) throws -> [RecordedEvent] {
    // Without a subject and an actor the positions are gone through, in their order.
    let isOpen = search.subject == nil && search.actor == nil
    var conditions = [isOpen ? "+jurisdiction = ?" : "jurisdiction = ?"]
    var arguments: [SQLValue] = [.integer(jurisdiction)]
    if let subject = search.subject {
      conditions.append("subject = ?")
      arguments.append(.integer(subject))
    }
    if let actor = search.actor {
      // Where the subject is known, its few events are gone through.
      conditions.append(search.subject == nil ? "actor = ?" : "+actor = ?")
      arguments.append(.text(actor))
    }
    // Within a subject, versions and positions have one order.
    let order = search.subject == nil ? "position" : "version"
    let bound = search.subject == nil ? "position" : "+position"
    arguments += [
      .integer(search.first), .integer(search.before),
      .integer(Int64(max(1, min(limit, pageMax)))),
    ]
    return try reader.rows(
      Statement(
        """
        SELECT \(columns) FROM event
        WHERE \(conditions.joined(separator: " AND ")) AND \(bound) >= ? AND \(bound) < ?
        ORDER BY \(order) DESC LIMIT ?
        """), arguments
    ).map(event)
  }

  /// The event at a position; nil where there is none.
  public static func event(
    at position: Int64, _ jurisdiction: Int64, _ reader: any Reading
  ) throws -> RecordedEvent? {
    try reader.row(
      Statement("SELECT \(columns) FROM event WHERE position = ? AND jurisdiction = ?"),
      [.integer(position), .integer(jurisdiction)]
    ).map(event)
  }

  /// What proves an event: the hash before it in its stream, nil for the first of it, and whether
  /// its own hash still follows from that and from what stands there.
  public static func proof(
    of event: RecordedEvent, _ reader: any Reading
  ) throws -> (before: [UInt8]?, isSound: Bool) {
    let before = try reader.row(
      "SELECT hash FROM event WHERE jurisdiction = ? AND subject = ? AND version = ?",
      [
        .integer(event.jurisdiction), .integer(event.stream.id), .integer(event.version - 1),
      ])?.blob(0)
    let row = try reader.row(
      Statement("SELECT \(columns) FROM event WHERE position = ?"), [.integer(event.position)])
    guard let (draft, hash) = row.map(draft) else { return (before, false) }
    return (before, draft.hash(after: before ?? Digest.zero) == hash)
  }

  /// The first position that was written down at a moment or later; one beyond the last where all
  /// were written before. It halves the journal, for positions follow the time of writing.
  public static func position(since moment: Instant, _ reader: any Reading) throws -> Int64 {
    var low: Int64 = 1
    var high = try lastPosition(reader) + 1
    while low < high {
      let middle = low + (high - low) / 2
      let row = try reader.row(
        "SELECT recorded FROM event WHERE position >= ? ORDER BY position LIMIT 1",
        [.integer(middle)])
      if let row, row.integer(0) < moment.milliseconds { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// How many events were written down between moments that follow one another.
  public static func counts(between moments: [Instant], _ reader: any Reading) throws -> [Int64] {
    let positions = try moments.map { try position(since: $0, reader) }
    return zip(positions, positions.dropFirst()).map { $1 - $0 }
  }
}

/// The newest seal.
public struct LastSeal: Sendable, Hashable {
  public let number: Int64
  /// The last position that it covers.
  public let last: Int64
  public let sealedAt: Instant
  public let hash: [UInt8]

  /// Nil where nothing is sealed.
  public init?(_ reader: any Reading) throws {
    let row = try reader.row(
      "SELECT number, last, sealed, hash FROM seal ORDER BY number DESC LIMIT 1", [])
    guard let row else { return nil }
    number = row.integer(0)
    last = row.integer(1)
    sealedAt = Instant(milliseconds: row.integer(2))
    hash = row.blob(3)
  }
}
