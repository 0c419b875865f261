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
    entry(type, through: { try await $0.perform($1) }) { _, call in call.subject }
  }
}
