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
  let now: Instant
  /// What the reader can do, between the head and the facts.
  let steps: HTML
  let city: City
  let language: Language

  /// - Parameter now: up to which moment the clocks are drawn.
  public init(
    matter: Matter, events: [RecordedEvent], now: Instant, steps: HTML = .nothing, city: City,
    language: Language
  ) {
    self.matter = matter
    self.events = events
    self.now = now
    self.steps = steps
    self.city = city
    self.language = language
  }

  public var content: HTML {
    """
    <header class="page-head"><h1>\(matter.title)</h1><p class="under"><span class="number">\
    \(matter.number)</span> \(Button(MatterWords.copyNumber[language], copying: matter.number)) \
    \(LightMark(matter.light, language)) <b>\(state)</b></p></header>\(steps)
    <div class="columns"><div>
    \(Card(MatterWords.facts[language], facts.html))\(request)\(reply)\(promises)\(published)\
    \(PartiesSection(matter: matter, city: city, language: language).content)</div><div>
    \(Card(MatterWords.clocks[language], id: "clocks", clocks))\
    \(Card(MatterWords.timeline[language], id: "timeline", history.timeline.html))</div></div>
    """
  }

  private var history: MatterHistory {
    MatterHistory(events: events, city: city, language: language)
  }

  private var state: String {
    city.pack.kinds[matter.kind]?.states[matter.state]?.name[language] ?? matter.state
  }

  private var facts: Facts {
    Facts([
      Facts.Fact(Words.state[language], text: state),
      Facts.Fact(
        MatterWords.received[language], text: matter.receivedAt.minuteText(city.pack.offset)),
      Facts.Fact(
        Words.area[language], text: matter.area.flatMap { city.territory.area($0)?.name }),
      Facts.Fact(Words.category[language], text: category),
      Facts.Fact(
        Words.lead[language],
        text: matter.lead.flatMap { city.organisation.unit($0)?.name[language] }),
      Facts.Fact(MatterWords.rule[language], text: rule),
      Facts.Fact(
        (matter.phase == .arbitration ? MatterWords.reason : MatterWords.reopening)[language],
        text: reason),
      // A whistle is blown by a unit; nobody called.
      Facts.Fact(
        MatterWords.caller[language],
        text: matter.caller == "-" ? nil : city.matters.publicCaller(matter)[language]),
    ])
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

  private func words(_ title: Text, _ text: String?) -> HTML {
    guard let text, !text.isEmpty else { return .nothing }
    return "\(Card(title[language], "<p class=\"words\">\(text)</p>"))"
  }

  private var request: HTML { words(MatterWords.request, matter.body?.text) }
  private var reply: HTML { words(MatterWords.reply, matter.body?.reply) }
  private var published: HTML { words(MatterWords.published, matter.publicText) }

  private var promises: HTML {
    if matter.promises.isEmpty { return .nothing }
    let lines = matter.promises.map { promise -> HTML in
      let (icon, standing): (Icon, Text) =
        promise.keptAt != nil
        ? (.green, MatterWords.kept)
        : promise.isBroken ? (.red, MatterWords.broken) : (.clock, MatterWords.open)
      return """
        <li>\(icon) \(promise.text) <small>\(Words.due[language]) \
        \(promise.dueAt.minuteText(city.pack.offset)) · \(standing[language])</small></li>
        """
    }
    return "\(Card(MatterWords.promises[language], "<ul class=\"plain\">\(lines)</ul>"))"
  }

  private var clocks: HTML {
    if matter.clocks.isEmpty { return "<p class=\"soft\">\(MatterWords.noClocks[language])</p>" }
    let bars = matter.clocks.map { clock -> ClockBar in
      let name = city.pack.kinds[matter.kind]?.clocks.first { $0.record.id == clock.name }
      let task = matter.parts.tasks.first { $0.number == clock.task }
      let unit = task.map { city.organisation.unit($0.unit)?.name[language] ?? $0.unit } ?? ""
      let words = name?.record.name[language] ?? clock.name
      return ClockBar(
        unit.isEmpty ? words : unit + " · " + words, clock, now: now, offset: city.pack.offset,
        language)
    }
    return "<ul class=\"clocks\">\(bars)</ul>"
  }
}
