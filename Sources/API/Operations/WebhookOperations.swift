import City
import Kernel
import Pack
import Store
import Webhooks

/// The operations that read subscriptions of webhooks.
enum WebhookOperations {
  static let all = [list]

  static let list = Operation(
    "listWebhooks", .get, "/webhooks", tag: "webhooks",
    Text(zh: "消息订阅", en: "Subscriptions, the active ones first"),
    permission: "webhook.manage", parameters: [Paging.fields], answer: .reference("WebhookPage"),
    refusals: [403]
  ) { city, request in
    let actor = try request.reader("webhook.manage")
    let reader = WebhookReader(city.webhooks, actor)
    let lines = try await city.store.read { try reader.lines($0) }
    let items = try lines.map { line throws(Problem) -> JSON in
      try Paging.pick(
        request,
        from: [
          "id": .string(Identifier<Webhook>(rawValue: line.id).text), "url": .string(line.url),
          "status": .string(line.status.rawValue), "reason": .string(line.reason),
          "events": .array(line.events.map(JSON.string)),
          "areas": .array(line.areas.map(JSON.string)), "owner": .string(line.owner),
          "position": JSON(line.position), "attempts": .integer(line.attempts),
          "next": JSON(line.dueAt?.text(city.pack.offset)),
          "deadLetters": .integer(line.deadLetters),
        ])
    }
    return .json(["items": .array(items), "next": .null])
  }
}
