public import City
public import Desk
public import Kernel
public import Matters

/// The desk: what waits for its reader, in groups, each by light and clock.
public struct MatterListPage: Sendable {
  /// What the page shows, as it was read.
  public struct Model: Sendable {
    public var groups: [(group: WaitingGroup, count: WaitingCount)] = []
    public var chosen: WaitingGroup?
    public var light: Matter.Light?
    public var order = WaitingReader.Order.clock
    /// How much of the chosen group shows each light.
    public var lights: [Matter.Light: Int] = [:]
    public var lines: [MatterReader.Line] = []
    /// Those of the lines that are news.
    public var unread: Set<Int64> = []
    /// Where the list goes on; nil at its end.
    public var next: MatterReader.Cursor?
    /// Whether the list begins further up.
    public var isContinued = false
    public var views: [ViewTab] = []
    /// Whether the reader has an account, which keeps marks and filters.
    public var hasAccount = false
    /// Where matters are arbitrated; nil where the reader may not.
    public var arbitrationPath: String?

    public init() {}
  }

  private let model: Model
  private let token: FormToken
  private let city: City
  private let language: Language

  public static let title = ListWords.matters

  public init(_ model: Model, token: FormToken, city: City, language: Language) {
    self.model = model
    self.token = token
    self.city = city
    self.language = language
  }

  public var content: HTML {
    """
    <header class="desk-head"><h1>\(DeskWords.title[language])</h1>\
    \(SearchBox(words: "", leadsOn: true, language: language))</header>
    \(ViewTabs(views: model.views, chosen: nil, language: language))\
    \(GroupList(groups: model.groups, chosen: model.chosen, language: language))\
    \(model.chosen.map(list) ?? .nothing)
    """
  }

  private func list(_ group: WaitingGroup) -> HTML {
    let desk = group == .arbitration ? model.arbitrationPath : nil
    let more = ActionBar(
      desk.map { [Button(DeskWords.toArbitration[language], icon: .arbitration, to: $0)] } ?? [])
    let head: HTML = """
      <section class="group"><h2>\(WaitingWords.name(group)[language])</h2>
      <p class="soft">\(WaitingWords.advice(group)[language])</p>\(more)

      """
    if model.lines.isEmpty && model.light == nil && !model.isContinued {
      return "\(head)\(empty(group))</section>"
    }
    let table = MatterTable(
      model.lines, unread: model.unread, isChosen: true, city: city, language: language)
    let rows: HTML =
      model.lines.isEmpty
      ? EmptyState(
        ListWords.noneOfLight[language],
        button: Button(Words.all[language], to: path(light: nil))
      ).html : table.html
    return """
      \(head)\(tabs)\(orders)\(rows)\(tools)\(pager)</section>
      """
  }

  private func empty(_ group: WaitingGroup) -> HTML {
    let isElsewhere = group != .all && model.groups.last?.group == .all
    let button =
      isElsewhere ? Button(DeskWords.seeAll[language], to: "/?group=all") : nil
    let title = group == .all ? ListWords.emptyTitle : DeskWords.nothingWaits
    return
      "\(EmptyState(title[language], advice: WaitingWords.empty(group)[language], button: button))"
  }

  // MARK: Around the list

  private func path(
    light: Matter.Light?, order: WaitingReader.Order? = nil, after: MatterReader.Cursor? = nil
  ) -> String {
    var path = "/?group=" + (model.chosen?.rawValue ?? "all")
    if let light { path += "&light=\(light)" }
    let order = order ?? model.order
    if order != .clock { path += "&order=" + order.rawValue }
    if let after { path += "&after=" + after.text }
    return path
  }

  private var tabs: Tabs {
    let count = model.groups.first { $0.group == model.chosen }?.count
    let all = Tabs.Tab(
      Words.all[language], to: path(light: nil), words: count.map { GroupList.words($0) },
      isChosen: model.light == nil)
    let lights = [Matter.Light.red, .amber, .green].map { light in
      Tabs.Tab(
        LightMark.words(light)[language], to: path(light: light),
        words: GroupList.words(model.lights[light] ?? 0), icon: LightMark.icon(light),
        isChosen: light == model.light)
    }
    return Tabs(ListWords.byLight[language], [all] + lights)
  }

  private var orders: HTML {
    let links = WaitingReader.Order.allCases.map { order -> HTML in
      let current = HTML.attribute("aria-current", order == model.order ? "true" : nil)
      return """
        <li><a href="\(path(light: model.light, order: order))"\(current)>\
        \(DeskWords.order(order)[language])</a></li>
        """
    }
    return """
      <nav class="orders" aria-label="\(DeskWords.order[language])"><ul>\(links)</ul></nav>

      """
  }

  private var tools: HTML {
    let read: HTML =
      model.hasAccount
      ? token.form("/desk/read", style: "inline", "\(Button(DeskWords.readAll[language], .quiet))")
      : .nothing
    return "<div class=\"list-tools\">\(BulkStart(language: language))\(read)</div>\n"
  }

  private var pager: Pager {
    let first = (label: Words.beginning[language], path: path(light: model.light))
    return Pager(
      first: model.isContinued ? first : nil,
      next: model.next.map {
        (label: Words.more[language], path: path(light: model.light, after: $0))
      })
  }
}
