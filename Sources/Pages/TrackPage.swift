public import City
import Journal
public import Kernel
public import Matters
import Organisation
import Pack

/// Where a resident follows a report with its number and code, rates it and has it done again.
public struct TrackPage: Sendable {
  public static let title = PortalWords.follow

  /// A matter that the code has opened.
  public struct Opened: Sendable {
    let matter: Matter
    let code: String
    let steps: [PossibleAction]

    /// - Parameter steps: what its caller could do now.
    public init(matter: Matter, code: String, steps: [PossibleAction]) {
      self.matter = matter
      self.code = code
      self.steps = steps
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

  private func show(_ opened: Opened) -> HTML {
    let matter = opened.matter
    let isAnswered = [.answered, .closed].contains(matter.phase)
    let lead = matter.lead.flatMap { city.organisation.unit($0)?.name[language] }
    let state = city.pack.kinds[matter.kind]?.states[matter.state]?.name[language]
    let facts = Facts([
      Facts.Fact(Words.state[language], text: state ?? matter.state),
      Facts.Fact(Words.lead[language], text: lead ?? PortalWords.waiting[language]),
      Facts.Fact(
        PortalWords.untilThen[language],
        text: isAnswered ? nil : matter.dueAt?.minuteText(city.pack.offset)),
    ])
    let reply = isAnswered ? matter.body?.reply ?? "" : ""
    let answer: HTML =
      reply.isEmpty
      ? .nothing : "\(Card(MatterWords.reply[language], "<p class=\"words\">\(reply)</p>"))"
    return """
      <header class="page-head"><h1>\(matter.title)</h1><p class="under"><span class="number">\
      \(matter.number)</span></p></header>\(facts)\(promises(matter))\(answer)
      \(opened.steps.map { step($0, opened) })
      """
  }

  private func promises(_ matter: Matter) -> HTML {
    if matter.promises.isEmpty { return .nothing }
    let lines = matter.promises.map { promise -> HTML in
      "<li>\(promise.text) <small>\(promise.dueAt.minuteText(city.pack.offset))</small></li>"
    }
    return "\(Card(MatterWords.promises[language], "<ul>\(lines)</ul>"))"
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
