import City
import Foundation
import HTTPTypes
import Journal
import Kernel
import Pack
import Server
import StoreSQLite
import TestKit
import Testing

/// Subscriptions through the interface and on their pages.
struct WebhookPageTests {
  private struct Town {
    static let now = Instant("2026-05-28T10:00:00+08:00", offset: .china)!
    let server: CityServer

    init() async throws {
      let city = try await City.open(
        try PackLoader.load("example", from: repositoryFiles()), try temporaryStore(),
        random: fixedBytes
      ) { Town.now }
      try await city.make(keys: ["admin": "integrator", "boss": "a-supervisor"], at: Town.now)
      server = CityServer(city) { Town.now }
    }

    func ask(
      _ method: HTTPRequest.Method, _ path: String, _ body: String = "",
      as secret: String? = "admin", key: String? = nil
    ) async throws -> (status: Int, body: String) {
      var headers = HTTPFields()
      if let secret { headers[.authorization] = "Bearer " + secret }
      if !body.isEmpty { headers[.contentType] = "application/json" }
      if let key { headers[HTTPField.Name("Idempotency-Key")!] = key }
      let answer = try await RouterClient(server: server).ask(method, path, headers, body)
      return (answer.status, answer.body)
    }

    func subscribe(key: String? = nil) async throws -> JSON {
      let answer = try await ask(
        .post, "/api/v1/webhooks/subscribe",
        #"{"url": "https://example.org/hook?token=kept-back", "events": ["matter.received"]}"#,
        key: key)
      #expect(answer.status == 201, "\(answer.body)")
      return try JSON(parsing: answer.body)
    }
  }

  @Test func `the secret is in the first answer and in no other`() async throws {
    let town = try await Town()
    let first = try await town.subscribe(key: "one")
    let secret = try #require(first["secret"]?.string)
    #expect(secret.hasPrefix("whsec_"))
    let again = try await town.ask(
      .post, "/api/v1/webhooks/subscribe",
      #"{"url": "https://example.org/hook?token=kept-back", "events": ["matter.received"]}"#,
      key: "one")
    #expect(again.status == 200)
    #expect(!again.body.contains("whsec_"))
    let id = first["id"]?.string ?? ""
    let paused = try await town.ask(
      .post, "/api/v1/webhooks/\(id)/pause", #"{"reason": "维护"}"#)
    #expect(paused.status == 200)
    #expect(!paused.body.contains("whsec_"))
    let rotated = try await town.ask(.post, "/api/v1/webhooks/\(id)/rotate-webhook-secret", "{}")
    #expect(rotated.body.contains("whsec_") && !rotated.body.contains(secret))
  }

  @Test func `the pages show subscriptions without the query of their address`() async throws {
    let town = try await Town()
    let id = try await town.subscribe()["id"]?.string ?? ""
    let list = try await town.ask(.get, "/webhooks")
    #expect(list.status == 200)
    #expect(list.body.contains("/webhooks/\(id)"))
    #expect(list.body.contains("https://example.org/hook?…"))
    let page = try await town.ask(.get, "/webhooks/\(id)")
    #expect(page.status == 200)
    #expect(page.body.contains("推送记录"))
    for body in [list.body, page.body] {
      #expect(!body.contains("kept-back") && !body.contains("whsec_"))
    }
  }

  @Test func `the pages are for those with the right alone`() async throws {
    let town = try await Town()
    let id = try await town.subscribe()["id"]?.string ?? ""
    for path in ["/webhooks", "/webhooks/\(id)"] {
      #expect(try await town.ask(.get, path, as: "boss").status == 403)
      #expect(try await town.ask(.get, path, as: nil).status == 401)
    }
    for name in ["nothing", "0000000000000", "%00"] {
      #expect(try await town.ask(.get, "/webhooks/\(name)").status == 404)
    }
  }

  @Test(arguments: ["http://example.org/", "https://u:p@example.org/", "file:///etc/passwd"])
  func `an address that is not allowed is refused with its field`(url: String) async throws {
    let answer = try await Town().ask(
      .post, "/api/v1/webhooks/subscribe", #"{"url": "\#(url)", "events": ["*"]}"#)
    #expect(answer.status == 422)
    #expect(answer.body.contains(#""pointer":"/url""#))
  }
}
