import Kernel
import Testing
import Webhooks

@testable import Pages

@Suite struct WebhookPageTests {
  @Test func `every event that has words can be subscribed to, and no other`() {
    #expect(WebhookTopics.all == EventWords.names.keys.sorted())
  }

  @Test func `an address is shown without its query`() {
    #expect(WebhookWords.place("https://a.example/x?token=1") == "https://a.example/x?…")
    #expect(WebhookWords.place("https://a.example/x") == "https://a.example/x")
  }
}
