public import City
import Journal
public import Kernel
public import Matters
import Organisation
import Pack

/// One step for several matters: which step, its form, what would come of it, what came of it.
public struct BulkPage: Sendable {
  /// One of the chosen matters.
  public struct Line: Sendable {
    public let id: Int64
    public let matter: Matter
    /// The version that its reader has seen.
    public let version: Int64
    /// Why the step is refused for it; nil where it goes through.
    public var problem: Problem?

    public init(id: Int64, matter: Matter, version: Int64, problem: Problem? = nil) {
      self.id = id
      self.matter = matter
      self.version = version
      self.problem = problem
    }
  }

  /// How far one has come.
  public enum Stage: Sendable {
    case choosing([SharedStep])
    case filling(SharedStep, values: [String: JSON], problem: Problem?)
    /// - answers: the form's own fields, as they were written.
    case previewing(SharedStep, answers: [(name: String, value: String)])
    case done(SharedStep)
  }

  /// Names of hidden fields. An action's own fields never begin so.
  public enum Hidden {
    public static let matters = "_matters"
    public static let step = "_step"
    public static let edit = "_edit"
  }

  /// Most matters of one step.
  public static let most = 50

  private let stage: Stage
  private let lines: [Line]
  private let gone: Int
  private let tokens: ActionForm.Tokens
  private let now: Instant
  private let city: City
  private let language: Language

  public static let title = BulkWords.title

  /// - Parameters:
  ///   - gone: how many of the chosen are not the reader's to see.
  public init(
    _ stage: Stage, _ lines: [Line], gone: Int = 0, tokens: ActionForm.Tokens, now: Instant,
    city: City, language: Language
  ) {
    self.stage = stage
    self.lines = lines
    self.gone = gone
    self.tokens = tokens
    self.now = now
    self.city = city
    self.language = language
  }

  public var content: HTML {
    let gone: HTML =
      gone == 0 ? .nothing : "\(Notice(.caution, words(BulkWords.gone, ["count": self.gone])))"
    return "<h1>\(heading)</h1>\n\(gone)\(lines.isEmpty ? empty : body)"
  }

  private var heading: String {
    switch stage {
    case .choosing: BulkPage.title[language]
    case .filling(let step, _, _), .previewing(let step, _), .done(let step): title(step)
    }
  }

  private var body: HTML {
    switch stage {
    case .choosing(let steps): "\(choosing(steps))"
    case .filling(let step, let values, let problem): filling(step, values, problem)
    case .previewing(let step, let answers): previewing(step, answers)
    case .done(let step): done(step)
    }
  }

  private func words(_ text: Text, _ numbers: [String: Int]) -> String {
    text.filled(numbers.mapValues { String($0) }, language)
  }

  private var back: Button { Button(BulkWords.back[language], .quiet, icon: .back, to: "/") }

  private var empty: HTML {
    EmptyState(
      BulkWords.noneTitle[language], advice: BulkWords.none[language],
      button: Button(BulkWords.back[language], icon: .back, to: "/")
    ).html
  }

  // MARK: Which step

  private func choosing(_ steps: [SharedStep]) -> HTML {
    let list: HTML =
      steps.isEmpty
      ? EmptyState(
        BulkWords.noStep[language], advice: BulkWords.noStepAdvice[language], button: back
      ).html
      : "<ul class=\"plain choices-list\">\(steps.map(choice))</ul>"
    return """
      \(Card(BulkWords.which[language], list))\
      <h2>\(words(BulkWords.chosen, ["count": lines.count]))</h2>
      \(table(hasResult: false))
      """
  }

  private func choice(_ step: SharedStep) -> HTML {
    let able = lines.filter { step.each[$0.id] != nil }
    let reach =
      able.count == lines.count
      ? words(BulkWords.onAll, ["count": lines.count])
      : words(BulkWords.onSome, ["some": able.count, "rest": lines.count - able.count])
    return """
      <li><a href="\(BulkPage.path(able, step))">\(title(step))</a> <small>\(reach)</small></li>
      """
  }

  private static func path(_ lines: [Line], _ step: SharedStep) -> String {
    "/bulk?" + lines.map { "matter=" + QueryText.escaped($0.matter.number) }.joined(separator: "&")
      + "&step=" + QueryText.escaped(step.name)
  }

  /// The action's name with what is settled for all.
  private func title(_ step: SharedStep) -> String {
    let summary = step.entry.declaration.summary[language]
    let about: [String] = step.settled.sorted { $0.key < $1.key }.map { name, value in
      switch name {
      case "outcome": StepWords.outcome(value.string ?? "")[language]
      case "solved": StepWords.outcome(value.boolean == true ? "solved" : "")[language]
      case "wanted": value.boolean == true ? "" : StepWords.putBack[language]
      default: clock(value.string ?? "")
      }
    }
    return ([summary] + about.filter { !$0.isEmpty }).joined(separator: " · ")
  }

  private func clock(_ id: String) -> String {
    let clocks = city.pack.kinds.values.flatMap(\.clocks)
    return clocks.first { $0.record.id == id }?.record.name[language] ?? id
  }

  // MARK: The form

  private func filling(
    _ step: SharedStep, _ values: [String: JSON], _ problem: Problem?
  ) -> HTML {
    let form = ActionForm(
      step.entry, to: "/bulk/preview?step=" + QueryText.escaped(step.name), values: values,
      fixed: fixed(step, lines),
      choices: choices, problem: problem, button: BulkWords.toPreview[language], tokens: tokens,
      language)
    return """
      \(Card(words(BulkWords.fill, ["count": lines.count]), form.html))\
      <h2>\(words(BulkWords.chosen, ["count": lines.count]))</h2>
      \(table(hasResult: false))\(ActionBar([back]))
      """
  }

  /// What goes with the form and is not asked.
  private func fixed(_ step: SharedStep, _ lines: [Line]) -> [String: String] {
    var fixed = [
      Hidden.step: step.name,
      Hidden.matters: lines.map { "\($0.matter.number):\($0.version)" }.joined(separator: " "),
    ]
    let own = step.each.values.first ?? [:]
    for name in own.keys { fixed[name] = BulkPage.text(own[name] ?? .null) }
    return fixed
  }

  private static func text(_ value: JSON) -> String { value.string ?? value.canonicalText }

  /// Units that could lead every one of the matters, and grades that all kinds have.
  private var choices: ActionChoices {
    var able: [String]?
    for line in lines {
      let own = city.matters.unitsAbleToLead(line.matter, at: now)
      able = able.map { known in known.filter(own.contains) } ?? own
    }
    let units = (able ?? []).prefix(BulkPage.unitsMax).map {
      Field.Option($0, city.organisation.unit($0)?.name[language] ?? $0)
    }
    let most = lines.map { city.pack.kinds[$0.matter.kind]?.record.grades ?? 5 }.min() ?? 5
    let grades = (1...max(2, most)).map { Field.Option(String($0), String($0)) }
    return ActionChoices(
      city, language, more: ["unit": Array(units), "units": [], "owner": [], "grade": grades])
  }

  /// Most units of a list; whoever needs another one writes its code.
  private static let unitsMax = 150

  // MARK: The preview

  private func previewing(
    _ step: SharedStep, _ answers: [(name: String, value: String)]
  ) -> HTML {
    let good = lines.filter { $0.problem == nil }
    let numbers = ["good": good.count, "bad": lines.count - good.count]
    let notice = Notice(
      good.isEmpty ? .wrong : .info, BulkWords.preview[language],
      "<p>\(words(BulkWords.previewed, numbers))</p>")
    let confirm = Button(words(BulkWords.confirm, ["count": good.count]), .primary)
    let change = Button(BulkWords.change[language], name: Hidden.edit, value: "true")
    let isAsked = step.entry.fields.contains { step.each.values.first?[$0.name] == nil }
    let again: HTML =
      isAsked ? form(step, answers, lines, to: "/bulk/preview", [change]) : .nothing
    let go: HTML = good.isEmpty ? .nothing : form(step, answers, good, to: "/bulk", [confirm])
    return """
      \(notice)\(table(hasResult: true))\
      <div class="list-tools">\(go)\(again)\(back)</div>
      """
  }

  private func form(
    _ step: SharedStep, _ answers: [(name: String, value: String)], _ lines: [Line],
    to path: String, _ buttons: [Button]
  ) -> HTML {
    let pairs =
      fixed(step, lines).sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) }
      + answers
    let inputs = pairs.map { pair -> HTML in
      "<input type=\"hidden\" name=\"\(pair.name)\" value=\"\(pair.value)\">"
    }
    return """
      <form class="inline" method="post" action="\(path)">\(tokens.html)\(inputs)\
      \(buttons)</form>
      """
  }

  // MARK: What came of it

  private func done(_ step: SharedStep) -> HTML {
    let bad = lines.filter { $0.problem != nil }
    let good = Notice(.done, words(BulkWords.done, ["good": lines.count - bad.count]))
    let left =
      bad.isEmpty
      ? nil : Notice(.caution, words(BulkWords.left, ["bad": bad.count]))
    let again =
      bad.isEmpty ? [] : [Button(BulkWords.again[language], to: BulkPage.path(bad, step))]
    return """
      \(bad.count == lines.count ? .nothing : good.html)\(left?.html ?? .nothing)\
      \(table(hasResult: true, done: true))\
      \(ActionBar([Button(BulkWords.back[language], .primary, icon: .back, to: "/")] + again))
      """
  }

  private func table(hasResult: Bool, done: Bool = false) -> DataTable {
    let columns = [
      DataTable.Column(Words.title[language], isHead: true),
      DataTable.Column(Words.number[language]), DataTable.Column(Words.state[language]),
    ]
    let result = DataTable.Column(BulkWords.result[language])
    return DataTable(
      ListWords.matters[language], columns: columns + (hasResult ? [result] : []),
      rows: lines.map { line in
        let state = city.pack.kinds[line.matter.kind]?.states[line.matter.state]?.name[language]
        let cells: [HTML] = [
          "<a href=\"/matters/\(line.matter.number)\">\(line.matter.title)</a>",
          "<span class=\"number\">\(line.matter.number)</span>",
          "\(state ?? line.matter.state)",
        ]
        return DataTable.Row(cells + (hasResult ? [verdict(line, done)] : []))
      })
  }

  private func verdict(_ line: Line, _ done: Bool) -> HTML {
    guard let problem = line.problem else {
      let words = done ? BulkWords.doneOne : BulkWords.goesThrough
      return "<span class=\"light green\">\(Icon.green)\(words[language])</span>"
    }
    return """
      <span><span class="light red">\(Icon.red)\(BulkWords.refused[language])</span> \
      \(problem.text(language))</span>
      """
  }
}
