import HTTPTypes
import Housekeeping
import Hummingbird
import Kernel
import Settings
import Testing

@testable import Server

struct RateTests {
  @Test func `who asks too often is told when to come again`() async throws {
    let town = try await WatchedTown {
      $0.requestRate = 2
      $0.requestBurst = 3
    }
    for left in [2, 1, 0] {
      let answer = try await town.send(.get, "/wall")
      #expect(answer.status == 200)
      #expect(answer.headers[text: "RateLimit-Limit"] == "3")
      #expect(answer.headers[text: "RateLimit-Remaining"] == "\(left)")
    }
    let refused = try await town.send(.get, "/wall", ["Accept-Language": "en"])
    #expect(refused.status == 429)
    #expect(refused.headers[text: "Retry-After"] == "1")
    #expect(refused.headers[text: "RateLimit-Remaining"] == "0")
    #expect(refused.headers[text: "RateLimit-Reset"] == "2")
    #expect(try JSON(parsing: refused.text)["code"] == "request.too-many")
    #expect(town.metrics.page().contains(##"baodao_rate_limited_total{bucket="requests"} 1"##))
    for path in ["/health", "/ready", "/metrics"] {
      let answer = try await town.send(.get, path)
      #expect(answer.status == 200)
      #expect(answer.headers[text: "RateLimit-Limit"] == nil)
    }
    #expect(try await town.send(.get, "/wall", from: "192.0.2.1").status == 200)
    let signedIn = ["Authorization": "Bearer boss"]
    #expect(try await town.send(.get, "/wall", signedIn).status == 200)
    town.pass(milliseconds: 500)
    #expect(try await town.send(.get, "/wall").status == 200)
    #expect(try await town.send(.get, "/wall").status == 429)
  }

  @Test func `an actor has one bucket wherever they come from, and a network of version 6 has one`()
    async throws
  {
    let town = try await WatchedTown {
      $0.requestRate = 1
      $0.requestBurst = 1
    }
    let boss = ["Authorization": "Bearer boss"]
    #expect(try await town.send(.get, "/wall", boss, from: "192.0.2.1").status == 200)
    #expect(try await town.send(.get, "/wall", boss, from: "192.0.2.2").status == 429)
    #expect(try await town.send(.get, "/wall", from: "2001:db8::1").status == 200)
    #expect(try await town.send(.get, "/wall", from: "2001:db8::2").status == 429)
    #expect(try await town.send(.get, "/wall", from: "2001:db8:0:1::2").status == 200)
  }

  @Test func `wrong codes run out for an address, and right ones cost nothing`() async throws {
    let town = try await WatchedTown {
      $0.guessBurst = 3
      $0.guessesPerHour = 60
    }
    let path = "/api/v1/tracking/\(town.number)"
    for _ in 0..<10 {
      let right = try await town.send(.get, path, ["Matter-Code": town.code])
      #expect(right.status == 200)
    }
    for number in 0..<3 {
      let wrong = try await town.send(
        .get, "/api/v1/tracking/20260101-\(number)", ["Matter-Code": "WRONG"])
      #expect(wrong.status == 404)
    }
    let refused = try await town.send(.get, path, ["Matter-Code": town.code])
    #expect(refused.status == 429)
    #expect(refused.headers[text: "Retry-After"] == "60")
    #expect(try await town.send(.get, "/wall").status == 200)
    #expect(
      try await town.send(.get, path, ["Matter-Code": town.code], from: "192.0.2.1").status == 200)
    town.pass(milliseconds: 60_001)
    #expect(try await town.send(.get, path, ["Matter-Code": town.code]).status == 200)
  }

  @Test func `wrong codes run out for a matter, wherever they come from`() async throws {
    let town = try await WatchedTown { $0.guessBurst = 3 }
    let path = "/api/v1/tracking/\(town.number)"
    for host in 1...3 {
      let wrong = try await town.send(
        .get, path, ["Matter-Code": "WRONG"], from: "192.0.2.\(host)")
      #expect(wrong.status == 404)
    }
    let refused = try await town.send(.get, path, ["Matter-Code": "WRONG"], from: "192.0.2.9")
    #expect(refused.status == 429)
    let other = try await town.send(
      .get, "/api/v1/tracking/20260101-1", ["Matter-Code": "WRONG"], from: "192.0.2.9")
    #expect(other.status == 404)
  }

  @Test func `many guesses at once gain nothing`() async throws {
    let town = try await WatchedTown { $0.guessBurst = 5 }
    let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
      for number in 0..<50 {
        group.addTask {
          try await town.send(
            .get, "/api/v1/tracking/20260101-\(number)", ["Matter-Code": "WRONG"]
          ).status
        }
      }
      return try await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }
    #expect(statuses == [404: 5, 429: 45])
  }

  @Test func `wrong keys run out, and right ones still go in`() async throws {
    let town = try await WatchedTown { $0.guessBurst = 2 }
    var statuses: [Int] = []
    for _ in 0..<4 {
      statuses.append(try await town.send(.get, "/", ["Authorization": "Bearer guess"]).status)
    }
    #expect(statuses == [401, 401, 429, 429])
    // A secret is too long to be guessed: who has it is let in all the same.
    #expect(try await town.send(.get, "/", ["Authorization": "Bearer boss"]).status == 200)
  }
}

struct ClientAddressTests {
  @Test(
    arguments: [
      ("192.0.2.1", [:], "192.0.2.1"),
      ("192.0.2.1", ["X-Forwarded-For": "198.51.100.7"], "192.0.2.1"),
      ("10.0.0.1", ["X-Forwarded-For": "198.51.100.7"], "198.51.100.7"),
      ("10.0.0.1", ["X-Forwarded-For": "203.0.113.9, 198.51.100.7"], "198.51.100.7"),
      ("10.0.0.1", ["X-Forwarded-For": "203.0.113.9, 198.51.100.7, 10.0.0.2"], "198.51.100.7"),
      ("10.0.0.1", ["X-Forwarded-For": "198.51.100.7:4711"], "198.51.100.7"),
      ("10.0.0.1", ["X-Forwarded-For": "[2001:db8::1]:4711"], "2001:db8::1"),
      ("10.0.0.1", ["X-Forwarded-For": "2001:db8::1"], "2001:db8::1"),
      ("10.0.0.1", ["Forwarded": "for=203.0.113.9, for=198.51.100.7;proto=https"], "198.51.100.7"),
      ("10.0.0.1", ["Forwarded": #"proto=http; For="[2001:db8::1]:80""#], "2001:db8::1"),
      ("10.0.0.1", ["Forwarded": "for=unknown"], nil),
      ("10.0.0.1", ["Forwarded": "proto=http"], nil),
      ("10.0.0.1", ["X-Forwarded-For": "nonsense"], nil), ("10.0.0.1", [:], "10.0.0.1"),
    ] as [(String, [String: String], String?)])
  func `the client is whom the last trusted proxy saw`(
    peer: String, headers: [String: String], expected: String?
  ) async throws {
    let town = try await WatchedTown {
      $0.trustedProxies = [AddressRange("10.0.0.0/8")].compactMap { $0 }
    }
    let seen = Seen()
    _ = try await town.send(.get, "/who", headers, from: peer) { router in
      router.get("who") { request, context -> String in
        await seen.see(town.server.client(request, context).address?.description)
        return ""
      }
    }
    #expect(await seen.address == expected)
  }

  private actor Seen {
    var address: String?
    func see(_ address: String?) { self.address = address }
  }
}
