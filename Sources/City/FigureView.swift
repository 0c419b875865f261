public import Figures
public import Kernel
public import Pack
public import Store

/// How long the steps of a trend are.
public enum FigureRhythm: String, CaseIterable, Sendable {
  case day, week, month

  /// Steps that are shown when nobody says from when.
  var usual: Int { self == .day ? 30 : 12 }

  /// Most steps of one trend: as many as a city of a million matters adds up in no time.
  public var stepsMax: Int {
    switch self {
    case .day: 92
    case .week: 53
    case .month: 36
    }
  }

  /// The step that a day lies in.
  public func step(_ date: CivilDate) -> FigureStep {
    switch self {
    case .day: return FigureStep(date, date)
    case .week:
      let week = CivilWeek(containing: date)
      return FigureStep(week.monday, week.sunday)
    case .month:
      let length = CivilDate.length(ofMonth: date.month, year: date.year)
      let first = date.advanced(byDays: 1 - date.day)
      return FigureStep(first, first.advanced(byDays: length - 1))
    }
  }
}

/// One figure as its page shows it: step by step, and by its parts.
public struct FigureView: Sendable {
  /// What is asked for.
  public struct Asked: Sendable {
    public var rhythm = FigureRhythm.day
    public var from: CivilDate?
    public var to: CivilDate?
    /// Only this area and what lies in it.
    public var area: String?
    public var division: FigureQuestion.Division?

    public init() {}
  }

  public let figure: Figure
  public let asked: Asked
  public let steps: [FigureStep]
  /// One line for each step.
  public let trend: [FigureLine]
  public let total: FigureLine?
  public let division: FigureQuestion.Division?
  public let divisions: [FigureQuestion.Division]
  public let parts: [FigureLine]
  /// What stands above a ratio's line, by the parts' keys.
  public let above: [String: Int64]
  /// Whether more steps were asked for than are shown.
  public let isCut: Bool

  public var first: CivilDate { steps.first?.first ?? CivilDate(dayNumber: 0) }
  public var last: CivilDate { steps.last?.last ?? CivilDate(dayNumber: 0) }

  /// - Parameters:
  ///   - areas: those of the reader; nil for everywhere.
  ///   - today: nothing is known of what lies behind it.
  public static func make(
    _ figure: Figure, _ asked: Asked, areas: Set<String>?, today: CivilDate, _ city: City,
    _ reader: any Reading
  ) throws -> FigureView {
    let (steps, isCut) = steps(asked, today)
    let reached = asked.area.map { area in
      let within = Set(city.areasCounted(in: area))
      return areas?.intersection(within) ?? within
    }
    let narrowed = reached ?? areas
    guard let first = steps.first, let last = steps.last else { preconditionFailure("no step") }
    let isByMonth = asked.rhythm == .month
    let period =
      isByMonth
      ? FigurePeriod(months: first.first, last.last) : FigurePeriod(days: first.first, last.last)
    let id = figure.record.id
    func question(_ id: String, _ division: FigureQuestion.Division? = nil) -> FigureQuestion {
      FigureQuestion(
        figure: id, period: period, by: division.map { [$0] } ?? [], areas: narrowed)
    }
    let divisions =
      city.levelsCompared(in: narrowed).map { FigureQuestion.Division.level($0.id) }
      + [.unit, .category, .channel]
    let division = asked.division.flatMap { divisions.contains($0) ? $0 : nil } ?? divisions[0]
    let figures = city.figures
    let whole = FigureStep(first.first, last.last)
    var above: [String: Int64] = [:]
    if let numerator = figure.record.numerator {
      for line in try figures.parts(question(numerator, division), reader) {
        above[line.keys[0]] = line.count
      }
    }
    let trend = try figures.trend(question(id), steps + [whole], isByMonth: isByMonth, reader)
    return FigureView(
      figure: figure, asked: asked, steps: steps,
      trend: Array(trend.dropLast()), total: trend.last,
      division: division, divisions: divisions,
      parts: try figures.parts(question(id, division), reader).filter { $0.count != 0 },
      above: above, isCut: isCut)
  }

  /// The last steps of what is asked for, as many as are shown.
  private static func steps(_ asked: Asked, _ today: CivilDate) -> ([FigureStep], Bool) {
    let to = min(asked.to ?? today, today)
    let from = asked.from.map { min($0, to) }
    var steps = [asked.rhythm.step(to)]
    while steps.count < asked.rhythm.stepsMax {
      let before = steps[0].first.advanced(byDays: -1)
      if let from, before < from { return (steps, false) }
      if from == nil && steps.count == asked.rhythm.usual { return (steps, false) }
      steps.insert(asked.rhythm.step(before), at: 0)
    }
    return (steps, from.map { $0 < steps[0].first } ?? false)
  }
}
