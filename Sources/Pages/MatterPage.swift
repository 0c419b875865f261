public import City
public import Kernel
import Matters

/// One matter as a case file: a head that is read in ten seconds, the steps that are possible now,
/// then what is known of it and everything that happened.
public struct MatterPage: Sendable {
  private let file: CaseFile
  private let now: Instant
  /// What the reader can do, between the head and the facts.
  private let steps: HTML
  private let upload: PhotographForm?
  private let names: CaseNames

  /// - Parameters:
  ///   - now: up to which moment the clocks are drawn.
  ///   - upload: how photographs are added; nil for readers who may not.
  public init(
    _ file: CaseFile, now: Instant, steps: HTML = .nothing, upload: PhotographForm? = nil,
    city: City, language: Language
  ) {
    self.file = file
    self.now = now
    self.steps = steps
    self.upload = upload
    names = CaseNames(city: city, language: language, people: file.people)
  }

  private var matter: Matter { file.matter }
  private var language: Language { names.language }

  /// Events on the matter's own page; the rest has a page of its own.
  static let eventsShown = 12
  private static let quoteMax = 300

  public var content: HTML {
    let left: HTML = """
      \(words(MatterWords.request, facts.report.description))\(tasks)\
      \(words(MatterWords.reply, matter.body?.reply))\
      \(CasePromises(promises: matter.promises, names: names).html)\
      \(CaseCourse(matter: matter, names: names).html)\
      \(CasePhotographs(matter: matter, form: upload, names: names).html)\
      \(words(MatterWords.published, matter.publicText))
      """
    let side: HTML = """
      \(Card(MatterWords.clocks[language], id: "clocks", clocks))\
      \(Card(MatterWords.facts[language], id: "facts", facts.html))\
      \(CaseLinks(file: file, names: names).html)
      """
    let course = Card(MatterWords.timeline[language], id: "timeline", history)
    let head = CaseHead(matter: matter, now: now, names: names, jumps: jumps(in: left))
    return """
      \(head.html)\(steps)<div class="case-file"><div>
      \(left)</div><div class="case-side">
      \(side)</div><div>
      \(course)</div></div>
      """
  }

  private var facts: CaseFacts { CaseFacts(matter: matter, names: names) }

  private var clocks: HTML { CaseClocks(matter: matter, now: now, names: names).html }

  private var tasks: HTML {
    let table = CaseTasks(matter: matter, names: names).html
    return Card(TaskWords.tasks[language], id: "parties", table).html
  }

  private func words(_ title: Text, _ text: String?) -> HTML {
    guard let text, !text.isEmpty else { return .nothing }
    return "\(Card(title[language], "<p class=\"words\">\(text)</p>"))"
  }

  private var history: HTML {
    let history = MatterHistory(file, names, quoteMax: MatterPage.quoteMax)
    let shown = history.page(to: history.count, MatterPage.eventsShown)
    let whole = HistoryWords.whole.filled(["n": String(history.count)], language)
    let note =
      history.count > MatterPage.eventsShown
      ? HistoryWords.latest.filled(["n": String(MatterPage.eventsShown)], language) : nil
    let told: HTML = note.map { "<p class=\"soft\">\($0)</p>" } ?? .nothing
    return """
      \(told)\(shown)\(ActionBar([
        Button(whole, .quiet, icon: .clock, to: TimelinePage.path(matter.number))
      ]))
      """
  }

  /// Where on the page one may want to go at once; what is not there is not named.
  private func jumps(in left: HTML) -> [(place: String, name: String)] {
    let all: [(String, Text)] = [
      ("parties", TaskWords.tasks), ("promises", MatterWords.promises),
      ("checks", PartyWords.checks), ("requests", PartyWords.requests),
      ("photographs", PhotographWords.photographs),
    ]
    let there = all.filter { left.source.contains(" id=\"\($0.0)\"") }
    let steps: [(String, Text)] = self.steps.isEmpty ? [] : [("steps", StepWords.title)]
    let right: [(String, Text)] = [
      ("clocks", MatterWords.clocks), ("facts", MatterWords.facts),
      ("timeline", MatterWords.timeline),
    ]
    return (steps + right + there).map { ($0.0, $0.1[language]) }
  }
}
