import API
import City
import Desk
import HTTPTypes
import Hummingbird
import Kernel
import Matters
import Organisation
import Pages
import Store

/// Looking for matters, and keeping what one looks for under a name.
struct FindRoutes: Sendable {
  let server: CityServer

  private var city: City { server.city }

  func add(to router: Router<CityRequestContext>) {
    router.get("matters") { request, context in try await find(request, context) }
    router.post("views") { request, context in try await keep(request, context) }
    router.get("views") { request, context in try await list(request, context) }
    router.post("views/:number/name") { request, context in try await rename(request, context) }
    router.post("views/:number/removal") { request, context in
      try await remove(request, context)
    }
  }

  /// Whoever reads matters.
  private func reader(_ context: CityRequestContext) throws -> Visitor {
    let visitor = try server.visitor(context)
    guard visitor.actor.holds("matter.read") else {
      throw Problem(.forbidden, ["permission": "matter.read"])
    }
    return visitor
  }

  private func account(_ context: CityRequestContext) throws -> Int64 {
    guard let account = try reader(context).account else { throw Problem(.noDesk) }
    return account
  }

  // MARK: Looking

  private func find(_ request: Request, _ context: CityRequestContext) async throws -> Response {
    let visitor = try reader(context)
    let text = request.uri.query ?? ""
    let query = try DeskViews.query(text)
    if let path = try await opened(query.text("words"), visitor) {
      return Response.redirect(to: path, type: .normal)
    }
    let fields = try Form(Array(text.utf8))
    let after = try number(fields, "after")
    var model = FindPage.Model(query)
    model.view = try number(fields, "view")
    var asked: (MatterReader.Filter, Int64?)?
    do throws(Problem) {
      asked = (try query.filter(city), after)
    } catch {
      model.problem = error
    }
    return try await page(request, context, visitor, model, asked)
  }

  private func number(_ form: Form, _ name: String) throws(Problem) -> Int64? {
    guard let text = try form.textIfPresent(name, max: 20) else { return nil }
    guard let number = Int64(text), number > 0 else {
      throw Problem(
        .fieldInvalid, field: name, ["name": name, "expected": "1…", "found": text])
    }
    return number
  }

  /// The page of the matter whose number was written; nil where there is none in the scope.
  private func opened(_ words: String, _ visitor: Visitor) async throws -> String? {
    let number = words.filter { !$0.isWhitespace }
    guard (1...40).contains(number.utf8.count), number.allSatisfy({ $0.isASCII }) else {
      return nil
    }
    let reader = MatterReader(city.matters, RowScope(visitor.actor, "matter.read"))
    let found = try await city.store.read { try reader.matter(number, $0)?.matter.number }
    return found.map { "/matters/\($0)" }
  }

  private func page(
    _ request: Request, _ context: CityRequestContext, _ visitor: Visitor,
    _ given: FindPage.Model, _ asked: (filter: MatterReader.Filter, after: Int64?)?
  ) async throws -> Response {
    let (city, views) = (city, DeskViews(server: server))
    let reader = MatterReader(city.matters, RowScope(visitor.actor, "matter.read"))
    let model = try await city.store.read { store in
      var model = given
      model.hasAccount = visitor.account != nil
      model.views = try views.tabs(visitor, store)
      guard let (filter, after) = asked else { return model }
      let found = try reader.search(filter, after: after, limit: DeskRoutes.pageLines, store)
      (model.lines, model.next, model.isContinued) = (found.lines, found.next, after != nil)
      model.isCut = found.next != nil && found.lines.count < DeskRoutes.pageLines
      guard let account = visitor.account else { return model }
      model.unread = try city.seenMarks.unread(
        of: account, visitor.actor.id, among: model.lines.map(\.id), store)
      return model
    }
    let page = FindPage(
      model, token: server.formToken(context), city: city, language: server.language(request))
    return server.page(
      request, context, FindPage.title, in: .desk, above: [(MatterListPage.title, "/")],
      status: HTTPResponse.Status(code: model.problem?.kind.status ?? 200), page.content)
  }

  // MARK: Keeping

  private func keep(_ request: Request, _ context: CityRequestContext) async throws -> Response {
    let form = try await FormReader(server: server).read(request, context)
    let (visitor, account) = (try reader(context), try account(context))
    let text = try form.textIfPresent("query", max: SavedViews.queryMax) ?? ""
    let name = try form.textIfPresent("name", max: 200) ?? ""
    let query = try DeskViews.query(text)
    let filter = try query.filter(city)
    let views = city.savedViews
    do {
      let number = try await city.store.write {
        try views.keep(query.query, as: name, account, $0)
      }
      return Answer.told(Flash("saved"), at: "/matters?view=\(number)&" + query.query)
    } catch let problem as Problem where problem.kind.status == 422 {
      var model = FindPage.Model(query)
      (model.problem, model.name) = (problem, name)
      return try await page(request, context, visitor, model, (filter, nil))
    }
  }

  private func list(_ request: Request, _ context: CityRequestContext) async throws -> Response {
    try await views(request, context, try account(context), refused: nil)
  }

  private func views(
    _ request: Request, _ context: CityRequestContext, _ account: Int64,
    refused: (number: Int64, name: String, problem: Problem)?
  ) async throws -> Response {
    let views = city.savedViews
    let kept = try await city.store.read { try views.views(of: account, $0) }
    let page = ViewsPage(
      kept, refused: refused, token: server.formToken(context),
      language: server.language(request))
    return server.page(
      request, context, ViewsPage.title, in: .desk, above: [(MatterListPage.title, "/")],
      status: HTTPResponse.Status(code: refused?.problem.kind.status ?? 200), page.content)
  }

  private func rename(
    _ request: Request, _ context: CityRequestContext
  ) async throws -> Response {
    let form = try await FormReader(server: server).read(request, context)
    let (account, number) = (try account(context), try number(context))
    let name = try form.textIfPresent("name", max: 200) ?? ""
    let views = city.savedViews
    do {
      try await city.store.write { try views.rename(number, to: name, account, $0) }
      return Answer.told(Flash("saved"), at: "/views")
    } catch let problem as Problem where problem.kind.status == 422 {
      return try await self.views(
        request, context, account, refused: (number, name, problem))
    }
  }

  private func remove(
    _ request: Request, _ context: CityRequestContext
  ) async throws -> Response {
    _ = try await FormReader(server: server).read(request, context)
    let (account, number) = (try account(context), try number(context))
    let views = city.savedViews
    try await city.store.write { try views.remove(number, account, $0) }
    return Answer.told(Flash("saved"), at: "/views")
  }

  private func number(_ context: CityRequestContext) throws -> Int64 {
    let text = try context.parameters.require("number")
    guard let number = Int64(text) else {
      throw Problem(.notFound, ["what": "view", "name": String(text.prefix(20))])
    }
    return number
  }
}
