import API
import Accounts
import City
import Cryptography
import HTTPTypes
import Hummingbird
import Kernel
import Settings

/// Finds out who asks, once for each request: by the session in the browser's cookie or by the
/// access key that a program shows.
struct SignInMiddleware: RouterMiddleware {
  typealias Context = CityRequestContext

  let server: CityServer

  func handle(
    _ request: Request, context: Context,
    next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    var context = context
    context.signIn = await server.signInState(request, context)
    return try await next(request, context)
  }
}

extension CityServer {
  /// Who asks, as it stands now.
  func signInState(_ request: Request, _ context: CityRequestContext) async -> SignInState {
    do {
      if let key = bearer(request) {
        // The key of those who watch over the server opens nothing else, and is no guess.
        let watching = Array(equipment.configuration.metricsToken.utf8)
        if !watching.isEmpty, Digest.isSame(Array(key.utf8), watching) { return .nobody }
        guard let visitor = try await city.visitor(key: key, at: clock()) else { return .wrongKey }
        return .known(visitor, formKey: nil)
      }
      guard let token = SessionCookie(self, request, context).token(request),
        let visitor = try await city.visitor(session: token, at: clock())
      else { return .nobody }
      return .known(visitor, formKey: Token(shown: token).formKey)
    } catch {
      return .failed(error)
    }
  }

  /// The access key that a program shows.
  func bearer(_ request: Request) -> String? {
    request.headers[.authorization].flatMap {
      $0.hasPrefix("Bearer ") ? String($0.dropFirst(7)) : nil
    }
  }
}
