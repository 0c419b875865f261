import HTTPTypes
import Housekeeping
import Hummingbird
import Kernel
import Testing

@testable import Server

private struct Mishap: Error {
  let words: String
}

struct LogPrivacyTests {
  private static let phone = "13812345678"
  private static let name = "王建国"
  private static let identity = "110101199003078888"

  @Test func `nothing that a request carries reaches the log`() async throws {
    let town = try await WatchedTown()
    let secrets = [Self.phone, Self.name, Self.identity, town.number, town.code, "boss", "guess"]
    let headers = [
      "User-Agent": Self.name, "Referer": "http://x/?phone=" + Self.phone,
      "X-Request-Id": Self.phone,
      "Idempotency-Key": Self.identity, "Matter-Code": town.code, "Cookie": "baodao=" + Self.phone,
      "Authorization": "Bearer boss", "X-Forwarded-For": "198.51.100.7", "Origin": Self.name,
    ]
    let query = "phone=\(Self.phone)&name=%E7%8E%8B%E5%BB%BA%E5%9B%BD&secret=guess"
    let body = #"{"caller":"\#(Self.name)","phone":"\#(Self.phone)","id":"\#(Self.identity)"}"#
    let paths = [
      "/", "/matters/\(town.number)", "/api/v1/matters", "/api/v1/tracking/\(town.number)",
      "/nowhere/\(Self.phone)", "/\(Self.identity)", "/sign-in", "/health", "/boom/\(Self.phone)",
    ]
    for path in paths {
      for method in [HTTPRequest.Method.get, .post, .init(Self.phone)!] {
        _ = try await town.send(method, path + "?" + query, headers, body: body) { router in
          router.get("boom/:number") { _, _ -> String in throw Mishap(words: Self.phone) }
        }
      }
    }
    #expect(town.log.count >= paths.count * 3)
    let whole = town.log.joined() + town.metrics.page()
    for secret in secrets { #expect(!whole.contains(secret), "\(secret)") }
    #expect(whole.contains("Mishap"))
  }

  @Test func `a line says what was asked, what came of it and by what kind of person`() async throws
  {
    let town = try await WatchedTown()
    let number = "4bf92f35-77b3-4da6-a3ce-929d0e0e4736"
    let answer = try await town.send(
      .get, "/matters/\(town.number)", ["Authorization": "Bearer boss", "X-Request-Id": number])
    #expect(answer.headers[text: "X-Request-Id"] == number)
    let line = try JSON(parsing: try #require(town.log.last))
    #expect(line["request"] == .string(number))
    #expect(line["route"] == "/matters/{number}")
    #expect(line["method"] == "GET")
    #expect(line["status"] == 200)
    #expect(line["actor"] == "signed-in")
    #expect(line["bytes"] == .integer(Int64(answer.bytes.count)))
    #expect(line["ms"] == 0)
    _ = try await town.send(.get, "/wall")
    #expect(try JSON(parsing: try #require(town.log.last))["actor"] == "nobody")
  }

  @Test func `a fault gives its number and nothing else away`() async throws {
    let town = try await WatchedTown()
    let answer = try await town.send(.get, "/boom") { router in
      router.get("boom") { _, _ -> String in throw Mishap(words: Self.phone) }
    }
    #expect(answer.status == 500)
    let number = try #require(answer.headers[text: "X-Request-Id"])
    #expect(try JSON(parsing: answer.text)["instance"] == .string("urn:baodao:request:" + number))
    #expect(!answer.text.contains(Self.phone))
    #expect(town.log.contains { $0.contains("Mishap") && $0.contains(number) })
  }
}
