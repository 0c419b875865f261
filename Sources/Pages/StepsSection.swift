public import City
import Journal
public import Kernel
public import Matters
import Organisation
import Pack

/// What a person can do with a matter now: one form for each step, closed until it is wanted. A
/// step that is not possible is not there.
public struct StepsSection: Component {
  /// An attempt that was refused, to be put right.
  public struct Refused: Sendable {
    let action: String
    let settled: [String: JSON]
    let values: [String: JSON]
    public let problem: Problem

    public init(
      action: String, settled: [String: JSON], values: [String: JSON], problem: Problem
    ) {
      self.action = action
      self.settled = settled
      self.values = values
      self.problem = problem
    }
  }

  private let matter: Matter
  private let steps: [PossibleAction]
  private let refused: Refused?
  private let tokens: ActionForm.Tokens
  private let now: Instant
  private let city: City
  private let language: Language

  /// - Parameters:
  ///   - steps: what the reader could do, in the order in which it is shown.
  ///   - tokens: what goes with each form.
  public init(
    _ matter: Matter, _ steps: [PossibleAction], refused: Refused? = nil,
    tokens: ActionForm.Tokens, now: Instant, city: City, language: Language
  ) {
    self.matter = matter
    self.steps = steps
    self.refused = refused
    self.tokens = tokens
    self.now = now
    self.city = city
    self.language = language
  }

  /// Where a step's form is sent.
  public static func path(_ number: String, _ action: String) -> String {
    "/matters/\(number)/steps/\(action)"
  }

  public var html: HTML {
    let shown = steps.filter { !StepsSection.elsewhere.contains($0.entry.declaration.name) }
    let main = shown.filter { !StepsSection.aside.contains($0.entry.declaration.name) }
      .sorted { StepsSection.rank($0) < StepsSection.rank($1) }
    let aside = shown.filter { StepsSection.aside.contains($0.entry.declaration.name) }
    let lost = isRefusedShown(shown) ? .nothing : told
    if shown.isEmpty { return lost }
    let more: HTML =
      aside.isEmpty
      ? .nothing
      : Disclosure(StepWords.more[language], isOpen: isRefused(in: aside), "\(aside.map(step))")
        .html
    return """
      <section class="card" id="steps"><h2>\(StepWords.title[language])</h2>\(lost)
      \(main.map(step))\(more)</section>

      """
  }

  /// Steps with a place of their own on the page.
  private static let elsewhere: Set<String> = ["AttachPhotograph"]

  /// Steps that are rarely what somebody comes for.
  private static let aside: Set<String> = [
    "CategoriseMatter", "NoteMatter", "MergeMatter", "UnmergeMatter", "SelectMatter",
    "PublishMatter", "WithdrawMatter", "SuperviseMatter", "EndSupervision", "EscalateMatter",
    "RequestExtension", "RequestSuspension", "AppealOvertime", "AppealRating", "MakePromise",
  ]

  /// What somebody most often comes for goes first; the rest keeps the order of the catalogue.
  private static let first = [
    "AcceptMatter", "SignInToTask", "ArriveAtTask", "ReportTask", "AnswerMatter", "ReportCheck",
    "DispatchMatter", "ClaimMatter", "DecideRequest", "SummonUnits", "ConfirmWhistle",
  ]

  private static func rank(_ step: PossibleAction) -> Int {
    first.firstIndex(of: step.entry.declaration.name) ?? first.count
  }

  private func isRefused(_ step: PossibleAction) -> Bool {
    refused?.action == step.entry.declaration.name && refused?.settled == step.settled
  }

  private func isRefused(in steps: [PossibleAction]) -> Bool { steps.contains(where: isRefused) }

  private func isRefusedShown(_ steps: [PossibleAction]) -> Bool {
    refused == nil || isRefused(in: steps)
  }

  /// Why the last attempt came to nothing, where its form is no longer there.
  private var told: HTML {
    guard let refused else { return .nothing }
    return "\(Notice(.wrong, refused.problem.text(language)))"
  }

  private func step(_ step: PossibleAction) -> HTML {
    let name = step.entry.declaration.name
    let attempt = isRefused(step) ? refused : nil
    let form = ActionForm(
      step.entry, to: StepsSection.path(matter.number, name), values: attempt?.values ?? [:],
      fixed: step.settled.mapValues(StepsSection.text), choices: choices, problem: attempt?.problem,
      tokens: tokens, language)
    return "\(Disclosure(title(step), isOpen: attempt != nil, form.html))"
  }

  private static func text(_ value: JSON) -> String {
    value.string ?? value.integer.map(String.init) ?? value.canonicalText
  }

  private var choices: ActionChoices {
    let grades = (1...max(2, grade)).map { Field.Option(String($0), String($0)) }
    let around = options(city.matters.unitsAround(matter))
    return ActionChoices(
      city, language,
      more: [
        "grade": grades, "unit": options(city.matters.unitsAbleToLead(matter, at: now)),
        "units": around, "owner": around,
      ])
  }

  /// Most units of a list; whoever needs another one writes its code.
  private static let unitsMax = 150

  private func options(_ units: [String]) -> [Field.Option] {
    units.prefix(StepsSection.unitsMax).map {
      Field.Option($0, city.organisation.unit($0)?.name[language] ?? $0)
    }
  }

  private var grade: Int { city.pack.kinds[matter.kind]?.record.grades ?? 5 }

  /// The action's name with what it is about, where it could be about several things.
  private func title(_ step: PossibleAction) -> String {
    let summary = step.entry.declaration.summary[language]
    guard let about = about(step) else { return summary }
    return summary + " · " + about
  }

  private func about(_ step: PossibleAction) -> String? {
    if let task = step.settled["task"]?.integer {
      let unit = matter.parts.tasks.first { $0.number == task }?.unit
      return unit.map { city.organisation.unit($0)?.name[language] ?? $0 }
    }
    if let clock = step.settled["clock"]?.string {
      let record = city.pack.kinds[matter.kind]?.clocks.first { $0.record.id == clock }
      return record?.record.name[language] ?? clock
    }
    if let outcome = step.settled["outcome"]?.string {
      return StepWords.outcome(outcome)[language]
    }
    if let isSolved = step.settled["solved"]?.boolean {
      return StepWords.outcome(isSolved ? "solved" : "not-solved")[language]
    }
    if let isWanted = step.settled["wanted"]?.boolean, !isWanted {
      return StepWords.putBack[language]
    }
    return step.settled["number"]?.integer.map { "#\($0)" }
  }
}
