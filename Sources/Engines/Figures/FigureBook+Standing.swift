import Kernel
import Pack
import Store

/// What stands in a stock now, thing by thing: lists of what is open or overdue are read from it
/// without going through the city's past.
extension FigureBook {
  /// Lets a thing stand in every stock that an observation brings it into, and takes it out of
  /// every one that it leaves.
  func stand(
    _ observation: Observation, position: Int64, part: Int, _ writer: any Writing
  ) throws {
    for entry in entries[observation.name] ?? []
    where try entry.figure.record.form == .stock && counts(entry.figure, observation) {
      let key: [SQLValue] = [
        .integer(jurisdiction), .text(entry.figure.record.id), .integer(observation.subject),
      ]
      let place = FigureBook.place(observation, position: position, part: part)
      let added = key + [.integer(entry.sign)] + place
      // Nearly all that enters did not stand there before.
      if entry.sign > 0, try writer.change(FigureBook.standingNew, added) > 0 { continue }
      // Where it entered last is where it stands.
      let update =
        entry.sign > 0
        ? """
        , at = excluded.at, area = excluded.area, unit = excluded.unit,
          category = excluded.category, channel = excluded.channel, kind = excluded.kind,
          origin = excluded.origin, position = excluded.position, part = excluded.part
        """ : ""
      // Nothing stands for a count of zero, so that the row goes before it would be one.
      let ended = try writer.change(
        """
        DELETE FROM figure_standing
        WHERE jurisdiction = ? AND figure = ? AND subject = ? AND count = ?
        """, key + [.integer(-entry.sign)])
      if ended > 0 { continue }
      try writer.run(
        Statement(
          """
          \(FigureBook.standingInsert)
          ON CONFLICT (jurisdiction, figure, subject)
          DO UPDATE SET count = figure_standing.count + excluded.count\(update)
          """), added)
    }
  }

  private static let standingInsert = """
    INSERT INTO figure_standing (jurisdiction, figure, subject, count, at, area, unit,
      category, channel, kind, origin, position, part)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """

  private static let standingNew = Statement(
    standingInsert + " ON CONFLICT (jurisdiction, figure, subject) DO NOTHING")

  private static func place(
    _ observation: Observation, position: Int64, part: Int
  ) -> [SQLValue] {
    let dimensions = observation.dimensions
    return [
      .integer(observation.at.milliseconds), .text(dimensions.area), .text(dimensions.unit),
      .text(dimensions.category), .text(dimensions.channel), .text(dimensions.kind),
      .text(dimensions.origin), .integer(position), .integer(Int64(part)),
    ]
  }

  /// Fills the table again from all observations, in the order of the journal: the last word
  /// counts.
  func standAnew(_ writer: any Writing) throws {
    try writer.run(
      "DELETE FROM figure_standing WHERE jurisdiction = ?", [.integer(jurisdiction)])
    let names = entries.filter { $0.value.contains { $0.figure.record.form == .stock } }.keys
    let list = JSON.array(names.sorted().map(JSON.string)).canonicalText
    let all = Statement(
      """
      SELECT \(FigureReader.columns), name FROM observation
      WHERE jurisdiction = ? AND name IN (SELECT value FROM json_each(?))
      ORDER BY position, part
      """)
    try writer.forEachRow(all, [.integer(jurisdiction), .text(list)]) { row in
      try stand(
        FigureReader.observation(row.text(14), row), position: row.integer(0),
        part: Int(row.integer(13)), writer)
      return true
    }
  }
}
