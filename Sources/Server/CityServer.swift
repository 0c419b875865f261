import API
public import City
import HTTPTypes
public import Hummingbird
import Journal
public import Kernel
import Matters
import Organisation
import Pack
import Pages
import Settings
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
  let departure: Departure
  let uploads = UploadBudget()

  /// - Parameter clock: what time it is for the pages.
  public init(
    _ city: City, _ equipment: ServerEquipment = .plain,
    clock: @escaping @Sendable () -> Instant
  ) {
    self.city = city
    self.equipment = equipment
    self.clock = clock
    departure = Departure(
      seconds: city.store.isShared ? equipment.configuration.stopWaitSeconds : 0)
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
    DeskRoutes(server: self).add(to: router)
    FindRoutes(server: self).add(to: router)
    BulkRoutes(server: self).add(to: router)
    MatterRoutes(server: self).add(to: router)
    DutyRoutes(server: self).add(to: router)
    PortalRoutes(server: self).add(to: router)
    ReportRoutes(server: self).add(to: router)
    CaseRoutes(server: self).add(to: router)
    IntakeRoutes(server: self).add(to: router)
    ArbitrationRoutes(server: self).add(to: router)
    WhistleRoutes(server: self).add(to: router)
    WhistleRoomRoutes(server: self).add(to: router)
    FigureRoutes(server: self).add(to: router)
    router.get("wall") { request, context in try await wall(request, context) }
    router.get("drafts") { request, context in try await drafts(request, context) }
    APIRoutes(server: self).add(to: router)
    LiveUpdates(server: self, tide: tide).add(to: router)
    Open311Routes(server: self).add(to: router)
    FeedRoutes(server: self).add(to: router)
    WebhookRoutes(server: self).add(to: router)
    AdministrationRoutes(server: self).add(to: router)
    return router
  }

  /// The language that a person chose, or that their browser asks for.
  func language(_ request: Request) -> Language { Preferences(request).language }

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
}
