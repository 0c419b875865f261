import City
import HTTPTypes
import Journal
import Kernel
import Settings
import Store
import Testing

@testable import Server

struct WatchTests {
  @Test func `a server that can work is ready, and one whose deadlines stand still is not`()
    async throws
  {
    let town = try await WatchedTown { $0.timerLateSecondsMax = 60 }
    let ready = try await town.send(.get, "/ready")
    #expect(ready.status == 200)
    #expect(ready.text == #"{"reasons":[],"schema":"same","status":"ready"}"#)
    town.wait(milliseconds: 400 * Instant.millisecondsPerDay)
    let late = try await town.send(.get, "/ready", ["Accept-Language": "en"])
    #expect(late.status == 503)
    #expect(late.text.contains("timers-late"))
    #expect(late.text.contains("Deadlines are hopelessly late."))
    _ = try await town.city.runTimers(until: town.server.clock()) { _, _ in }
    #expect(try await town.send(.get, "/ready").status == 200)
  }

  @Test func `a server whose store lacks a migration is not ready`() async throws {
    let town = try await WatchedTown()
    _ = try await town.city.store.write {
      try $0.run("DELETE FROM schema_step WHERE module = 'journal'", [])
    }
    #expect(try await town.send(.get, "/ready").text.contains("schema-old"))
    _ = try await town.city.store.write { try $0.run("DROP TABLE schema_step", []) }
    let silent = try await town.send(.get, "/ready")
    #expect(silent.status == 503)
    #expect(silent.text.contains("store-silent"))
    #expect(town.log.contains { $0.contains("no such table: schema_step") })
  }

  @Test func `metrics count requests by template and actions by what came of them`() async throws {
    let town = try await WatchedTown()
    for path in ["/matters/\(town.number)", "/matters/1", "/nowhere/\(town.number)"] {
      _ = try await town.send(.get, path, ["Authorization": "Bearer boss"])
    }
    _ = try await town.send(.init("BREW")!, "/health")
    let page = try await town.send(.get, "/metrics").text
    let route = ##"route="/matters/{number}",method="GET""##
    #expect(page.contains("baodao_requests_total{\(route),status=\"200\"} 1\n"))
    #expect(page.contains("baodao_requests_total{\(route),status=\"404\"} 1\n"))
    #expect(page.contains(##"method="other""##))
    #expect(!page.contains(town.number))
    #expect(!page.contains("BREW"))
    #expect(page.contains("baodao_journal_position 3\n"))
    #expect(page.contains("process_open_fds 2\n"))
    #expect(page.contains("baodao_requests_open 1\n"))
    #expect(page.contains(##"baodao_outbox_messages{state="waiting"}"##))
    town.wait(milliseconds: 400 * Instant.millisecondsPerDay)
    let late = try await town.send(.get, "/metrics").text
    #expect(!late.contains("baodao_timers_late 0\n"))
    #expect(!late.contains("baodao_timers_late_seconds 0\n"))
    _ = try await town.city.runTimers(until: town.server.clock()) { _, _ in }
    let done = try await town.send(.get, "/metrics").text
    #expect(done.contains(##"result="done"} "##))
    #expect(!done.contains("baodao_commit_seconds_count 0\n"))
  }

  @Test(
    arguments: [
      ("127.0.0.1", [:], 200), ("::1", [:], 200), ("192.0.2.1", [:], 404), (nil, [:], 404),
      ("127.0.0.1", ["X-Forwarded-For": "198.51.100.7"], 404),
      ("127.0.0.1", ["Forwarded": "for=198.51.100.7"], 404),
      ("10.0.0.1", ["X-Forwarded-For": "127.0.0.1"], 200),
      ("10.0.0.1", ["X-Forwarded-For": "127.0.0.1, 198.51.100.7"], 404),
      ("192.0.2.1", ["X-Forwarded-For": "127.0.0.1"], 404),
      ("192.0.2.1", ["Authorization": "Bearer a-secret-of-twenty-four-letters"], 200),
      ("192.0.2.1", ["Authorization": "Bearer a-secret-of-twenty-four-letterz"], 404),
      ("192.0.2.1", ["Authorization": "Bearer boss"], 404),
    ] as [(String?, [String: String], Int)])
  func `metrics are for the configured networks and for who has the secret`(
    peer: String?, headers: [String: String], status: Int
  ) async throws {
    let town = try await WatchedTown {
      $0.metricsToken = "a-secret-of-twenty-four-letters"
      $0.trustedProxies = [AddressRange("10.0.0.0/8")].compactMap { $0 }
    }
    #expect(try await town.send(.get, "/metrics", headers, from: peer).status == status)
  }

  @Test func `without a secret in the settings an empty one opens nothing`() async throws {
    let town = try await WatchedTown()
    let answer = try await town.send(
      .get, "/metrics", ["Authorization": "Bearer "], from: "192.0.2.1")
    #expect(answer.status == 404)
  }
}
