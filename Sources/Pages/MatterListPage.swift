public import City
public import Kernel
public import Matters
import Organisation
import Pack

/// The list of matters at work, by light.
public struct MatterListPage: Sendable {
  let lines: [MatterReader.Line]
  let lights: [Matter.Light: Int]
  let chosen: Matter.Light?
  let nextLink: String?
  let city: City
  let language: Language

  public static let title = ListWords.matters

  public init(
    lines: [MatterReader.Line], lights: [Matter.Light: Int], chosen: Matter.Light?,
    nextLink: String?, city: City, language: Language
  ) {
    self.lines = lines
    self.lights = lights
    self.chosen = chosen
    self.nextLink = nextLink
    self.city = city
    self.language = language
  }

  public var content: HTML {
    let tabs = Tabs(
      ListWords.byLight[language],
      [tab(nil, Words.all)]
        + [Matter.Light.red, .amber, .green].map { tab($0, LightMark.words($0)) })
    let next = nextLink.map { (label: Words.more[language], path: $0) }
    return """
      <h1>\(ListWords.matters[language])</h1>
      \(tabs)\(lines.isEmpty ? empty : "\(table)")\(Pager(first: nil, next: next))
      """
  }

  private func tab(_ light: Matter.Light?, _ words: Text) -> Tabs.Tab {
    let count = light.map { lights[$0] ?? 0 } ?? lights.values.reduce(0, +)
    return Tabs.Tab(
      words[language], to: light.map { "/?light=\($0)" } ?? "/", count: Int64(count),
      icon: light.map(LightMark.icon), isChosen: light == chosen)
  }

  private var empty: HTML {
    chosen == nil
      ? "\(EmptyState(ListWords.emptyTitle[language], advice: ListWords.empty[language]))"
      : """
      \(EmptyState(
        ListWords.noneOfLight[language], button: Button(Words.all[language], to: "/")))
      """
  }

  private var table: DataTable {
    DataTable(
      ListWords.matters[language],
      columns: [
        DataTable.Column(Words.light[language]),
        DataTable.Column(Words.number[language], isNumber: true),
        DataTable.Column(Words.title[language], isHead: true),
        DataTable.Column(Words.state[language]), DataTable.Column(Words.lead[language]),
        DataTable.Column(Words.due[language], isNumber: true),
      ], rows: lines.map(row), walks: true)
  }

  private func row(_ line: MatterReader.Line) -> DataTable.Row {
    let state = city.pack.kinds[line.kind]?.states[line.state]
    let lead = line.lead.flatMap { city.organisation.unit($0)?.name[language] } ?? ""
    let owner = lead.isEmpty ? ArbitrationReason.text(line.reason)[language] : lead
    return DataTable.Row([
      "\(LightMark(line.light, language))",
      "<a href=\"/matters/\(line.number)\">\(line.number)</a>",
      "\(line.title)", "\(state?.name[language] ?? line.state)", "\(owner)",
      "\(line.dueAt?.minuteText(city.pack.offset) ?? "—")",
    ])
  }
}
