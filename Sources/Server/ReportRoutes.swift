import API
import City
import HTTPTypes
import Hummingbird
import Journal
import Kernel
import Matters
import Pack
import Pages
import Store
import Territory

/// Where residents report something, without an account: what is wrong, a look at what it would
/// become, and the number with the code.
struct ReportRoutes: Sendable {
  let server: CityServer

  private var city: City { server.city }

  func add(to router: Router<CityRequestContext>) {
    router.get("report") { request, context in page(request, context, ReportDraft()) }
    router.post("report") { request, context in try await report(request, context) }
    router.get("photographs/:ticket") { request, context in
      try await photograph(request, context)
    }
  }

  private func page(
    _ request: Request, _ context: CityRequestContext, _ draft: ReportDraft,
    _ problem: Problem? = nil
  ) -> Response {
    let page = ReportPage(
      draft, problem: problem, isLarge: Preferences(request).textSize == .large,
      language: server.language(request))
    return answer(request, context, page.content, problem)
  }

  private func answer(
    _ request: Request, _ context: CityRequestContext, _ content: HTML, _ problem: Problem? = nil
  ) -> Response {
    server.page(
      request, context, ReportPage.title, in: .report,
      status: HTTPResponse.Status(code: problem?.kind.status ?? 200), content)
  }

  private func report(
    _ request: Request, _ context: CityRequestContext
  ) async throws -> Response {
    let form = try await FormReader(server: server).read(
      request, context, from: .anybody, takesFiles: true)
    var draft = ReportRoutes.given(form)
    let taken = try await PhotographIntake(server: server).take(
      form, atMost: City.ReportLimits.photographs,
      stranger: server.client(request, context).key)
    draft.kept = taken.kept
    do {
      if let problem = taken.problem { throw problem }
      try ReportRoutes.check(form)
      try requireKnown(draft.report)
      switch form.values("step").first {
      case "send": return try await file(request, context, draft, form)
      case "check": return try await check(request, context, draft)
      case "find":
        draft.report.area = nil
        draft.places = city.places(named: draft.place).map(\.id)
        return try await check(request, context, draft)
      default: return page(request, context, draft)
      }
    } catch let problem as Problem where problem.kind.status == 422 {
      return page(request, context, draft, problem)
    }
  }

  /// What was written, whether it is right or not.
  private static func given(_ form: Form) -> ReportDraft {
    func text(_ name: String) -> String { form.values(name).first ?? "" }
    func code(_ name: String) -> String? { text(name).isEmpty ? nil : text(name) }
    return ReportDraft(
      report: City.Report(
        text: text("text"), address: text("address"), area: code("area"),
        category: code("category"), name: text("name"), telephone: text("telephone")),
      place: String(text("place").prefix(City.ReportLimits.address)))
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
    _ request: Request, _ context: CityRequestContext, _ draft: ReportDraft
  ) async throws -> Response {
    let page = ReportCheckPage(
      draft, outlook: try await city.outlook(draft.report, at: server.clock()),
      key: "report-" + server.equipment.random(16).map { String($0, radix: 16) }.joined(),
      city: city, language: server.language(request))
    return answer(request, context, page.content)
  }

  private func file(
    _ request: Request, _ context: CityRequestContext, _ draft: ReportDraft, _ form: Form
  ) async throws -> Response {
    let key = try form.text("key", max: 80)
    let outcome = try await city.file(draft.report, at: server.clock(), key: key)
    var (attached, lost) = (0, Problem?.none)
    // The report is taken in whatever becomes of its photographs.
    for photograph in draft.kept {
      do {
        try await city.attach(
          ticket: photograph.ticket, toOwn: outcome.subject, at: server.clock(), key: key)
        attached += 1
      } catch let problem as Problem where problem.kind.status < 500 {
        lost = lost ?? problem
      }
    }
    let engine = city.matters
    let matter = try await city.store.read { try engine.load(outcome.subject, $0) }
    let page = FiledPage(
      number: matter?.number ?? "", code: try await city.code(of: outcome.subject),
      photographs: attached, problem: lost, language: server.language(request))
    return answer(request, context, page.content)
  }

  /// A picture to whoever holds its ticket: whoever has sent it, or whose matter shows it.
  private func photograph(
    _ request: Request, _ context: CityRequestContext
  ) async throws -> Response {
    let ticket = try context.parameters.require("ticket")
    guard let (bytes, type) = try await city.photograph(ticket: ticket, at: server.clock()) else {
      throw Problem(.notFound, ["what": "photograph", "name": String(ticket.prefix(12))])
    }
    return Answer.picture(bytes, type, tag: String(ticket.prefix { $0 != "-" }), request)
  }
}

extension Answer {
  /// A photograph. The bytes under a digest are the same for ever; who may see them is not.
  static func picture(
    _ bytes: [UInt8], _ type: String, tag: String, _ request: Request
  ) -> Response {
    var response = Answer.text("", type: type)
    response.body = ResponseBody(byteBuffer: .init(bytes: bytes))
    response.headers[.eTag] = "\"\(tag)\""
    response.headers[.cacheControl] = "private, no-cache"
    return APIRoutes.conditional(response, request)
  }
}
