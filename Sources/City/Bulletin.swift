public import Figures
public import Kernel
import Matters
public import Organisation
public import Pack
public import Store

/// A day or a week in figures: what came in, what was answered, what stands open.
public struct Bulletin: Sendable {
  /// One figure with its value for the period and for the one before.
  public struct Item: Sendable {
    public let figure: Figure
    public let line: FigureLine
    public let before: FigureLine
    /// What stands above a ratio's line; nil for other figures.
    public let above: Int64?

    /// Whether there is nothing to be told of it, now or before.
    public var isSilent: Bool {
      (line.value ?? 0) == 0 && (before.value ?? 0) == 0 && line.count == 0
    }

    /// How much more it is than before; nil where one of them is not known.
    public var change: Double? {
      guard let value = line.value, let earlier = before.value else { return nil }
      return value - earlier
    }
  }

  /// The figures of one mechanism; of the pack itself where there is none.
  public struct Group: Sendable {
    public let mechanism: PackMechanism?
    public let items: [Item]
  }

  /// A figure with the first of what it counts.
  public struct Listing: Sendable {
    public let item: Item
    public let rows: FigureRows
  }

  /// A figure by area and by category.
  public struct Division: Sendable {
    public let item: Item
    /// The level of the areas; nil where there is only one.
    public let level: LevelRecord?
    public let byArea: [FigureLine]
    public let byCategory: [FigureLine]
  }

  /// Units by a figure that may rank them.
  public struct Ranking: Sendable {
    public struct Place: Sendable {
      /// From 1; units that are equal share one.
      public let rank: Int
      public let unit: String
      public let line: FigureLine
      public let above: Int64?
    }

    public let item: Item
    public let places: [Place]
    /// Units that have too few observations to be ranked.
    public let unranked: Int
  }

  public let period: BulletinPeriod
  public let groups: [Group]
  public let listings: [Listing]
  public let divisions: [Division]
  public let rankings: [Ranking]

  public var items: [Item] { groups.flatMap(\.items) }

  public var headlines: [Item] { items.filter { $0.figure.record.bulletin.contains(.headline) } }

  /// Most matters of one listing.
  public static let listedMax = 8
  /// Most units of one ranking.
  public static let rankedMax = 20

  /// - Parameters:
  ///   - areas: only what lies in these areas, given with all areas below them; nil for everywhere.
  ///   - scope: which matters the reader may open.
  public static func make(
    _ city: City, _ period: BulletinPeriod, areas: Set<String>? = nil,
    scope: RowScope = .everything, _ reader: any Reading
  ) throws -> Bulletin {
    let making = Making(city: city, period: period, areas: areas, scope: scope, reader: reader)
    let groups = try making.groups()
    let items = groups.flatMap(\.items)
    func marked(_ part: BulletinPart) -> [Item] {
      items.filter { $0.figure.record.bulletin.contains(part) }
    }
    return Bulletin(
      period: period, groups: groups, listings: try marked(.listed).map(making.listing),
      divisions: try marked(.divided).map(making.division),
      rankings: try items.compactMap(making.ranking))
  }
}

/// Asks the city for the parts of one bulletin.
private struct Making {
  let city: City
  let period: BulletinPeriod
  let areas: Set<String>?
  let scope: RowScope
  let reader: any Reading

  private func question(
    _ id: String, by divisions: [FigureQuestion.Division] = []
  ) -> FigureQuestion {
    FigureQuestion(figure: id, period: period.days, by: divisions, areas: areas)
  }

  func groups() throws -> [Bulletin.Group] {
    let steps = [period.before.step, period.step]
    var lines: [String: [FigureLine]] = [:]
    for figure in city.pack.figures {
      let id = figure.record.id
      lines[id] = try city.figures.trend(question(id), steps, reader)
    }
    return city.figureGroups.map { mechanism, figures in
      Bulletin.Group(
        mechanism: mechanism,
        items: figures.compactMap { figure in
          guard let both = lines[figure.record.id], both.count == 2 else { return nil }
          let above = figure.record.numerator.flatMap { lines[$0]?.last?.count }
          return Bulletin.Item(
            figure: figure, line: both[1], before: both[0],
            above: figure.record.form == .ratio ? above : nil)
        })
    }
  }

  func listing(_ item: Bulletin.Item) throws -> Bulletin.Listing {
    Bulletin.Listing(
      item: item,
      rows: try FigureRows.make(
        question(item.figure.record.id), limit: Bulletin.listedMax, scope, city, reader))
  }

  func division(_ item: Bulletin.Item) throws -> Bulletin.Division {
    let id = item.figure.record.id
    let level = city.levelsCompared(in: areas).first
    return Bulletin.Division(
      item: item, level: level,
      byArea: try level.map {
        try city.figures.parts(question(id, by: [.level($0.id)]), reader)
      } ?? [],
      byCategory: try city.figures.parts(question(id, by: [.category]), reader))
  }

  /// Nil for a figure that ranks nobody, and where nobody has enough.
  func ranking(_ item: Bulletin.Item) throws -> Bulletin.Ranking? {
    let record = item.figure.record
    guard let least = record.rankedFrom else { return nil }
    let lines = try city.figures.answer(question(record.id, by: [.unit]), reader)
      .filter { $0.count > 0 && !$0.keys[0].isEmpty }
    let ranked = lines.filter { $0.count >= Int64(least) && $0.value != nil }
      .sorted { ($1.value ?? 0, $0.keys[0]) < ($0.value ?? 0, $1.keys[0]) }
    guard ranked.count > 1 else { return nil }
    var above: [String: Int64] = [:]
    if let numerator = record.numerator {
      for line in try city.figures.answer(question(numerator, by: [.unit]), reader) {
        above[line.keys[0]] = line.count
      }
    }
    let places = ranked.prefix(Bulletin.rankedMax).map { line in
      Bulletin.Ranking.Place(
        rank: 1 + ranked.count { ($0.value ?? 0) > (line.value ?? 0) }, unit: line.keys[0],
        line: line, above: record.numerator == nil ? nil : above[line.keys[0]] ?? 0)
    }
    return Bulletin.Ranking(item: item, places: places, unranked: lines.count - ranked.count)
  }
}
