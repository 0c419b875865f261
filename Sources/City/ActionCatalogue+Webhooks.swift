import Journal
import Kernel
import Webhooks

extension ActionCatalogue {
  static let webhooks = [
    entry(SubscribeWebhook.self), entry(PauseWebhook.self), entry(ResumeWebhook.self),
    entry(EndWebhook.self), entry(RotateWebhookSecret.self), entry(ReplayWebhook.self),
    entry(ResendDeadLetters.self), entry(DropDeadLetters.self),
  ]

  private static func entry<Performed: Action>(_ type: Performed.Type) -> Entry
  where Performed.Subject == WebhookEngine {
    Entry(
      declaration: type.declaration, fields: InputReader.fields(of: type),
      subjectKind: Performed.Subject.kind
    ) { city, call in
      var reader = try InputReader(call.input)
      let action = try Performed(&reader)
      try reader.finish()
      return try await city.perform(
        Request(
          action, on: call.subject, by: call.actor, at: call.at, key: call.key,
          expectedVersion: call.expectedVersion, inputText: call.input.canonicalText))
    }
  }
}
