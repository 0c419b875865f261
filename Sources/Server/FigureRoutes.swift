import City
import Figures
import HTTPTypes
import Hummingbird
import Kernel
import Organisation
import Pack
import Pages
import Store
import Territory

/// The bulletin, the catalogue of figures, each figure, and the rows behind every number.
struct FigureRoutes: Sendable {
  let server: CityServer

  var city: City { server.city }

  func add(to router: Router<CityRequestContext>) {
    router.get("bulletin") { request, context in try await bulletin(request, context) }
    router.get("bulletin.pdf") { request, context in try await paper(request, context) }
    router.get("figures") { request, context in
      _ = try asker(context)
      let page = FiguresPage(city: city, language: server.language(request))
      return server.page(request, context, FiguresPage.title, in: .figures, page.content)
    }
    router.get("figures/:id") { request, context in try await figure(request, context) }
    router.get("figures/:id/rows") { request, context in try await rows(request, context) }
  }

  /// Whoever asks, with what their posts cover.
  struct Asker: Sendable {
    let actor: Actor
    /// Nil for everywhere.
    let areas: Set<String>?
    /// The names of the areas of their posts; empty for everywhere.
    let names: [String]
    /// Which matters they may open.
    let scope: RowScope
  }

  func asker(_ context: CityRequestContext) throws -> Asker {
    let actor = try server.actor(context)
    guard actor.holds("figure.read") else {
      throw Problem(.forbidden, ["permission": "figure.read"])
    }
    let scope = RowScope(actor, "figure.read")
    let tops = scope.areas.filter { area in
      !scope.areas.contains { $0 != area && city.territory.isWithin(area, $0) }
    }
    let names = scope.isEverything || tops.contains(city.territory.root) ? [] : tops.sorted()
    return Asker(
      actor: actor, areas: city.areasCounted(by: scope),
      names: names.compactMap { city.territory.area($0)?.name },
      scope: RowScope(actor, "matter.read"))
  }

  var today: CivilDate { server.clock().local(city.pack.offset).date }

  // MARK: Bulletin

  private func bulletin(
    _ request: Request, _ context: CityRequestContext
  ) async throws -> Response {
    let asker = try asker(context)
    let page = try await bulletinPage(
      try period(QueryReader(request)), asker, .screen, server.language(request))
    return server.page(request, context, Text(page.name), in: .bulletin, page.content)
  }

  func bulletinPage(
    _ period: BulletinPeriod, _ asker: Asker, _ medium: BulletinPage.Medium, _ language: Language
  ) async throws -> BulletinPage {
    let city = city
    let bulletin = try await city.store.read {
      try Bulletin.make(city, period, areas: asker.areas, scope: asker.scope, $0)
    }
    return BulletinPage(
      bulletin: bulletin, now: server.clock(), areas: asker.names, city: city, medium: medium,
      language: language)
  }

  /// The first day that there can be a bulletin of.
  private static let firstDay = CivilDate(dayNumber: 7_305)

  /// The day or the week that is asked for; today where none is.
  func period(_ query: QueryReader) throws(Problem) -> BulletinPeriod {
    if let text = try query.text("week") {
      guard let week = CivilWeek(text), isKnown(week.monday) else {
        throw query.wrong("week", CivilWeek(containing: today).text)
      }
      return .week(week)
    }
    let date = try query.date("date") ?? today
    guard isKnown(date) else { throw query.wrong("date", "≤ " + today.text) }
    return try query.text("rhythm") == "week" ? .week(CivilWeek(containing: date)) : .day(date)
  }

  private func isKnown(_ date: CivilDate) -> Bool {
    (FigureRoutes.firstDay...max(today, FigureRoutes.firstDay)).contains(date)
  }

  // MARK: Figures

  private func figure(_ context: CityRequestContext) throws -> Figure {
    let id = try context.parameters.require("id")
    guard let figure = city.figure(id) else {
      throw Problem(.notFound, ["what": "figure", "name": String(id.prefix(80))])
    }
    return figure
  }

  private func figure(
    _ request: Request, _ context: CityRequestContext
  ) async throws -> Response {
    let asker = try asker(context)
    let figure = try figure(context)
    let asked = try asked(QueryReader(request))
    let (city, today) = (city, today)
    let view = try await city.store.read {
      try FigureView.make(figure, asked, areas: asker.areas, today: today, city, $0)
    }
    let page = FigurePage(
      view: view, today: today, areas: asker.areas, city: city, language: server.language(request))
    return server.page(
      request, context, figure.record.name, in: .figures,
      above: [(FiguresPage.title, "/figures")], page.content)
  }

  private func asked(_ query: QueryReader) throws(Problem) -> FigureView.Asked {
    var asked = FigureView.Asked()
    if let text = try query.text("by") {
      guard let rhythm = FigureRhythm(rawValue: text) else {
        throw query.wrong("by", FigureRhythm.allCases.map(\.rawValue).joined(separator: ", "))
      }
      asked.rhythm = rhythm
    }
    asked.from = try query.date("from")
    asked.to = try query.date("to")
    if let from = asked.from, let to = asked.to, from > to {
      throw query.wrong("from", "≤ " + to.text)
    }
    for (name, date) in [("from", asked.from), ("to", asked.to)] {
      guard let date else { continue }
      if date < FigureRoutes.firstDay { throw query.wrong(name, "≥ " + FigureRoutes.firstDay.text) }
    }
    asked.area = try query.area("area", city)
    if let text = try query.text("compare") {
      let plain: [String: FigureQuestion.Division] = [
        "unit": .unit, "category": .category, "channel": .channel,
      ]
      let levels = city.pack.levels.map(\.id)
      guard let division = plain[text] ?? (levels.contains(text) ? .level(text) : nil) else {
        throw query.wrong("compare", (plain.keys.sorted() + levels).joined(separator: ", "))
      }
      asked.division = division
    }
    return asked
  }
}
