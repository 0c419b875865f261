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

  public static func make(_ city: City, _ date: CivilDate, _ reader: any Reading) throws -> Bulletin {
    let day = FigurePeriod(days: date, date)
    let month = FigurePeriod(months: date, date)
    let figures = city.figures
    let items = try city.pack.figures.map { figure in
      let period = figure.record.form == .stock ? month : day
      let lines = try figures.answer(
        FigureQuestion(figure: figure.record.id, period: period), reader)
      return Item(
        id: figure.record.id, name: figure.record.name, unit: figure.record.unit,
        line: lines.first)
    }
    let level = city.pack.levels.last?.id ?? ""
    let byArea = try figures.answer(
      FigureQuestion(figure: "received", period: day, by: [.level(level)]), reader)
    let byCategory = try figures.answer(
      FigureQuestion(figure: "received", period: day, by: [.category]), reader)
    return Bulletin(date: date, items: items, byArea: byArea, byCategory: byCategory)
  }
}
