import API
import Accounts
import City
import HTTPTypes
import Hummingbird
import Kernel
import Organisation
import Pack
import Pages
import Store

/// The page of one's own account: posts, language, password, sessions and access keys.
struct AccountRoutes: Sendable {
  let server: CityServer

  func add(to router: Router<CityRequestContext>) {
    router.get("me") { request, context in try await me(request, context) }
    router.post("me/password") { request, context in try await password(request, context) }
    router.post("me/sessions/end") { request, context in try await end(request, context) }
    router.post("me/keys") { request, context in try await make(request, context) }
    router.post("me/keys/revoke") { request, context in try await revoke(request, context) }
  }

  private func form(_ request: Request, _ context: CityRequestContext) async throws -> Form {
    try await FormReader(server: server).read(request, context)
  }

  private func me(
    _ request: Request, _ context: CityRequestContext, key: String? = nil,
    said: MePage.Saying? = nil, problem: Problem? = nil
  ) async throws -> Response {
    let (city, visitor) = (server.city, try server.visitor(context))
    let (_, account) = try await city.own(visitor)
    let (engine, now) = (city.posts, server.clock())
    let held = try await city.store.read { try engine.posts(of: account.person, at: now, $0) }
    let language = server.language(request)
    let page = MePage(
      account: account, posts: held, city: city,
      sessions: try await city.sessions(of: visitor), current: visitor.session,
      keys: try await city.keys(of: visitor), freshKey: key, said: said, problem: problem,
      token: server.formToken(context), language: language)
    var response = server.page(request, context, MePage.title, page.content)
    response.status = HTTPResponse.Status(code: problem?.kind.status ?? 200)
    response.headers[.retryAfter] = problem?.arguments["seconds"]
    return response
  }

  /// Back to the page, so that reloading it sends nothing again.
  private static var back: Response { Response.redirect(to: "/me", type: .normal) }

  private func password(
    _ request: Request, _ context: CityRequestContext
  ) async throws -> Response {
    let form = try await form(request, context)
    let visitor = try server.visitor(context)
    do {
      let most = AccountLimits.passwordLengths.upperBound * 2
      let old = PasswordText.composed(try form.text("old", max: most))
      let new = try SignInRoutes.chosen(form)
      let (_, account) = try await server.city.own(visitor)
      let second = GuessMiddleware.Second(
        buckets: server.equipment.limits.guessesOfLogin, key: account.login,
        name: "guesses-of-login")
      try await GuessMiddleware(server: server).counting(request, context, second) {
        try await server.city.changePassword(of: visitor, from: old, to: new, at: server.clock())
      }
      return try await me(request, context, said: .passwordChanged)
    } catch let problem as Problem where [409, 422, 429, 503].contains(problem.kind.status) {
      return try await me(request, context, problem: problem)
    }
  }

  private func end(_ request: Request, _ context: CityRequestContext) async throws -> Response {
    let form = try await form(request, context)
    let text = try form.textIfPresent("session", max: 64)
    let visitor = try server.visitor(context)
    var chosen: [UInt8]?
    if let text {
      // One of the list, by what stands there; a session that has ended meanwhile is none.
      let lines = try await server.city.sessions(of: visitor)
      chosen = lines.map(\.digest).first { SessionName.text(of: $0) == text }
      if chosen == nil { return Self.back }
    }
    _ = try await server.city.endSessions(of: visitor, chosen, at: server.clock())
    return Self.back
  }

  private func make(_ request: Request, _ context: CityRequestContext) async throws -> Response {
    let form = try await form(request, context)
    do {
      let label = try form.text("label", max: AccountLimits.labelMax)
      let key = try await server.city.makeKey(
        for: try server.visitor(context), label: label, at: server.clock())
      return try await me(request, context, key: key)
    } catch let problem as Problem where [409, 422].contains(problem.kind.status) {
      return try await me(request, context, problem: problem)
    }
  }

  private func revoke(
    _ request: Request, _ context: CityRequestContext
  ) async throws -> Response {
    let form = try await form(request, context)
    let name = try form.text("key", max: 13)
    guard let id = Identifier<AccessKey>(name)?.rawValue else {
      throw Problem(.notFound, ["what": "access-key", "name": name])
    }
    try await server.city.giveUp(key: id, of: try server.visitor(context), at: server.clock())
    return Self.back
  }
}
