public import Figures
public import Kernel
import Matters
import Pack
public import Store

/// A day in figures: what came in, what was answered, what stands open.
public struct Bulletin: Sendable {
  /// One figure with its value for the day.
  public struct Item: Sendable, Hashable {
    public let id: String
    public let name: Text
    public let unit: String
    public let line: FigureLine?
  }

  public let date: CivilDate
  public let items: [Item]
  /// What came in on the day, by area of the second level.
  public let byArea: [FigureLine]
  /// What came in on the day, by category.
  public let byCategory: [FigureLine]

  /// - Parameter areas: only what lies in these areas, given with all areas below them; nil for
  ///   everywhere.
  public static func make(
    _ city: City, _ date: CivilDate, areas: Set<String>? = nil, _ reader: any Reading
  ) throws -> Bulletin {
    let day = FigurePeriod(days: date, date)
    let figures = city.figures
    func ask(_ figure: String, _ divisions: [FigureQuestion.Division]) throws -> [FigureLine] {
      try figures.answer(
        FigureQuestion(figure: figure, period: day, by: divisions, areas: areas), reader)
    }
    let items = try city.pack.figures.map { figure in
      Item(
        id: figure.record.id, name: figure.record.name, unit: figure.record.unit,
        line: try ask(figure.record.id, []).first)
    }
    let level = city.pack.levels.last?.id ?? ""
    return Bulletin(
      date: date, items: items, byArea: try ask("received", [.level(level)]),
      byCategory: try ask("received", [.category]))
  }
}
