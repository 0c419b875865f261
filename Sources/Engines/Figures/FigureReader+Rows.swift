public import Kernel
import Pack
public import Store

/// One row that a figure counts.
public struct FigureRow: Hashable, Sendable {
  public let subject: Int64
  public let at: Instant
  public let dimensions: Observation.Dimensions
  /// Position of the event in the journal.
  public let position: Int64
}

extension FigureReader {
  /// Most rows of one page.
  public static let pageMax = 500

  /// The rows behind a figure, in the order of their days and positions.
  /// - Parameter after: the last row of the page before.
  public func rows(
    of question: FigureQuestion, after: FigureRow? = nil, limit: Int = pageMax,
    _ reader: any Reading
  ) throws -> [FigureRow] {
    guard let figure = figures[question.figure] else {
      throw Problem(.notFound, ["what": "figure", "name": question.figure])
    }
    switch figure.record.form {
    case .ratio:
      throw Problem(
        .figureHasNoRows,
        [
          "numerator": figure.record.numerator ?? "",
          "denominator": figure.record.denominator ?? "",
        ])
    case .stock:
      return try stockRows(figure, question, after: after, limit: limit, reader)
    case .flow, .distribution:
      return try flowRows(question, after: after, limit: limit, reader)
    }
  }

  static let columns = """
    position, at, subject, area, unit, category, channel, kind, on_time, natural_ms, \
    working_thousandths, grade, origin
    """

  private func flowRows(
    _ question: FigureQuestion, after: FigureRow?, limit: Int, _ reader: any Reading
  ) throws -> [FigureRow] {
    guard let figure = figures[question.figure], let name = figure.record.of else { return [] }
    let days = question.period.days
    var found: [FigureRow] = []
    let lastDay = after.map { Int64($0.at.local(offset).date.compact) }
    let statement = Statement(
      """
      SELECT \(FigureReader.columns) FROM observation
      WHERE jurisdiction = ? AND name = ? AND day BETWEEN ? AND ? AND (day > ? OR position > ?)
      ORDER BY day, position, part
      """)
    let arguments: [SQLValue] = [
      .integer(jurisdictionNumber), .text(name), .integer(lastDay ?? Int64(days.lowerBound)),
      .integer(Int64(days.upperBound)), .integer(lastDay ?? 0), .integer(after?.position ?? 0),
    ]
    try reader.forEachRow(statement, arguments) { row in
      let observation = FigureReader.observation(name, row)
      if try includes(observation, question), try counts(figure, observation),
        FigureBook.bucket(figure, observation) != nil
      {
        found.append(
          FigureRow(
            subject: observation.subject, at: observation.at, dimensions: observation.dimensions,
            position: row.integer(0)))
      }
      return found.count < limit
    }
    return found
  }

  /// The subjects that entered more often than they left by the period's end.
  private func stockRows(
    _ figure: Figure, _ question: FigureQuestion, after: FigureRow?, limit: Int,
    _ reader: any Reading
  ) throws -> [FigureRow] {
    var standing: [Int64: (count: Int, row: FigureRow)] = [:]
    let changes = [(figure.record.enters ?? "", 1), (figure.record.leaves ?? "", -1)]
    for (name, sign) in changes {
      let statement = Statement(
        """
        SELECT \(FigureReader.columns) FROM observation
        WHERE jurisdiction = ? AND name = ? AND day <= ? ORDER BY day, position, part
        """)
      let arguments: [SQLValue] = [
        .integer(jurisdictionNumber), .text(name),
        .integer(Int64(question.period.days.upperBound)),
      ]
      try reader.forEachRow(statement, arguments) { row in
        let observation = FigureReader.observation(name, row)
        guard try includes(observation, question), try counts(figure, observation) else {
          return true
        }
        let made = FigureRow(
          subject: observation.subject, at: observation.at, dimensions: observation.dimensions,
          position: row.integer(0))
        let known = standing[observation.subject]
        standing[observation.subject] = (
          (known?.count ?? 0) + sign, sign > 0 ? made : known?.row ?? made
        )
        return true
      }
    }
    return Array(
      standing.values.filter { $0.count > 0 }.map(\.row)
        .filter { $0.position > after?.position ?? 0 }.sorted { $0.position < $1.position }
        .prefix(limit))
  }

  static func observation(_ name: String, _ row: Row) -> Observation {
    Observation(
      name, at: Instant(milliseconds: row.integer(1)), subject: row.integer(2),
      Observation.Dimensions(
        area: row.text(3), unit: row.text(4), category: row.text(5), channel: row.text(6),
        kind: row.text(7), origin: row.text(12)),
      isOnTime: row.integerIfPresent(8).map { $0 == 1 },
      naturalMilliseconds: row.integerIfPresent(9), workingThousandths: row.integerIfPresent(10),
      grade: row.integerIfPresent(11))
  }

  private func includes(_ observation: Observation, _ question: FigureQuestion) throws -> Bool {
    let dimensions = observation.dimensions
    return (question.areas?.contains(dimensions.area) ?? true)
      && (question.unit.map { $0 == dimensions.unit } ?? true)
      && (question.category.map { $0 == dimensions.category } ?? true)
  }
}
