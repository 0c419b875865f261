public import City
import Journal
public import Kernel
public import Matters
import Pack

/// Where a resident follows a report with its number and code, rates it and has it done again.
public struct TrackPage: Sendable {
  public static let title = PortalWords.follow

  /// A matter that the code has opened.
  public struct Opened: Sendable {
    let matter: Matter
    let code: String
    let steps: [PossibleAction]
    let tickets: [String: String]
    let upload: PhotographForm?

    /// - Parameters:
    ///   - steps: what its caller could do now.
    ///   - tickets: what opens its photographs, by their digests.
    ///   - upload: how its caller adds photographs; nil where none may be added.
    public init(
      matter: Matter, code: String, steps: [PossibleAction], tickets: [String: String] = [:],
      upload: PhotographForm? = nil
    ) {
      self.matter = matter
      self.code = code
      self.steps = steps
      self.tickets = tickets
      self.upload = upload
    }
  }

  private let number: String
  private let opened: Opened?
  private let refused: StepsSection.Refused?
  private let problem: Problem?
  private let now: Instant
  private let city: City
  private let language: Language

  public init(
    number: String, opened: Opened? = nil, refused: StepsSection.Refused? = nil,
    problem: Problem? = nil, now: Instant, city: City, language: Language
  ) {
    self.number = number
    self.opened = opened
    self.refused = refused
    self.problem = problem
    self.now = now
    self.city = city
    self.language = language
  }

  public var content: HTML {
    if let opened { return show(opened) }
    let notice: HTML = problem.map { "\(Notice(.wrong, $0.text(language)))" } ?? .nothing
    let fields = [
      Field(
        "number", Words.number[language], .text(max: 64), values: number.isEmpty ? [] : [number],
        isRequired: true),
      Field("code", PortalWords.code[language], .text(max: 32), isRequired: true),
    ]
    return """
      <header class="page-head"><h1>\(PortalWords.follow[language])</h1>
      <p>\(PortalWords.followLead[language])</p></header>\(notice)
      <form class="form" method="post" action="/track">\(fields)
      \(ActionBar([Button(PortalWords.show[language], .primary)]))</form>
      """
  }

  private var names: CaseNames { CaseNames(city: city, language: language) }

  private func show(_ opened: Opened) -> HTML {
    let matter = opened.matter
    let isAnswered = [.answered, .closed].contains(matter.phase)
    let reply = isAnswered ? matter.body?.reply ?? "" : ""
    let answer: HTML =
      reply.isEmpty
      ? .nothing : "\(Card(MatterWords.reply[language], "<p class=\"words\">\(reply)</p>"))"
    let facts = Facts([
      Facts.Fact(
        Words.lead[language], text: matter.lead.map(names.unit) ?? PortalWords.waiting[language]),
      Facts.Fact(
        PortalWords.untilThen[language],
        text: isAnswered ? nil : matter.dueAt.map(names.time)),
    ])
    let progress = TrackProgress(matter: matter, names: names)
    return """
      <header class="page-head"><h1>\(matter.title)</h1><p class="under"><span class="number">\
      \(matter.number)</span></p></header>\
      \(Notice(isAnswered ? .done : .info, progress.sentence))
      \(answer)\(opened.steps.map { step($0, opened) })\
      \(Card(PortalWords.steps[language], "\(progress.html)\(facts)"))\
      \(CasePromises(promises: matter.promises, names: names).html)\(photographs(opened))
      """
  }

  private func photographs(_ opened: Opened) -> HTML {
    let shown = CasePhotographs.strip(opened.matter, names) {
      KeptPhotograph.path(opened.tickets[$0] ?? "")
    }
    let content: HTML = "\(shown)\(opened.upload?.html ?? .nothing)"
    return Card(PhotographWords.photographs[language], id: "photographs", content).html
  }

  private func step(_ step: PossibleAction, _ opened: Opened) -> HTML {
    let name = step.entry.declaration.name
    let attempt = refused?.action == name ? refused : nil
    let grades = city.pack.kinds[opened.matter.kind]?.record.grades ?? 5
    let options = (1...max(2, grades)).reversed().map { Field.Option(String($0), String($0)) }
    var fixed = step.settled.mapValues { $0.string ?? $0.canonicalText }
    fixed["number"] = opened.matter.number
    fixed["code"] = opened.code
    let form = ActionForm(
      step.entry, to: "/track/\(name)", values: attempt?.values ?? [:], fixed: fixed,
      choices: ActionChoices(["grade": options], offset: city.pack.offset),
      problem: attempt?.problem, language)
    let isOpen = attempt != nil || name == "RateMatter"
    return "\(Disclosure(step.entry.declaration.summary[language], isOpen: isOpen, form.html))"
  }
}
