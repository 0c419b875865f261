import City
import Figures
import Hummingbird
import Kernel
import Organisation
import Pack
import Pages
import Store
import Territory

/// The rows behind a number.
extension FigureRoutes {
  /// Rows of one page.
  private static let pageRows = 50

  func rows(_ request: Request, _ context: CityRequestContext) async throws -> Response {
    let (asker, city) = (try asker(context), self.city)
    let id = try context.parameters.require("id")
    guard let asked = city.figure(id) else {
      throw Problem(.notFound, ["what": "figure", "name": String(id.prefix(80))])
    }
    let query = QueryReader(request)
    let isRatio = asked.record.form == .ratio
    let part = try query.text("part") ?? "denominator"
    let partID = part == "numerator" ? asked.record.numerator : asked.record.denominator
    let figure = isRatio ? partID.flatMap(city.figure) ?? asked : asked
    let narrowing = try Narrowing(query, city)
    guard let period = try query.text("period").flatMap({ FigurePeriod($0) }) else {
      throw query.wrong("period", "2026-05-28, 2026-05-25..2026-05-31, 2026-05")
    }
    let question = FigureQuestion(
      figure: figure.record.id, period: period.ending(by: today),
      areas: narrowing.areas(within: asker.areas, city), unit: narrowing.unit,
      category: narrowing.category, channel: narrowing.channel)
    let after = try query.text("after").map { text throws(Problem) in
      guard let cursor = FigureRow.Cursor(text) else { throw query.wrong("after", "0.0.0") }
      return cursor
    }
    let (rows, count) = try await city.store.read { reader in
      (
        try FigureRows.make(
          question, after: after, limit: FigureRoutes.pageRows, asker.scope, city, reader),
        try city.figures.count(question, reader)
      )
    }
    let language = server.language(request)
    let periodText = try query.text("period") ?? ""
    let path = "/figures/\(id)/rows?period=\(periodText)" + narrowing.query
    let shown = FigureRowsPage.Shown(
      rows: rows, count: count, period: periodText,
      narrowed: narrowing.words(city, language),
      path: path + (isRatio && part == "numerator" && after != nil ? "&part=numerator" : ""),
      filePath: narrowing.isForPrograms
        ? "/api/v1/figures/\(figure.record.id)/rows?period=\(periodText)&format=csv"
          + narrowing.query : nil,
      isFirst: after == nil)
    let page = FigureRowsPage(
      figure: figure, ratio: isRatio ? asked : nil, shown: shown, city: city, language: language)
    return server.page(
      request, context, FigureRowsPage.title, in: .figures,
      above: [(FiguresPage.title, "/figures"), (asked.record.name, "/figures/\(id)")],
      page.content)
  }

  /// What rows are narrowed to.
  struct Narrowing: Sendable {
    let area: String?
    let unit: String?
    let category: String?
    let channel: String?

    init(_ query: QueryReader, _ city: City) throws(Problem) {
      area = try query.orNone("area") { (id) in
        city.territory.area(id) != nil || Narrowing.level(id, city) != nil
      }
      unit = try query.orNone("unit") { (id) in city.organisation.unit(id) != nil }
      category = try query.orNone("category") { (id) in
        city.pack.categories.contains { $0.id == id }
      }
      channel = try query.orNone("channel") { (id) in id.utf8.count <= 64 }
    }

    /// The level of which something lies in no area; nil for the code of an area.
    private static func level(_ area: String, _ city: City) -> String? {
      city.pack.levels.map(\.id).first { FigureAddress.none + $0 == area }
    }

    /// The areas that are meant, of those that the reader covers.
    func areas(within reached: Set<String>?, _ city: City) -> Set<String>? {
      guard let area else { return reached }
      var asked = Set(city.areasCounted(in: area))
      if let level = Narrowing.level(area, city) {
        let all = city.pack.areas.map(\.id) + [""]
        asked = Set(all.filter { city.territory.ancestor(of: $0, level: level) == nil })
      }
      return reached?.intersection(asked) ?? asked
    }

    private var parts: [(String, String)] {
      [("area", area), ("unit", unit), ("category", category), ("channel", channel)]
        .compactMap { name, value in value.map { (name, $0) } }
    }

    var query: String {
      parts.map {
        "&\($0)=" + QueryText.escaped($1.isEmpty ? FigureAddress.none : $1)
      }.joined()
    }

    /// Whether the API knows all that is narrowed to.
    var isForPrograms: Bool {
      channel == nil && !parts.contains { $0.1.isEmpty || $0.1.hasPrefix(FigureAddress.none) }
    }

    func words(_ city: City, _ language: Language) -> [String] {
      FigureAddress.words(
        area: area, unit: unit, category: category, channel: channel, city, language)
    }
  }
}
