public import City
import Journal
public import Kernel

/// The whole form of an action, made from the action's own declaration: what the API asks for and
/// what a person is asked for is the same.
public struct ActionForm: Component {
  /// Names of the hidden fields. An action's own fields never begin so.
  public enum Hidden {
    public static let guardToken = "csrf"
    public static let version = "_version"
    public static let key = "_key"
  }

  /// What goes with the answers but is not asked.
  public struct Tokens: Sendable {
    let guardToken: String?
    let version: Int64?
    let key: String?

    /// - Parameters:
    ///   - guardToken: proves that the form is one of ours.
    ///   - version: which version of the thing the person has seen.
    ///   - key: makes a second press the same request.
    public init(guardToken: String? = nil, version: Int64? = nil, key: String? = nil) {
      self.guardToken = guardToken
      self.version = version
      self.key = key
    }

    var html: HTML {
      let fields = [
        (Hidden.guardToken, guardToken), (Hidden.version, version.map(String.init)),
        (Hidden.key, key),
      ]
      let inputs = fields.compactMap { name, value in
        value.map { text -> HTML in
          "<input type=\"hidden\" name=\"\(name)\" value=\"\(text)\">"
        }
      }
      return "\(inputs)"
    }
  }

  private let name: String
  private let title: String
  private let fields: [InputReader.Field]
  private let path: String
  private let values: [String: JSON]
  private let fixed: [String: String]
  private let choices: ActionChoices
  private let problem: Problem?
  private let more: HTML
  private let tokens: Tokens
  private let arrangement: Arrangement?
  private let language: Language

  /// - Parameters:
  ///   - path: where it is sent.
  ///   - values: what has been given so far, by the fields' names.
  ///   - fixed: answers that follow from where the form stands, such as the number of a task; they
  ///     are sent but not asked.
  ///   - choices: what can be chosen where a field holds a code.
  ///   - problem: why the last attempt was refused.
  ///   - more: fields that are no answers of the action, such as when it happens.
  ///   - button: what its button says, if not the action's name.
  ///   - arrangement: how the fields stand, if not as they are declared.
  public init(
    _ entry: ActionCatalogue.Entry, to path: String, values: [String: JSON] = [:],
    fixed: [String: String] = [:], choices: ActionChoices = .none, problem: Problem? = nil,
    more: HTML = .nothing, button: String? = nil, tokens: Tokens = Tokens(),
    arrangement: Arrangement? = nil, _ language: Language
  ) {
    name = entry.declaration.name
    title = button ?? entry.declaration.summary[language]
    fields = entry.fields
    self.path = path
    self.values = values
    self.fixed = fixed
    self.choices = choices
    self.problem = problem
    self.more = more
    self.tokens = tokens
    self.arrangement = arrangement
    self.language = language
  }

  /// The field that the problem is about: the first part of its pointer.
  private var faulty: InputReader.Field? {
    guard let pointer = problem?.field, pointer.hasPrefix("/") else { return nil }
    let name = pointer.dropFirst().prefix { $0 != "/" }
    return fields.first { $0.name == name && fixed[$0.name] == nil }
  }

  public var html: HTML {
    let asked = fields.filter { fixed[$0.name] == nil }
    let kept = fixed.sorted { $0.key < $1.key }.map { name, value -> HTML in
      "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">"
    }
    let marks = arrangement?.marks ?? " data-guard data-draft=\"\(path)\""
    let buttons = arrangement?.buttons ?? ActionBar([Button(title, .primary)]).html
    return """
      <form class="form" method="post" action="\(path)"\(marks)>\(tokens.html)\(kept)
      \(summary)\(arranged(asked))\(more)\(buttons)</form>

      """
  }

  /// The fields in their order, those that are rarely needed folded away.
  private func arranged(_ asked: [InputReader.Field]) -> HTML {
    guard let arrangement else { return "\(asked.map(field))" }
    let order = arrangement.first
    let first = order.compactMap { name in asked.first { $0.name == name } }
    let open = asked.filter { !order.contains($0.name) && !arrangement.folded.contains($0.name) }
    let folded = asked.filter { arrangement.folded.contains($0.name) }
    let isOpen = folded.contains { $0.name == faulty?.name || !texts($0).isEmpty }
    let more: HTML =
      folded.isEmpty
      ? .nothing
      : Disclosure(arrangement.fold, isOpen: isOpen, "\(folded.map(field))").html
    return "\((first + open).map(field))\(more)"
  }

  private var summary: HTML {
    guard let problem else { return .nothing }
    let text = words(problem)
    guard let faulty else { return "\(Notice(.wrong, text))" }
    return """
      \(Notice(
        .wrong, ComponentWords.notSent[language],
        "<p><a href=\"#field-\(faulty.name)\">\(text)</a></p>"))
      """
  }

  /// The problem with the field called as the form calls it.
  private func words(_ problem: Problem) -> String {
    guard let field = faulty, problem.arguments["name"] == field.name else {
      return problem.text(language)
    }
    var arguments = problem.arguments
    arguments["name"] = field.label[language]
    return Problem(problem.kind, field: problem.field, arguments).text(language)
  }

  private func field(_ field: InputReader.Field) -> Field {
    let error = problem.flatMap { faulty?.name == field.name ? words($0) : nil }
    let isRequired = field.isRequired || arrangement?.required.contains(field.name) ?? false
    return Field(
      field.name, field.label[language], control(field), values: texts(field),
      hint: arrangement?.hints[field.name] ?? hint(field.type), error: error ?? "",
      isRequired: isRequired, mark: isRequired ? "" : ComponentWords.optional[language])
  }

  private func hint(_ type: InputReader.FieldType) -> String {
    switch type {
    case .integer(let range) where range.upperBound - range.lowerBound >= ActionForm.radiosMax:
      range.upperBound == .max ? "" : "\(range.lowerBound)–\(range.upperBound)"
    default: ""
    }
  }

  /// Longest answer, in characters, that is asked for on one line.
  private static let lineMax = 200
  /// Most numbers and words that stand beside each other.
  private static let radiosMax: Int64 = 7
  /// Most choices of a list that opens; more are proposed as one writes.
  private static let selectMax = 60

  private func control(_ field: InputReader.Field) -> Field.Control {
    let options = choices.options(field.name)
    switch field.type {
    case .text(let max):
      guard let options, !options.isEmpty else {
        let isLine = max <= ActionForm.lineMax || arrangement?.lines.contains(field.name) ?? false
        return isLine ? .text(max: max) : .paragraphs(max: max, rows: 4)
      }
      if arrangement?.compared.contains(field.name) ?? false { return .radios(options) }
      return options.count <= ActionForm.selectMax
        ? .select(options, blank: ComponentWords.choose[language])
        : .proposals(options, max: max)
    case .integer(let range):
      let distance = range.upperBound.subtractingReportingOverflow(range.lowerBound)
      guard !distance.overflow, distance.partialValue < ActionForm.radiosMax else {
        return .number(range)
      }
      return .radios(range.map { Field.Option(String($0), String($0)) })
    case .instant: return .dateTime
    case .boolean:
      // Nothing said is an answer of its own.
      return .radios([
        Field.Option("true", ComponentWords.yes[language]),
        Field.Option("false", ComponentWords.no[language]),
        Field.Option("", ComponentWords.unsaid[language]),
      ])
    case .texts(let max):
      guard let options, !options.isEmpty else {
        return .paragraphs(max: max * (InputReader.elementMax + 1), rows: 3)
      }
      return .ticks(options)
    case .choice(let words):
      let known = Dictionary((options ?? []).map { ($0.value, $0.label) }) { first, _ in first }
      let all = words.map { Field.Option($0, known[$0] ?? $0) }
      return words.count < ActionForm.radiosMax
        ? .radios(all) : .select(all, blank: ComponentWords.choose[language])
    }
  }

  /// The answer so far as the control writes it.
  private func texts(_ field: InputReader.Field) -> [String] {
    guard let value = values[field.name] else {
      return field.type == .boolean ? [""] : []
    }
    switch value {
    case .null: return field.type == .boolean ? [""] : []
    case .string(let text): return [text]
    case .integer(let number):
      if field.type == .instant {
        return [ActionForm.local(Instant(milliseconds: number), choices.offset)]
      }
      return [String(number)]
    case .double(let number): return [String(number)]
    case .boolean(let answer): return [answer ? "true" : "false"]
    case .array(let elements):
      let texts = elements.compactMap(\.string)
      if case .ticks = control(field) { return texts }
      return [texts.joined(separator: "\n")]
    case .object: return [value.canonicalText]
    }
  }

  /// `2026-05-28T09:10`, as the control for moments wants it.
  static func local(_ instant: Instant, _ offset: UTCOffset) -> String {
    let text = instant.minuteText(offset)
    return text.prefix(10) + "T" + text.suffix(5)
  }
}
