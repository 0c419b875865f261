import Assets
public import City
public import Drafts
import Journal
public import Kernel
import Matters
import Organisation
import Pack
import Territory

/// Where a call taker writes down what a caller says: the form, what is advised beside it, and the
/// drafts that are still open.
public struct IntakePage: Sendable {
  public static let title = IntakeWords.title
  /// Where the form is sent.
  public static let path = "/intake"

  /// What has been written so far.
  public struct Answers: Sendable {
    let values: [String: JSON]
    let savedAt: Instant?
    public let problem: Problem?

    /// - Parameters:
    ///   - savedAt: when it was kept as a draft; nil where it is not kept yet.
    ///   - problem: why it was not taken in, or not kept.
    public init(
      _ values: [String: JSON] = [:], savedAt: Instant? = nil, problem: Problem? = nil
    ) {
      self.values = values
      self.savedAt = savedAt
      self.problem = problem
    }
  }

  private let entry: ActionCatalogue.Entry
  private let answers: Answers
  private let advice: City.IntakeAdvice?
  private let drafts: [Draft.Line]
  private let key: String
  private let owner: Int64
  private let guardToken: FormToken
  private let city: City
  private let language: Language

  /// - Parameters:
  ///   - drafts: those of the reader.
  ///   - key: names this form and its draft.
  ///   - owner: the reader's account, so that what a device keeps is shown to nobody else.
  public init(
    _ entry: ActionCatalogue.Entry, _ answers: Answers, advice: City.IntakeAdvice?,
    drafts: [Draft.Line], key: String, owner: Int64, guardToken: FormToken, city: City,
    language: Language
  ) {
    self.entry = entry
    self.answers = answers
    self.advice = advice
    self.drafts = drafts
    self.key = key
    self.owner = owner
    self.guardToken = guardToken
    self.city = city
    self.language = language
  }

  public var content: HTML {
    let advice = AdviceSection(self.advice, kind: kind, city: city, language: language)
    return """
      <header class="page-head"><h1>\(IntakeWords.title[language])</h1>\
      <p>\(IntakeWords.lead[language])</p></header>\(draftList)
      <div class="columns"><div>\(form)</div>\
      <aside id="\(AdviceSection.id)" aria-live="polite" \
      aria-label="\(IntakeWords.advice[language])">\(advice)</aside></div>
      <script src="\(Asset.drafts.path)" defer></script>
      """
  }

  // MARK: The form

  /// What a call taker takes in comes by telephone.
  public static let channel = "phone"

  /// What the form has in it before anything is written.
  public static func beginning(_ city: City) -> [String: JSON] {
    let first = kinds(city).first?.record.id
    return first.map { ["kind": .string($0)] } ?? [:]
  }

  /// The kinds of matters that people bring in, those whose answers may be published first: that is
  /// what people call about.
  private static func kinds(_ city: City) -> [Kind] {
    let published = PublicMatters.kinds(city.pack)
    func rank(_ kind: Kind) -> Int {
      (published.contains(kind.record.id) ? 0 : 4) + (kind.record.sorts.isEmpty ? 0 : 2)
        + (kind.record.isYearly ? 1 : 0)
    }
    return city.pack.kinds.values.filter { $0.record.whistle == nil }.sorted {
      (rank($0), $0.record.id) < (rank($1), $1.record.id)
    }
  }

  private var kind: String { answers.values["kind"]?.string ?? "" }

  private var form: ActionForm {
    ActionForm(
      entry, to: IntakePage.path, values: answers.values,
      fixed: ["channel": IntakePage.channel], choices: choices, problem: answers.problem,
      tokens: ActionForm.Tokens(guardToken: guardToken.text, key: key),
      arrangement: ActionForm.Arrangement(
        first: ["title", "text", "caller", "area", "category"],
        folded: ["sort", "source", "origin", "against"], fold: IntakeWords.rare[language],
        lines: ["title"], marks: marks, buttons: buttons), language)
  }

  /// What the script that keeps drafts needs; it holds no words.
  private var marks: HTML {
    """
     data-drafts="/intake/drafts" data-advice="/intake/advice" data-advice-at="\
    \(AdviceSection.id)" data-owner="\(String(owner))" \
    data-saved-at="\(String(answers.savedAt?.milliseconds ?? 0))" \
    data-saved="\(IntakeWords.saved[language])" data-saving="\(IntakeWords.saving[language])" \
    data-offline="\(IntakeWords.offline[language])" \
    data-brought="\(IntakeWords.brought[language])" data-leave="\(IntakeWords.leave[language])"
    """
  }

  private var buttons: HTML {
    let saved = answers.savedAt.map {
      IntakeWords.saved.filled(["time": $0.minuteText(city.pack.offset)], language)
    }
    return """
      <p class="draft-state soft" role="status" data-draft-state>\
      \(saved ?? IntakeWords.automatic[language])</p>
      <div class="actions">\
      \(Button(IntakeWords.file[language], .primary, name: "step", value: "file"))\
      \(unchecked(IntakeWords.save[language], "save"))\
      \(unchecked(IntakeWords.check[language], "check"))</div>
      """
  }

  /// A button that sends what is not complete yet.
  private func unchecked(_ label: String, _ step: String) -> HTML {
    """
    <button class="button button-secondary" type="submit" name="step" value="\(step)" \
    formnovalidate>\(label)</button>
    """
  }

  /// Most areas that are proposed as one writes; more would make the page heavy, and the name is
  /// understood all the same.
  private static let areasMax = 300

  private var choices: ActionChoices {
    let kinds = IntakePage.kinds(city)
    let sorts = kinds.flatMap { kind in kind.record.sorts.map { ($0.id, $0.name[language]) } }
    var seen: Set<String> = []
    let more = [
      "kind": kinds.map { Field.Option($0.record.id, $0.record.name[language]) },
      "area": city.pack.areas.prefix(IntakePage.areasMax).map { Field.Option($0.name, "") },
      "sort": sorts.filter { seen.insert($0.0).inserted }.map { Field.Option($0.0, $0.1) },
      // A city has thousands of units: the name is understood.
      "against": [],
    ]
    return ActionChoices(city, language, more: more)
  }

  // MARK: Drafts

  private var draftList: HTML {
    if drafts.isEmpty { return .nothing }
    let lines = drafts.map { draft -> HTML in
      let title = draft.title.isEmpty ? IntakeWords.untitled[language] : draft.title
      let isThis = draft.name == key
      let path = "\(IntakePage.path)?draft=\(draft.name)"
      let open: HTML =
        isThis ? "<b>\(title)</b>" : "<a href=\"\(path)\">\(title)</a>"
      let goOn: HTML =
        isThis ? .nothing : "\(Button(IntakeWords.goOn[language], .quiet, to: path))"
      let removal: HTML = """
        <button class="button button-quiet" type="submit">\(IntakeWords.discard[language])\
        <span class="heard"> \(title)</span></button>
        """
      return """
        <li>\(open) <small>\(draft.savedAt.minuteText(city.pack.offset))</small>\(goOn)\
        \(guardToken.form("/intake/drafts/\(draft.name)/removal", style: "inline", removal))</li>
        """
    }
    let count = IntakeWords.drafts.filled(["count": String(drafts.count)], language)
    let fresh: HTML =
      drafts.contains { $0.name == key }
      ? "\(Button(IntakeWords.fresh[language], .secondary, icon: .add, to: IntakePage.path))"
      : .nothing
    return """
      \(Disclosure(
        count, isOpen: drafts.count <= IntakePage.draftsOpenMax,
        """
        <p class="soft">\(IntakeWords.draftsHint[language])</p>\
        <ul class="plain drafts">\(lines)</ul>\(fresh)
        """))
      """
  }

  /// A list of more drafts than these is folded.
  private static let draftsOpenMax = 3
}
