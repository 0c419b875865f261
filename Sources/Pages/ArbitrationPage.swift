public import City
public import Kernel
public import Matters
import Organisation
import Pack
import Territory

/// The matters that nobody leads yet, each with why, what units said, who may lead it, and the
/// buttons that decide.
public struct ArbitrationPage: Sendable {
  public static let title = ArbitrationWords.title
  public static let path = "/arbitration"

  /// Names of the fields that are asked beside an action's own.
  public enum Field {
    public static let other = "other"
    public static let reason = "reason"
  }

  /// A decision that was refused, to be put right.
  public struct Refused: Sendable {
    let number: String
    let other: String
    let reason: String
    public let problem: Problem
    let units: [String]

    /// - Parameters:
    ///   - other: the unit as it was written.
    ///   - units: those that may have been meant.
    public init(
      number: String, other: String, reason: String, problem: Problem, units: [String] = []
    ) {
      self.number = number
      self.other = other
      self.reason = reason
      self.problem = problem
      self.units = units
    }
  }

  private let items: [ArbitrationQueue.Item]
  private let count: Int64
  private let refused: Refused?
  private let next: String?
  private let isFirst: Bool
  private let guardToken: String
  private let key: String
  private let now: Instant
  private let city: City
  private let text: CandidateText
  private let language: Language

  /// - Parameters:
  ///   - count: how many wait altogether.
  ///   - next: the path of what follows; nil at the end.
  ///   - isFirst: whether the page is the beginning of the queue.
  ///   - key: makes a second press the same request.
  public init(
    _ items: [ArbitrationQueue.Item], count: Int64, refused: Refused? = nil, next: String?,
    isFirst: Bool, guardToken: String, key: String, now: Instant, city: City, language: Language
  ) {
    self.items = items
    self.count = count
    self.refused = refused
    self.next = next
    self.isFirst = isFirst
    self.guardToken = guardToken
    self.key = key
    self.now = now
    self.city = city
    text = CandidateText(city: city, language: language)
    self.language = language
  }

  public var content: HTML {
    let head = ArbitrationWords.title[language]
    if items.isEmpty && isFirst {
      return """
        <header class="page-head"><h1>\(head)</h1></header>\(lost)\(EmptyState(
          ArbitrationWords.emptyTitle[language], advice: ArbitrationWords.empty[language],
          button: Button(ArbitrationWords.desk[language], to: "/")))
        """
    }
    let told = ArbitrationWords.count.filled(["count": String(count)], language)
    return """
      <header class="page-head"><h1>\(head)</h1><p>\(ArbitrationWords.lead[language])</p>\
      <p><b>\(told)</b></p></header>\(lost)
      <div data-walk>\(items.enumerated().map { item($1, isKeyed: $0 == 0) })</div>
      \(Pager(
        first: isFirst ? nil : (Words.beginning[language], ArbitrationPage.path),
        next: next.map { (Words.more[language], $0) }))
      """
  }

  /// Why the last decision came to nothing, where its matter is no longer here.
  private var lost: HTML {
    guard let refused, !items.contains(where: { $0.matter.number == refused.number }) else {
      return .nothing
    }
    return "\(Notice(.wrong, refused.number + " " + refused.problem.text(language)))"
  }

  // MARK: One matter

  private func item(_ item: ArbitrationQueue.Item, isKeyed: Bool) -> HTML {
    let matter = item.matter
    let attempt = refused?.number == matter.number ? refused : nil
    let waiting = ArbitrationWords.waiting.filled(
      ["span": Span.words(from: item.since, to: now, language)], language)
    let wrong: HTML = attempt.map { "\(Notice(.wrong, $0.problem.text(language)))" } ?? .nothing
    return """
      <article class="card case" id="case-\(matter.number)" \
      aria-labelledby="title-\(matter.number)">\
      <h2 id="title-\(matter.number)"><a href="/matters/\(matter.number)">\(matter.title)</a></h2>
      <p class="under"><span class="number">\(matter.number)</span> \
      \(LightMark(matter.light, language)) <span>\(Icon.clock)\(waiting)</span></p>\(wrong)
      <div class="columns columns-even"><div>\(facts(matter))\(refusals(matter))</div>\
      <div><h3>\(ArbitrationWords.decide[language])</h3>\
      \(decision(item, attempt, isKeyed: isKeyed))</div></div></article>

      """
  }

  /// Characters of a matter's text that are shown at once.
  private static let excerptMax = 200

  private func facts(_ matter: Matter) -> HTML {
    let words = matter.body?.text ?? ""
    let category = city.pack.categories.first { $0.id == matter.category }?.name[language]
    let isLong = words.count > ArbitrationPage.excerptMax
    let excerpt = isLong ? String(words.prefix(ArbitrationPage.excerptMax)) + "…" : words
    let facts = Facts([
      Facts.Fact(ArbitrationWords.why[language], "<b>\(text.waiting(matter.reason))</b>"),
      Facts.Fact(Words.area[language], text: matter.area.map { text.area($0) }),
      Facts.Fact(Words.category[language], text: category ?? Words.unrecognised[language]),
      Facts.Fact(Words.due[language], text: matter.dueAt?.minuteText(city.pack.offset)),
      Facts.Fact(
        ArbitrationWords.text[language],
        excerpt.isEmpty ? nil : "<span class=\"words\">\(excerpt)</span>"),
    ])
    return facts.html
  }

  private func refusals(_ matter: Matter) -> HTML {
    if matter.parts.refusals.isEmpty { return .nothing }
    let lines = matter.parts.refusals.map { refusal -> HTML in
      let said = ArbitrationWords.refusedBy.filled(
        [
          "unit": text.unit(refusal.unit),
          "ground": CandidateText.ground(refusal.ground)[language],
        ], language)
      let mark = refusal.isOverruled ? ArbitrationWords.overruled[language] : ""
      return "<li><b>\(said)</b>\(mark)<p class=\"words\">\(refusal.reason)</p></li>"
    }
    return """
      <h3>\(ArbitrationWords.refusals[language])</h3><ul class="plain">\(lines)</ul>
      """
  }

  // MARK: The decision

  private func decision(
    _ item: ArbitrationQueue.Item, _ attempt: Refused?, isKeyed: Bool
  ) -> HTML {
    let matter = item.matter
    let path = "\(ArbitrationPage.path)/\(matter.number)"
    let candidates = city.matters.candidates(for: matter, at: now)
    let tokens = ActionForm.Tokens(
      guardToken: guardToken, version: item.version, key: key + "-" + matter.number)
    let suggestion = DispatchSuggestion(
      matter, candidates, to: path, tokens: tokens, isKeyed: isKeyed, city: city,
      language: language)
    let none: HTML =
      candidates.isEmpty
      ? "<p class=\"soft\">\(ArbitrationWords.noCandidates[language])</p>" : .nothing
    return """
      \(none)\(suggestion.list)\(Disclosure(
        ArbitrationWords.other[language], isOpen: attempt != nil || candidates.isEmpty,
        other(matter, attempt, path, tokens)))\
      <p><a href="/matters/\(matter.number)#steps">\(ArbitrationWords.more[language])</a></p>
      """
  }

  private func other(
    _ matter: Matter, _ attempt: Refused?, _ path: String, _ tokens: ActionForm.Tokens
  ) -> HTML {
    let id = matter.number
    let units = (attempt?.units ?? []).map { unit in
      Button(
        IntakeWords.dispatchTo.filled(["unit": text.unit(unit)], language), name: "unit",
        value: unit)
    }
    let meant: HTML = units.isEmpty ? .nothing : "<div class=\"actions\">\(units)</div>"
    return """
      <form class="form" method="post" action="\(path)" data-guard>\(tokens.html)
      <div class="field"><label for="other-\(id)">\(ArbitrationWords.other[language])</label>\
      <input type="text" id="other-\(id)" name="\(Field.other)" maxlength="100" \
      value="\(attempt?.other ?? "")"></div>
      <div class="field"><label for="reason-\(id)">\(ArbitrationWords.reason[language])\
       <span class="mark">\(ComponentWords.optional[language])</span></label>\
      <textarea id="reason-\(id)" name="\(Field.reason)" rows="2" maxlength="2000">
      \(attempt?.reason ?? "")</textarea></div>\
      \(ActionBar([Button(ArbitrationWords.dispatchOther[language])]))\(meant)</form>
      """
  }
}
