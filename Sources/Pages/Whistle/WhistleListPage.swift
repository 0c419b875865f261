public import City
public import Kernel
public import Matters
import Organisation
import Pack
import Territory

/// The whistles that are under way: how far each has come, late ones first.
public struct WhistleListPage: Sendable {
  public static let title = RoomWords.title
  public static let path = "/whistles"
  /// What a live update exchanges.
  static let id = "whistles"

  private let items: [WhistleReader.Item]
  private let lights: [Matter.Light: Int]
  private let next: String?
  private let isFirst: Bool
  private let canBlow: Bool
  private let live: String
  private let now: Instant
  private let city: City
  private let text: CandidateText
  private let language: Language

  /// - Parameters:
  ///   - lights: how many there are of each light altogether.
  ///   - next: the path of what follows; nil at the end.
  ///   - canBlow: whether the reader may blow one.
  ///   - live: where the page hears that something has happened.
  public init(
    _ items: [WhistleReader.Item], lights: [Matter.Light: Int], next: String?, isFirst: Bool,
    canBlow: Bool, live: String, now: Instant, city: City, language: Language
  ) {
    self.items = items
    self.lights = lights
    self.next = next
    self.isFirst = isFirst
    self.canBlow = canBlow
    self.live = live
    self.now = now
    self.city = city
    text = CandidateText(city: city, language: language)
    self.language = language
  }

  public var content: HTML {
    let blow =
      canBlow ? Button(RoomWords.blow[language], .primary, icon: .whistle, to: "/whistle") : nil
    let inner: HTML =
      items.isEmpty && isFirst
      ? """
      \(EmptyState(
        RoomWords.emptyTitle[language], advice: RoomWords.empty[language], button: blow))
      """
      : """
      \(tiles)\(table)\(Pager(
        first: isFirst ? nil : (Words.beginning[language], WhistleListPage.path),
        next: next.map { (Words.more[language], $0) }))
      """
    let bar = blow.map { items.isEmpty ? .nothing : ActionBar([$0]).html } ?? .nothing
    return """
      <header class="page-head"><h1>\(RoomWords.title[language])</h1>\
      <p>\(RoomWords.lead[language])</p></header>\(LiveNote(language: language))\(bar)
      <div id="\(WhistleListPage.id)" data-live="\(live)">\(inner)</div>
      """
  }

  private var tiles: HTML {
    let all = lights.values.reduce(0, +)
    return Tile.row([
      Tile(RoomWords.all[language], String(all), to: nil),
      Tile(Words.red[language], String(lights[.red] ?? 0), tone: .red, to: nil),
      Tile(Words.amber[language], String(lights[.amber] ?? 0), tone: .amber, to: nil),
      Tile(Words.green[language], String(lights[.green] ?? 0), tone: .green, to: nil),
    ])
  }

  private var table: DataTable {
    DataTable(
      RoomWords.title[language],
      columns: [
        DataTable.Column(Words.light[language]),
        DataTable.Column(RoomWords.whistle[language], isHead: true),
        DataTable.Column(RoomWords.caller[language]),
        DataTable.Column(RoomWords.elapsed[language], isNumber: true),
        DataTable.Column(RoomWords.signedIn[language], isNumber: true),
        DataTable.Column(RoomWords.onSite[language], isNumber: true),
        DataTable.Column(RoomWords.reported[language], isNumber: true),
        DataTable.Column(RoomWords.late[language], isNumber: true),
      ], rows: items.map(row), walks: true)
  }

  private func row(_ item: WhistleReader.Item) -> DataTable.Row {
    let matter = item.matter
    let tally = WhistleTally(matter, at: now)
    func share(_ count: Int) -> String { "\(count)/\(tally.summoned)" }
    let late: HTML =
      tally.late == 0 ? "0" : "<b class=\"late\">\(Icon.red)\(String(tally.late))</b>"
    let place = matter.area.map { text.area($0) } ?? ""
    return DataTable.Row([
      "\(LightMark(matter.light, language))",
      """
      <span><a href="\(WhistleListPage.path)/\(matter.number)">\(matter.title)</a><br>\
      <small><span class="number">\(matter.number)</span> \(place)</small></span>
      """,
      "\(matter.lead.map { text.unit($0) } ?? "—")",
      "\(Span.words(from: matter.receivedAt, to: now, language))",
      "\(share(tally.signedIn))", "\(share(tally.onSite))", "\(share(tally.reported))", late,
    ])
  }
}

/// What is shown while the live connection is lost; a script takes it away and brings it back.
struct LiveNote: Component {
  let language: Language

  var html: HTML {
    """
    <p class="live-note" role="status" data-live-note hidden>\(Icon.amber)\
    \(RoomWords.lost[language])</p>
    """
  }
}
