public import City
import Figures
public import Kernel
import Pack

/// A day's bulletin.
public struct BulletinPage: Sendable {
  let bulletin: Bulletin
  let city: City
  let language: Language

  public static let title = BulletinWords.bulletin

  public init(bulletin: Bulletin, city: City, language: Language) {
    self.bulletin = bulletin
    self.city = city
    self.language = language
  }

  public var content: HTML {
    let observed = bulletin.items.filter { $0.line?.value != nil }
    let silent = bulletin.items.filter { $0.line?.value == nil }
    return """
      <h1>\(BulletinWords.bulletin[language]) <span class="number">\(bulletin.date.text)</span></h1>
      \(days)<h2>\(BulletinWords.figures[language])</h2>
      \(Tile.row(observed.map(tile)))\(silentItems(silent))\
      \(Card(BulletinWords.byCategory[language], categories))
      """
  }

  private func tile(_ item: Bulletin.Item) -> Tile {
    Tile(
      item.name[language], BulletinPage.value(item.line?.value),
      unit: item.line?.value == nil ? "" : item.unit, to: nil)
  }

  /// What was not observed is out of the way, but there.
  private func silentItems(_ items: [Bulletin.Item]) -> HTML {
    if items.isEmpty { return .nothing }
    let title = BulletinWords.silent.filled(["count": String(items.count)], language)
    return "\(Disclosure(title, Tile.row(items.map(tile))))"
  }

  private var days: ActionBar {
    func path(_ distance: Int) -> String {
      "/bulletin?date=" + bulletin.date.advanced(byDays: distance).text
    }
    return ActionBar([
      Button(BulletinWords.dayBefore[language], icon: .back, to: path(-1)),
      Button(BulletinWords.dayAfter[language], icon: .next, to: path(1)),
    ])
  }

  private var categories: HTML {
    if bulletin.byCategory.isEmpty { return "\(EmptyState(BulletinWords.quiet[language]))" }
    let bars = bulletin.byCategory.sorted { $0.count > $1.count }.map { line in
      let name = city.pack.categories.first { $0.id == line.keys[0] }?.name[language]
      return BarChart.Bar(name ?? Words.unrecognised[language], Double(line.count))
    }
    return """
      \(BarChart(
        "by-category", BulletinWords.byCategory[language],
        unit: BulletinWords.received[language], bars, language))
      """
  }

  /// Whole numbers without decimals, others with one; nothing observed is a dash.
  static func value(_ value: Double?) -> String {
    guard let value else { return "—" }
    let tenths = (value * 10).rounded()
    return tenths.truncatingRemainder(dividingBy: 10) == 0
      ? String(Int64(tenths / 10)) : String(tenths / 10)
  }
}
