public import City
public import Kernel
import Matters
import Organisation
import Pack
import Territory

/// What a call taker is told beside the form: where the message would go and why, and what is at
/// work that may be the same.
public struct AdviceSection: Component {
  /// What a script calls it that fetches it anew.
  public static let id = "advice"

  private let advice: City.IntakeAdvice?
  private let kind: String
  private let text: CandidateText
  private let city: City
  private let language: Language

  /// - Parameters:
  ///   - advice: nil where too little is written to say anything.
  ///   - kind: the kind of matter that it would be.
  public init(_ advice: City.IntakeAdvice?, kind: String, city: City, language: Language) {
    self.advice = advice
    self.kind = kind
    text = CandidateText(city: city, language: language)
    self.city = city
    self.language = language
  }

  public var html: HTML {
    guard let advice else {
      return """
        \(Card(
          IntakeWords.advice[language],
          "<p class=\"soft\">\(IntakeWords.adviceEmpty[language])</p>"))
        """
    }
    return """
      \(Card(IntakeWords.advice[language], routing(advice.routing)))\
      \(Card(IntakeWords.similar[language], similar(advice)))
      """
  }

  private func routing(_ advice: RoutingAdvice) -> HTML {
    let facts = Facts([
      Facts.Fact(IntakeWords.place[language], place(advice)),
      Facts.Fact(Words.category[language], category(advice)),
    ])
    guard let lead = advice.route.lead else {
      let waits = IntakeWords.waits.filled(
        ["reason": text.waiting(advice.route.reason)], language)
      return
        "<p class=\"verdict verdict-open\">\(Icon.arbitration)\(waits)</p>\(facts)\(others(advice))"
    }
    let goes = IntakeWords.goesTo.filled(["unit": text.unit(lead)], language)
    let reason = advice.lead.map { text.reason($0) } ?? ""
    return """
      <p class="verdict">\(Icon.next)<b>\(goes)</b></p><p>\(reason)</p>\(facts)\
      <p class="soft">\(IntakeWords.rule.filled(["rule": rule(advice.route.rule)], language))</p>
      """
  }

  private func rule(_ id: String) -> String {
    city.pack.kinds[kind]?.routing.first { $0.record.id == id }?.record.name[language] ?? id
  }

  private func place(_ advice: RoutingAdvice) -> HTML {
    guard let area = advice.route.area else { return "\(IntakeWords.unknown[language])" }
    let found: HTML =
      advice.isAreaFound ? " <small>\(IntakeWords.placeFound[language])</small>" : .nothing
    return "\(text.area(area))\(found)"
  }

  private func category(_ advice: RoutingAdvice) -> HTML {
    guard let category = advice.route.category else { return "\(IntakeWords.unknown[language])" }
    let name = city.pack.categories.first { $0.id == category }?.name[language] ?? category
    if advice.words.isEmpty { return "\(name)" }
    let marks = language == .chinese ? ("“", "”", "、") : ("“", "”", ", ")
    let words = advice.words.prefix(AdviceSection.wordsMax)
      .map { marks.0 + $0 + marks.1 }.joined(separator: marks.2)
    return "\(name) <small>\(IntakeWords.because.filled(["words": words], language))</small>"
  }

  /// Most words that are named as a reason.
  private static let wordsMax = 4

  private func others(_ advice: RoutingAdvice) -> HTML {
    if advice.candidates.isEmpty { return .nothing }
    let lines = advice.candidates.map { candidate -> HTML in
      "<li>\(text.reason(candidate))</li>"
    }
    return "<h3>\(IntakeWords.couldLead[language])</h3><ul class=\"plain\">\(lines)</ul>"
  }

  private func similar(_ advice: City.IntakeAdvice) -> HTML {
    if advice.similar.isEmpty { return "<p class=\"soft\">\(IntakeWords.noSimilar[language])</p>" }
    let lines = advice.similar.map { match, lead -> HTML in
      let percent = String(Int((match.likeness * 100).rounded()))
      let who = lead.map { text.unit($0) } ?? ArbitrationWords.title[language]
      return """
        <li><a href="/matters/\(match.number)" target="_blank" rel="noopener">\(match.title)\
        <span class="heard">\(IntakeWords.newTab[language])</span></a><br><small>\
        \(IntakeWords.likeness.filled(["percent": percent], language)) · \
        <span class="number">\(match.number)</span> · \(who)</small></li>
        """
    }
    return """
      <p class="soft">\(IntakeWords.similarHint[language])</p><ul class="plain">\(lines)</ul>
      """
  }
}
