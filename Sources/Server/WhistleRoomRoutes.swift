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

/// The whistle room: what is under way, and one whistle live, on a desk or on a wall.
struct WhistleRoomRoutes: Sendable {
  let server: CityServer

  private var city: City { server.city }

  func add(to router: Router<CityRequestContext>) {
    router.get("whistles") { request, context in try await list(request, context) }
    router.get("whistles/:number") { request, context in try await room(request, context) }
    router.post("whistles/:number/sign-ins") { request, context in
      try await signIn(request, context)
    }
  }

  private func reader(_ context: CityRequestContext) throws -> Actor {
    let actor = try server.actor(context)
    guard actor.holds("matter.read") else {
      throw Problem(.forbidden, ["permission": "matter.read"])
    }
    return actor
  }

  // MARK: All

  private func list(_ request: Request, _ context: CityRequestContext) async throws -> Response {
    let actor = try reader(context)
    let after = try server.cursor(request)
    let whistles = WhistleReader(city.matters, RowScope(actor, "matter.read"))
    let (items, lights, position) = try await city.store.read { store in
      (
        try whistles.running(after: after, store), try whistles.lights(store),
        try EventReader.lastPosition(store)
      )
    }
    let next =
      items.count == WhistleReader.pageMax
      ? items.last.map { WhistleListPage.path + "?after=" + $0.cursor.text } : nil
    let kinds = city.pack.kinds.values.filter { $0.record.whistle != nil }.map(\.record.id)
    let kind = kinds.count == 1 ? "&kind=" + QueryText.escaped(kinds[0]) : ""
    let page = WhistleListPage(
      items, lights: lights, next: next, isFirst: after == nil,
      canBlow: actor.holds(BlowWhistle.declaration.permission),
      live: "/live/matters?after=\(position)\(kind)", now: server.clock(), city: city,
      language: server.language(request))
    return server.page(request, context, WhistleListPage.title, in: .whistle, page.content)
  }

  // MARK: One

  private func found(
    _ context: CityRequestContext, _ actor: Actor
  ) async throws -> (id: Int64, matter: Matter, position: Int64) {
    let number = try context.parameters.require("number")
    let reader = MatterReader(city.matters, RowScope(actor, "matter.read"))
    let kinds = city.pack.kinds
    let found = try await city.store.read { store in
      // The position goes first: what happens in between is heard again, never missed.
      (try EventReader.lastPosition(store), try reader.matter(number, store))
    }
    guard let (id, matter) = found.1, kinds[matter.kind]?.record.whistle != nil else {
      throw Problem(.notFound, ["what": "whistle", "name": String(number.prefix(80))])
    }
    return (id, matter, found.0)
  }

  private func room(_ request: Request, _ context: CityRequestContext) async throws -> Response {
    let actor = try reader(context)
    let (id, matter, position) = try await found(context, actor)
    let now = server.clock()
    let isScreen = request.uri.queryParameters["screen"].map { String($0) } == "1"
    let page = WhistleRoomPage(
      matter, city.possibleActions(on: matter, id: id, by: actor, at: now),
      look: isScreen ? .screen : .page,
      live: "/live/matters?matter=\(matter.number)&after=\(position)",
      guardToken: server.formToken(context), now: now, city: city,
      language: server.language(request))
    if isScreen { return screen(request, matter.title, page.content) }
    return server.page(
      request, context, Text(matter.number), in: .whistle,
      above: [(WhistleListPage.title, WhistleListPage.path)], page.content)
  }

  /// Seconds after which a page on a wall is asked for anew, for walls where no script runs and for
  /// the morning after a new version.
  private static let screenSeconds = 60

  private func screen(_ request: Request, _ title: String, _ content: HTML) -> Response {
    let preferences = Preferences(request)
    var frame = preferences.frame(title: title, city: city.pack.name[preferences.language])
    frame.theme = .dark
    frame.isScreen = true
    var response = Answer.text(Layout(frame).page(content), type: "text/html; charset=utf-8")
    response.headers[.init("Refresh")!] = String(WhistleRoomRoutes.screenSeconds)
    return response
  }

  private func signIn(_ request: Request, _ context: CityRequestContext) async throws -> Response {
    let form = try await FormReader(server: server).read(request, context)
    let actor = try reader(context)
    let (id, matter, _) = try await found(context, actor)
    let name = SignInToTask.declaration.name
    let entry = try server.entry(name, for: actor)
    _ = try await ActionCatalogue.all.perform(
      ActionCatalogue.Call(
        name, on: id, FormInput.json(form, entry.fields, city.pack.offset), by: actor,
        at: server.clock()), city)
    return Answer.told(
      Flash(name, number: matter.number), at: WhistleListPage.path + "/" + matter.number)
  }
}
