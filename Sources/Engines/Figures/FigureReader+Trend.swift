public import Kernel
import Pack
public import Store

/// A stretch of a trend: some days, both included.
public struct FigureStep: Hashable, Sendable {
  public let first: CivilDate
  public let last: CivilDate

  public init(_ first: CivilDate, _ last: CivilDate) {
    self.first = first
    self.last = last
  }
}

extension FigureReader {
  /// A figure step by step: one line each, in the steps' order. Flows count what happened in a
  /// step, stocks what stands at its end.
  /// - Parameters:
  ///   - question: its period and divisions are not asked.
  ///   - steps: the first one begins and the last one ends with the whole.
  ///   - isByMonth: whether every step is made of whole months, whose counters are fewer.
  public func trend(
    _ question: FigureQuestion, _ steps: [FigureStep], isByMonth: Bool = false,
    _ reader: any Reading
  ) throws -> [FigureLine] {
    guard let figure = figures[question.figure] else {
      throw Problem(.notFound, ["what": "figure", "name": question.figure])
    }
    guard let first = steps.first, let last = steps.last else { return [] }
    func sums(_ id: String, buckets: Bool = false) throws -> [[Int64: Int64]] {
      let cells = try cells(
        question.asking(id), from: first.first.compact, to: last.last.compact, isByMonth,
        buckets: buckets, reader)
      return steps.map { step in
        let bounds = FigureReader.bounds(step, isByMonth)
        return cells.filter { bounds.contains($0.period) }.reduce(into: [:]) {
          $0[$1.bucket, default: 0] += $1.count
        }
      }
    }
    switch figure.record.form {
    case .flow:
      return try sums(question.figure).map { FigureLine(count: $0[0] ?? 0) }
    case .stock: return try levels(question, steps, isByMonth, reader)
    case .distribution:
      let divisor: Double = figure.record.value == "grade" ? 1 : 100
      return try sums(question.figure, buckets: true).map { counts in
        FigureLine(
          keys: [], value: FigureReader.percentile(50, counts).map { Double($0) / divisor },
          percentile90: FigureReader.percentile(90, counts).map { Double($0) / divisor },
          count: counts.values.reduce(0, +))
      }
    case .ratio:
      let above = try sums(figure.record.numerator ?? "")
      let below = try sums(figure.record.denominator ?? "")
      let factor: Double = figure.record.unit == "%" ? 100 : 1
      return zip(above, below).map { above, below in
        let count = below[0] ?? 0
        let share = count == 0 ? nil : Double(above[0] ?? 0) / Double(count) * factor
        return FigureLine(keys: [], value: share, percentile90: nil, count: count)
      }
    }
  }

  private static func bounds(_ step: FigureStep, _ isByMonth: Bool) -> ClosedRange<Int> {
    isByMonth
      ? (step.first.compact / 100 * 100)...(step.last.compact / 100 * 100)
      : step.first.compact...step.last.compact
  }

  /// What stands now, less what came after each step: the past is not summed up from its beginning.
  private func levels(
    _ question: FigureQuestion, _ steps: [FigureStep], _ isByMonth: Bool, _ reader: any Reading
  ) throws -> [FigureLine] {
    guard let first = steps.first, let last = steps.last else { return [] }
    let (condition, filters) = question.condition
    let now = try reader.row(
      Statement(
        """
        SELECT sum(count) FROM figure_standing
        WHERE jurisdiction = ? AND figure = ?\(condition)
        """), [.integer(jurisdictionNumber), .text(question.figure)] + filters)
    let month = last.last.compact / 100 * 100
    var changes = try cells(
      question, from: month + 100, to: Int(Int32.max), true, buckets: false, reader)
    changes += try cells(
      question, from: first.first.compact, to: isByMonth ? month : month + 99, isByMonth,
      buckets: false, reader)
    let standing = now?.integerIfPresent(0) ?? 0
    return steps.map { step in
      let end = FigureReader.bounds(step, isByMonth).upperBound
      let later = changes.filter { $0.period > end }.reduce(0) { $0 + $1.count }
      return FigureLine(count: standing - later)
    }
  }

  /// How many rows stand behind a figure: of stocks those at the period's end.
  public func count(_ question: FigureQuestion, _ reader: any Reading) throws -> Int64 {
    let days = question.period.days
    guard let figure = figures[question.figure], figure.record.form != .ratio else { return 0 }
    if figure.record.form == .stock {
      return try parts(question.undivided, reader).first?.count ?? 0
    }
    // Whole months between the ends are counted by months.
    let (first, last) = (days.lowerBound / 100 * 100, days.upperBound / 100 * 100)
    var cells: [PeriodSum] = []
    if question.period.isMonths || last - first < 200 {
      cells = try self.cells(
        question, from: question.period.first, to: question.period.last,
        question.period.isMonths, buckets: false, reader)
    } else {
      for (from, to, isByMonth) in [
        (days.lowerBound, first + 99, false), (first + 100, last - 100, true),
        (last + 1, days.upperBound, false),
      ] {
        cells += try self.cells(question, from: from, to: to, isByMonth, buckets: false, reader)
      }
    }
    return cells.reduce(0) { $0 + $1.count }
  }

  private struct PeriodSum {
    let period: Int
    let bucket: Int64
    let count: Int64
  }

  /// The counters of some days or months, added up by the store.
  private func cells(
    _ question: FigureQuestion, from: Int, to: Int, _ isByMonth: Bool, buckets: Bool,
    _ reader: any Reading
  ) throws -> [PeriodSum] {
    let first = isByMonth ? from / 100 * 100 : from
    let (condition, filters) = question.condition
    let bucket = buckets ? "bucket" : "0"
    let statement = Statement(
      """
      SELECT period, \(bucket), sum(count) FROM figure_cell
      WHERE jurisdiction = ? AND figure = ? AND period BETWEEN ? AND ?
        AND period % 100 \(isByMonth ? "= 0" : "> 0")\(condition)
      GROUP BY period\(buckets ? ", bucket" : "")
      """)
    return try reader.rows(
      statement,
      [
        .integer(jurisdictionNumber), .text(question.figure), .integer(Int64(first)),
        .integer(Int64(to)),
      ] + filters
    ).map { PeriodSum(period: Int($0.integer(0)), bucket: $0.integer(1), count: $0.integer(2)) }
  }
}

extension FigureLine {
  /// A count that is not divided by anything.
  fileprivate init(count: Int64) {
    self.init(keys: [], value: Double(count), percentile90: nil, count: count)
  }
}

extension FigureQuestion {
  /// The same question without divisions.
  fileprivate var undivided: FigureQuestion {
    FigureQuestion(
      figure: figure, period: period, areas: areas, unit: unit, category: category,
      channel: channel)
  }

  /// What it is narrowed to, as a condition over the columns of counters.
  fileprivate var condition: (sql: String, arguments: [SQLValue]) {
    var sql = ""
    var arguments: [SQLValue] = []
    if let areas {
      sql += " AND area IN (SELECT value FROM json_each(?))"
      arguments.append(.text(JSON.array(areas.sorted().map(JSON.string)).canonicalText))
    }
    for (column, value) in [("unit", unit), ("category", category), ("channel", channel)] {
      guard let value else { continue }
      sql += " AND \(column) = ?"
      arguments.append(.text(value))
    }
    return (sql, arguments)
  }
}
