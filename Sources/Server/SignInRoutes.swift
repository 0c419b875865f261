import API
import Accounts
import City
import HTTPTypes
import Hummingbird
import Kernel
import Pack
import Pages

/// The pages of signing in and out, and of choosing a password by a way in.
struct SignInRoutes: Sendable {
  let server: CityServer

  func add(to router: Router<CityRequestContext>) {
    router.get("sign-in") { request, context in
      let next = request.uri.queryParameters["next"].map(String.init)
      return page(
        request, context,
        SignInPage(next: LocalPath.accepted(next), language: server.language(request)))
    }
    router.post("sign-in") { request, context in try await signIn(request, context) }
    router.post("sign-out") { request, context in try await signOut(request, context) }
    router.get("way-in/:token") { request, context in
      let token = try context.parameters.require("token")
      let (_, account) = try await server.city.account(ofWayIn: token)
      return page(request, context, wayIn(token, account, request))
    }
    router.post("way-in/:token") { request, context in
      try await choose(request, context, context.parameters.require("token"))
    }
  }

  // MARK: In

  private func signIn(
    _ request: Request, _ context: CityRequestContext
  ) async throws -> Response {
    let form = try await FormReader(server: server).read(request, context, from: .anybody)
    let next = LocalPath.accepted(form.values("next").first)
    let login = form.values("login").first ?? ""
    do {
      let session = try await opened(request, context, form)
      // Whoever was signed in on this browser is so no more.
      if let visitor = context.signIn.visitor { try await server.city.signOut(visitor) }
      return try await entering(session, next, request, context)
    } catch let problem as Problem where Self.isForThePage(problem) {
      let page = SignInPage(
        login: String(login.prefix(AccountLimits.loginLengths.upperBound)), next: next,
        problem: problem, language: server.language(request))
      return self.page(request, context, page, problem)
    }
  }

  /// Problems that the person can do something about on the page itself.
  private static func isForThePage(_ problem: Problem) -> Bool {
    [403, 409, 422, 429, 503].contains(problem.kind.status) && problem.kind != .forged
  }

  private func opened(
    _ request: Request, _ context: CityRequestContext, _ form: Form
  ) async throws -> City.NewSession {
    let login = try form.text("login", max: AccountLimits.loginLengths.upperBound)
    let password = PasswordText.composed(
      try form.text("password", max: AccountLimits.passwordLengths.upperBound * 2))
    let client = ClientName.short(request.headers[.userAgent])
    let second = GuessMiddleware.Second(
      buckets: server.equipment.limits.guessesOfLogin, key: Login.meant(by: login),
      name: "guesses-of-login")
    return try await GuessMiddleware(server: server).counting(request, context, second) {
      try await server.city.signIn(login: login, password: password, client: client)
    }
  }

  /// Leads whoever has just signed in to where they wanted to go, or where their posts begin.
  private func entering(
    _ session: City.NewSession, _ next: String?, _ request: Request,
    _ context: CityRequestContext
  ) async throws -> Response {
    let actor = try await server.city.visitor(session: session.token, at: server.clock())?.actor
    let home: String
    if actor?.holds("matter.read") ?? false {
      home = "/"
    } else {
      // Who may only publish begins with the drafts.
      home = actor?.holds("matter.publish") ?? false ? "/drafts" : "/me"
    }
    var response = Response.redirect(to: next ?? home, type: .normal)
    response.headers[.setCookie] =
      SessionCookie(server, request, context).setting(session.token)
    response.headers[.cacheControl] = "no-store"
    return response
  }

  // MARK: Out

  private func signOut(
    _ request: Request, _ context: CityRequestContext
  ) async throws -> Response {
    _ = try await FormReader(server: server).read(request, context)
    try await server.city.signOut(try server.visitor(context))
    var response = Response.redirect(to: "/sign-in", type: .normal)
    response.headers[.setCookie] = SessionCookie(server, request, context).clearing
    return response
  }

  // MARK: A way in

  private func wayIn(
    _ token: String, _ account: Account, _ request: Request, _ problem: Problem? = nil
  ) -> WayInPage {
    WayInPage(
      token: token, login: account.login, name: account.name, problem: problem,
      language: server.language(request))
  }

  private func choose(
    _ request: Request, _ context: CityRequestContext, _ token: String
  ) async throws -> Response {
    let form = try await FormReader(server: server).read(request, context, from: .anybody)
    let (_, account) = try await server.city.account(ofWayIn: token)
    do {
      let password = try SignInRoutes.chosen(form)
      let id = try await server.city.choosePassword(
        wayIn: token, password, at: server.clock())
      let session = try await server.city.begin(
        sessionOf: id, client: ClientName.short(request.headers[.userAgent]))
      return try await entering(session, nil, request, context)
    } catch let problem as Problem where Self.isForThePage(problem) {
      return page(request, context, wayIn(token, account, request, problem), problem)
    }
  }

  /// A password that was typed twice alike.
  static func chosen(_ form: Form) throws(Problem) -> String {
    let most = AccountLimits.passwordLengths.upperBound * 2
    let password = PasswordText.composed(try form.text("password", max: most))
    guard PasswordText.composed(try form.text("again", max: most)) == password else {
      throw Problem(.passwordsDiffer, field: "again")
    }
    return password
  }

  // MARK: Pages

  private func page(
    _ request: Request, _ context: CityRequestContext, _ page: some SignInContent,
    _ problem: Problem? = nil
  ) -> Response {
    var response = server.page(
      request, context, page.title, status: HTTPResponse.Status(code: problem?.kind.status ?? 200),
      page.content)
    response.headers[.retryAfter] = problem?.arguments["seconds"]
    return response
  }
}
