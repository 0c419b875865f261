import API
import Accounts
import City
import HTTPTypes
import Hummingbird
import Journal
import Kernel
import Organisation
import Pack
import Pages
import Settings
import Store

/// The pages of accounts.
struct PeopleRoutes: Sendable {
  let server: CityServer

  private var desk: AdministrationDesk { AdministrationDesk(server: server) }
  private var city: City { server.city }

  private static let creation = CreateAccount.declaration.name
  private static let eventsMax = 50

  func add(to router: Router<CityRequestContext>) {
    router.get("administration/accounts") { request, context in try await list(request, context) }
    router.post("administration/accounts") { request, context in
      try await create(request, context)
    }
    router.get("administration/accounts/:login") { request, context in
      try await one(request, context, context.parameters.require("login"))
    }
    router.post("administration/accounts/:login/:action") { request, context in
      try await change(
        request, context, context.parameters.require("login"),
        context.parameters.require("action"))
    }
  }

  private func mayManage(_ actor: Actor) -> Bool {
    RowScope(actor, "account.manage").isEverything
  }

  private func list(
    _ request: Request, _ context: CityRequestContext, refused: RefusedForm? = nil
  ) async throws -> Response {
    let visit = try desk.visit(.accounts, request, context)
    let words = try desk.text("q", request) ?? ""
    let after = try desk.text("after", request) ?? ""
    let reader = try AccountReader(city.accounts, visit.actor)
    let limit = AdministrationDesk.pageLines + 1
    let lines = try await city.store.read { store in
      words.isEmpty
        ? try reader.lines(after: after, limit: limit, store)
        : try reader.lines(beginningWith: words, after: after, limit: limit, store)
    }
    let page = Array(lines.prefix(AdministrationDesk.pageLines))
    let pairs = [("q", words.isEmpty ? nil : words)]
    let isByLogin = words.utf8.allSatisfy { $0 < 0x80 }
    let next = lines.count > page.count && isByLogin ? page.last?.login : nil
    let content = AccountListPage(
      lines: page, words: words,
      nextPath: next.map { AdministrationDesk.path(.accounts, pairs + [("after", $0)]) },
      firstPath: after.isEmpty ? nil : AdministrationDesk.path(.accounts, pairs),
      creation: mayManage(visit.actor) ? desk.steps([Self.creation], for: visit.actor).first : nil,
      refused: refused, tokens: desk.tokens(context), reader: visit.reader
    ).content
    return desk.page(
      request, context, AccountListPage.title, below: [.overview], problem: refused?.problem,
      content)
  }

  private func create(
    _ request: Request, _ context: CityRequestContext
  ) async throws -> Response {
    let form = try await desk.form(request, context)
    let visit = try desk.visit(.accounts, request, context)
    switch try await desk.take(Self.creation, among: [Self.creation], form, for: visit.actor) {
    case .done:
      let login = try form.text("login", max: 64)
      return Answer.told(Flash(Self.creation), at: AccountPage.path(login))
    case .refused(let refused): return try await list(request, context, refused: refused)
    }
  }

  private func one(
    _ request: Request, _ context: CityRequestContext, _ login: String, link: String? = nil,
    refused: RefusedForm? = nil
  ) async throws -> Response {
    let visit = try desk.visit(.accounts, request, context)
    let facets = try await facets(login, visit)
    let names = steps(facets.isLocked)
    let page = AccountPage(
      facets.facets, steps: mayManage(visit.actor) ? desk.steps(names, for: visit.actor) : [],
      link: link, refused: refused, tokens: desk.tokens(context), city: city,
      reader: visit.reader)
    return desk.page(
      request, context, Text(facets.name), below: [.overview, .accounts],
      problem: refused?.problem, page.content)
  }

  private func steps(_ isLocked: Bool) -> [String] {
    let always = [RevokeAccessKey.declaration.name]
    return always
      + (isLocked
        ? [UnlockAccount.declaration.name]
        : [
          IssueWayIn.declaration.name, SignOutAccount.declaration.name,
          LockAccount.declaration.name,
        ])
  }

  private func facets(
    _ login: String, _ visit: AdministrationDesk.Visit
  ) async throws -> (facets: AccountPage.Facets, name: String, isLocked: Bool) {
    let reader = try AccountReader(city.accounts, visit.actor)
    let (accounts, posts, keys, jurisdiction) = (
      city.accounts, city.posts, AccessKeyReader(city.accessKeys), city.pack.jurisdiction
    )
    let id = accounts.id(of: login)
    // Sessions end by the machine's clock, which a replayed day does not alter.
    let (sessions, clock) = (Sessions(jurisdiction), server.equipment.clock())
    let found = try await city.store.read { store -> (AccountPage.Facets, String, Bool)? in
      guard let line = try reader.line(login, store) else { return nil }
      var search = JournalSearch()
      search.subject = id
      let events = try EventReader.events(search, jurisdiction, limit: Self.eventsMax, store)
      let persons = Set(events.compactMap { $0.actor.personName } + [line.person])
      let facets = AccountPage.Facets(
        line: line, terms: try posts.terms(of: line.person, store),
        sessions: try sessions.lines(of: id, at: clock, store),
        keys: try keys.lines(ofAccount: id, store), events: events.reversed(),
        people: try accounts.known(persons, store))
      return (facets, line.name, line.lockedAt != nil)
    }
    guard let found else {
      throw Problem(.notFound, ["what": "account", "name": String(login.prefix(80))])
    }
    return found
  }

  private func change(
    _ request: Request, _ context: CityRequestContext, _ login: String, _ action: String
  ) async throws -> Response {
    let form = try await desk.form(request, context)
    let visit = try desk.visit(.accounts, request, context)
    let names = steps(true) + steps(false)
    let isOfKey = action == RevokeAccessKey.declaration.name
    let done = try await desk.take(
      action, among: names, form, for: visit.actor,
      fixed: isOfKey ? [:] : ["login": .string(login)])
    switch done {
    case .done(let outcome):
      if action == IssueWayIn.declaration.name, let secret = city.takeSecret(madeBy: outcome) {
        return try await one(
          request, context, login, link: address(request, context) + "/way-in/" + secret)
      }
      return Answer.told(Flash(action), at: AccountPage.path(login))
    case .refused(let refused):
      return try await one(request, context, login, refused: refused)
    }
  }

  /// Where browsers see the server: as it is set, or as this one saw it.
  private func address(_ request: Request, _ context: CityRequestContext) -> String {
    if let own = server.equipment.configuration.publicAddresses.first { return own.description }
    let scheme = server.isSecure(request, context) ? "https" : "http"
    return scheme + "://" + (request.head.authority ?? "")
  }
}
