import City
import HTTPTypes
import Hummingbird
import Journal
import Kernel
import Pack
import Pages
import Store
import Webhooks

/// The pages of subscriptions, for those who may manage them.
struct WebhookRoutes: Sendable {
  let server: CityServer

  func add(to router: Router<CityRequestContext>) {
    router.get("webhooks") { request, context in try await list(request, context) }
    router.get("webhooks/:id") { request, context in
      try await one(request, context, context.parameters.require("id"))
    }
    router.post("webhooks/:id/:action") { request, context in
      try await change(
        request, context, context.parameters.require("id"), context.parameters.require("action"))
    }
  }

  private static let steps = [
    ResendDeadLetters.declaration.name, DropDeadLetters.declaration.name,
    PauseWebhook.declaration.name, ResumeWebhook.declaration.name,
    ReplayWebhook.declaration.name, RotateWebhookSecret.declaration.name,
    EndWebhook.declaration.name,
  ]
  private static let eventsMax = 50

  private var desk: AdministrationDesk { AdministrationDesk(server: server) }

  private func reader(_ context: CityRequestContext) throws -> WebhookReader {
    let actor = try server.actor(context)
    guard actor.holds("webhook.manage") else {
      throw Problem(.forbidden, ["permission": "webhook.manage"])
    }
    return WebhookReader(server.city.webhooks, actor)
  }

  private func list(
    _ request: Request, _ context: CityRequestContext
  ) async throws -> Response {
    let reader = try reader(context)
    let lines = try await server.city.store.read { try reader.lines($0) }
    let visit = try desk.visit(.webhooks, request, context)
    let list = WebhookListPage(lines: lines, language: server.language(request)).content
    return page(request, context, "\(visit.reader.menu(.webhooks))\(list)")
  }

  private func one(
    _ request: Request, _ context: CityRequestContext, _ name: String, secret: String? = nil,
    refused: RefusedForm? = nil
  ) async throws -> Response {
    let reader = try reader(context)
    let visit = try desk.visit(.webhooks, request, context)
    let (id, jurisdiction) = (Identifier<Webhook>(name)?.rawValue, server.city.pack.jurisdiction)
    let found = try await server.city.store.read { store in
      try id.flatMap { try reader.line($0, store) }.map { line in
        var search = JournalSearch()
        search.subject = line.id
        return (
          line, try WebhookLog.lines(of: line.id, store),
          try WebhookLog.deadLetters(of: line.id, limit: 100, store),
          try EventReader.events(search, jurisdiction, limit: Self.eventsMax, store),
          try EventReader.lastPosition(store)
        )
      }
    }
    guard let (line, log, dead, events, last) = found else {
      throw Problem(.notFound, ["what": "webhook", "name": String(name.prefix(80))])
    }
    let inner = WebhookPage(
      line: line, log: log, deadLetters: dead, offset: server.city.pack.offset,
      language: server.language(request))
    let steps = WebhookSteps(
      line, last: last, events: events.reversed(),
      steps: desk.steps(Self.steps, for: visit.actor), secret: secret, refused: refused,
      tokens: desk.tokens(context), city: server.city, reader: visit.reader)
    return page(
      request, context, steps.around(inner.content),
      above: [
        (AdministrationPart.overview.name, AdministrationPart.overview.path),
        (WebhookListPage.title, AdministrationPart.webhooks.path),
      ], problem: refused?.problem)
  }

  private func change(
    _ request: Request, _ context: CityRequestContext, _ name: String, _ action: String
  ) async throws -> Response {
    let form = try await desk.form(request, context)
    let reader = try reader(context)
    let id = Identifier<Webhook>(name)?.rawValue
    // What its reader does not see is not there, whatever is to be done with it.
    guard let id, try await server.city.store.read({ try reader.line(id, $0) }) != nil else {
      throw Problem(.notFound, ["what": "webhook", "name": String(name.prefix(80))])
    }
    let actor = try server.actor(context)
    switch try await desk.take(action, among: Self.steps, form, for: actor, on: id) {
    case .done(let outcome):
      let secret = try await server.city.webhookSecret(madeBy: action, outcome)
      if let secret { return try await one(request, context, name, secret: secret) }
      return Answer.told(Flash(action), at: WebhookSteps.path(id))
    case .refused(let refused): return try await one(request, context, name, refused: refused)
    }
  }

  private func page(
    _ request: Request, _ context: CityRequestContext, _ content: HTML,
    above: [(Text, String)] = [], problem: Problem? = nil
  ) -> Response {
    server.page(
      request, context, WebhookListPage.title, in: .administration, above: above,
      status: HTTPResponse.Status(code: problem?.kind.status ?? 200), content)
  }
}
