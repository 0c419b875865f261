import API
import City
import HTTPTypes
import Hummingbird
import Journal
import Kernel
import Matters
import Organisation
import Pack
import Pages
import Store
import Territory

/// The pages for residents, who need no account: report, follow, rate, have it done again.
struct PortalRoutes: Sendable {
  let server: CityServer

  private var city: City { server.city }

  func add(to router: Router<CityRequestContext>) {
    router.get("report") { request, context in form(request, context, nil) }
    router.post("report") { request, context in try await report(request, context) }
    router.get("track") { request, context in
      let number = request.uri.queryParameters["number"].map { String($0.prefix(64)) } ?? ""
      return page(request, context, TrackPage.title, track(request, number).content)
    }
    router.post("track") { request, context in try await track(request, context) }
    router.post("track/:action") { request, context in try await take(request, context) }
  }

  private func page(
    _ request: Request, _ context: CityRequestContext, _ title: Text, _ content: HTML,
    _ problem: Problem? = nil
  ) -> Response {
    server.page(
      request, context, title, in: .report,
      status: HTTPResponse.Status(code: problem?.kind.status ?? 200), content)
  }

  // MARK: Report

  private func form(
    _ request: Request, _ context: CityRequestContext, _ report: City.Report?,
    _ problem: Problem? = nil
  ) -> Response {
    let page = ReportPage(
      report: report, problem: problem, city: city, language: server.language(request))
    return self.page(request, context, ReportPage.title, page.content, problem)
  }

  private func report(
    _ request: Request, _ context: CityRequestContext
  ) async throws -> Response {
    let form = try await FormReader(server: server).read(request, context, from: .anybody)
    let report = PortalRoutes.given(form)
    do {
      try PortalRoutes.check(form)
      try requireKnown(report)
      switch form.values("step").first {
      case "send": return try await file(request, context, report, form)
      case "check": return try await check(request, context, report)
      default: return self.form(request, context, report)
      }
    } catch let problem as Problem where problem.kind.status == 422 {
      return self.form(request, context, report, problem)
    }
  }

  /// What was written, whether it is right or not.
  private static func given(_ form: Form) -> City.Report {
    func text(_ name: String) -> String { form.values(name).first ?? "" }
    func code(_ name: String) -> String? { text(name).isEmpty ? nil : text(name) }
    return City.Report(
      text: text("text"), address: text("address"), area: code("area"), category: code("category"),
      name: text("name"), telephone: text("telephone"))
  }

  private static func check(_ form: Form) throws(Problem) {
    let limits = City.ReportLimits.self
    _ = try form.text("text", max: limits.text)
    _ = try form.textIfPresent("address", max: limits.address)
    _ = try form.text("name", max: limits.name)
    _ = try form.textIfPresent("telephone", max: limits.telephone)
  }

  private func requireKnown(_ report: City.Report) throws(Problem) {
    if let area = report.area, city.territory.area(area) == nil {
      throw Problem(
        .fieldInvalid, field: "area",
        ["name": "area", "expected": "a known area", "found": String(area.prefix(80))])
    }
    if let category = report.category, !city.pack.categories.contains(where: { $0.id == category })
    {
      throw Problem(
        .fieldInvalid, field: "category",
        ["name": "category", "expected": "a known category", "found": String(category.prefix(80))])
    }
  }

  private func check(
    _ request: Request, _ context: CityRequestContext, _ report: City.Report
  ) async throws -> Response {
    let page = ReportCheckPage(
      report: report, outlook: try await city.outlook(report, at: server.clock()),
      key: "report-" + server.equipment.random(16).map { String($0, radix: 16) }.joined(),
      city: city, language: server.language(request))
    return self.page(request, context, ReportPage.title, page.content)
  }

  private func file(
    _ request: Request, _ context: CityRequestContext, _ report: City.Report, _ form: Form
  ) async throws -> Response {
    let key = try form.text("key", max: 80)
    let outcome = try await city.file(report, at: server.clock(), key: key)
    let engine = city.matters
    let matter = try await city.store.read { try engine.load(outcome.subject, $0) }
    let page = FiledPage(
      number: matter?.number ?? "", code: try await city.code(of: outcome.subject),
      language: server.language(request))
    return self.page(request, context, ReportPage.title, page.content)
  }

  // MARK: Follow

  private func track(
    _ request: Request, _ number: String, _ opened: TrackPage.Opened? = nil,
    refused: StepsSection.Refused? = nil, problem: Problem? = nil
  ) -> TrackPage {
    TrackPage(
      number: number, opened: opened, refused: refused, problem: problem, now: server.clock(),
      city: city, language: server.language(request))
  }

  private struct Caller {
    let actor: Actor
    let id: Int64
    let number: String
    let code: String
  }

  /// Whoever shows a number and its code. Wrong ones are counted, for the asker and for the matter.
  private func caller(
    _ request: Request, _ context: CityRequestContext, _ form: Form
  ) async throws -> Caller {
    let number = try form.text("number", max: 64)
    let code = try form.text("code", max: 32)
    let second = GuessMiddleware.Second(
      buckets: server.equipment.limits.guessesOfMatter, key: number, name: "guesses-of-matter")
    return try await GuessMiddleware(server: server).counting(request, context, second) {
      let (actor, id) = try await city.caller(number: number, code: code)
      return Caller(actor: actor, id: id, number: number, code: code)
    }
  }

  private func opened(_ caller: Caller) async throws -> TrackPage.Opened {
    let engine = city.matters
    guard let matter = try await city.store.read({ try engine.loadWhole(caller.id, $0) }) else {
      throw Problem(.codeWrong)
    }
    let steps = city.possibleActions(
      on: matter, id: caller.id, by: caller.actor, at: server.clock())
    return TrackPage.Opened(
      matter: matter, code: caller.code,
      steps: steps.filter { PortalRoutes.offered.contains($0.entry.declaration.name) })
  }

  /// What a resident is offered on the page.
  private static let offered: Set<String> = ["RateMatter", "ReopenMatter", "RequestReview"]

  private func track(_ request: Request, _ context: CityRequestContext) async throws -> Response {
    let form = try await FormReader(server: server).read(request, context, from: .anybody)
    do {
      let caller = try await caller(request, context, form)
      let page = track(request, caller.number, try await opened(caller))
      return self.page(request, context, TrackPage.title, page.content)
    } catch let problem as Problem where [404, 422, 429].contains(problem.kind.status) {
      let number = String((form.values("number").first ?? "").prefix(64))
      let page = track(request, number, problem: problem)
      return self.page(request, context, TrackPage.title, page.content, problem)
    }
  }

  private func take(_ request: Request, _ context: CityRequestContext) async throws -> Response {
    let form = try await FormReader(server: server).read(request, context, from: .anybody)
    let name = try context.parameters.require("action")
    guard PortalRoutes.offered.contains(name),
      let entry = ActionCatalogue.all.entries.first(where: { $0.declaration.name == name })
    else { throw Problem(.notFound, ["what": "action", "name": String(name.prefix(80))]) }
    let caller = try await caller(request, context, form)
    let fields = entry.fields.filter { !["number", "code"].contains($0.name) }
    let input = FormInput.json(form, fields, city.pack.offset)
    var refused: StepsSection.Refused?
    do {
      let call = ActionCatalogue.Call(
        name, on: caller.id, input, by: caller.actor, at: server.clock())
      _ = try await ActionCatalogue.all.perform(call, city)
    } catch let problem as Problem where (400..<500).contains(problem.kind.status) {
      refused = StepsSection.Refused(
        action: name, settled: [:], values: input.object ?? [:], problem: problem)
    }
    let page = track(request, caller.number, try await opened(caller), refused: refused)
    return self.page(request, context, TrackPage.title, page.content, refused?.problem)
  }
}
