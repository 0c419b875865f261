public import Kernel
import Pack
public import Store

/// One row that a figure counts.
public struct FigureRow: Hashable, Sendable {
  /// The place of a row among those of a figure, which stays where it is as others come in.
  public struct Cursor: Hashable, Sendable {
    /// The day and, within it, the place of the event; of a stock, the thing and two zeros.
    let parts: [Int64]

    /// `20260528.1234.0`.
    public var text: String { parts.map(String.init).joined(separator: ".") }

    init(_ first: Int64, _ second: Int64, _ third: Int64) { parts = [first, second, third] }

    /// Reads what `text` writes; nil for anything else.
    public init?(_ text: String) {
      let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { Int64($0) }
      guard parts.count == 3, let first = parts[0], let second = parts[1], let third = parts[2]
      else { return nil }
      self.init(first, second, third)
    }
  }

  public let subject: Int64
  public let at: Instant
  public let dimensions: Observation.Dimensions
  /// Position of the event in the journal.
  public let position: Int64
  /// Which of the event's observations it is.
  let part: Int64
  public let cursor: Cursor

  /// - Parameter day: the day that it is counted on; nil for one that stands in a stock.
  init(_ observation: Observation, position: Int64, part: Int64, day: Int64?) {
    subject = observation.subject
    at = observation.at
    dimensions = observation.dimensions
    self.position = position
    self.part = part
    cursor = day.map { Cursor($0, position, part) } ?? Cursor(observation.subject, 0, 0)
  }
}

extension FigureReader {
  /// Most rows of one page.
  public static let pageMax = 500

  /// The rows behind a figure: of flows and distributions in the order of their days, of stocks in
  /// the order of their things.
  /// - Parameter after: where the last row of the page before stands.
  public func rows(
    of question: FigureQuestion, after: FigureRow.Cursor? = nil, limit: Int = pageMax,
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
      return try flowRows(figure, question, after: after, limit: limit, reader)
    }
  }

  static let columns = """
    position, at, subject, area, unit, category, channel, kind, on_time, natural_ms, \
    working_thousandths, grade, origin, part
    """

  /// Goes through the days on which the counters have something, and through no others.
  private func flowRows(
    _ figure: Figure, _ question: FigureQuestion, after: FigureRow.Cursor?, limit: Int,
    _ reader: any Reading
  ) throws -> [FigureRow] {
    guard let name = figure.record.of else { return [] }
    let from = after?.parts ?? [0, 0, 0]
    let statement = Statement(
      """
      SELECT \(FigureReader.columns) FROM observation
      WHERE jurisdiction = ? AND name = ? AND day = ? AND (position, part) > (?, ?)
      ORDER BY position, part
      """)
    var found: [FigureRow] = []
    for month in FigureReader.months(question.period) where Int64(month) + 99 >= from[0] {
      if found.count >= limit { break }
      for (day, count) in try counted(question, in: month, reader) where day >= from[0] {
        if found.count >= limit { break }
        let isResumed = day == from[0]
        var left = count
        let arguments: [SQLValue] = [
          .integer(jurisdictionNumber), .text(name), .integer(day),
          .integer(isResumed ? from[1] : 0), .integer(isResumed ? from[2] : -1),
        ]
        try reader.forEachRow(statement, arguments) { row in
          let observation = FigureReader.observation(name, row)
          if includes(observation.dimensions, question), try counts(figure, observation),
            FigureBook.bucket(figure, observation) != nil
          {
            found.append(
              FigureRow(observation, position: row.integer(0), part: row.integer(13), day: day))
            left -= 1
          }
          return found.count < limit && left > 0
        }
      }
    }
    return found
  }

  /// The days of a month on which a question's figure counts something, with how much.
  private func counted(
    _ question: FigureQuestion, in month: Int, _ reader: any Reading
  ) throws -> [(day: Int64, count: Int64)] {
    let days = question.period.days.clamped(to: (month + 1)...(month + 31))
    var counts: [Int64: Int64] = [:]
    try reader.forEachRow(
      """
      SELECT period, area, unit, category, channel, '', count FROM figure_cell
      WHERE jurisdiction = ? AND figure = ? AND period BETWEEN ? AND ? AND period % 100 > 0
      """,
      [
        .integer(jurisdictionNumber), .text(question.figure), .integer(Int64(days.lowerBound)),
        .integer(Int64(days.upperBound)),
      ]
    ) { row in
      let dimensions = Observation.Dimensions(
        area: row.text(1), unit: row.text(2), category: row.text(3), channel: row.text(4), kind: "")
      if includes(dimensions, question) { counts[row.integer(0), default: 0] += row.integer(6) }
      return true
    }
    return counts.filter { $0.value > 0 }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
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

  /// Whether something lies in what a question asks about.
  func includes(_ dimensions: Observation.Dimensions, _ question: FigureQuestion) -> Bool {
    (question.areas?.contains(dimensions.area) ?? true)
      && (question.unit.map { $0 == dimensions.unit } ?? true)
      && (question.category.map { $0 == dimensions.category } ?? true)
      && (question.channel.map { $0 == dimensions.channel } ?? true)
  }
}
