public import City
public import Journal
public import Kernel
import Pack
public import Webhooks

/// What can be done with a subscription, how far behind it is, and what was done with it.
public struct WebhookSteps: Sendable {
  let line: WebhookReader.Line
  let last: Int64
  let events: [RecordedEvent]
  let steps: [ActionCatalogue.Entry]
  let secret: String?
  let refused: RefusedForm?
  let tokens: ActionForm.Tokens
  let city: City
  let reader: AdministrationReader

  /// - Parameters:
  ///   - last: the journal's last position.
  ///   - events: what was done with it, oldest first.
  ///   - secret: a signing secret that was just made, shown this once.
  public init(
    _ line: WebhookReader.Line, last: Int64, events: [RecordedEvent],
    steps: [ActionCatalogue.Entry], secret: String?, refused: RefusedForm?,
    tokens: ActionForm.Tokens, city: City, reader: AdministrationReader
  ) {
    self.line = line
    self.last = last
    self.events = events
    self.steps = steps
    self.secret = secret
    self.refused = refused
    self.tokens = tokens
    self.city = city
    self.reader = reader
  }

  private var language: Language { reader.language }

  public static func path(_ id: Int64) -> String {
    AdministrationPart.webhooks.path + "/" + Identifier<Webhook>(rawValue: id).text
  }

  /// The page of the subscription with its steps around it.
  public func around(_ page: HTML) -> HTML {
    let history = AdministrationHistory(reader: reader, people: [:], city: city)
    return """
      \(reader.menu(.webhooks))\(fresh)\(tiles)\(page)\(forms)\
      \(Card(
        AdministrationWords.history[language],
        Timeline(events.reversed().map(history.item)).html))
      """
  }

  private var fresh: HTML {
    guard let secret else { return .nothing }
    let words: HTML = "<p class=\"words\"><code>\(secret)</code></p>"
    return "\(Notice(.done, WebhookStepWords.secret[language], words))"
  }

  private var tiles: HTML {
    let lag = line.position.map { max(0, last - $0) }
    return Tile.row([
      Tile(
        WebhookStepWords.lag[language], lag.map(String.init) ?? "—",
        tone: line.attempts > 0 ? .amber : .plain, to: nil),
      Tile(
        WebhookStepWords.failures[language], String(line.attempts),
        tone: line.attempts > 0 ? .red : .green, to: nil),
      Tile(
        WebhookWords.dead[language], String(line.deadLetters),
        tone: line.deadLetters > 0 ? .red : .green, to: nil),
    ])
  }

  /// The steps that say something as the subscription stands.
  private var possible: [ActionCatalogue.Entry] {
    let hidden: Set<String> =
      switch line.status {
      case .active: [ResumeWebhook.declaration.name]
      case .paused: [PauseWebhook.declaration.name]
      case .ended: Set(steps.map(\.declaration.name))
      }
    let dead = [ResendDeadLetters.declaration.name, DropDeadLetters.declaration.name]
    return steps.filter { entry in
      let name = entry.declaration.name
      return !hidden.contains(name) && (line.deadLetters > 0 || !dead.contains(name))
    }
  }

  private var forms: HTML {
    let forms = possible.map { entry -> HTML in
      let name = entry.declaration.name
      let attempt = refused?.action == name ? refused : nil
      let form = ActionForm(
        entry, to: WebhookSteps.path(line.id) + "/" + name, values: attempt?.values ?? [:],
        problem: attempt?.problem, tokens: tokens, language)
      return "\(Disclosure(entry.declaration.summary[language], isOpen: attempt != nil, form.html))"
    }
    let lost: HTML =
      refused.map { refused -> HTML in
        possible.contains { $0.declaration.name == refused.action }
          ? .nothing : "\(Notice(.wrong, refused.problem.text(language)))"
      } ?? .nothing
    return "\(lost)\(Card(AccountWords.change[language], "\(forms)"))"
  }
}
