public import City
public import Desk
public import Kernel
public import Matters

/// Matters of any phase by a filter, the newest first.
public struct FindPage: Sendable {
  /// What the page shows, as it was read.
  public struct Model: Sendable {
    public var query: FilterQuery
    public var lines: [MatterReader.Line] = []
    public var unread: Set<Int64> = []
    /// The identifier after which the search goes on.
    public var next: Int64?
    /// Whether the page ends since enough was looked at, not since it is full.
    public var isCut = false
    public var isContinued = false
    public var views: [ViewTab] = []
    /// The number of the kept filter that is shown.
    public var view: Int64?
    public var hasAccount = false
    /// What is wrong with the filter, or with the name under which it was to be kept.
    public var problem: Problem?
    /// The name under which it was to be kept.
    public var name = ""

    public init(_ query: FilterQuery) { self.query = query }
  }

  private let model: Model
  private let token: FormToken
  private let city: City
  private let language: Language

  public static let title = FilterWords.title

  public init(_ model: Model, token: FormToken, city: City, language: Language) {
    self.model = model
    self.token = token
    self.city = city
    self.language = language
  }

  private var isNameWrong: Bool { model.problem?.field == "/name" }

  public var content: HTML {
    let isOpen = model.query.isEmpty || (model.problem != nil && !isNameWrong)
    let form = FilterForm(
      query: model.query, problem: isNameWrong ? nil : model.problem, city: city,
      language: language)
    return """
      <header class="desk-head"><h1>\(FindPage.title[language])</h1>\
      \(SearchBox(words: model.query.text("words"), leadsOn: false, language: language))</header>
      \(ViewTabs(views: model.views, chosen: model.view, language: language))\
      \(Disclosure(FilterWords.filter[language], isOpen: isOpen, form.html))\
      \(model.problem == nil || isNameWrong ? found : .nothing)
      """
  }

  private var found: HTML {
    let cut: HTML =
      model.isCut
      ? """
      <p class="soft">\(FilterWords.cut.filled(
        ["count": String(MatterReader.searchMax)], language))</p>
      """ : .nothing
    if model.lines.isEmpty {
      let empty = EmptyState(
        FilterWords.noneTitle[language], advice: FilterWords.none[language])
      return "\(empty)\(cut)\(pager)\(keeping)"
    }
    let table = MatterTable(
      model.lines, unread: model.unread, isChosen: true, city: city, language: language)
    return """
      \(table.html)<div class="list-tools">\(BulkStart(language: language))</div>
      \(cut)\(pager)\(keeping)
      """
  }

  private var pager: Pager {
    let path = "/matters?" + model.query.query
    let words = model.isCut ? FilterWords.further : Words.more
    return Pager(
      first: model.isContinued ? (label: Words.beginning[language], path: path) : nil,
      next: model.next.map { (label: words[language], path: path + "&after=\($0)") })
  }

  /// Keeps the filter under a name.
  private var keeping: HTML {
    if !model.hasAccount || model.query.isEmpty { return .nothing }
    let shown = model.views.first { $0.view.number == model.view }?.view.name ?? ""
    let name = Field(
      "name", FilterWords.name[language], .text(max: SavedViews.nameMax),
      values: [model.name.isEmpty ? shown : model.name], hint: FilterWords.keepHint[language],
      error: isNameWrong ? model.problem?.text(language) ?? "" : "", isRequired: true)
    let form = token.form(
      "/views",
      """
      <input type="hidden" name="query" value="\(model.query.query)">\(name)
      \(ActionBar([
        Button(FilterWords.save[language]),
        Button(FilterWords.manage[language], .quiet, to: "/views"),
      ]))
      """)
    return "\(Disclosure(FilterWords.keep[language], isOpen: isNameWrong, form))"
  }
}
