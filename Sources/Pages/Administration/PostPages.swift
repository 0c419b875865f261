public import Accounts
public import City
public import Journal
public import Kernel
public import Organisation
public import Pack

/// A post with who holds it.
public struct PostLine: Sendable {
  let post: PostRecord
  let terms: [Post.Term]
  let people: [String: AccountEngine.Known]

  /// - Parameters:
  ///   - terms: those that last or are yet to begin.
  ///   - people: who the persons are, by their identities.
  public init(
    post: PostRecord, terms: [Post.Term], people: [String: AccountEngine.Known]
  ) {
    self.post = post
    self.terms = terms
    self.people = people
  }
}

/// Posts with those who hold them.
struct PostTable: Component {
  let lines: [PostLine]
  let city: City
  let reader: AdministrationReader

  init(_ lines: [PostLine], _ city: City, _ reader: AdministrationReader) {
    self.lines = lines
    self.city = city
    self.reader = reader
  }

  private var language: Language { reader.language }

  var html: HTML {
    DataTable(
      AdministrationWords.posts[language],
      columns: [
        DataTable.Column(PostWords.post[language], isHead: true),
        DataTable.Column(Words.unit[language]), DataTable.Column(PostWords.role[language]),
        DataTable.Column(PostWords.holder[language]),
      ], rows: lines.map(row), walks: true
    ).html
  }

  private func row(_ line: PostLine) -> DataTable.Row {
    let unit = city.organisation.unit(line.post.unit)?.name[language] ?? line.post.unit
    let holders = line.terms.map { term -> HTML in
      """
      \(PersonLink(term.person, line.people[term.person], reader)) <small>\
      \(PostWords.since[language]) \(reader.time(term.begun))</small>
      """
    }
    let vacant: HTML =
      "<span class=\"light amber\">\(Icon.amber)\(PostWords.vacant[language])</span>"
    return DataTable.Row([
      "<a href=\"\(PostPage.path(line.post.id))\">\(line.post.name[language])</a>", "\(unit)",
      "\(city.pack.roles[line.post.role]?.name[language] ?? line.post.role)",
      holders.isEmpty ? vacant : HTML.joined(holders, by: "<br>"),
    ])
  }
}

/// A person by name; it leads to the account where the reader may see accounts.
struct PersonLink: Component {
  let person: String
  let known: AccountEngine.Known?
  let reader: AdministrationReader

  init(_ person: String, _ known: AccountEngine.Known?, _ reader: AdministrationReader) {
    self.person = person
    self.known = known
    self.reader = reader
  }

  var html: HTML {
    guard let known else { return "\(person)" }
    guard AdministrationPart.accounts.isOpen(to: reader.actor) else { return "\(known.name)" }
    return "<a href=\"\(AccountPage.path(known.login))\">\(known.name)</a>"
  }
}

/// All posts, or those that nobody holds.
public struct PostListPage: Sendable {
  public static let title = AdministrationWords.posts

  let lines: [PostLine]
  let words: String
  let isVacantOnly: Bool
  let nextPath: String?
  let firstPath: String?
  let city: City
  let reader: AdministrationReader

  public init(
    lines: [PostLine], words: String, isVacantOnly: Bool, nextPath: String?, firstPath: String?,
    city: City, reader: AdministrationReader
  ) {
    self.lines = lines
    self.words = words
    self.isVacantOnly = isVacantOnly
    self.nextPath = nextPath
    self.firstPath = firstPath
    self.city = city
    self.reader = reader
  }

  public var content: HTML {
    let language = reader.language
    let path = AdministrationPart.posts.path
    let form = SearchForm(
      path: path,
      fields: [
        Field(
          "q", AdministrationWords.postWords[language], .search(max: 80),
          values: words.isEmpty ? [] : [words]),
        Field(
          "vacant", PostWords.vacantOnly[language], .tick, values: isVacantOnly ? ["true"] : []),
      ], language: language)
    let empty =
      isVacantOnly && words.isEmpty
      ? EmptyState(PostWords.noneVacant[language], advice: PostWords.noneVacantAdvice[language])
      : EmptyState(
        AdministrationWords.noneFound[language],
        advice: AdministrationWords.noneFoundAdvice[language],
        button: Button(Words.beginning[language], to: path))
    return """
      \(reader.head(.posts, PostListPage.title[language], PostWords.about[language]))\(form)\
      \(lines.isEmpty ? empty.html : PostTable(lines, city, reader).html)\
      \(Pager(
        first: firstPath.map { (Words.beginning[language], $0) },
        next: nextPath.map { (Words.more[language], $0) }))
      """
  }
}

/// One post: what it gives, who holds it, who held it, and how that is changed.
public struct PostPage: Sendable {
  public static func path(_ code: String) -> String {
    AdministrationPart.posts.path + "/" + QueryText.escaped(code)
  }

  /// The field in which a change of a post is dated.
  public static let dateField = "from"

  let post: PostRecord
  let terms: [Post.Term]
  let people: [String: AccountEngine.Known]
  let events: [RecordedEvent]
  let steps: [ActionCatalogue.Entry]
  let proposals: [AccountEngine.Known]
  let refused: RefusedForm?
  let tokens: ActionForm.Tokens
  let city: City
  let reader: AdministrationReader

  /// - Parameters:
  ///   - terms: all, in their order.
  ///   - events: what happened to the post, oldest first.
  ///   - steps: the actions that the reader may take on it.
  ///   - proposals: people who could be appointed.
  public init(
    post: PostRecord, terms: [Post.Term], people: [String: AccountEngine.Known],
    events: [RecordedEvent], steps: [ActionCatalogue.Entry], proposals: [AccountEngine.Known],
    refused: RefusedForm?, tokens: ActionForm.Tokens, city: City, reader: AdministrationReader
  ) {
    self.post = post
    self.terms = terms
    self.people = people
    self.events = events
    self.steps = steps
    self.proposals = proposals
    self.refused = refused
    self.tokens = tokens
    self.city = city
    self.reader = reader
  }

  private var language: Language { reader.language }
  private var lasting: [Post.Term] { terms.filter { $0.ended.map { $0 > reader.now } ?? true } }

  public var content: HTML {
    """
    \(reader.head(.posts, post.name[language]))\(vacancy)\
    <div class="columns"><div>\(Card(PostWords.holders[language], holders))\
    \(forms)</div><div>\(Card(MatterWords.facts[language], facts.html))\
    \(Card(AdministrationWords.history[language], history.html))</div></div>
    """
  }

  private var vacancy: HTML {
    if !lasting.isEmpty { return .nothing }
    let advice: HTML = "<p>\(PostWords.vacantAdvice[language])</p>"
    return "\(Notice(.caution, PostWords.vacantNow[language], advice))"
  }

  private var facts: Facts {
    let role = city.pack.roles[post.role]
    let reach =
      switch role?.reach {
      case .everywhere: PostWords.everywhere
      case .area: PostWords.inArea
      case .unit, nil: PostWords.inUnit
      }
    let unit = city.organisation.unit(post.unit)?.name[language] ?? post.unit
    let permissions = (role?.permissions ?? []).map { name -> HTML in "<code>\(name)</code>" }
    return Facts([
      Facts.Fact(Words.unit[language], "<a href=\"\(UnitPage.path(post.unit))\">\(unit)</a>"),
      Facts.Fact(PostWords.role[language], text: role?.name[language] ?? post.role),
      Facts.Fact(PostWords.reach[language], text: reach[language]),
      Facts.Fact(
        PostWords.many[language],
        text: (post.isPlural ? ComponentWords.yes : ComponentWords.no)[language]),
      Facts.Fact(UnitWords.code[language], "<code>\(post.id)</code>"),
      Facts.Fact(PostWords.permissions[language], HTML.joined(permissions, by: " ")),
    ])
  }

  private var holders: HTML {
    if terms.isEmpty {
      return "\(EmptyState(PostWords.neverHeld[language]))"
    }
    let rows = terms.reversed().map { term in
      DataTable.Row([
        PersonLink(term.person, people[term.person], reader).html, reader.time(term.begun),
        term.ended.map { reader.time($0) } ?? "\(PostWords.lasts[language])",
      ])
    }
    return DataTable(
      PostWords.holders[language],
      columns: [
        DataTable.Column(PostWords.person[language], isHead: true),
        DataTable.Column(PostWords.from[language]), DataTable.Column(PostWords.until[language]),
      ], rows: rows
    ).html
  }

  private var forms: HTML {
    if steps.isEmpty { return .nothing }
    let forms = steps.map { entry -> HTML in
      let name = entry.declaration.name
      let attempt = refused?.action == name ? refused : nil
      let form = ActionForm(
        entry, to: PostPage.path(post.id) + "/" + name, values: attempt?.values ?? known(name),
        fixed: ["post": post.id], choices: choices(of: name), problem: attempt?.problem,
        more: date(attempt).html, tokens: tokens, language)
      return "\(Disclosure(entry.declaration.summary[language], isOpen: attempt != nil, form.html))"
    }
    return "\(Card(PostWords.change[language], "<p>\(PostWords.rule[language])</p>\(forms)"))"
  }

  /// Where only one person can leave, it is that one.
  private func known(_ action: String) -> [String: JSON] {
    guard action != AppointHolder.declaration.name, lasting.count == 1 else { return [:] }
    return ["person": .string(lasting[0].person)]
  }

  /// When it happens: now, unless something else is said.
  private func date(_ attempt: RefusedForm?) -> Field {
    let problem = attempt?.problem
    let isFault = problem?.field == "/" + PostPage.dateField
    return Field(
      PostPage.dateField, PostWords.date[language], .dateTime,
      values: attempt.map { [$0.texts[PostPage.dateField] ?? ""] } ?? [],
      hint: PostWords.dateHint[language],
      error: isFault ? problem?.text(language) ?? "" : "",
      mark: ComponentWords.optional[language])
  }

  /// Who leaves is one of those who hold it; who comes is anybody with an account.
  private func choices(of action: String) -> ActionChoices {
    let held = lasting.map { Field.Option($0.person, people[$0.person]?.name ?? $0.person) }
    let others = proposals.map { Field.Option($0.login, $0.name + " · " + $0.login) }
    let isLeaving = action != AppointHolder.declaration.name
    return ActionChoices(
      ["person": isLeaving ? held : others, "successor": others], offset: reader.offset)
  }

  private var history: Timeline {
    Timeline(
      events.reversed().map { recorded in
        AdministrationHistory(reader: reader, people: people, city: city).item(recorded)
      })
  }
}

/// A form that was refused, with every word of it.
public struct RefusedForm: Sendable {
  let action: String
  let values: [String: JSON]
  /// What stood in fields that are no answers of the action.
  let texts: [String: String]
  public let problem: Problem

  public init(
    action: String, values: [String: JSON], texts: [String: String] = [:], problem: Problem
  ) {
    self.action = action
    self.values = values
    self.texts = texts
    self.problem = problem
  }
}
