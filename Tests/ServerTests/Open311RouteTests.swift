import City
import HTTPTypes
import Journal
import Kernel
import Matters
import Pack
import Server
import StoreSQLite
import TestKit
import Testing

/// Open311 and the feeds as the router answers them.
struct Open311RouteTests {
  private static let now = Instant("2026-05-28T10:00:00+08:00", offset: .china)!

  private func server() async throws -> CityServer {
    let city = try await City.open(
      try PackLoader.load("example", from: repositoryFiles()), try temporaryStore(),
      random: fixedBytes
    ) { Open311RouteTests.now }
    try await city.make(
      keys: ["taker": "a-call-taker", "three": "a3-dispatcher"], at: Open311RouteTests.now)
    return CityServer(city) { Open311RouteTests.now }
  }

  private func send(
    _ server: CityServer, _ method: HTTPRequest.Method, _ path: String,
    _ headers: HTTPFields = HTTPFields(), body: String = ""
  ) async throws -> RouterClient.Answer {
    try await RouterClient(server: server, authority: "city.example:8080").ask(
      method, path, headers, body)
  }

  private static let form: HTTPFields = [
    .contentType: "application/x-www-form-urlencoded; charset=utf-8", .acceptLanguage: "en",
  ]

  // MARK: Open311

  @Test func `a request is filed by form and followed without a key`() async throws {
    let server = try await server()
    let filed = try await send(
      server, .post, "/open311/v2/requests.json", Open311RouteTests.form,
      body: "api_key=taker&service_code=street-facilities&address_id=a3"
        + "&description=%E8%B7%AF%E7%81%AF+%2B1&attribute[facility]=lamp"
        + "&attribute%5Bdangers%5D%5B%5D=dark&attribute[dangers][]=wire")
    #expect(filed.status == 200, "\(filed.body)")
    #expect(filed.headers[.contentType] == "application/json; charset=utf-8")
    #expect(filed.body.contains(#""service_request_id":"20260528-000001""#))
    let told = try await send(server, .get, "/open311/v2/requests/20260528-000001.xml")
    #expect(told.status == 200)
    #expect(told.headers[.contentType] == "text/xml; charset=utf-8")
    #expect(told.body.contains("<description>路灯 +1</description>"))
    let list = try await send(
      server, .get, "/open311/v2/requests.json?start_date=2026-05-28T00:00:00+08:00&status=open")
    #expect(list.body.contains("20260528-000001"))
  }

  @Test func `discovery names the address that the asker used`() async throws {
    let server = try await server()
    let plain = try await send(server, .get, "/open311/discovery.json")
    #expect(plain.body.contains(#""url":"http://city.example:8080/open311/v2""#))
    let forwarded = try #require(HTTPField.Name("X-Forwarded-Proto"))
    let secure = try await send(server, .get, "/open311/discovery.json", [forwarded: "https"])
    #expect(secure.body.contains(#""url":"https://city.example:8080/open311/v2""#))
  }

  @Test(arguments: [
    (HTTPRequest.Method.get, "/open311/v2/nothing.json", 404), (.get, "/open311/", 404),
    (.post, "/open311/v2/services.xml", 405), (.put, "/open311/v2/requests.xml", 405),
    (.delete, "/open311/v2/requests/1.json", 405), (.post, "/open311/v2/requests.xml", 403),
    (.head, "/open311/v2/services.xml", 200),
  ])
  func `what does not go is refused`(
    method: HTTPRequest.Method, path: String, status: Int
  ) async throws {
    let answer = try await send(try await server(), method, path, Open311RouteTests.form)
    #expect(answer.status == status, "\(answer.body)")
    #expect((answer.headers[.allow] != nil) == (status == 405))
  }

  @Test func `a body that is too long is refused in the asker's format`() async throws {
    let answer = try await send(
      try await server(), .post, "/open311/v2/requests.json", Open311RouteTests.form,
      body: String(repeating: "a", count: 300 << 10))
    #expect(answer.status == 400)
    #expect(
      answer.body == #"[{"code":400,"description":"The body may have at most 262144 bytes."}]"#)
  }

  // MARK: Feeds

  @Test func `the wall's feed is sent once to whoever has it`() async throws {
    let server = try await server()
    let first = try await send(server, .get, "/feeds/wall.atom")
    #expect(first.status == 200)
    #expect(first.headers[.contentType] == "application/atom+xml; charset=utf-8")
    #expect(first.headers[.lastModified] == "Thu, 01 Jan 1970 00:00:00 GMT")
    let tag = try #require(first.headers[.eTag])
    let second = try await send(server, .get, "/feeds/wall.atom", [.ifNoneMatch: tag])
    #expect(second.status == 304)
    #expect(second.body.isEmpty)
    let dated = try await send(
      server, .get, "/feeds/wall.atom", [.ifModifiedSince: "Thu, 28 May 2026 02:00:00 GMT"])
    #expect(dated.status == 200)
  }

  @Test func `a calendar is read by its secret address alone`() async throws {
    let server = try await server()
    #expect(try await send(server, .get, "/feeds/calendar").status == 401)
    let told = try await send(
      server, .get, "/feeds/calendar", [.authorization: "Bearer three"])
    let url = try #require(try JSON(parsing: told.body)["url"]?.string)
    #expect(url.hasPrefix("http://city.example:8080/feeds/calendar/"))
    #expect(url.hasSuffix(".ics"))
    #expect(!url.contains("three"))
    let path = String(url.dropFirst("http://city.example:8080".count))
    let calendar = try await send(server, .get, path)
    #expect(calendar.status == 200)
    #expect(calendar.headers[.contentType] == "text/calendar; charset=utf-8")
    #expect(calendar.body.hasPrefix("BEGIN:VCALENDAR\r\n"))
    for wrong in ["/feeds/calendar/three.ics", "/feeds/calendar/.ics", String(path.dropLast(4))] {
      #expect(try await send(server, .get, wrong).status == 404)
    }
  }
}
