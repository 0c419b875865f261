import Kernel
import Testing

@testable import Webhooks

@Suite struct AddressTests {
  private func code(_ url: String, _ policy: WebhookPolicy) -> String? {
    do {
      try WebhookAddress.check(url, policy)
      return nil
    } catch {
      return error.kind.code
    }
  }

  @Test(arguments: [
    "https://example.org", "https://example.org/", "https://example.org:8443/a/b?c=d&e=%20",
    "https://127.0.0.1/", "https://[2606:4700::1111]/x", "https://[2606:4700::1111]:443",
    "https://a-b_c.example.org?x",
  ])
  func `a full address over TLS is taken`(url: String) {
    #expect(code(url, .strict) == nil)
  }

  @Test(arguments: [
    "", "https://", "https:///x", "example.org", "//example.org", "ftp://example.org",
    "file:///etc/passwd", "gopher://example.org", "HTTPS://example.org", "javascript:alert(1)",
    "https://user@example.org", "https://user:secret@example.org", "https://example.org@evil.org",
    "https://example.org#x", "https://example.org/#x", "https://exa mple.org", "https://例.org",
    "https://example.org/\n", "https://example.org\\@evil.org", "https://exam%70le.org",
    "https://example.org:0", "https://example.org:65536", "https://example.org:",
    "https://example.org:80:90", "https://example.org:+80", "https://[::1", "https://[::1]x",
    "https://[fe80::1%25eth0]/", "https://[x]/", "https://example.org/\u{7F}",
    "https://example.org/\u{0}", "https://example.org/<x>",
    "https://" + String(repeating: "a", count: 254) + "/",
    "https://example.org/" + String(repeating: "a", count: 2_048),
  ])
  func `anything that two readers could read in two ways is refused`(url: String) {
    #expect(code(url, .strict) == "webhook.url", "\(url)")
    #expect(code(url, .inside) == "webhook.url", "\(url)")
  }

  @Test func `plain http is taken only where the city says so`() {
    #expect(code("http://example.org/", .strict) == "webhook.url")
    #expect(code("http://example.org/", .inside) == nil)
  }
}
