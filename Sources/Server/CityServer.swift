import API
public import City
import Figures
import HTTPTypes
public import Hummingbird
import Journal
public import Kernel
import Matters
import Organisation
import Pack
import Pages
import Store
import Territory

/// The program's face on the network: health, the list of matters by light, one matter with its
/// timeline, the day's bulletin, the JSON API and live updates. It reads only what the signed-in
/// post covers, and changes something through actions only.
public struct CityServer: Sendable {
  let city: City
  let equipment: ServerEquipment
  let clock: @Sendable () -> Instant
  let tide = Tide()

  /// - Parameter clock: what time it is for the pages.
  public init(
    _ city: City, _ equipment: ServerEquipment = .plain,
    clock: @escaping @Sendable () -> Instant
  ) {
    self.city = city
    self.equipment = equipment
    self.clock = clock
  }

  public func router() -> Router<CityRequestContext> {
    let router = Router(context: CityRequestContext.self, options: .autoGenerateHeadEndpoints)
    addMiddleware(to: router)
    OperationsRoutes(server: self).add(to: router)
    AssetRoutes().add(to: router)
    SettingsRoutes(server: self).add(to: router)
    GalleryRoutes(server: self).add(to: router)
    SignInRoutes(server: self).add(to: router)
    AccountRoutes(server: self).add(to: router)
    router.get("/") { request, context in try await list(request, context) }
    MatterRoutes(server: self).add(to: router)
    DutyRoutes(server: self).add(to: router)
    PortalRoutes(server: self).add(to: router)
    BeginRoutes(server: self).add(to: router)
    router.get("bulletin") { request, context in try await bulletin(request, context) }
    router.get("wall") { request, context in try await wall(request, context) }
    router.get("drafts") { request, context in try await drafts(request, context) }
    APIRoutes(server: self).add(to: router)
    LiveUpdates(server: self, tide: tide).add(to: router)
    Open311Routes(server: self).add(to: router)
    FeedRoutes(server: self).add(to: router)
    WebhookRoutes(server: self).add(to: router)
    return router
  }

  /// The language that a person chose, or that their browser asks for.
  func language(_ request: Request) -> Language { Preferences(request).language }

  private struct Listing {
    let lines: [MatterReader.Line]
    let lights: [Matter.Light: Int]
    let light: Matter.Light?
    let nextLink: String?
  }

  /// Lines of one page.
  private static let pageLines = 50

  private func listing(
    _ request: Request, _ context: CityRequestContext, _ path: String
  ) async throws -> Listing {
    let actor = try actor(context)
    let reader = MatterReader(city.matters, RowScope(actor, "matter.read"))
    let query = request.uri.queryParameters
    let light = try query["light"].map { try CityServer.light(String($0)) }
    let after = try query["after"].map { text in
      guard let cursor = MatterReader.Cursor(String(text)) else {
        throw Problem(
          .fieldInvalid, field: "after",
          ["name": "after", "expected": "light.due.id", "found": String(text.prefix(40))])
      }
      return cursor
    }
    let (lines, lights) = try await city.store.read { store in
      (
        try reader.atWork(light: light, after: after, limit: CityServer.pageLines, store),
        try reader.lights(store)
      )
    }
    var nextLink: String?
    if lines.count == CityServer.pageLines, let last = lines.last {
      nextLink = path + "?after=" + last.cursor.text + (light.map { "&light=\($0)" } ?? "")
    }
    return Listing(lines: lines, lights: lights, light: light, nextLink: nextLink)
  }

  private static func light(_ name: String) throws(Problem) -> Matter.Light {
    guard let light = Matter.Light.allCases.first(where: { "\($0)" == name }) else {
      throw Problem(
        .fieldInvalid, field: "light",
        ["name": "light", "expected": "green, amber, red", "found": name])
    }
    return light
  }

  private func list(
    _ request: Request, _ context: CityRequestContext
  ) async throws -> Response {
    let listing = try await listing(request, context, "/")
    let language = language(request)
    let page = MatterListPage(
      lines: listing.lines, lights: listing.lights, chosen: listing.light,
      nextLink: listing.nextLink, city: city, language: language)
    return self.page(request, context, MatterListPage.title, in: .desk, page.content)
  }

  /// The wall is for everybody, signed in or not.
  private func wall(
    _ request: Request, _ context: CityRequestContext
  ) async throws -> Response {
    let wall = EchoWall(city.matters, .everything)
    let (calls, echoes) = try await city.store.read {
      (try wall.entries(column: .call, $0), try wall.entries(column: .echo, $0))
    }
    let language = language(request)
    let page = WallPage(calls: calls, echoes: echoes, city: city, language: language)
    return self.page(request, context, WallPage.title, in: .wall, page.content)
  }

  /// Days after which a published call without an echo is named.
  private static let echoDays: Int64 = 7

  private func drafts(
    _ request: Request, _ context: CityRequestContext
  ) async throws -> Response {
    let actor = try actor(context)
    guard actor.holds("matter.publish") else {
      throw Problem(.forbidden, ["permission": "matter.publish"])
    }
    let wall = EchoWall(city.matters, RowScope(actor, "matter.publish"))
    let before = clock().advanced(
      byMilliseconds: -CityServer.echoDays * Instant.millisecondsPerDay)
    let (drafts, waiting) = try await city.store.read {
      (try wall.drafts($0), try wall.unanswered(before: before, $0))
    }
    let page = DraftsPage(drafts: drafts, waiting: waiting, language: language(request))
    return self.page(request, context, DraftsPage.title, in: .wall, page.content)
  }

  private func bulletin(
    _ request: Request, _ context: CityRequestContext
  ) async throws -> Response {
    let actor = try actor(context)
    guard actor.holds("figure.read") else {
      throw Problem(.forbidden, ["permission": "figure.read"])
    }
    var date = clock().local(city.pack.offset).date
    if let text = request.uri.queryParameters["date"].map(String.init) {
      guard let asked = CivilDate(text) else {
        throw Problem(
          .fieldInvalid, field: "date",
          ["name": "date", "expected": "2026-05-28", "found": String(text.prefix(40))])
      }
      date = asked
    }
    let city = city
    let scope = RowScope(actor, "figure.read")
    let areas =
      scope.isEverything
      ? nil : Set(scope.areas.flatMap(city.areasCounted))
    let day = date
    let bulletin = try await city.store.read {
      try Bulletin.make(city, day, areas: areas, $0)
    }
    let page = BulletinPage(bulletin: bulletin, city: city, language: language(request))
    return self.page(request, context, BulletinPage.title, in: .bulletin, page.content)
  }
}
