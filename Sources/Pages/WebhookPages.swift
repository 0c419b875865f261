import City
public import Kernel
import Pack
public import Webhooks

/// The list of subscriptions.
public struct WebhookListPage: Sendable {
  let lines: [WebhookReader.Line]
  let language: Language

  public init(lines: [WebhookReader.Line], language: Language) {
    self.lines = lines
    self.language = language
  }

  public static let title = WebhookWords.webhooks

  public var content: HTML {
    let empty = EmptyState(
      WebhookWords.emptyTitle[language], advice: WebhookWords.empty[language])
    return """
      <h1>\(WebhookWords.webhooks[language])</h1>
      \(lines.isEmpty ? empty.html : table.html)
      """
  }

  private var table: DataTable {
    DataTable(
      WebhookWords.webhooks[language],
      columns: [
        DataTable.Column(WebhookWords.address[language], isHead: true),
        DataTable.Column(WebhookWords.owner[language]),
        DataTable.Column(WebhookWords.events[language]), DataTable.Column(Words.area[language]),
        DataTable.Column(Words.state[language]),
        DataTable.Column(WebhookWords.position[language], isNumber: true),
        DataTable.Column(WebhookWords.dead[language], isNumber: true),
      ], rows: lines.map(row), walks: true)
  }

  private func row(_ line: WebhookReader.Line) -> DataTable.Row {
    let areas = line.areas.isEmpty ? Words.all[language] : line.areas.joined(separator: ", ")
    let id = Identifier<Webhook>(rawValue: line.id).text
    return DataTable.Row([
      "<a href=\"/webhooks/\(id)\">\(WebhookWords.place(line.url))</a>", "\(line.owner)",
      "\(WebhookWords.events(line.events, language))", "\(areas)",
      "\(WebhookWords.status(line.status)[language]) <small>\(line.reason)</small>",
      "\(line.position.map(String.init) ?? "—")", "\(Int(line.deadLetters))",
    ])
  }
}

/// One subscription with what was sent to it and what was given up.
public struct WebhookPage: Sendable {
  let line: WebhookReader.Line
  let log: [WebhookLog.Line]
  let deadLetters: [WebhookLog.DeadLetter]
  let offset: UTCOffset
  let language: Language

  public init(
    line: WebhookReader.Line, log: [WebhookLog.Line], deadLetters: [WebhookLog.DeadLetter],
    offset: UTCOffset, language: Language
  ) {
    self.line = line
    self.log = log
    self.deadLetters = deadLetters
    self.offset = offset
    self.language = language
  }

  public var content: HTML {
    """
    <h1 class="breaking">\(WebhookWords.place(line.url))</h1>
    \(Card(MatterWords.facts[language], facts.html))\
    \(Card(WebhookWords.log[language], rows(logTable, log.isEmpty)))\
    \(Card(WebhookWords.dead[language], rows(deadTable, deadLetters.isEmpty)))
    """
  }

  private var facts: Facts {
    let areas = line.areas.isEmpty ? Words.all[language] : line.areas.joined(separator: ", ")
    return Facts([
      Facts.Fact(WebhookWords.owner[language], text: line.owner),
      Facts.Fact(WebhookWords.events[language], text: line.events.joined(separator: ", ")),
      Facts.Fact(Words.area[language], text: areas),
      Facts.Fact(
        Words.state[language],
        "\(WebhookWords.status(line.status)[language]) <small>\(line.reason)</small>"),
      Facts.Fact(
        WebhookWords.position[language], text: line.position.map(String.init) ?? "—"),
      Facts.Fact(WebhookWords.next[language], text: line.dueAt?.minuteText(offset)),
    ])
  }

  private func rows(_ table: DataTable, _ isEmpty: Bool) -> HTML {
    isEmpty ? "\(EmptyState(WebhookWords.nothing[language]))" : table.html
  }

  private var logTable: DataTable {
    DataTable(
      WebhookWords.log[language],
      columns: [
        DataTable.Column(WebhookWords.time[language], isNumber: true, isHead: true),
        DataTable.Column(WebhookWords.position[language], isNumber: true),
        DataTable.Column(WebhookWords.events[language]),
        DataTable.Column(WebhookWords.attempt[language], isNumber: true),
        DataTable.Column(WebhookWords.answer[language], isNumber: true),
        DataTable.Column(WebhookWords.duration[language], isNumber: true),
        DataTable.Column(WebhookWords.failure[language]),
      ],
      rows: log.map { line in
        DataTable.Row([
          "<time>\(line.at.minuteText(offset))</time>", "\(Int(line.position))",
          "\(EventWords.text(line.event)[language])", "\(Int(line.attempt))",
          "\(line.status == 0 ? "—" : String(line.status))", "\(Int(line.milliseconds)) ms",
          "\(line.failure)",
        ])
      })
  }

  private var deadTable: DataTable {
    DataTable(
      WebhookWords.dead[language],
      columns: [
        DataTable.Column(WebhookWords.time[language], isNumber: true, isHead: true),
        DataTable.Column(WebhookWords.position[language], isNumber: true),
        DataTable.Column(WebhookWords.events[language]),
        DataTable.Column(WebhookWords.attempt[language], isNumber: true),
        DataTable.Column(WebhookWords.failure[language]),
      ],
      rows: deadLetters.map { letter in
        DataTable.Row([
          "<time>\(letter.at.minuteText(offset))</time>", "\(Int(letter.position))",
          "\(EventWords.text(letter.event)[language])", "\(Int(letter.attempts))",
          "\(letter.failure)",
        ])
      })
  }
}

extension WebhookWords {
  static func events(_ names: [String], _ language: Language) -> String {
    names.contains("*") ? Words.all[language] : names.joined(separator: ", ")
  }

  /// An address without its query, where receivers put their tokens.
  static func place(_ url: String) -> String {
    url.firstIndex(of: "?").map { url[..<$0] + "?…" } ?? url
  }
}
