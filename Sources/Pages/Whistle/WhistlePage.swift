public import City
import Journal
public import Kernel
public import Matters
import Organisation
import Pack
import Territory

/// Blowing the whistle in two steps: what, where and how urgent; then whom, with what will be sent.
public struct WhistlePage: Sendable {
  public static let title = WhistleWords.title
  public static let path = "/whistle"

  /// What the second step shows beside the answers.
  public struct Proposals: Sendable {
    let proposed: [SummonCandidate]
    let chosen: [SummonCandidate]
    /// Nil where nothing was searched for.
    let found: [SummonCandidate]?
    let limits: [SummonLimit]

    public init(
      proposed: [SummonCandidate], chosen: [SummonCandidate], found: [SummonCandidate]?,
      limits: [SummonLimit]
    ) {
      self.proposed = proposed
      self.chosen = chosen
      self.found = found
      self.limits = limits
    }
  }

  let draft: WhistleDraft
  let problem: Problem?
  let tokens: ActionForm.Tokens
  let city: City
  let language: Language
  private let entry: ActionCatalogue.Entry

  public init(
    _ entry: ActionCatalogue.Entry, _ draft: WhistleDraft, problem: Problem? = nil,
    tokens: ActionForm.Tokens, city: City, language: Language
  ) {
    self.entry = entry
    self.draft = draft
    self.problem = problem
    self.tokens = tokens
    self.city = city
    self.language = language
  }

  /// The answers before anything is written.
  public static func beginning(_ city: City) -> [String: JSON] {
    let kinds = kinds(city)
    return kinds.count == 1 ? ["kind": .string(kinds[0].record.id)] : [:]
  }

  private static func kinds(_ city: City) -> [Kind] {
    city.pack.kinds.values.filter { $0.record.whistle != nil }
      .sorted { $0.record.id < $1.record.id }
  }

  func head(_ step: WhistleDraft.Step) -> HTML {
    let isFirst = step == .what
    let lead = isFirst ? WhistleWords.leadOne : WhistleWords.leadTwo
    func item(_ words: Text, _ isCurrent: Bool) -> HTML {
      "<li\(HTML.attribute("aria-current", isCurrent ? "step" : nil))>\(words[language])</li>"
    }
    return """
      <header class="page-head"><h1>\(WhistleWords.title[language])</h1>
      <ol class="steps" aria-label="\(WhistleWords.steps[language])">\
      \(item(WhistleWords.stepOne, isFirst))\(item(WhistleWords.stepTwo, !isFirst))</ol>\
      <p>\(lead[language])</p></header>
      """
  }

  // MARK: The first step

  /// What, where, by when.
  /// - Parameter limits: until when units would have to come, by the sorts of whistles.
  public func what(_ limits: [String: [SummonLimit]]) -> HTML {
    let kinds = WhistlePage.kinds(city)
    var fixed: [String: String] = [:]
    if kinds.count == 1 { fixed["kind"] = kinds[0].record.id }
    let isUrgent = kinds.contains { !$0.record.sorts.isEmpty }
    let form = ActionForm(
      WhistlePage.only(WhistleDraft.asked, of: entry),
      to: WhistlePage.path, values: draft.values, fixed: fixed, choices: choices(kinds, limits),
      problem: problem, tokens: tokens,
      arrangement: ActionForm.Arrangement(
        first: ["title", "demand", "area", "sort"], folded: ["category", "matter"],
        fold: WhistleWords.rare[language], lines: ["title"],
        required: isUrgent ? ["sort"] : [], compared: ["sort"],
        hints: [
          "area": WhistleWords.areaHint[language], "demand": WhistleWords.demandHint[language],
        ],
        marks: " data-guard data-draft=\"\(WhistlePage.path)\"", buttons: nextBar), language)
    return """
      \(head(.what))\(form)<p><a href="\(WhistleListPage.path)">\(Icon.live) \
      \(WhistleWords.running[language])</a></p>
      """
  }

  /// An action with some of its fields only.
  private static func only(
    _ names: [String], of entry: ActionCatalogue.Entry
  ) -> ActionCatalogue.Entry {
    entry.asking { names.contains($0) }
  }

  /// What was chosen in the second step stays when somebody goes back.
  private var nextBar: HTML {
    let units = draft.units.map { unit -> HTML in
      "<input type=\"hidden\" name=\"units\" value=\"\(unit)\">"
    }
    let next = Button(WhistleWords.next[language], .primary, name: "step", value: "whom")
    return "\(units)\(ActionBar([next]))"
  }

  private static let areasMax = 300

  private func choices(
    _ kinds: [Kind], _ limits: [String: [SummonLimit]]
  ) -> ActionChoices {
    var seen: Set<String> = []
    let sorts = kinds.flatMap(\.record.sorts).filter { seen.insert($0.id).inserted }.map { sort in
      let times = (limits[sort.id] ?? []).map { limit in
        limit.name[language] + " " + LimitText.text(limit.limit, language)
      }
      let more = times.isEmpty ? "" : (language == .chinese ? "：" : ": ")
      return Field.Option(
        sort.id,
        sort.name[language] + more + times.joined(separator: language == .chinese ? "，" : ", "))
    }
    return ActionChoices(
      city, language,
      more: [
        "kind": kinds.map { Field.Option($0.record.id, $0.record.name[language]) },
        "sort": sorts,
        "area": city.pack.areas.prefix(WhistlePage.areasMax).map { Field.Option($0.name, "") },
      ])
  }
}
