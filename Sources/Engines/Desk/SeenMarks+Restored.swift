public import Store

extension SeenMarks {
  /// Forgets that anybody saw what a restored journal no longer holds.
  public static func forget(after position: Int64, _ writer: any Writing) throws {
    let end = SQLValue.integer(position)
    try writer.run("UPDATE desk_reader SET position = ? WHERE position > ?", [end, end])
    try writer.run(
      """
      DELETE FROM desk_seen WHERE version > (
        SELECT coalesce(max(stream.version), 0) FROM stream
        WHERE stream.jurisdiction = desk_seen.jurisdiction AND stream.subject = desk_seen.matter)
      """, [])
  }
}
