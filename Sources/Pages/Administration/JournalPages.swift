public import Accounts
public import City
public import Journal
public import Kernel
import Matters
import Organisation
public import Upkeep

/// The journal: where it stands, whether it is whole, and what stands in it.
public struct JournalPage: Sendable {
  public static let title = AdministrationWords.journal

  /// What is looked for, as it was asked.
  public struct Search: Sendable {
    public var subject = ""
    public var actor = ""
    public var from = ""
    public var until = ""
    public var problem: Problem?

    public init() {}

    public var isEmpty: Bool { subject.isEmpty && actor.isEmpty && from.isEmpty && until.isEmpty }
  }

  /// Where the journal stands.
  public struct Standing: Sendable {
    let position: Int64
    let seal: LastSeal?
    let days: [(label: String, count: Int64)]
    let verifications: [UpkeepReader.Verification]

    /// - Parameters:
    ///   - days: how many events were written on each of the last days.
    ///   - verifications: the newest first.
    public init(
      position: Int64, seal: LastSeal?, days: [(label: String, count: Int64)],
      verifications: [UpkeepReader.Verification]
    ) {
      self.position = position
      self.seal = seal
      self.days = days
      self.verifications = verifications
    }

    /// Who is named in it.
    public var actors: [String] { verifications.map(\.actor) }
  }

  let standing: Standing?
  let events: [RecordedEvent]
  let names: [StreamName: String]
  let people: [String: AccountEngine.Known]
  let search: Search
  let nextPath: String?
  let firstPath: String?
  let order: ActionCatalogue.Entry?
  let refused: RefusedForm?
  let tokens: ActionForm.Tokens
  let city: City
  let reader: AdministrationReader

  /// - Parameters:
  ///   - standing: nil on pages of a search.
  ///   - names: what people call the subjects of the events.
  ///   - order: the action that orders a verification; nil for who may not.
  public init(
    standing: Standing?, events: [RecordedEvent], names: [StreamName: String],
    people: [String: AccountEngine.Known],
    search: Search, nextPath: String?, firstPath: String?, order: ActionCatalogue.Entry?,
    refused: RefusedForm?, tokens: ActionForm.Tokens, city: City, reader: AdministrationReader
  ) {
    self.standing = standing
    self.events = events
    self.names = names
    self.people = people
    self.search = search
    self.nextPath = nextPath
    self.firstPath = firstPath
    self.order = order
    self.refused = refused
    self.tokens = tokens
    self.city = city
    self.reader = reader
  }

  private var language: Language { reader.language }

  public var content: HTML {
    let empty = EmptyState(
      AdministrationWords.noneFound[language], advice: JournalWords.noneAdvice[language],
      button: Button(Words.beginning[language], to: AdministrationPart.journal.path))
    return """
      \(reader.head(.journal, JournalPage.title[language], JournalWords.about[language]))\
      \(standing.map(head) ?? .nothing)\(form)\(events.isEmpty ? empty.html : table.html)\
      \(Pager(
        first: firstPath.map { (Words.beginning[language], $0) },
        next: nextPath.map { (JournalWords.older[language], $0) }))
      """
  }

  private func head(_ standing: Standing) -> HTML {
    let chart = LineChart(
      "days", JournalWords.perDay[language], labels: standing.days.map(\.label),
      series: [
        LineChart.Series(
          JournalWords.events[language], standing.days.map { Double($0.count) })
      ], language)
    return """
      \(Tile.row(tiles(standing)))<div class="columns">\
      <div>\(Card(JournalWords.perDay[language], chart.html))</div>\
      <div>\(Card(JournalWords.verifications[language], id: "verifications", verify(standing)))\
      </div></div>
      """
  }

  private func tiles(_ standing: Standing) -> [Tile] {
    let unsealed = standing.position - (standing.seal?.last ?? 0)
    return [
      Tile(JournalWords.position[language], String(standing.position), to: nil),
      Tile(
        JournalWords.seal[language],
        standing.seal.map { $0.sealedAt.minuteText(reader.offset) } ?? "—",
        tone: standing.seal == nil ? .amber : .plain, to: nil,
        note: """
          <small>\(JournalWords.unsealed.filled(["count": String(unsealed)], language))</small>
          """),
      VerificationTile(standing.verifications.first, reader).tile(to: "#verifications"),
    ]
  }

  /// The part about verifications alone.
  var verificationCard: HTML {
    guard let standing else { return .nothing }
    return "\(Card(JournalWords.verifications[language], verify(standing)))"
  }

  private func verify(_ standing: Standing) -> HTML {
    let lines = standing.verifications.map { line -> Timeline.Item in
      let state = VerificationTile(line, reader)
      let took =
        line.endedAt == nil
        ? ""
        : JournalWords.took.filled(
          ["events": String(line.events), "span": state.duration(line)], language)
      let faults: HTML = line.text.isEmpty ? .nothing : "<pre class=\"words\">\(line.text)</pre>"
      let anchor: HTML =
        line.anchor.isEmpty
        ? .nothing
        : "<p>\(JournalWords.anchor[language]): <code>\(line.anchor)</code></p>"
      return Timeline.Item(
        time: line.orderedAt.minuteText(reader.offset), title: state.words,
        who: """
          \(ActorName.text(line.actor, people, city, language)) · #\(line.position)
          """,
        detail: """
          <p>\(took)</p><p>\(AdministrationWords.ground[language]): \(line.ground)</p>\
          \(faults)\(anchor)
          """, tone: state.tone)
    }
    let list: HTML =
      lines.isEmpty
      ? EmptyState(
        JournalWords.neverVerified[language], advice: JournalWords.neverAdvice[language]
      ).html : Timeline(lines).html
    return "\(orderForm)\(list)"
  }

  private var orderForm: HTML {
    guard let order else { return .nothing }
    let form = ActionForm(
      order, to: VerificationPage.path,
      values: refused?.values ?? [:], problem: refused?.problem, tokens: tokens, language)
    return Disclosure(
      order.declaration.summary[language], isOpen: refused != nil,
      "<p>\(JournalWords.orderAbout[language])</p>\(form)"
    ).html
  }

  private var form: HTML {
    let fault = search.problem
    func error(_ name: String) -> String {
      fault?.field == name ? fault?.text(language) ?? "" : ""
    }
    func text(_ value: String) -> [String] { value.isEmpty ? [] : [value] }
    let form = SearchForm(
      path: AdministrationPart.journal.path,
      fields: [
        Field(
          "subject", JournalWords.subject[language], .search(max: 120),
          values: text(search.subject), hint: JournalWords.subjectHint[language],
          error: error("subject")),
        Field(
          "actor", JournalWords.actor[language], .text(max: 120), values: text(search.actor),
          hint: JournalWords.actorHint[language], error: error("actor")),
        Field(
          "from", JournalWords.from[language], .date, values: text(search.from),
          error: error("from")),
        Field(
          "until", JournalWords.until[language], .date, values: text(search.until),
          error: error("until")),
      ], language: language)
    return "\(Disclosure(JournalWords.look[language], isOpen: !search.isEmpty, form.html))"
  }

  private var table: DataTable {
    DataTable(
      AdministrationWords.journal[language],
      columns: [
        DataTable.Column(JournalWords.position[language], isHead: true),
        DataTable.Column(JournalWords.at[language]), DataTable.Column(JournalWords.what[language]),
        DataTable.Column(JournalWords.subject[language]),
        DataTable.Column(JournalWords.actor[language]),
      ],
      rows: events.map { recorded in
        DataTable.Row([
          """
          <a href="\(JournalEntryPage.path(recorded.position))">\
          #\(String(recorded.position))</a>
          """,
          reader.time(recorded.at),
          "\(AdministrationWords.event(recorded.event.name)[language])",
          SubjectLink(recorded.stream, named: names[recorded.stream], reader).html,
          "\(ActorName.text(PublicText.actor(recorded.actor), people, city, language))",
        ])
      }, walks: true)
  }
}

/// The subject of an event, which leads to everything that happened to it.
struct SubjectLink: Component {
  let stream: StreamName
  let name: String?
  let reader: AdministrationReader

  /// - Parameter name: what people call it; its identifier where nil.
  init(_ stream: StreamName, named name: String?, _ reader: AdministrationReader) {
    self.stream = stream
    self.name = name
    self.reader = reader
  }

  var html: HTML {
    let id = Identifier<StreamName>(rawValue: stream.id).text
    let kind = AdministrationWords.kind(stream.kind)[reader.language]
    let shown: HTML = name.map { "\($0)" } ?? "<code>\(id)</code>"
    guard AdministrationPart.journal.isOpen(to: reader.actor) else { return "\(kind) \(shown)" }
    return """
      \(kind) <a href="\(AdministrationPart.journal.path)?subject=\(id)">\(shown)</a>
      """
  }
}

/// The newest verification in a word.
struct VerificationTile {
  let line: UpkeepReader.Verification?
  let reader: AdministrationReader

  init(_ line: UpkeepReader.Verification?, _ reader: AdministrationReader) {
    self.line = line
    self.reader = reader
  }

  var words: String {
    guard let line else { return JournalWords.never[reader.language] }
    let text =
      switch line.outcome {
      case .whole: JournalWords.whole
      case .broken: JournalWords.broken
      case .stopped: JournalWords.stopped
      case nil: JournalWords.waits
      }
    return text[reader.language]
  }

  var tone: Tile.Tone {
    switch line?.outcome {
    case .whole: .green
    case .broken: .red
    case .stopped, nil: .amber
    }
  }

  func duration(_ line: UpkeepReader.Verification) -> String {
    line.milliseconds < 1_000 ? "\(line.milliseconds) ms" : reader.span(line.milliseconds)
  }

  func tile(to path: String) -> Tile {
    let note: HTML =
      line.map { line -> HTML in
        "<small>\((line.endedAt ?? line.orderedAt).minuteText(reader.offset))</small>"
      } ?? .nothing
    return Tile(
      JournalWords.verification[reader.language], words, tone: tone, to: path, note: note)
  }
}
