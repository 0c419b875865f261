import Accounts
import City
import HTTPTypes
import Hummingbird
import Kernel
import Settings

/// Keeps other sites from acting through a browser that is signed in here.
///
/// Whatever a session changes has to come from a page of this server. The interface for programs
/// asks for the header `X-CSRF-Token` besides, and a page's form for its hidden field, which
/// `FormReader` looks at. A key is sent by no browser on its own, and needs neither.
struct ForgeryMiddleware: RouterMiddleware {
  typealias Context = CityRequestContext

  let server: CityServer

  private static let safe: Set<HTTPRequest.Method> = [.get, .head, .options, .trace]

  func handle(
    _ request: Request, context: Context,
    next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    guard case .known(_, let formKey?) = context.signIn, !Self.safe.contains(request.method)
    else { return try await next(request, context) }
    try Forgery.requireOwnPage(request, server)
    if request.uri.path.hasPrefix("/api/") {
      try Forgery.require(formKey, shown: request.headers[.formToken])
    }
    return try await next(request, context)
  }
}

/// How a request is told from one that another site has made.
enum Forgery {
  /// Refuses what comes from a page of another site, and what doesn't say where it comes from.
  static func requireOwnPage(_ request: Request, _ server: CityServer) throws(Problem) {
    // Browsers write this header themselves; no page can.
    if let site = request.headers[.fetchSite] {
      guard site == "same-origin" || site == "none" else { throw Problem(.forged) }
      return
    }
    guard let origin = request.headers[.origin] else { throw Problem(.forged) }
    let own = server.equipment.configuration.publicAddresses.map(\.description)
    let authority = request.head.authority ?? ""
    let isHere =
      !authority.isEmpty && (origin == "http://" + authority || origin == "https://" + authority)
    guard isHere || own.contains(origin) else { throw Problem(.forged) }
  }

  /// Refuses a token that is not the session's.
  static func require(_ key: FormKey, shown: String?) throws(Problem) {
    guard let shown, key.made(shown) else { throw Problem(.forged) }
  }
}

extension Problem.Kind {
  static let forged = Problem.Kind(
    "request.forged", status: 403, zh: "这一步不是从本系统的页面发出的，或页面已过期；请刷新页面再试。",
    en: "This did not come from a page of this server, or the page is out of date; reload it and "
      + "try again.")
}
