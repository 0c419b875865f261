import Kernel
import Pack
public import Store

/// Answers questions from the counters; never reads the matters themselves.
public struct FigureReader: Sendable {
  private let book: FigureBook
  private let jurisdiction: Int64
  /// The area of a level that an area lies in.
  private let ancestor: @Sendable (String, String) -> String?

  var figures: [String: Figure] { book.figures }
  var offset: UTCOffset { book.offset }
  var jurisdictionNumber: Int64 { jurisdiction }

  func counts(_ figure: Figure, _ observation: Observation) throws -> Bool {
    try book.counts(figure, observation)
  }

  public init(
    _ book: FigureBook, jurisdiction: Int64,
    ancestor: @escaping @Sendable (_ area: String, _ level: String) -> String?
  ) {
    self.book = book
    self.jurisdiction = jurisdiction
    self.ancestor = ancestor
  }

  /// The lines of an answer, in the order of their keys.
  public func answer(_ question: FigureQuestion, _ reader: any Reading) throws -> [FigureLine] {
    guard let figure = book.figures[question.figure] else {
      throw Problem(.notFound, ["what": "figure", "name": question.figure])
    }
    switch figure.record.form {
    case .flow: return try flow(question, reader)
    case .stock:
      return try stock(question, reader)
    case .distribution: return try distribution(figure, question, reader)
    case .ratio: return try ratio(figure, question, reader)
    }
  }

  private func flow(_ question: FigureQuestion, _ reader: any Reading) throws -> [FigureLine] {
    var sums: [[String]: Int64] = [:]
    try forEachCell(question, from: question.period.first, reader) { sums[$0, default: 0] += $2 }
    return try lines(sums) { FigureLine(keys: $0, value: Double($1), percentile90: nil, count: $1) }
  }

  /// Entered less left, from the beginning to the end of each period asked for: of each month or
  /// day where the question is divided by them, of the whole period otherwise.
  private func stock(_ question: FigureQuestion, _ reader: any Reading) throws -> [FigureLine] {
    let isByMonth = question.isByMonth
    let timeAt = question.divisions.firstIndex { $0 == .month || $0 == .day }
    var changes: [[String]: [Int: Int64]] = [:]
    func collect(_ keys: [String], _ cell: Cell, _ count: Int64) {
      var keys = keys
      if let timeAt { keys[timeAt] = "" }
      changes[keys, default: [:]][cell.period, default: 0] += count
    }
    // Days are counted from the beginning of the first one's month; all before it by whole months.
    let month = question.period.first / 100 * 100
    let end = isByMonth ? question.period.last : month - 1
    try forEachCell(question, 0...max(0, end), isByMonth: true, reader, collect)
    if !isByMonth {
      let days = (month + 1)...max(month + 1, question.period.days.upperBound)
      try forEachCell(question, days, isByMonth: false, reader, collect)
    }
    var sums: [[String]: Int64] = [:]
    for (keys, byPeriod) in changes {
      guard let timeAt else {
        sums[keys] = byPeriod.values.reduce(0, +)
        continue
      }
      for period in question.divisions[timeAt] == .month
        ? FigureReader.months(question.period) : FigureReader.days(question.period)
      {
        let bound = isByMonth || period % 100 != 0 ? period : period + 31
        var keys = keys
        keys[timeAt] = FigurePeriod.text(period)
        sums[keys] = byPeriod.filter { $0.key <= bound }.values.reduce(0, +)
      }
    }
    return try lines(sums) { FigureLine(keys: $0, value: Double($1), percentile90: nil, count: $1) }
  }

  static func days(_ period: FigurePeriod) -> [Int] {
    guard let first = CivilDate(String(period.days.lowerBound)) else { return [] }
    var days: [Int] = []
    var date = first
    while date.compact <= period.days.upperBound, days.count <= FigureQuestion.linesMax {
      days.append(date.compact)
      date = date.advanced(byDays: 1)
    }
    return days
  }

  static func months(_ period: FigurePeriod) -> [Int] {
    var months: [Int] = []
    var month = period.first / 100
    while month <= period.last / 100 {
      months.append(month * 100)
      month += month % 100 == 12 ? 89 : 1
    }
    return months
  }

  private func distribution(
    _ figure: Figure, _ question: FigureQuestion, _ reader: any Reading
  ) throws -> [FigureLine] {
    var buckets: [[String]: [Int64: Int64]] = [:]
    try forEachCell(question, from: question.period.first, reader) { keys, cell, count in
      buckets[keys, default: [:]][cell.bucket, default: 0] += count
    }
    let divisor: Double = figure.record.value == "grade" ? 1 : 100
    return try lines(buckets) { keys, counts in
      FigureLine(
        keys: keys, value: FigureReader.percentile(50, counts).map { Double($0) / divisor },
        percentile90: FigureReader.percentile(90, counts).map { Double($0) / divisor },
        count: counts.values.reduce(0, +))
    }
  }

  /// The nearest-rank percentile: the smallest value that at least `percent` % of the observations
  /// reach.
  static func percentile(_ percent: Int64, _ counts: [Int64: Int64]) -> Int64? {
    let total = counts.values.reduce(0, +)
    guard total > 0 else { return nil }
    let rank = max(1, (total * percent + 99) / 100)
    var seen: Int64 = 0
    for (value, count) in counts.sorted(by: { $0.key < $1.key }) {
      seen += count
      if seen >= rank { return value }
    }
    return nil
  }

  private func ratio(_ figure: Figure, _ question: FigureQuestion, _ reader: any Reading) throws
    -> [FigureLine]
  {
    func part(_ id: String?) throws -> [[String]: Int64] {
      let lines = try flow(question.asking(id ?? ""), reader)
      return Dictionary(uniqueKeysWithValues: lines.map { ($0.keys, $0.count) })
    }
    let above = try part(figure.record.numerator)
    let below = try part(figure.record.denominator)
    return try lines(below) { keys, count in
      let share = count == 0 ? nil : Double(above[keys] ?? 0) / Double(count)
      return FigureLine(
        keys: keys, value: share.map { figure.record.unit == "%" ? $0 * 100 : $0 },
        percentile90: nil, count: count)
    }
  }

  private func lines<Content>(
    _ sums: [[String]: Content], _ line: ([String], Content) -> FigureLine
  ) throws -> [FigureLine] {
    guard sums.count <= FigureQuestion.linesMax else {
      throw Problem(.figureTooWide, ["most": String(FigureQuestion.linesMax)])
    }
    return sums.map { line($0.key, $0.value) }.sorted {
      $0.keys.lexicographicallyPrecedes($1.keys)
    }
  }

  struct Cell {
    let period: Int
    let bucket: Int64
  }

  /// Feeds the counters of the question's own period.
  private func forEachCell(
    _ question: FigureQuestion, from first: Int, _ reader: any Reading,
    _ body: ([String], Cell, Int64) -> Void
  ) throws {
    let last = question.isByMonth ? question.period.last : question.period.days.upperBound
    try forEachCell(
      question, first...last, isByMonth: question.isByMonth, reader, body)
  }

  /// Feeds the counters that belong to a question, with the keys of the line each belongs to.
  func forEachCell(
    _ question: FigureQuestion, _ periods: ClosedRange<Int>, isByMonth: Bool,
    _ reader: any Reading, _ body: ([String], Cell, Int64) -> Void
  ) throws {
    let ending = isByMonth ? "= 0" : "> 0"
    var sql = """
      SELECT period, area, unit, category, channel, bucket, count FROM figure_cell
      WHERE jurisdiction = ? AND figure = ? AND period BETWEEN ? AND ? AND period % 100 \(ending)
      """
    var arguments: [SQLValue] = [
      .integer(jurisdiction), .text(question.figure), .integer(Int64(periods.lowerBound)),
      .integer(Int64(periods.upperBound)),
    ]
    if let unit = question.unit {
      sql += " AND unit = ?"
      arguments.append(.text(unit))
    }
    if let category = question.category {
      sql += " AND category = ?"
      arguments.append(.text(category))
    }
    if let channel = question.channel {
      sql += " AND channel = ?"
      arguments.append(.text(channel))
    }
    try reader.forEachRow(Statement(sql), arguments) { row in
      let area = row.text(1)
      if let areas = question.areas, !areas.contains(area) { return true }
      let period = Int(row.integer(0))
      let keys = keys(of: question, row, area: area, period: period)
      body(keys, Cell(period: period, bucket: row.integer(5)), row.integer(6))
      return true
    }
  }
}

extension FigureReader {
  /// The line of a question that a row belongs to: its unit, category and channel follow the area.
  func keys(
    of question: FigureQuestion, _ row: Row, area: String, period: Int
  ) -> [String] {
    question.divisions.map { division in
      switch division {
      case .level(let level): ancestor(area, level) ?? ""
      case .unit: row.text(2)
      case .category: row.text(3)
      case .channel: row.text(4)
      case .month: FigurePeriod.text(period / 100 * 100)
      case .day: FigurePeriod.text(period)
      }
    }
  }
}

extension FigureQuestion {
  /// Whether whole months answer it: their counters are fewer than the days'.
  var isByMonth: Bool { period.isMonths && !divisions.contains(.day) }

  /// The same question about another figure.
  func asking(_ figure: String) -> FigureQuestion {
    FigureQuestion(
      figure: figure, period: period, by: divisions, areas: areas, unit: unit, category: category,
      channel: channel)
  }
}

extension Problem.Kind {
  static let figureTooWide = Problem.Kind(
    "figure.too-wide", status: 422, zh: "答案超过{most}行，请缩小期间、辖区或分组。",
    en: "The answer has more than {most} lines; narrow the period, the area or the divisions.")
  static let figureHasNoRows = Problem.Kind(
    "figure.no-rows", status: 422, zh: "比率没有自己的明细；请打开“{numerator}”或“{denominator}”。",
    en: "A ratio has no rows of its own; open “{numerator}” or “{denominator}”.")
}
