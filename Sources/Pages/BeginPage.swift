public import City
import Journal
public import Kernel
import Matters
import Organisation
import Pack
import Territory

/// The form with which somebody begins a matter: a call taker takes a call in, a street blows the
/// whistle.
public struct BeginPage: Sendable {
  private let entry: ActionCatalogue.Entry
  private let path: String
  private let values: [String: JSON]
  private let problem: Problem?
  private let tokens: ActionForm.Tokens
  private let city: City
  private let language: Language

  /// - Parameters:
  ///   - path: where the form is sent.
  ///   - values: what was filled in already.
  public init(
    _ entry: ActionCatalogue.Entry, to path: String, values: [String: JSON] = [:],
    problem: Problem? = nil, tokens: ActionForm.Tokens, city: City, language: Language
  ) {
    self.entry = entry
    self.path = path
    self.values = values
    self.problem = problem
    self.tokens = tokens
    self.city = city
    self.language = language
  }

  private var isWhistle: Bool { entry.declaration.name == "BlowWhistle" }

  public var content: HTML {
    let lead = (isWhistle ? BeginWords.whistle : BeginWords.intake)[language]
    let form = ActionForm(
      entry, to: path, values: values, fixed: isWhistle ? [:] : ["channel": BeginPage.channel],
      choices: choices, problem: problem, tokens: tokens, language)
    return """
      <header class="page-head"><h1>\(entry.declaration.summary[language])</h1><p>\(lead)</p>
      </header>\(form)
      """
  }

  /// What a call taker takes in comes by telephone.
  private static let channel = "phone"

  private var choices: ActionChoices {
    let kinds = city.pack.kinds.values.filter { ($0.record.whistle != nil) == isWhistle }
      .sorted { $0.record.id < $1.record.id }
    let areas = city.pack.areas.map { Field.Option($0.id, $0.name) }
    var more = [
      "kind": kinds.map { Field.Option($0.record.id, $0.record.name[language]) }, "area": areas,
      // A city has thousands of units: they are written by their codes.
      "against": [], "units": [],
    ]
    if isWhistle {
      let sorts = kinds.flatMap { $0.record.sorts.map { ($0.id, $0.name[language]) } }
      var seen: Set<String> = []
      more["sort"] = sorts.filter { seen.insert($0.0).inserted }.map { Field.Option($0.0, $0.1) }
    }
    return ActionChoices(city, language, more: more)
  }
}

/// What somebody who has begun a matter needs: its number, its code for the caller, its page.
public struct BegunPage: Sendable {
  private let number: String
  private let code: String?
  private let isOpen: Bool
  private let again: String
  private let language: Language

  /// - Parameters:
  ///   - code: for the caller; nil where nobody called.
  ///   - isOpen: whether the reader may open the matter.
  ///   - again: where the next one is begun.
  public init(number: String, code: String?, isOpen: Bool, again: String, language: Language) {
    self.number = number
    self.code = code
    self.isOpen = isOpen
    self.again = again
    self.language = language
  }

  public var content: HTML {
    let facts = Facts([
      Facts.Fact(Words.number[language], "<b class=\"number\">\(number)</b>"),
      Facts.Fact(
        PortalWords.code[language], code.map { "<b class=\"number\">\($0)</b>" as HTML }),
    ])
    let told = code == nil ? BeginWords.called : BeginWords.tell
    let open =
      isOpen
      ? [Button(BeginWords.open[language], .primary, to: "/matters/\(number)")] : []
    return """
      <header class="page-head"><h1>\(BeginWords.begun[language])</h1></header>
      \(Notice(.done, told[language], facts.html))
      \(ActionBar(open + [Button(BeginWords.next[language], .secondary, to: again)]))
      """
  }
}
