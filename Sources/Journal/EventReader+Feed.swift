import Kernel
public import Store

extension EventReader {
  /// The events of all streams in the order of the journal, from after a position.
  /// - Parameter limit: at most `pageMax`.
  public static func events(
    after position: Int64, limit: Int, _ reader: any Reading
  ) throws -> [RecordedEvent] {
    try reader.rows(
      Statement(
        "SELECT \(columns) FROM event WHERE position > ? ORDER BY position LIMIT ?"),
      [.integer(position), .integer(Int64(max(1, min(limit, pageMax))))]
    ).map(event)
  }
}
