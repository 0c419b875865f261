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

/// The queue of matters that nobody leads, for those who decide who does.
struct ArbitrationRoutes: Sendable {
  let server: CityServer

  private var city: City { server.city }
  private static let action = DispatchMatter.declaration.name

  func add(to router: Router<CityRequestContext>) {
    router.get("arbitration") { request, context in
      let actor = try arbiter(context)
      let after = try server.cursor(request)
      return try await page(request, context, actor, after: after)
    }
    router.post("arbitration/:number") { request, context in try await decide(request, context) }
  }

  private func arbiter(_ context: CityRequestContext) throws -> Actor {
    let actor = try server.actor(context)
    _ = try server.entry(ArbitrationRoutes.action, for: actor)
    return actor
  }

  private func page(
    _ request: Request, _ context: CityRequestContext, _ actor: Actor,
    after: MatterReader.Cursor? = nil, refused: ArbitrationPage.Refused? = nil
  ) async throws -> Response {
    let queue = ArbitrationQueue(city.matters, RowScope(actor, "matter.dispatch"))
    let (items, count) = try await city.store.read {
      (try queue.items(after: after, $0), try queue.count($0))
    }
    let next =
      items.count == ArbitrationQueue.pageMax
      ? items.last.map { ArbitrationPage.path + "?after=" + $0.cursor.text } : nil
    let page = ArbitrationPage(
      items, count: count, refused: refused, next: next, isFirst: after == nil,
      guardToken: server.formToken(context).text, key: server.formKey(), now: server.clock(),
      city: city, language: server.language(request))
    return server.page(
      request, context, ArbitrationPage.title, in: .arbitration,
      status: HTTPResponse.Status(code: refused?.problem.kind.status ?? 200), page.content)
  }

  /// Most units that a name may mean before it has to be written more precisely.
  private static let meantMax = 6

  private func decide(_ request: Request, _ context: CityRequestContext) async throws -> Response {
    let form = try await FormReader(server: server).read(request, context)
    let actor = try arbiter(context)
    let number = try context.parameters.require("number")
    let other = form.values(ArbitrationPage.Field.other).first ?? ""
    let reason = form.values(ArbitrationPage.Field.reason).first ?? ""
    var meant: [String] = []
    do {
      var unit = try form.textIfPresent("unit", max: 64) ?? ""
      if unit.isEmpty {
        meant = NamedInput(city: city).units(
          try form.text(ArbitrationPage.Field.other, max: 100), limit: ArbitrationRoutes.meantMax)
        guard meant.count == 1 else {
          throw Problem(
            meant.isEmpty ? .unitNotNamed : .unitsMeant, field: ArbitrationPage.Field.other,
            ["unit": other, "count": String(meant.count)])
        }
        unit = meant[0]
      }
      try await dispatch(number, to: unit, form, actor)
      return Answer.told(
        Flash(ArbitrationRoutes.action, number: number), at: ArbitrationPage.path)
    } catch let problem as Problem where (400..<500).contains(problem.kind.status) {
      return try await page(
        request, context, actor,
        refused: ArbitrationPage.Refused(
          number: String(number.prefix(64)), other: other, reason: reason, problem: problem,
          units: meant))
    }
  }

  private func dispatch(
    _ number: String, to unit: String, _ form: Form, _ actor: Actor
  ) async throws {
    let reader = MatterReader(city.matters, RowScope(actor, "matter.dispatch"))
    guard let (id, _) = try await city.store.read({ try reader.matter(number, $0) }) else {
      throw Problem(.notFound, ["what": "matter", "name": String(number.prefix(80))])
    }
    var input: [String: JSON] = ["unit": .string(unit)]
    if let reason = try form.textIfPresent(ArbitrationPage.Field.reason, max: 2000) {
      input["reason"] = .string(reason)
    }
    if let area = try form.textIfPresent("area", max: 64) { input["area"] = .string(area) }
    let expected = try form.textIfPresent(ActionForm.Hidden.version, max: 20).flatMap { Int64($0) }
    _ = try await ActionCatalogue.all.perform(
      ActionCatalogue.Call(
        ArbitrationRoutes.action, on: id, .object(input), by: actor, at: server.clock(),
        key: try form.textIfPresent(ActionForm.Hidden.key, max: 120), expectedVersion: expected),
      city)
  }
}

extension CityServer {
  /// Where a page of a list begins; nil for the beginning.
  func cursor(_ request: Request) throws(Problem) -> MatterReader.Cursor? {
    guard let text = request.uri.queryParameters["after"].map(String.init) else { return nil }
    guard let cursor = MatterReader.Cursor(text) else {
      throw Problem(
        .fieldInvalid, field: "after",
        ["name": "after", "expected": "light.due.id", "found": String(text.prefix(40))])
    }
    return cursor
  }
}

extension Problem.Kind {
  static let unitNotNamed = Problem.Kind(
    "matter.unit-not-named", status: 422, zh: "没有叫“{unit}”的单位，请换个名称。",
    en: "No unit is called “{unit}”; try another name.")
  static let unitsMeant = Problem.Kind(
    "matter.units-meant", status: 422, zh: "“{unit}”可能是{count}个单位，请在下面选一个，或写全名。",
    en: "“{unit}” may mean {count} units: choose one below, or write its whole name.")
}
