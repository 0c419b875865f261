import Expression
import Kernel
public import Pack
public import Store

/// Keeps every declared figure up to date as things are observed.
public struct FigureBook: Sendable {
  /// One figure's part in one kind of observation.
  struct Entry: Sendable {
    let figure: Figure
    /// 1 where the observation adds, -1 where it takes from a stock.
    let sign: Int64
  }

  let jurisdiction: Int64
  let offset: UTCOffset
  let entries: [String: [Entry]]
  public let figures: [String: Figure]

  /// The tables that a rebuild fills again.
  public static let projections = [
    ("observation", "jurisdiction, name, day, position, part"),
    (
      "figure_cell",
      "jurisdiction, figure, period, area, unit, category, channel, bucket"
    ),
    ("figure_standing", "jurisdiction, figure, subject"),
  ]

  public init(_ pack: Pack) {
    jurisdiction = pack.jurisdiction
    offset = pack.offset
    figures = Dictionary(pack.figures.map { ($0.record.id, $0) }) { first, _ in first }
    var made: [String: [Entry]] = [:]
    for figure in pack.figures {
      if let name = figure.record.of {
        made[name, default: []].append(Entry(figure: figure, sign: 1))
      }
      if let name = figure.record.enters {
        made[name, default: []].append(Entry(figure: figure, sign: 1))
      }
      if let name = figure.record.leaves {
        made[name, default: []].append(Entry(figure: figure, sign: -1))
      }
    }
    entries = made
  }

  /// Writes an observation down and counts it in every figure that it belongs to.
  public func record(
    _ observation: Observation, position: Int64, part: Int, _ writer: any Writing
  ) throws {
    let date = observation.at.local(offset).date
    let dimensions = observation.dimensions
    try writer.run(
      """
      INSERT INTO observation (position, part, jurisdiction, name, day, at, subject, area, unit,
        category, channel, kind, on_time, natural_ms, working_thousandths, grade, origin)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .integer(position), .integer(Int64(part)), .integer(jurisdiction),
        .text(observation.name), .integer(Int64(date.compact)),
        .integer(observation.at.milliseconds), .integer(observation.subject),
        .text(dimensions.area), .text(dimensions.unit), .text(dimensions.category),
        .text(dimensions.channel), .text(dimensions.kind),
        observation.isOnTime.map { SQLValue($0) } ?? .null,
        SQLValue(observation.naturalMilliseconds), SQLValue(observation.workingThousandths),
        SQLValue(observation.grade), .text(dimensions.origin),
      ])
    try count(observation, writer)
    try stand(observation, position: position, part: part, writer)
  }

  /// Counts an observation in every figure that it belongs to.
  func count(_ observation: Observation, _ writer: any Writing) throws {
    let date = observation.at.local(offset).date
    for entry in entries[observation.name] ?? [] where try counts(entry.figure, observation) {
      try add(entry, observation, date, writer)
    }
  }

  /// Whether a figure's condition holds for an observation.
  func counts(_ figure: Figure, _ observation: Observation) throws -> Bool {
    guard let condition = figure.condition else { return true }
    let natural = observation.naturalMilliseconds.map(FigureBook.naturalDays) ?? 0
    let working = observation.workingThousandths.map { Double($0) / 1000 } ?? 0
    return try condition.evaluateBool([
      .string(observation.dimensions.kind), .string(observation.dimensions.category),
      .string(observation.dimensions.channel), .bool(observation.isOnTime ?? false),
      .int(observation.grade ?? 0), .double(natural), .double(working),
      .string(observation.dimensions.origin), .moment(observation.at),
    ])
  }

  static func naturalDays(_ milliseconds: Int64) -> Double {
    Double(milliseconds) / Double(Instant.millisecondsPerDay)
  }

  /// The place of a value among a distribution's counters: hundredths of a day, or the grade; nil
  /// where the observation has no such value.
  static func bucket(_ figure: Figure, _ observation: Observation) -> Int64? {
    guard figure.record.form == .distribution else { return 0 }
    switch figure.record.value {
    case "naturalDays":
      return observation.naturalMilliseconds.map {
        ($0 * 100 + Instant.millisecondsPerDay / 2).floorDivided(by: Instant.millisecondsPerDay)
      }
    case "workingDays": return observation.workingThousandths.map { ($0 + 5).floorDivided(by: 10) }
    default: return observation.grade
    }
  }

  private func add(
    _ entry: Entry, _ observation: Observation, _ date: CivilDate, _ writer: any Writing
  ) throws {
    guard let bucket = FigureBook.bucket(entry.figure, observation) else { return }
    let dimensions = observation.dimensions
    // A month is the period yyyymm00, a day yyyymmdd: one table, one order.
    for period in [Int64(date.compact / 100 * 100), Int64(date.compact)] {
      try writer.add(
        entry.sign,
        to: [
          .integer(jurisdiction), .text(entry.figure.record.id), .integer(period),
          .text(dimensions.area), .text(dimensions.unit), .text(dimensions.category),
          .text(dimensions.channel), .integer(bucket),
        ],
        """
        INSERT INTO figure_cell (jurisdiction, figure, period, area, unit, category, channel, \
        bucket,
          count)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (jurisdiction, figure, period, area, unit, category, channel, bucket)
        DO UPDATE SET count = figure_cell.count + excluded.count
        """)
    }
  }
}
