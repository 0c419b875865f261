import Hummingbird
import Kernel
import Pages

/// The gallery of components, for whoever is signed in.
struct GalleryRoutes: Sendable {
  let server: CityServer

  func add(to router: Router<CityRequestContext>) {
    router.get("gallery") { request, context in
      _ = try server.actor(context)
      let page = GalleryPage(city: server.city, language: server.language(request))
      return server.page(
        request, context, GalleryPage.title, above: [(MatterListPage.title, "/")], page.content)
    }
  }
}
