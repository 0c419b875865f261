public import Figures
public import Kernel
public import Matters
public import Organisation
public import Pack
public import Store
import Territory

/// What figures are asked for by people: within the areas of their posts, down to the matters that
/// they may open.
extension City {
  /// The areas whose counters a scope covers; nil for everywhere.
  public func areasCounted(by scope: RowScope) -> Set<String>? {
    scope.isEverything ? nil : Set(scope.areas.flatMap(areasCounted))
  }

  /// The levels at which areas can be compared: those with two or more of them, the highest first.
  public func levelsCompared(in areas: Set<String>?) -> [LevelRecord] {
    pack.levels.filter { level in
      pack.areas.count { $0.level == level.id && areas?.contains($0.id) ?? true } > 1
    }
  }

  public func figure(_ id: String) -> Figure? { pack.figures.first { $0.record.id == id } }

  /// The figures by the mechanism that declares them, with the pack's own at the end.
  public var figureGroups: [(mechanism: PackMechanism?, figures: [Figure])] {
    let known = Dictionary(pack.figures.map { ($0.record.id, $0) }) { first, _ in first }
    let groups = pack.mechanisms.map { ($0, $0.figures.compactMap { known[$0] }) }
    let named = Set(pack.mechanisms.flatMap(\.figures))
    let own = pack.figures.filter { !named.contains($0.record.id) }
    return (groups + [(nil, own)]).filter { !$0.1.isEmpty }
  }
}

/// A page of the rows behind a figure, each with its matter where the reader may open it.
public struct FigureRows: Sendable {
  public struct Entry: Sendable {
    public let row: FigureRow
    /// Nil where it is no matter, or none that the reader may open.
    public let matter: MatterReader.Line?
  }

  public let entries: [Entry]
  /// Where the next page begins; nil at the end.
  public let next: FigureRow.Cursor?

  /// - Parameter scope: of matters, for the reader.
  public static func make(
    _ question: FigureQuestion, after: FigureRow.Cursor? = nil, limit: Int, _ scope: RowScope,
    _ city: City, _ reader: any Reading
  ) throws -> FigureRows {
    let rows = try city.figures.rows(of: question, after: after, limit: limit + 1, reader)
    let shown = rows.prefix(limit)
    let matters = try MatterReader(city.matters, scope).lines(of: shown.map(\.subject), reader)
    return FigureRows(
      entries: shown.map { Entry(row: $0, matter: matters[$0.subject]) },
      next: rows.count > limit ? shown.last?.cursor : nil)
  }
}
