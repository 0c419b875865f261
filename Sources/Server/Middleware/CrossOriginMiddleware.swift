import HTTPTypes
import Hummingbird
import Settings

/// Lets pages of configured web sites call the API from a browser (Fetch standard).
///
/// Credentials are never allowed: such callers show an access key, not the cookie of a person who
/// happens to be signed in.
struct CrossOriginMiddleware: RouterMiddleware {
  typealias Context = CityRequestContext

  let origins: [WebOrigin]

  private static let methods = "GET, HEAD, POST, PUT, PATCH, DELETE"
  private static let requestHeaders =
    "Accept-Language, Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, "
    + "Last-Event-ID, Matter-Code, X-Request-Id"
  private static let answerHeaders =
    "ETag, Link, Location, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Retry-After, "
    + "X-Request-Id"
  /// Seconds for which a browser remembers what it was told.
  private static let ageSecondsMax = "600"

  func handle(
    _ request: Request, context: Context,
    next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    guard !origins.isEmpty else { return try await next(request, context) }
    let allowed = request.headers[.origin].flatMap(answer)
    let isPreflight =
      request.method == .options && request.headers[.accessControlRequestMethod] != nil
    var response: Response
    if isPreflight, allowed != nil {
      response = Response(status: .noContent)
      response.headers[.accessControlAllowMethods] = Self.methods
      response.headers[.accessControlAllowHeaders] = Self.requestHeaders
      response.headers[.accessControlMaxAge] = Self.ageSecondsMax
    } else {
      response = try await next(request, context)
    }
    response.headers.append(HTTPField(name: .vary, value: "Origin"))
    if let allowed {
      response.headers[.accessControlAllowOrigin] = allowed
      response.headers[.accessControlExposeHeaders] = Self.answerHeaders
    }
    return response
  }

  /// What an origin is told; nil where it is not allowed.
  private func answer(_ origin: String) -> String? {
    if origins.contains(where: { $0.description == WebOrigin.everywhere }) {
      return WebOrigin.everywhere
    }
    return origins.contains { $0.description == origin } ? origin : nil
  }
}
