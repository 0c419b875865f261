import City
import Journal
import Kernel
import Matters
import Pack

/// What happened to a matter as a timeline: each event with what it changed, what was said and by
/// whom.
struct MatterHistory {
  private let file: CaseFile
  private let names: CaseNames
  private let quoteMax: Int
  private let isNumbered: Bool
  /// Events that one deed has led to, as ranges.
  private let deeds: [Range<Int>]

  /// - Parameters:
  ///   - quoteMax: characters of what was said that are shown.
  ///   - isNumbered: whether each event tells its place in the journal.
  init(_ file: CaseFile, _ names: CaseNames, quoteMax: Int, isNumbered: Bool = false) {
    self.file = file
    self.names = names
    self.quoteMax = quoteMax
    self.isNumbered = isNumbered
    var deeds: [Range<Int>] = []
    for (index, event) in file.events.enumerated() {
      if let last = deeds.last, MatterHistory.isOne(file.events[last.lowerBound], event) {
        deeds[deeds.count - 1] = last.lowerBound..<index + 1
      } else {
        deeds.append(index..<index + 1)
      }
    }
    self.deeds = deeds
  }

  /// Whether two events are told as one: the same hand, the same action, the same moment.
  private static func isOne(_ left: RecordedEvent, _ right: RecordedEvent) -> Bool {
    left.at == right.at && left.actor == right.actor && left.action == right.action
  }

  var count: Int { deeds.count }

  /// One page, the newest first.
  /// - Parameter end: how many of the oldest there are up to this page's newest.
  func page(to end: Int, _ most: Int) -> Timeline {
    let last = max(0, min(end, count))
    let first = max(0, last - most)
    var quotes = EventQuotes(names: names, max: quoteMax)
    var items: [Timeline.Item] = []
    // What was said is told once, so that everything before counts.
    for (index, deed) in deeds.prefix(last).enumerated() {
      let said = deed.map { quotes.html(file.events[$0].event) }
      if index >= first { items.append(item(deed, said)) }
    }
    return Timeline(items.reversed())
  }

  private func item(_ deed: Range<Int>, _ said: [HTML]) -> Timeline.Item {
    let (first, last) = (deed.lowerBound, deed.upperBound - 1)
    let recorded = file.events[first]
    let difference = MatterDifference(
      before: first == 0 ? nil : file.states[first - 1], after: file.states[last], names: names)
    var titles: [String] = []
    for index in deed {
      let title = EventWords.text(file.events[index].event.name)[names.language]
      if !titles.contains(title) { titles.append(title) }
    }
    let positions = first == last ? "" : "–\(file.events[last].position)"
    let number = HistoryWords.record.filled(
      ["n": String(recorded.position) + positions], names.language)
    let who = names.actor(recorded.actor, at: recorded.at)
    var quotes: [HTML] = []
    for quote in said where !quotes.contains(quote) { quotes.append(quote) }
    let tones = deed.map { MatterHistory.tone(file.events[$0].event) }
    return Timeline.Item(
      time: names.time(recorded.at),
      title: titles.joined(separator: names.language == .chinese ? "、" : ", "),
      who: isNumbered ? who + " · " + number : who, changes: difference.changes,
      detail: "\(quotes)", tone: tones.first { $0 != .plain } ?? .plain)
  }

  private static func tone(_ event: Event) -> Tile.Tone {
    switch event.name {
    case "matter.clock-turned":
      switch event.body["light"]?.integer.flatMap(Matter.Light.init) {
      case .amber: .amber
      case .red: .red
      default: .green
      }
    case "matter.rung-climbed", "matter.promise-broken", "matter.whistle-unsolved": .red
    case "matter.closed", "matter.promise-kept", "matter.whistle-solved": .green
    default: .plain
    }
  }
}

/// What was said with each event, once: a part's words are told when they come up.
struct EventQuotes {
  private let names: CaseNames
  private let max: Int
  private var known: [String: Set<String>] = [:]

  init(names: CaseNames, max: Int) {
    self.names = names
    self.max = max
  }

  /// Members of an event, or of a part, that people wrote.
  private static let written = [
    "text", "reply", "outcome", "reason", "ground", "demand", "place", "report", "refusal",
    "release", "note", "comment", "decision", "answer", "words", "extended",
  ]

  mutating func html(_ event: Event) -> HTML {
    let body = PublicText.body(event.body)
    // What was asked stands on the page already.
    var said = event.name == "matter.received" ? [] : EventQuotes.texts(body)
    if let reason = body["reason"]?.string, let index = said.firstIndex(of: reason) {
      said[index] = ArbitrationReason.text(reason)[names.language]
    }
    if let outcome = body["outcome"]?.string, let index = said.firstIndex(of: outcome) {
      said[index] = StepWords.outcome(outcome)[names.language]
    }
    for part in [body["part"], body["number"]?.integer == nil ? nil : body] {
      guard let part, part.object != nil else { continue }
      let key = "\(part["number"]?.integer ?? 0)" + (part["unit"]?.string ?? "")
      let texts = EventQuotes.texts(part)
      let told = known[key] ?? []
      said = said.filter { !told.contains($0) }
      said += texts.filter { !told.contains($0) && !said.contains($0) }
      known[key] = told.union(texts)
    }
    let lines = said.map { text -> HTML in "<p class=\"quote\">\(cut(text))</p>" }
    return "\(lines)"
  }

  private static func texts(_ body: JSON) -> [String] {
    written.compactMap { body[$0]?.string }.filter { !$0.isEmpty }
  }

  private func cut(_ text: String) -> String {
    text.count > max ? String(text.prefix(max)) + "…" : text
  }
}
