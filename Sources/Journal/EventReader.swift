import Kernel
public import Store

/// Reads events back from the journal.
public enum EventReader {
  static let columns = """
    position, jurisdiction, subject, version, kind, name, at, recorded, actor, action, pack, body, \
    hash
    """

  static func draft(_ row: Row) -> (draft: EventDraft, hash: [UInt8]) {
    let draft = EventDraft(
      position: row.integer(0), jurisdiction: row.integer(1),
      stream: StreamName(kind: row.text(4), id: row.integer(2)), version: row.integer(3),
      name: row.text(5), bodyText: row.text(11), at: Instant(milliseconds: row.integer(6)),
      recorded: Instant(milliseconds: row.integer(7)), actor: row.text(8), action: row.text(9),
      pack: row.text(10))
    return (draft, row.blob(12))
  }

  static func event(_ row: Row) throws -> RecordedEvent {
    let (draft, hash) = draft(row)
    return RecordedEvent(
      position: draft.position, jurisdiction: draft.jurisdiction, stream: draft.stream,
      version: draft.version, event: Event(draft.name, try JSON(parsing: draft.bodyText)),
      at: draft.at, recorded: draft.recorded, actor: draft.actor, action: draft.action,
      pack: draft.pack, hash: hash)
  }

  /// Most events that one page of a timeline holds.
  public static let pageMax = 500

  /// The events of one subject in order, from after a version.
  public static func events(
    of id: Int64, _ jurisdiction: Int64, after version: Int64 = 0, _ reader: any Reading
  ) throws -> [RecordedEvent] {
    try reader.rows(
      Statement(
        """
        SELECT \(columns) FROM event
        WHERE jurisdiction = ? AND subject = ? AND version > ? ORDER BY version LIMIT \(pageMax)
        """), [.integer(jurisdiction), .integer(id), .integer(version)]
    ).map(event)
  }

  /// The events of all subjects of a kind in order, from after a position.
  public static func events(
    ofKind kind: String, _ jurisdiction: Int64, after position: Int64, limit: Int,
    _ reader: any Reading
  ) throws -> [RecordedEvent] {
    try reader.rows(
      Statement(
        """
        SELECT \(columns) FROM event
        WHERE position > ? AND jurisdiction = ? AND kind = ? ORDER BY position LIMIT ?
        """),
      [
        .integer(position), .integer(jurisdiction), .text(kind),
        .integer(Int64(max(1, min(limit, pageMax)))),
      ]
    ).map(event)
  }

  /// The newest position; 0 for an empty journal.
  public static func lastPosition(_ reader: any Reading) throws -> Int64 {
    try reader.row("SELECT max(position) FROM event", [])?.integerIfPresent(0) ?? 0
  }
}
