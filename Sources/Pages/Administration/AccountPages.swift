public import Accounts
public import City
public import Journal
public import Kernel
public import Organisation
import Pack

/// The list of accounts, with the form that opens one.
public struct AccountListPage: Sendable {
  public static let title = AdministrationWords.accounts

  let lines: [AccountReader.Line]
  let words: String
  let nextPath: String?
  let firstPath: String?
  let creation: ActionCatalogue.Entry?
  let refused: RefusedForm?
  let tokens: ActionForm.Tokens
  let reader: AdministrationReader

  /// - Parameter creation: the action that opens an account; nil for who may not.
  public init(
    lines: [AccountReader.Line], words: String, nextPath: String?, firstPath: String?,
    creation: ActionCatalogue.Entry?, refused: RefusedForm?, tokens: ActionForm.Tokens,
    reader: AdministrationReader
  ) {
    self.lines = lines
    self.words = words
    self.nextPath = nextPath
    self.firstPath = firstPath
    self.creation = creation
    self.refused = refused
    self.tokens = tokens
    self.reader = reader
  }

  private var language: Language { reader.language }

  public var content: HTML {
    let search = SearchForm(
      path: AdministrationPart.accounts.path,
      fields: [
        Field(
          "q", AdministrationWords.accountWords[language], .search(max: 80),
          values: words.isEmpty ? [] : [words], hint: AccountWords.searchHint[language])
      ], language: language)
    let empty = EmptyState(
      AdministrationWords.noneFound[language],
      advice: AdministrationWords.noneFoundAdvice[language],
      button: Button(Words.beginning[language], to: AdministrationPart.accounts.path))
    return """
      \(reader.head(.accounts, AccountListPage.title[language], AccountWords.about[language]))\
      \(form)\(search)\(lines.isEmpty ? empty.html : table.html)\
      \(Pager(
        first: firstPath.map { (Words.beginning[language], $0) },
        next: nextPath.map { (Words.more[language], $0) }))
      """
  }

  private var form: HTML {
    guard let creation else { return .nothing }
    let form = ActionForm(
      creation, to: AdministrationPart.accounts.path, values: refused?.values ?? [:],
      problem: refused?.problem, tokens: tokens, language)
    return Disclosure(
      creation.declaration.summary[language], isOpen: refused != nil,
      "<p>\(AccountWords.openAbout[language])</p>\(form)"
    ).html
  }

  private var table: DataTable {
    DataTable(
      AdministrationWords.accounts[language],
      columns: [
        DataTable.Column(MeWords.name[language], isHead: true),
        DataTable.Column(SignInWords.login[language]), DataTable.Column(Words.state[language]),
        DataTable.Column(AccountWords.made[language]),
        DataTable.Column(AccountWords.seen[language]),
      ],
      rows: lines.map { line in
        DataTable.Row([
          "<a href=\"\(AccountPage.path(line.login))\">\(line.name)</a>", "\(line.login)",
          AccountState(line, language).html, reader.time(line.madeAt), reader.time(line.seenAt),
        ])
      }, walks: true)
  }
}

/// Whether somebody signs in with an account.
struct AccountState: Component {
  let line: AccountReader.Line
  let language: Language

  init(_ line: AccountReader.Line, _ language: Language) {
    self.line = line
    self.language = language
  }

  var html: HTML {
    if line.lockedAt != nil {
      return "<span class=\"light red\">\(Icon.red)\(AccountWords.locked[language])</span>"
    }
    if !line.hasPassword {
      return "<span class=\"light amber\">\(Icon.amber)\(AccountWords.waiting[language])</span>"
    }
    return "<span class=\"light green\">\(Icon.green)\(AccountWords.open[language])</span>"
  }
}

/// One account: whose, with which posts, where it is signed in, what happened to it.
public struct AccountPage: Sendable {
  public static func path(_ login: String) -> String {
    AdministrationPart.accounts.path + "/" + QueryText.escaped(login)
  }

  /// What is known of an account.
  public struct Facets: Sendable {
    let line: AccountReader.Line
    let terms: [(post: String, term: Post.Term)]
    let sessions: [Sessions.Line]
    let keys: [AccessKeyReader.Line]
    let events: [RecordedEvent]
    let people: [String: AccountEngine.Known]

    public init(
      line: AccountReader.Line, terms: [(post: String, term: Post.Term)],
      sessions: [Sessions.Line], keys: [AccessKeyReader.Line], events: [RecordedEvent],
      people: [String: AccountEngine.Known]
    ) {
      self.line = line
      self.terms = terms
      self.sessions = sessions
      self.keys = keys
      self.events = events
      self.people = people
    }
  }

  let facets: Facets
  let steps: [ActionCatalogue.Entry]
  let link: String?
  let refused: RefusedForm?
  let tokens: ActionForm.Tokens
  let city: City
  let reader: AdministrationReader

  /// - Parameters:
  ///   - steps: the actions that the reader may take.
  ///   - link: a way in that was just made, shown this once.
  public init(
    _ facets: Facets, steps: [ActionCatalogue.Entry], link: String?, refused: RefusedForm?,
    tokens: ActionForm.Tokens, city: City, reader: AdministrationReader
  ) {
    self.facets = facets
    self.steps = steps
    self.link = link
    self.refused = refused
    self.tokens = tokens
    self.city = city
    self.reader = reader
  }

  private var language: Language { reader.language }
  private var line: AccountReader.Line { facets.line }

  public var content: HTML {
    """
    \(reader.head(.accounts, line.name))\(fresh)\(lost)\
    <div class="columns"><div>\(Card(AdministrationWords.posts[language], posts))\(forms)</div>\
    <div>\(Card(MatterWords.facts[language], facts.html))\
    \(Card(MeWords.sessions[language], sessions))\(Card(MeWords.keys[language], keys))\
    \(Card(AdministrationWords.history[language], history.html))</div></div>
    """
  }

  private var fresh: HTML {
    guard let link else { return .nothing }
    let words: HTML = """
      <p>\(AccountWords.linkAbout[language])</p><p class="words"><code>\(link)</code></p>\
      \(Button(AccountWords.copyLink[language], copying: link))
      """
    return "\(Notice(.done, AccountWords.link[language], words))"
  }

  /// Why an attempt came to nothing whose form is no longer there.
  private var lost: HTML {
    guard let refused, !steps.contains(where: { $0.declaration.name == refused.action }) else {
      return .nothing
    }
    return "\(Notice(.wrong, refused.problem.text(language)))"
  }

  private var facts: Facts {
    let locked: HTML? = line.lockedAt.map { "\(reader.time($0)) \(line.lockReason)" }
    return Facts([
      Facts.Fact(SignInWords.login[language], text: line.login),
      Facts.Fact(AccountWords.person[language], "<code>\(line.person)</code>"),
      Facts.Fact(Words.state[language], AccountState(line, language).html),
      Facts.Fact(AccountWords.lockedSince[language], locked),
      Facts.Fact(AccountWords.made[language], reader.time(line.madeAt)),
      Facts.Fact(AccountWords.seen[language], reader.time(line.seenAt)),
    ])
  }

  private var posts: HTML {
    if facets.terms.isEmpty {
      return EmptyState(
        AccountWords.noPosts[language], advice: AccountWords.noPostsAdvice[language],
        button: Button(AdministrationWords.posts[language], to: AdministrationPart.posts.path)
      ).html
    }
    let rows = facets.terms.map { post, term in
      DataTable.Row([
        """
        <a href="\(PostPage.path(post))">\
        \(city.pack.posts.first { $0.id == post }?.name[language] ?? post)</a>
        """, reader.time(term.begun),
        term.ended.map { reader.time($0) } ?? "\(PostWords.lasts[language])",
      ])
    }
    return DataTable(
      AdministrationWords.posts[language],
      columns: [
        DataTable.Column(PostWords.post[language], isHead: true),
        DataTable.Column(PostWords.from[language]), DataTable.Column(PostWords.until[language]),
      ], rows: rows
    ).html
  }

  private var forms: HTML {
    let asked = steps.filter { $0.declaration.name != RevokeAccessKey.declaration.name }
    if asked.isEmpty { return .nothing }
    let forms = asked.map { entry -> HTML in
      let name = entry.declaration.name
      let attempt = refused?.action == name ? refused : nil
      let form = ActionForm(
        entry, to: AccountPage.path(line.login) + "/" + name, values: attempt?.values ?? [:],
        fixed: ["login": line.login], problem: attempt?.problem, tokens: tokens, language)
      let body: HTML = "<p>\(AccountWords.about(name)[language])</p>\(form)"
      return "\(Disclosure(entry.declaration.summary[language], isOpen: attempt != nil, body))"
    }
    return "\(Card(AccountWords.change[language], "\(forms)"))"
  }

  private var sessions: HTML {
    if facets.sessions.isEmpty { return "<p>\(AccountWords.noSessions[language])</p>" }
    return DataTable(
      MeWords.sessions[language],
      columns: [
        DataTable.Column(MeWords.client[language], isHead: true),
        DataTable.Column(MeWords.begun[language]), DataTable.Column(MeWords.seen[language]),
      ],
      rows: facets.sessions.map {
        DataTable.Row(["\($0.client)", reader.time($0.begunAt), reader.time($0.seenAt)])
      }
    ).html
  }

  private var keys: HTML {
    let open = facets.keys.filter { $0.revokedAt == nil }
    if open.isEmpty { return "<p>\(MeWords.noKeys[language])</p>" }
    let mayRevoke = steps.contains { $0.declaration.name == RevokeAccessKey.declaration.name }
    let path = AccountPage.path(line.login) + "/" + RevokeAccessKey.declaration.name
    let rows = open.map { key -> DataTable.Row in
      let id = Identifier<AccessKey>(rawValue: key.id).text
      let step: HTML =
        mayRevoke
        ? """
        <form method="post" action="\(path)">\(tokens.html)\
        \(Button(MeWords.revoke[language], .danger, name: "key", value: id))</form>
        """ : "—"
      return DataTable.Row([
        "\(key.label)", reader.time(key.madeAt), reader.time(key.usedAt), step,
      ])
    }
    return DataTable(
      MeWords.keys[language],
      columns: [
        DataTable.Column(MeWords.label[language], isHead: true),
        DataTable.Column(MeWords.made[language]), DataTable.Column(MeWords.seen[language]),
        DataTable.Column(MeWords.revoke[language]),
      ], rows: rows
    ).html
  }

  private var history: Timeline {
    let history = AdministrationHistory(reader: reader, people: facets.people, city: city)
    return Timeline(facets.events.reversed().map(history.item))
  }
}
