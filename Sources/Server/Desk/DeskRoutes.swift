import API
import City
import Desk
import HTTPTypes
import Hummingbird
import Kernel
import Matters
import Organisation
import Pack
import Pages
import Store

/// The desk: what waits for whoever is signed in, in groups.
struct DeskRoutes: Sendable {
  let server: CityServer

  private var city: City { server.city }

  /// Lines of one page.
  static let pageLines = 50
  /// Where counting of a kept filter ends.
  static let viewCountMax = 100

  func add(to router: Router<CityRequestContext>) {
    router.get("/") { request, context in try await desk(request, context) }
    router.post("desk/read") { request, context in try await readAll(request, context) }
  }

  /// What is asked for by the address.
  private struct Asked {
    var group: WaitingGroup?
    var light: Matter.Light?
    var order: WaitingReader.Order
    var after: MatterReader.Cursor?

    init(_ request: Request) throws(Problem) {
      let query = request.uri.queryParameters
      let names = WaitingGroup.allCases.map(\.rawValue)
      group = try Asked.value(query["group"], "group", names) { WaitingGroup(rawValue: $0) }
      light = try Asked.value(query["light"], "light", ["green", "amber", "red"]) { name in
        Matter.Light.allCases.first { "\($0)" == name }
      }
      let orders = WaitingReader.Order.allCases.map(\.rawValue)
      order =
        try Asked.value(query["order"], "order", orders) { WaitingReader.Order(rawValue: $0) }
        ?? .clock
      after = try Asked.value(query["after"], "after", ["light.due.id"]) {
        MatterReader.Cursor($0)
      }
    }

    private static func value<Value>(
      _ given: Substring?, _ name: String, _ known: [String], _ read: (String) -> Value?
    ) throws(Problem) -> Value? {
      guard let given else { return nil }
      guard let value = read(String(given)) else {
        throw Problem(
          .fieldInvalid, field: name,
          [
            "name": name, "expected": known.joined(separator: ", "),
            "found": String(given.prefix(40)),
          ])
      }
      return value
    }
  }

  private func desk(_ request: Request, _ context: CityRequestContext) async throws -> Response {
    let visitor = try server.visitor(context)
    guard visitor.actor.holds("matter.read") else {
      return Response.redirect(to: server.firstPath(for: visitor.actor), type: .normal)
    }
    let asked = try Asked(request)
    var model = try await read(asked, visitor)
    if visitor.actor.holds("matter.dispatch") { model.arbitrationPath = "/arbitration" }
    let page = MatterListPage(
      model, token: server.formToken(context), city: city, language: server.language(request))
    return server.page(request, context, MatterListPage.title, in: .desk, page.content)
  }

  private func read(_ asked: Asked, _ visitor: Visitor) async throws -> MatterListPage.Model {
    let (city, waiting) = (city, WaitingReader(city.matters, visitor.actor))
    let views = DeskViews(server: server)
    let (model, isFirst) = try await city.store.read { store in
      var model = MatterListPage.Model()
      (model.light, model.order, model.isContinued) = (asked.light, asked.order, asked.after != nil)
      model.groups = try waiting.groups.map { ($0, try waiting.count($0, store)) }
      let first = model.groups.first { $0.count.total > 0 }?.group ?? .all
      let chosen = asked.group.flatMap { waiting.groups.contains($0) ? $0 : nil } ?? first
      model.chosen = chosen
      let count = model.groups.first { $0.group == chosen }?.count ?? WaitingCount([:])
      model.lights = count.lights
      // A count that ended at its bound has not met every light.
      for light in Matter.Light.allCases where count.isMore {
        model.lights[light] = try waiting.count(chosen, light, store)
      }
      model.lines = try waiting.lines(
        chosen, light: asked.light, order: asked.order, after: asked.after,
        limit: DeskRoutes.pageLines, store)
      if model.lines.count == DeskRoutes.pageLines { model.next = model.lines.last?.cursor }
      model.views = try views.tabs(visitor, store)
      guard let account = visitor.account else { return (model, false) }
      model.hasAccount = true
      model.unread = try city.seenMarks.unread(
        of: account, visitor.actor.id, among: model.lines.map(\.id), store)
      return (model, !(try city.seenMarks.hasBegun(account, store)))
    }
    if isFirst, let account = visitor.account { city.beginMarks(of: account) }
    return model
  }

  private func readAll(
    _ request: Request, _ context: CityRequestContext
  ) async throws -> Response {
    _ = try await FormReader(server: server).read(request, context)
    guard let account = try server.visitor(context).account else { throw Problem(.noDesk) }
    let marks = city.seenMarks
    try await city.store.write { try marks.readAll(account, $0) }
    return Answer.told(Flash("all-read"), at: "/")
  }
}

extension CityServer {
  /// Where somebody begins who reads no matters: their first section, or their own page.
  func firstPath(for actor: Actor) -> String {
    let items = navigation(for: actor).filter { $0.path != "/wall" && $0.section != .report }
    return items.first?.path ?? "/me"
  }
}
