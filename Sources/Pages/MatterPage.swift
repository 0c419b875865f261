public import City
public import Journal
public import Kernel
public import Matters
import Organisation
import Pack
import Territory

/// One matter with everything that happened to it.
public struct MatterPage: Sendable {
  let matter: Matter
  let events: [RecordedEvent]
  let city: City
  let language: Language

  public init(matter: Matter, events: [RecordedEvent], city: City, language: Language) {
    self.matter = matter
    self.events = events
    self.city = city
    self.language = language
  }

  public var content: HTML {
    let facts: [HTML] = [
      fact(Words.state, city.pack.kinds[matter.kind]?.states[matter.state]?.name[language]),
      fact(Words.area, matter.area.flatMap { city.territory.area($0)?.name }),
      fact(Words.category, category),
      fact(Words.lead, matter.lead.flatMap { city.organisation.unit($0)?.name[language] }),
      fact(Words.rule, rule),
      fact(matter.phase == .arbitration ? Words.reason : Words.reopening, reason),
      // A whistle is blown by a unit; nobody called.
      fact(
        Words.caller,
        matter.caller == "-" ? nil : city.matters.publicCaller(matter)[language]),
    ]
    let reply: HTML =
      matter.body.map(\.reply).flatMap { $0.isEmpty ? nil : $0 }.map {
        "<h2>\(Words.reply[language])</h2><p class=\"words\">\($0)</p>"
      } ?? ""
    return """
      <h1><span class="light \("\(matter.light)")"></span> \(matter.title)</h1>
      <p class="number">\(matter.number)</p><dl>\(facts)</dl>
      <p class="words">\(matter.body?.text ?? "")</p>\(reply)
      \(promises)\(published)\(parties)
      <h2>\(Words.clocks[language])</h2><ul class="clocks">\(matter.clocks.map(clock))</ul>
      <h2>\(Words.timeline[language])</h2><ol class="timeline">\(events.map(event))</ol>
      """
  }

  private var parties: HTML {
    PartiesSection(matter: matter, city: city, language: language).content
  }

  private var reason: String {
    matter.phase == .arbitration
      ? ArbitrationReason.text(matter.reason)[language] : matter.reason
  }

  private var category: String? {
    city.pack.categories.first { $0.id == matter.category }?.name[language]
  }

  private var rule: String? {
    city.pack.kinds[matter.kind]?.routing.first { $0.record.id == matter.rule }?
      .record.name[language] ?? matter.rule
  }

  private var promises: HTML {
    if matter.promises.isEmpty { return "" }
    let lines = matter.promises.map { promise -> HTML in
      let mark = promise.keptAt != nil ? "✓" : promise.isBroken ? "✗" : ""
      let due = promise.dueAt.minuteText(city.pack.offset)
      return """
        <li>\(promise.text) <small>\(due) \(mark)</small></li>
        """
    }
    return "<h2>\(Words.promises[language])</h2><ul>\(lines)</ul>"
  }

  private var published: HTML {
    guard let text = matter.publicText else { return "" }
    return "<h2>\(Words.published[language])</h2><p class=\"words\">\(text)</p>"
  }

  private func fact(_ words: Text, _ value: String?) -> HTML {
    guard let value, !value.isEmpty else { return "" }
    return "<dt>\(words[language])</dt><dd>\(value)</dd>"
  }

  private func clock(_ clock: MatterClock) -> HTML {
    let name = city.pack.kinds[matter.kind]?.clocks.first { $0.record.id == clock.name }
    let end = (clock.stoppedAt ?? clock.dueAt).minuteText(city.pack.offset)
    let task = matter.parts.tasks.first { $0.number == clock.task }
    let unit = task.map { city.organisation.unit($0.unit)?.name[language] ?? $0.unit } ?? ""
    return """
      <li><span class="light \("\(clock.light)")"></span> \
      \(unit) \(name?.record.name[language] ?? clock.name): \
      \(clock.limit), \(clock.startedAt.minuteText(city.pack.offset)) → \
      \(clock.dueAt.minuteText(city.pack.offset)) \(clock.stoppedAt == nil ? "" : "✓ " + end)</li>
      """
  }

  private func event(_ recorded: RecordedEvent) -> HTML {
    """
    <li><time>\(recorded.at.minuteText(city.pack.offset))</time> \
    <b>\(EventWords.text(recorded.event.name)[language])</b>
    <small>\(PublicText.actor(recorded.actor)) · \(recorded.action) · \
    #\(String(recorded.position))</small></li>
    """
  }
}
