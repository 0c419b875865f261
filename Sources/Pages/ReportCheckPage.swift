public import City
public import Kernel
import Matters
import Organisation
import Pack
import Territory

/// What a report would become: where it seems to be, what it seems to be about, and who has
/// reported the same; all of it to be put right before it is sent.
public struct ReportCheckPage: Sendable {
  private let draft: ReportDraft
  private let outlook: City.ReportOutlook
  private let key: String
  private let city: City
  private let language: Language

  /// - Parameter key: names the form, so that it is filed once.
  public init(
    _ draft: ReportDraft, outlook: City.ReportOutlook, key: String, city: City,
    language: Language
  ) {
    self.draft = draft
    self.outlook = outlook
    self.key = key
    self.city = city
    self.language = language
  }

  private var report: City.Report { draft.report }

  public var content: HTML {
    let facts = Facts([
      Facts.Fact(PortalWords.what[language], text: report.text),
      Facts.Fact(PortalWords.address[language], text: report.address),
      Facts.Fact(PortalWords.name[language], text: report.name),
      Facts.Fact(PortalWords.telephone[language], text: report.telephone),
    ])
    return """
      <header class="page-head"><h1>\(PortalWords.check[language])</h1></header>\(similar)
      <section class="card">\(facts)\(pictures)</section>
      <form class="form" method="post" action="/report">\(draft.hidden(but: asked))\
      <input type="hidden" name="key" value="\(key)">\(area)\(search)\(category)\(ActionBar([
        Button(PortalWords.send[language], .primary, name: "step", value: "send"),
        Button(PortalWords.change[language], .secondary, name: "step", value: "change"),
      ]))</form>
      """
  }

  private let asked: Set<String> = ["area", "category", "place"]

  private var pictures: HTML {
    let photos = draft.kept.enumerated().map { index, photograph in
      let path = KeptPhotograph.path(photograph.ticket)
      let name = PhotographWords.keptNumber.filled(["n": String(index + 1)], language)
      return PhotoStrip.Photo(path: path, previewPath: path, caption: name)
    }
    return PhotoStrip(photos).html
  }

  /// The areas that come into question; whoever is not sure leaves it to those who know.
  private var area: Field {
    var found = draft.places ?? []
    for area in [report.area, outlook.area].compactMap({ $0 }) + outlook.areas
    where !found.contains(area) { found.append(area) }
    let options =
      found.prefix(City.placesMax).map {
        Field.Option($0, city.path(of: $0).joined(separator: " › "))
      } + [Field.Option("", PortalWords.unsure[language])]
    let isFound = draft.places?.isEmpty != true
    return Field(
      "area", PortalWords.area[language], .radios(options),
      values: [report.area ?? (draft.places == nil ? outlook.area : draft.places?.first) ?? ""],
      hint: isFound ? PortalWords.areaHint[language] : PortalWords.nowhere[language])
  }

  /// Another place by its name, for a city has thousands.
  private var search: HTML {
    let name = Field(
      "place", PortalWords.findName[language], .search(max: City.ReportLimits.address),
      values: draft.place.isEmpty ? [] : [draft.place], hint: PortalWords.findHint[language])
    let button = Button(
      PortalWords.findButton[language], .secondary, icon: .search, name: "step", value: "find")
    return Disclosure(
      PortalWords.find[language], isOpen: draft.places?.isEmpty == true || outlook.area == nil,
      "\(name)\(ActionBar([button]))"
    ).html
  }

  private var category: Field {
    let options = city.pack.categories.map { Field.Option($0.id, $0.name[language]) }
    let isGuessed = report.category == nil && outlook.category != nil
    return Field(
      "category", PortalWords.category[language],
      .select(options, blank: PortalWords.automatic[language]),
      values: [report.category ?? outlook.category].compactMap { $0 },
      hint: isGuessed ? PortalWords.guessed[language] : "")
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

/// The number and the code of a report that was taken in, large and once.
public struct FiledPage: Sendable {
  private let number: String
  private let code: String
  private let photographs: Int
  private let problem: Problem?
  private let language: Language

  /// - Parameters:
  ///   - photographs: how many were attached.
  ///   - problem: why others were not.
  public init(
    number: String, code: String, photographs: Int = 0, problem: Problem? = nil,
    language: Language
  ) {
    self.number = number
    self.code = code
    self.photographs = photographs
    self.problem = problem
    self.language = language
  }

  public var content: HTML {
    let told: HTML =
      photographs == 0
      ? .nothing
      : "<p>\(PortalWords.withPhotographs.filled(["n": String(photographs)], language))</p>"
    let lost: HTML =
      problem.map {
        "\(Notice(.caution, PortalWords.photographLost[language], "<p>\($0.text(language))</p>"))"
      } ?? .nothing
    return """
      <header class="page-head"><h1>\(PortalWords.filed[language])</h1></header>
      \(Notice(.done, PortalWords.keep[language], told))\(lost)
      <dl class="card codes"><div><dt>\(Words.number[language])</dt>\
      <dd><b class="number">\(number)</b> \
      \(Button(MatterWords.copyNumber[language], copying: number))</dd></div>\
      <div><dt>\(PortalWords.code[language])</dt><dd><b class="number">\(code)</b> \
      \(Button(PortalWords.copyCode[language], copying: code))</dd></div></dl>
      <p>\(PortalWords.noteDown[language])</p>\(ActionBar([
        Button(PortalWords.follow[language], .primary, to: "/track?number=\(number)"),
        Button(PortalWords.another[language], .quiet, to: "/report"),
      ]))
      """
  }
}
