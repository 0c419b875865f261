import API
import City
import Feeds
import HTTPTypes
import Hummingbird
import Kernel
import Settings

/// Puts the feeds on the router: the echo wall for everybody, a calendar for whoever has its
/// address.
struct FeedRoutes: Sendable {
  let server: CityServer

  private static let calendarPath = "/feeds/calendar"

  func add(to router: Router<CityRequestContext>) {
    router.get("feeds/wall.atom") { request, _ in try await wall(request) }
    router.get("feeds/calendar") { request, context in try await address(request, context) }
    router.get("feeds/calendar/:file") { request, context in
      try await calendar(request, context.parameters.require("file"))
    }
  }

  private func wall(_ request: Request) async throws -> Response {
    let feed = try await WallFeed.make(
      server.city, origin: server.origin(request), server.language(request))
    var response = Answer.text(feed.text, type: WallFeed.mediaType)
    response.headers[.eTag] = feed.tag
    response.headers[.lastModified] = HTTPDate.text(feed.updatedAt)
    // It may be kept, but is asked for again each time.
    response.headers[.cacheControl] = "no-cache"
    response.headers[.vary] = "Accept-Language"
    // Only the tag is compared: what was taken off the wall leaves the date as it was.
    return APIRoutes.conditional(response, request)
  }

  /// Tells whoever is signed in the secret address of their calendar. It is the same after a new
  /// start, and for every session and key of theirs.
  private func address(
    _ request: Request, _ context: CityRequestContext
  ) async throws -> Response {
    let word = try await server.city.calendarWord(of: try server.actor(context))
    let url = server.origin(request) + FeedRoutes.calendarPath + "/\(word).ics"
    return Answer.json(["url": .string(url)])
  }

  private func calendar(_ request: Request, _ file: String) async throws -> Response {
    let suffix = ".ics"
    guard file.hasSuffix(suffix),
      let actor = try await server.city.actor(
        ofCalendarWord: String(file.dropLast(suffix.count)), at: server.clock())
    else { throw Problem(.notFound, ["what": "page", "name": FeedRoutes.calendarPath]) }
    let calendar = PersonalCalendar(
      server.city, of: actor, origin: server.origin(request), server.language(request),
      at: server.clock())
    return Answer.text(try await calendar.text(), type: PersonalCalendar.mediaType)
  }
}

extension CityServer {
  /// Where the server is seen, as configured or else by the asker: links lead back there.
  func origin(_ request: Request) -> String {
    if let address = equipment.configuration.publicAddresses.first { return address.description }
    let authority = request.head.authority ?? ""
    let isPlain = authority.utf8.allSatisfy {
      (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0)
        || ".:-[]".utf8.contains($0)
    }
    let isForwarded =
      HTTPField.Name("X-Forwarded-Proto").flatMap { request.headers[$0] } == "https"
    let host = isPlain && (1...255).contains(authority.utf8.count) ? authority : "localhost"
    return (isForwarded ? "https://" : "http://") + host
  }

}
