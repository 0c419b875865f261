public import City
public import Kernel
public import Matters

/// The unit that should lead a matter that nobody leads, with the reason, and one button that
/// dispatches to it; below it whoever else may.
public struct DispatchSuggestion: Component {
  private let number: String
  private let candidates: [RoutingAdvice.Candidate]
  private let path: String
  private let tokens: ActionForm.Tokens
  private let refused: Set<String>
  private let isKeyed: Bool
  private let text: CandidateText
  private let language: Language

  /// - Parameters:
  ///   - path: where the forms are sent; nil for the matter's own step.
  ///   - isKeyed: whether the key `d` presses the first button.
  public init(
    _ matter: Matter, _ candidates: [RoutingAdvice.Candidate], to path: String? = nil,
    tokens: ActionForm.Tokens, isKeyed: Bool = true, city: City, language: Language
  ) {
    number = matter.number
    self.candidates = candidates
    self.path = path ?? StepsSection.path(matter.number, "DispatchMatter")
    self.tokens = tokens
    refused = Set(matter.parts.refusals.map(\.unit))
    self.isKeyed = isKeyed
    text = CandidateText(city: city, language: language)
    self.language = language
  }

  public var html: HTML {
    guard let first = candidates.first else { return .nothing }
    return "\(Card(IntakeWords.suggestion[language], id: "suggestion", "\(list(first))"))"
  }

  /// The units alone, without a card of their own.
  public var list: HTML { candidates.first.map(list) ?? .nothing }

  private func list(_ first: RoutingAdvice.Candidate) -> HTML {
    let others = candidates.dropFirst().map { line($0, isFirst: false) }
    let more: HTML =
      others.isEmpty
      ? .nothing : "<p class=\"soft\">\(IntakeWords.orTo[language])</p>\(others)"
    return "\(line(first, isFirst: true))\(more)"
  }

  private func line(_ candidate: RoutingAdvice.Candidate, isFirst: Bool) -> HTML {
    let hasKey = isFirst && isKeyed
    let label = IntakeWords.dispatchTo.filled(["unit": text.unit(candidate.unit)], language)
    let key: HTML =
      hasKey
      ? """
      <kbd aria-hidden="true">d</kbd><span class="heard">, \
      \(IntakeWords.press.filled(["key": "d"], language))</span>
      """ : .nothing
    let shortcut: HTML = hasKey ? " data-key=\"d\" aria-keyshortcuts=\"d\"" : .nothing
    let weight = isFirst ? "primary" : "secondary"
    let mark: HTML =
      refused.contains(candidate.unit)
      ? " <span class=\"mark\">\(ArbitrationWords.refusedBefore[language])</span>" : .nothing
    let place: HTML =
      candidate.place.map { "<input type=\"hidden\" name=\"area\" value=\"\($0)\">" } ?? .nothing
    return """
      <form class="candidate" method="post" action="\(path)">\(tokens.html)\
      <input type="hidden" name="reason" value="\(text.kept(candidate))">\(place)\
      <button class="button button-\(weight)" type="submit" name="unit" \
      value="\(candidate.unit)"\(shortcut)>\(label)\(key)</button>\
      <span>\(text.reason(candidate))\(mark)</span></form>

      """
  }
}
