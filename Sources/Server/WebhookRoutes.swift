import City
import Hummingbird
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
  }

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
    return page(
      request, context, WebhookListPage(lines: lines, language: server.language(request)).content)
  }

  private func one(
    _ request: Request, _ context: CityRequestContext, _ name: String
  ) async throws -> Response {
    let reader = try reader(context)
    let id = Identifier<Webhook>(name)?.rawValue
    let found = try await server.city.store.read { store in
      try id.flatMap { try reader.line($0, store) }.map { line in
        (
          line, try WebhookLog.lines(of: line.id, store),
          try WebhookLog.deadLetters(of: line.id, limit: 100, store)
        )
      }
    }
    guard let (line, log, dead) = found else {
      throw Problem(.notFound, ["what": "webhook", "name": String(name.prefix(80))])
    }
    return page(
      request, context,
      WebhookPage(
        line: line, log: log, deadLetters: dead, offset: server.city.pack.offset,
        language: server.language(request)
      ).content)
  }

  private func page(
    _ request: Request, _ context: CityRequestContext, _ content: HTML,
    above: [(Text, String)] = []
  ) -> Response {
    server.page(
      request, context, WebhookListPage.title, in: .administration, above: above, content)
  }
}
