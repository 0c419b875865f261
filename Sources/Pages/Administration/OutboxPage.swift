public import City
public import Journal
public import Kernel
import Upkeep

/// Messages that wait to be told outside, and those that nobody took.
public struct OutboxPage: Sendable {
  public static let title = AdministrationWords.outbox

  let figures: JournalFigures
  let letters: [Outbox.DeadLetter]
  let nextPath: String?
  let firstPath: String?
  let steps: [ActionCatalogue.Entry]
  let refused: RefusedForm?
  let tokens: ActionForm.Tokens
  let reader: AdministrationReader

  /// - Parameter steps: the actions that the reader may take.
  public init(
    figures: JournalFigures, letters: [Outbox.DeadLetter], nextPath: String?, firstPath: String?,
    steps: [ActionCatalogue.Entry], refused: RefusedForm?, tokens: ActionForm.Tokens,
    reader: AdministrationReader
  ) {
    self.figures = figures
    self.letters = letters
    self.nextPath = nextPath
    self.firstPath = firstPath
    self.steps = steps
    self.refused = refused
    self.tokens = tokens
    self.reader = reader
  }

  private var language: Language { reader.language }

  public var content: HTML {
    let waited: HTML? = figures.messageOldest.map { oldest in
      let span = reader.span(reader.now.milliseconds - oldest.milliseconds)
      return "<small>\(OutboxWords.oldest.filled(["span": span], language))</small>"
    }
    let tiles = [
      Tile(
        OutboxWords.waiting[language], AdministrationWords.bounded(figures.messagesWaiting),
        to: nil, note: waited ?? .nothing),
      Tile(
        OutboxWords.dead[language], AdministrationWords.bounded(figures.messagesDead),
        tone: figures.messagesDead > 0 ? .red : .green, to: nil),
    ]
    let empty = EmptyState(
      OutboxWords.noneDead[language], advice: OutboxWords.noneDeadAdvice[language])
    return """
      \(reader.head(.outbox, OutboxPage.title[language], OutboxWords.about[language]))\
      \(lost)\(Tile.row(tiles))\(letters.isEmpty ? empty.html : "\(retry)\(list)")\
      \(Pager(
        first: firstPath.map { (Words.beginning[language], $0) },
        next: nextPath.map { (Words.more[language], $0) }))
      """
  }

  /// Why an attempt came to nothing whose form is no longer there.
  private var lost: HTML {
    guard let refused else { return .nothing }
    let isShown = letters.contains { isRefused(refused, $0) }
    let isRetry = refused.action == RetryMessages.declaration.name && !letters.isEmpty
    return isShown || isRetry ? .nothing : "\(Notice(.wrong, refused.problem.text(language)))"
  }

  private func isRefused(_ refused: RefusedForm, _ letter: Outbox.DeadLetter) -> Bool {
    refused.action == DropMessage.declaration.name
      && refused.values["position"]?.integer == letter.position
      && refused.values["part"]?.integer == letter.part
  }

  private func entry(_ name: String) -> ActionCatalogue.Entry? {
    steps.first { $0.declaration.name == name }
  }

  private var retry: HTML {
    let name = RetryMessages.declaration.name
    guard let entry = entry(name) else { return .nothing }
    let attempt = refused?.action == name ? refused : nil
    let form = ActionForm(
      entry, to: AdministrationPart.outbox.path + "/" + name, values: attempt?.values ?? [:],
      problem: attempt?.problem, tokens: tokens, language)
    return Disclosure(
      entry.declaration.summary[language], isOpen: attempt != nil,
      "<p>\(OutboxWords.retryAbout[language])</p>\(form)"
    ).html
  }

  private var list: HTML {
    let items = letters.map { letter -> HTML in
      let facts = Facts([
        Facts.Fact(OutboxWords.destination[language], text: letter.destination),
        Facts.Fact(WebhookWords.failure[language], text: letter.failure),
        Facts.Fact(OutboxWords.attempts[language], text: String(letter.attempts)),
        Facts.Fact(OutboxWords.position[language], position(letter.position)),
      ])
      let title = OutboxWords.message.filled(
        ["position": String(letter.position), "part": String(letter.part + 1)], language)
      return "\(Card(title, "\(facts)\(drop(letter))"))"
    }
    return "\(items)"
  }

  private func position(_ position: Int64) -> HTML {
    guard AdministrationPart.journal.isOpen(to: reader.actor) else { return "#\(String(position))" }
    return "<a href=\"\(JournalEntryPage.path(position))\">#\(String(position))</a>"
  }

  private func drop(_ letter: Outbox.DeadLetter) -> HTML {
    let name = DropMessage.declaration.name
    guard let entry = entry(name) else { return .nothing }
    let attempt = refused.flatMap { isRefused($0, letter) ? $0 : nil }
    // Fields of one name stand once for each letter: only the open one is told what was wrong.
    let form = ActionForm(
      entry, to: AdministrationPart.outbox.path + "/" + name, values: attempt?.values ?? [:],
      fixed: ["position": String(letter.position), "part": String(letter.part)],
      problem: attempt?.problem, tokens: tokens, language)
    return Disclosure(
      entry.declaration.summary[language], isOpen: attempt != nil,
      "<p>\(OutboxWords.dropAbout[language])</p>\(form)"
    ).html
  }
}
