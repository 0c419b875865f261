public import City
public import Journal
public import Kernel
public import Matters
import Organisation
import Pack
import Territory

/// Where a resident says what is wrong.
public struct ReportPage: Sendable {
  public static let title = PortalWords.report

  private let report: City.Report?
  private let problem: Problem?
  private let city: City
  private let language: Language

  /// - Parameter report: what has been written so far.
  public init(report: City.Report?, problem: Problem? = nil, city: City, language: Language) {
    self.report = report
    self.problem = problem
    self.city = city
    self.language = language
  }

  /// Most areas of a list that opens; a longer one is found by writing.
  private static let areasMax = 400

  public var content: HTML {
    let notice: HTML = problem.map { "\(Notice(.wrong, $0.text(language)))" } ?? .nothing
    return """
      <header class="page-head"><h1>\(PortalWords.report[language])</h1>
      <p>\(PortalWords.lead[language])</p></header>\(notice)
      <form class="form" method="post" action="/report" data-guard data-draft="/report">
      <input type="hidden" name="step" value="check">
      \(fields)\(ActionBar([
        Button(PortalWords.next[language], .primary),
        Button(PortalWords.follow[language], .quiet, to: "/track"),
      ]))</form>
      """
  }

  private func error(_ name: String) -> String {
    guard let problem, problem.field == "/" + name || problem.field == name else { return "" }
    return problem.text(language)
  }

  private var fields: [Field] {
    let limits = City.ReportLimits.self
    let areas = city.pack.areas.prefix(ReportPage.areasMax).map { Field.Option($0.id, $0.name) }
    let categories = city.pack.categories.map { Field.Option($0.id, $0.name[language]) }
    func given(_ text: String?) -> [String] { text.map { $0.isEmpty ? [] : [$0] } ?? [] }
    return [
      Field(
        "text", PortalWords.what[language], .paragraphs(max: limits.text, rows: 5),
        values: given(report?.text), hint: PortalWords.whatHint[language], error: error("text"),
        isRequired: true),
      Field(
        "address", PortalWords.address[language], .text(max: limits.address),
        values: given(report?.address), hint: PortalWords.addressHint[language],
        error: error("address"), autocomplete: "street-address"),
      Field(
        "area", PortalWords.area[language],
        .select(areas, blank: PortalWords.automatic[language]), values: given(report?.area),
        error: error("area"), mark: ComponentWords.optional[language]),
      Field(
        "category", PortalWords.category[language],
        .select(categories, blank: PortalWords.automatic[language]),
        values: given(report?.category), error: error("category"),
        mark: ComponentWords.optional[language]),
      Field(
        "name", PortalWords.name[language], .text(max: limits.name), values: given(report?.name),
        hint: PortalWords.nameHint[language], error: error("name"), isRequired: true,
        autocomplete: "name"),
      Field(
        "telephone", PortalWords.telephone[language], .telephone, values: given(report?.telephone),
        error: error("telephone"), mark: ComponentWords.optional[language], autocomplete: "tel"),
    ]
  }
}

/// What a report would become, before it is sent.
public struct ReportCheckPage: Sendable {
  private let report: City.Report
  private let outlook: City.ReportOutlook
  private let key: String
  private let city: City
  private let language: Language

  /// - Parameter key: names the form, so that it is filed once.
  public init(
    report: City.Report, outlook: City.ReportOutlook, key: String, city: City, language: Language
  ) {
    self.report = report
    self.outlook = outlook
    self.key = key
    self.city = city
    self.language = language
  }

  public var content: HTML {
    let category = city.pack.categories.first { $0.id == outlook.category }?.name[language]
    let facts = Facts([
      Facts.Fact(PortalWords.what[language], text: report.text),
      Facts.Fact(PortalWords.address[language], text: report.address),
      Facts.Fact(
        PortalWords.area[language], text: outlook.area.flatMap { city.territory.area($0)?.name }),
      Facts.Fact(PortalWords.category[language], text: category),
      Facts.Fact(PortalWords.name[language], text: report.name),
      Facts.Fact(PortalWords.telephone[language], text: report.telephone),
    ])
    return """
      <header class="page-head"><h1>\(PortalWords.check[language])</h1></header>
      \(facts)\(similar)
      <form class="form" method="post" action="/report">\(hidden)\(ActionBar([
        Button(PortalWords.send[language], .primary, name: "step", value: "send"),
        Button(PortalWords.change[language], .secondary, name: "step", value: "change"),
      ]))</form>
      """
  }

  private var hidden: [HTML] {
    let values = [
      ("text", report.text), ("address", report.address), ("area", report.area ?? ""),
      ("category", report.category ?? ""), ("name", report.name),
      ("telephone", report.telephone), ("key", key),
    ]
    return values.map { name, value in
      "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">"
    }
  }

  private var similar: HTML {
    if outlook.similar.isEmpty { return .nothing }
    let lines = outlook.similar.map { matter -> HTML in
      let lead = matter.lead.flatMap { city.organisation.unit($0)?.name[language] }
      return """
        <li>\(String(matter.description.prefix(120))) \
        <small>\(lead ?? PortalWords.waiting[language])</small></li>
        """
    }
    return """
      \(Notice(
        .info, PortalWords.similar[language],
        "<p>\(PortalWords.similarHint[language])</p><ul>\(lines)</ul>"))
      """
  }
}

/// The number and the code of a report that was taken in.
public struct FiledPage: Sendable {
  private let number: String
  private let code: String
  private let language: Language

  public init(number: String, code: String, language: Language) {
    self.number = number
    self.code = code
    self.language = language
  }

  public var content: HTML {
    let facts = Facts([
      Facts.Fact(Words.number[language], "<b class=\"number\">\(number)</b>"),
      Facts.Fact(PortalWords.code[language], "<b class=\"number\">\(code)</b>"),
    ])
    return """
      <header class="page-head"><h1>\(PortalWords.filed[language])</h1></header>
      \(Notice(.done, PortalWords.keep[language], facts.html))
      \(ActionBar([
        Button(PortalWords.follow[language], .primary, to: "/track?number=\(number)"),
        Button(PortalWords.another[language], .quiet, to: "/report"),
      ]))
      """
  }
}
