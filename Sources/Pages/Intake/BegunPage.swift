public import City
public import Kernel
public import Matters
import Organisation
import Pack

/// What somebody who has taken a call in needs: the number and the code for the caller, where the
/// matter went and why, and the step that comes next.
public struct BegunPage: Sendable {
  private let matter: Matter
  private let code: String
  private let isOpen: Bool
  private let suggestion: DispatchSuggestion?
  private let city: City
  private let language: Language

  /// - Parameters:
  ///   - code: for the caller.
  ///   - isOpen: whether the reader may open the matter.
  ///   - suggestion: for a matter that nobody leads, where the reader may dispatch it.
  public init(
    _ matter: Matter, code: String, isOpen: Bool, suggestion: DispatchSuggestion?, city: City,
    language: Language
  ) {
    self.matter = matter
    self.code = code
    self.isOpen = isOpen
    self.suggestion = suggestion
    self.city = city
    self.language = language
  }

  public var content: HTML {
    let facts = Facts([
      Facts.Fact(Words.number[language], "<b class=\"number\">\(matter.number)</b>"),
      Facts.Fact(PortalWords.code[language], "<b class=\"number\">\(code)</b>"),
    ])
    let open =
      isOpen
      ? [Button(BeginWords.open[language], .secondary, to: "/matters/\(matter.number)")] : []
    let next = Button(
      BeginWords.next[language], suggestion == nil ? .primary : .secondary, to: IntakePage.path)
    return """
      <header class="page-head"><h1>\(BeginWords.begun[language])</h1></header>
      \(Notice(.done, BeginWords.tell[language], facts.html))\(whereTo)
      \(suggestion?.html ?? .nothing)\(ActionBar([next] + open))
      """
  }

  private var whereTo: HTML {
    let text = CandidateText(city: city, language: language)
    guard let lead = matter.lead else {
      let why = IntakeWords.nobodyYet.filled(["reason": text.waiting(matter.reason)], language)
      return "\(Notice(.caution, why))"
    }
    let unit = text.unit(lead)
    let rule = city.pack.kinds[matter.kind]?.routing.first { $0.record.id == matter.rule }?
      .record.name[language]
    let why: HTML =
      rule.map { name -> HTML in
        "<p>\(IntakeWords.rule.filled(["rule": name], language))</p>"
      } ?? .nothing
    return "\(Notice(.info, IntakeWords.wentTo.filled(["unit": unit], language), why))"
  }
}
