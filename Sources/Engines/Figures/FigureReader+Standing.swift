public import Kernel
import Pack
public import Store

/// Rows of stocks: what stands now, with what happened since the question's day taken back.
extension FigureReader {
  /// What became of one thing after a day.
  private struct Since {
    /// How many more it was counted after the day than on it.
    var change = 0
    /// The first time that it left after the day tells where it stood on it.
    var firstLeft: FigureRow?
  }

  func stockRows(
    _ figure: Figure, _ question: FigureQuestion, after: FigureRow.Cursor?, limit: Int,
    _ reader: any Reading
  ) throws -> [FigureRow] {
    let from = after?.parts[0] ?? 0
    let since = try since(question.period.days.upperBound, figure, reader)
    var found: [FigureRow] = []
    var untold = since.filter { $0.key > from }
    let statement = Statement(
      """
      SELECT position, at, subject, area, unit, category, channel, kind, NULL, NULL, NULL, NULL, \
      origin, part, count FROM figure_standing
      WHERE jurisdiction = ? AND figure = ? AND subject > ? ORDER BY subject
      """)
    try reader.forEachRow(
      statement, [.integer(jurisdictionNumber), .text(question.figure), .integer(from)]
    ) { row in
      let subject = row.integer(2)
      let change = untold.removeValue(forKey: subject)
      let then = change?.firstLeft
      if Int(row.integer(14)) - (change?.change ?? 0) > 0 {
        let made =
          then
          ?? FigureRow(
            FigureReader.observation("", row), position: row.integer(0), part: row.integer(13),
            day: nil)
        if includes(made.dimensions, question) { found.append(made) }
      }
      return found.count < limit
    }
    // What has left since stands no longer, but did.
    for change in untold.values where change.change < 0 {
      if let row = change.firstLeft, includes(row.dimensions, question) { found.append(row) }
    }
    return Array(found.sorted { $0.subject < $1.subject }.prefix(limit))
  }

  private func since(
    _ day: Int, _ figure: Figure, _ reader: any Reading
  ) throws -> [Int64: Since] {
    var since: [Int64: Since] = [:]
    let statement = Statement(
      """
      SELECT \(FigureReader.columns) FROM observation
      WHERE jurisdiction = ? AND name = ? AND day > ? ORDER BY day, position, part
      """)
    for (name, sign) in [(figure.record.enters ?? "", 1), (figure.record.leaves ?? "", -1)] {
      try reader.forEachRow(
        statement, [.integer(jurisdictionNumber), .text(name), .integer(Int64(day))]
      ) { row in
        let observation = FigureReader.observation(name, row)
        guard try counts(figure, observation) else { return true }
        var known = since[observation.subject] ?? Since()
        known.change += sign
        if sign < 0, known.firstLeft == nil {
          known.firstLeft = FigureRow(
            observation, position: row.integer(0), part: row.integer(13), day: nil)
        }
        since[observation.subject] = known
        return true
      }
    }
    return since
  }
}

extension FigureReader {
  /// The lines of an answer that is divided by no time, for people to compare: those of stocks are
  /// of what stands, without the past being summed up, and without those where nothing does.
  public func parts(_ question: FigureQuestion, _ reader: any Reading) throws -> [FigureLine] {
    guard let figure = figures[question.figure] else {
      throw Problem(.notFound, ["what": "figure", "name": question.figure])
    }
    guard figure.record.form == .stock else { return try answer(question, reader) }
    precondition(!question.divisions.contains { $0 == .month || $0 == .day })
    var sums: [[String]: Int64] = [:]
    try reader.forEachRow(
      """
      SELECT 0, area, unit, category, channel, sum(count) FROM figure_standing
      WHERE jurisdiction = ? AND figure = ? GROUP BY area, unit, category, channel
      """, [.integer(jurisdictionNumber), .text(question.figure)]
    ) { row in
      let dimensions = Observation.Dimensions(
        area: row.text(1), unit: row.text(2), category: row.text(3), channel: row.text(4), kind: "")
      if includes(dimensions, question) {
        let keys = keys(of: question, row, area: dimensions.area, period: 0)
        sums[keys, default: 0] += row.integer(5)
      }
      return true
    }
    let day = question.period.days.upperBound
    let month = day / 100 * 100
    try forEachCell(question, (day + 1)...(month + 99), isByMonth: false, reader) {
      sums[$0, default: 0] -= $2
    }
    try forEachCell(question, (month + 100)...Int(Int32.max), isByMonth: true, reader) {
      sums[$0, default: 0] -= $2
    }
    return sums.filter { $0.value != 0 }.map {
      FigureLine(keys: $0.key, value: Double($0.value), percentile90: nil, count: $0.value)
    }.sorted { $0.keys.lexicographicallyPrecedes($1.keys) }
  }
}
