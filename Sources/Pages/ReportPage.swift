public import City
public import Kernel
import Pack

/// What a resident has filled in so far, and what is asked with it.
public struct ReportDraft: Sendable {
  public var report: City.Report
  /// Photographs that were sent already.
  public var kept: [KeptPhotograph]
  /// What was looked for among the names of areas.
  public var place: String
  /// The areas that came out of it; nil where nothing was looked for.
  public var places: [String]?

  public init(
    report: City.Report = City.Report(
      text: "", address: "", area: nil, category: nil, name: "", telephone: ""),
    kept: [KeptPhotograph] = [], place: String = "", places: [String]? = nil
  ) {
    self.report = report
    self.kept = kept
    self.place = place
    self.places = places
  }

  /// Everything as hidden fields, but what is asked again.
  func hidden(but asked: Set<String> = []) -> [HTML] {
    let values = [
      ("text", report.text), ("address", report.address), ("area", report.area ?? ""),
      ("category", report.category ?? ""), ("name", report.name),
      ("telephone", report.telephone), ("place", place),
    ]
    let tickets = kept.map { (PhotographFields.Name.kept, $0.ticket) }
    return (values.filter { !asked.contains($0.0) } + tickets).map { name, value in
      "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">"
    }
  }
}

/// Where a resident says what is wrong: as little as will do.
public struct ReportPage: Sendable {
  public static let title = PortalWords.report

  private let draft: ReportDraft
  private let problem: Problem?
  private let isLarge: Bool
  private let language: Language

  /// - Parameters:
  ///   - draft: what has been written so far.
  ///   - isLarge: whether letters are large already.
  public init(
    _ draft: ReportDraft = ReportDraft(), problem: Problem? = nil, isLarge: Bool = false,
    language: Language
  ) {
    self.draft = draft
    self.problem = problem
    self.isLarge = isLarge
    self.language = language
  }

  public var content: HTML {
    let notice: HTML = problem.map { "\(Notice(.wrong, $0.text(language)))" } ?? .nothing
    return """
      <header class="page-head"><h1>\(PortalWords.report[language])</h1>
      <p>\(PortalWords.lead[language])</p>\(size)</header>\(notice)
      <form class="form" method="post" action="/report" enctype="multipart/form-data" data-guard \
      data-draft="/report">
      <input type="hidden" name="step" value="check">\(settled)
      \(fields)\(photographs)\(person)\(ActionBar([
        Button(PortalWords.next[language], .primary),
        Button(PortalWords.follow[language], .quiet, to: "/track"),
      ]))</form>
      """
  }

  /// Larger letters within reach, for whoever needs them on this very page.
  private var size: HTML {
    if isLarge { return .nothing }
    let button = Button(
      PortalWords.larger[language], .secondary, icon: .textSize,
      to: "/settings?text=large&next=/report")
    return "<p>\(button)</p>"
  }

  /// What was chosen on the page that follows stays chosen.
  private var settled: [HTML] {
    draft.hidden(but: ["text", "address", "name", "telephone", PhotographFields.Name.kept])
      .filter { !$0.source.contains("name=\"\(PhotographFields.Name.kept)\"") }
  }

  private func error(_ name: String) -> String {
    guard let problem, problem.field == "/" + name || problem.field == name else { return "" }
    return problem.text(language)
  }

  private func given(_ text: String) -> [String] { text.isEmpty ? [] : [text] }

  private var fields: [Field] {
    let limits = City.ReportLimits.self
    return [
      Field(
        "text", PortalWords.what[language], .paragraphs(max: limits.text, rows: 4),
        values: given(draft.report.text), hint: PortalWords.whatHint[language],
        error: error("text"), isRequired: true),
      Field(
        "address", PortalWords.address[language], .text(max: limits.address),
        values: given(draft.report.address), hint: PortalWords.addressHint[language],
        error: error("address"), autocomplete: "street-address"),
    ]
  }

  private var photographs: PhotographFields {
    PhotographFields(
      kept: draft.kept, most: City.ReportLimits.photographs,
      megabytes: City.ReportLimits.photographMegabytes, error: error(PhotographFields.Name.album),
      language)
  }

  private var person: [Field] {
    let limits = City.ReportLimits.self
    return [
      Field(
        "name", PortalWords.name[language], .text(max: limits.name),
        values: given(draft.report.name), hint: PortalWords.nameHint[language],
        error: error("name"), isRequired: true, autocomplete: "name"),
      Field(
        "telephone", PortalWords.telephone[language], .telephone,
        values: given(draft.report.telephone), hint: PortalWords.telephoneHint[language],
        error: error("telephone"), mark: ComponentWords.optional[language], autocomplete: "tel"),
    ]
  }
}
