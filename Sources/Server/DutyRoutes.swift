import City
import HTTPTypes
import Hummingbird
import Kernel
import Organisation
import Pack
import Pages
import Territory

/// The page with the duties of each tier, for everybody who is signed in.
struct DutyRoutes: Sendable {
  let server: CityServer

  func add(to router: Router<CityRequestContext>) {
    router.get("duties") { request, context in
      let actor = try server.actor(context)
      let page = DutyListPage(
        own: tiers(of: actor), city: server.city, language: server.language(request))
      return server.page(
        request, context, DutyListPage.title, above: [(MePage.title, "/me")], page.content)
    }
  }

  /// The tiers on which an actor's units stand.
  private func tiers(of actor: Actor) -> Set<String> {
    let city = server.city
    return Set(
      actor.grants.compactMap { grant in
        guard let area = grant.unit.flatMap({ city.organisation.unit($0)?.area }),
          let level = city.territory.area(area)?.level
        else { return nil }
        return city.pack.levels.first { $0.id == level }?.tier
      })
  }
}
