public import Desk
public import Kernel

/// The filters that a person keeps, to be renamed and deleted.
public struct ViewsPage: Sendable {
  private let views: [SavedViews.View]
  private let refused: (number: Int64, name: String, problem: Problem)?
  private let token: FormToken
  private let language: Language

  public static let title = FilterWords.views

  /// - Parameter refused: a name that could not be given, and why.
  public init(
    _ views: [SavedViews.View], refused: (number: Int64, name: String, problem: Problem)? = nil,
    token: FormToken, language: Language
  ) {
    self.views = views
    self.refused = refused
    self.token = token
    self.language = language
  }

  public var content: HTML {
    let list: HTML =
      views.isEmpty
      ? EmptyState(
        FilterWords.emptyTitle[language], advice: FilterWords.empty[language],
        button: Button(FilterWords.title[language], to: "/matters")
      ).html
      : "\(views.map(card))"
    return "<div class=\"narrow\"><h1>\(ViewsPage.title[language])</h1>\n\(list)</div>"
  }

  private func card(_ view: SavedViews.View) -> Card {
    let attempt = refused?.number == view.number ? refused : nil
    let id = "\(view.number)"
    let error: HTML =
      attempt.map { attempt in
        """
        <p class="error" id="error-\(id)">\(Icon.red)\
        <span>\(attempt.problem.text(language))</span></p>
        """
      } ?? .nothing
    let described = HTML.attribute("aria-describedby", attempt == nil ? nil : "error-\(id)")
    let rename = token.form(
      "/views/\(id)/name",
      """
      <div class="field"><label for="name-\(id)">\(FilterWords.name[language])</label>\(error)\
      <input type="text" id="name-\(id)" name="name" value="\(attempt?.name ?? view.name)" \
      maxlength="\(SavedViews.nameMax)" required\(described)></div>
      \(Button(FilterWords.rename[language]))
      """)
    let remove = token.form(
      "/views/\(id)/removal", "\(Button(FilterWords.remove[language], .danger))")
    let open = Button(
      FilterWords.opens[language], .quiet, icon: .next, to: "/matters?view=\(id)&" + view.query)
    return Card(view.name, "\(open)\(rename)\(remove)")
  }
}
