public import City
public import Figures
public import Kernel
import Matters
import Organisation
public import Pack

/// What a figure counts, row by row: the matters where there are some that the reader may open.
public struct FigureRowsPage: Sendable {
  /// What is shown.
  public struct Shown: Sendable {
    public let rows: FigureRows
    /// How many there are in all.
    public let count: Int64
    /// The period as the address has it.
    public let period: String
    /// What the rows are narrowed to, as words.
    public let narrowed: [String]
    /// The page's own address without a place in the list.
    public let path: String
    /// The same rows as a file; nil where there is none.
    public let filePath: String?
    /// Whether the list is shown from its beginning.
    public let isFirst: Bool

    public init(
      rows: FigureRows, count: Int64, period: String, narrowed: [String], path: String,
      filePath: String?, isFirst: Bool
    ) {
      self.rows = rows
      self.count = count
      self.period = period
      self.narrowed = narrowed
      self.path = path
      self.filePath = filePath
      self.isFirst = isFirst
    }
  }

  private let figure: Figure
  /// The ratio whose part this is; nil where the figure itself was asked for.
  private let ratio: Figure?
  private let shown: Shown
  private let city: City
  private let language: Language

  public init(figure: Figure, ratio: Figure?, shown: Shown, city: City, language: Language) {
    self.figure = figure
    self.ratio = ratio
    self.shown = shown
    self.city = city
    self.language = language
  }

  private var record: FigureRecord { figure.record }
  private var isGuarded: Bool { record.shownFrom != nil }

  public static let title = FigureWords.rows

  public var content: HTML {
    let entries = shown.rows.entries.filter { !isGuarded || $0.matter != nil }
    let title = FigureWords.rowsOf.filled(["figure": record.name[language]], language)
    let total =
      isGuarded
      ? nil : FigureWords.counted.filled(["count": String(shown.count)], language)
    let under = ([shown.period] + shown.narrowed + [total].compactMap { $0 })
      .joined(separator: " · ")
    return """
      <header class="page-head"><h1>\(title)</h1><p>\(under)</p>\
      <p class="soft">\(record.definition[language])</p></header>
      \(parts)\(notice(entries))\(entries.isEmpty ? empty : "\(table(entries))")\(pager)\
      \(entries.isEmpty ? .nothing : "\(file)")
      """
  }

  /// A ratio has rows above and below its line.
  private var parts: HTML {
    guard let ratio else { return .nothing }
    let tabs = [
      ("numerator", ratio.record.numerator), ("denominator", ratio.record.denominator),
    ].compactMap { name, id -> Tabs.Tab? in
      guard let part = id.flatMap(city.figure) else { return nil }
      let words = name == "numerator" ? FigureWords.numerator : FigureWords.denominator
      return Tabs.Tab(
        words[language] + " " + part.record.name[language], to: shown.path + "&part=" + name,
        isChosen: part.record.id == record.id)
    }
    return "\(Tabs(FigureWords.part[language], tabs))"
  }

  private func notice(_ entries: [FigureRows.Entry]) -> HTML {
    if isGuarded { return "\(Notice(.info, FigureWords.kept[language]))" }
    let closed = entries.count { isMatter($0) && $0.matter == nil }
    if closed == 0 { return .nothing }
    let words = FigureWords.closedToYou.filled(["count": String(closed)], language)
    return "\(Notice(.info, words))"
  }

  /// Whether a row counts a matter, and not a visit or a decision.
  private func isMatter(_ entry: FigureRows.Entry) -> Bool {
    city.pack.kinds[entry.row.dimensions.kind] != nil
  }

  private var empty: HTML {
    """
    \(EmptyState(
      FigureWords.noRows[language], advice: FigureWords.noRowsAdvice[language],
      button: Button(record.name[language], icon: .back, to: FigureAddress.page(record.id))))
    """
  }

  private func table(_ entries: [FigureRows.Entry]) -> DataTable {
    let time = record.form == .stock ? FigureWords.since : FigureWords.time
    return DataTable(
      FigureWords.rows[language],
      columns: [
        DataTable.Column(time[language], isNumber: true),
        DataTable.Column(Words.number[language], isNumber: true),
        DataTable.Column(Words.title[language], isHead: true),
        DataTable.Column(Words.area[language]), DataTable.Column(Words.unit[language]),
        DataTable.Column(Words.category[language]),
      ], rows: entries.map(row), walks: true)
  }

  private func row(_ entry: FigureRows.Entry) -> DataTable.Row {
    let names = FigureNames(city, language)
    let dimensions = entry.row.dimensions
    let kind =
      city.pack.kinds[dimensions.kind]?.record.name[language]
      ?? city.pack.programs.first { $0.id == dimensions.kind }?.name[language]
      ?? city.pack.meetings.first { $0.id == dimensions.kind }?.name[language] ?? dimensions.kind
    let number: HTML =
      entry.matter.map { "<a href=\"/matters/\($0.number)\">\($0.number)</a>" } ?? "—"
    let title: HTML =
      entry.matter.map { "\($0.title)" }
      ?? (isMatter(entry)
        ? "\(kind) <small>\(FigureWords.closed[language])</small>" : "\(kind)")
    return DataTable.Row([
      "\(entry.row.at.minuteText(city.pack.offset))", number, title,
      "\(names.area(dimensions.area))", "\(names.unit(dimensions.unit))",
      "\(isMatter(entry) ? names.category(dimensions.category) : "—")",
    ])
  }

  private var pager: Pager {
    Pager(
      first: shown.isFirst ? nil : (label: Words.beginning[language], path: shown.path),
      next: shown.rows.next.map {
        (label: Words.more[language], path: shown.path + "&after=" + $0.text)
      })
  }

  private var file: ActionBar {
    ActionBar(
      shown.filePath.map { [Button(FigureWords.csv[language], icon: .download, to: $0)] } ?? [])
  }
}
