public import Kernel
public import Store

/// An event outside its store: every column as it was written, its body's text unread.
public struct ArchivedEvent: Sendable {
  let draft: EventDraft
  public let hash: [UInt8]

  public var position: Int64 { draft.position }
  public var recorded: Instant { draft.recorded }
  /// The pack's revision under which it was decided.
  public var pack: String { draft.pack }

  init(_ row: Row) { (draft, hash) = EventReader.draft(row) }

  init(draft: EventDraft, hash: [UInt8]) {
    self.draft = draft
    self.hash = hash
  }

  /// Feeds the events of a range in order.
  public static func forEach(
    _ first: Int64, _ last: Int64, _ reader: any Reading,
    _ body: (ArchivedEvent) throws -> Void
  ) throws {
    try reader.forEachRow(
      Statement(
        """
        SELECT \(EventReader.columns) FROM event WHERE position BETWEEN ? AND ? ORDER BY position
        """), [.integer(first), .integer(last)]
    ) {
      try body(ArchivedEvent($0))
      return true
    }
  }
}
